"""selectolax's HTML parser without the import of `logging`, which takes three times as long as its own.

The parser writes to its logger in a single case, when a node is unwrapped that has been removed.
"""

from __future__ import annotations

import sys
from types import ModuleType

from gouji.lean import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser


class _Logger:
    """Stands for a logger until something is really logged."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        import logging

        return getattr(logging.getLogger(self._name), attribute)


def parser() -> type[LexborHTMLParser]:
    """The class `LexborHTMLParser`."""
    if "selectolax" in sys.modules or "logging" in sys.modules:
        from selectolax.lexbor import LexborHTMLParser

        return LexborHTMLParser
    later = ModuleType("logging")
    later.getLogger = _Logger  # type: ignore[attr-defined]
    sys.modules["logging"] = later
    try:
        from selectolax.lexbor import LexborHTMLParser
    finally:
        del sys.modules["logging"]
    return LexborHTMLParser
