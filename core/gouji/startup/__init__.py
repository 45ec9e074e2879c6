"""What the program and each of its worker processes do first, to be quick."""

from __future__ import annotations

import gc
import sys

OBJECTS = 100_000
"""How many new objects it takes for Python to look for cyclic garbage. A check makes many and hardly
any garbage, so that looking after every 700, as is usual, would cost a tenth of its time."""


def begin() -> None:
    """Sets the process up; nothing else need be imported before."""
    gc.set_threshold(OBJECTS, 20, 20)
    from gouji.startup import bytecode, expressions

    bytecode.use()
    expressions.use()


def keep() -> None:
    """Writes down what was found out about starting, for the next time."""
    from gouji.startup import bytecode, expressions

    if "gouji.marked" not in sys.modules:  # a start that reads YAML needs modules that the next ones do not
        bytecode.keep()
    expressions.keep()
