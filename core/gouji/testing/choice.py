"""How the kit chooses: one call that picks from a sequence.

Prose, layouts and faults take a `Pick`, so the same code serves a test with a seed, the plainest
choice everywhere, and hypothesis, which then knows how to shrink.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")


class Pick(Protocol):
    """Chooses one of the options; the first is the plainest."""

    def __call__(self, options: Sequence[T], /) -> T:
        """One of the options, which are never empty."""
        ...


def plainest(options: Sequence[T], /) -> T:
    """Always the first option."""
    return options[0]


def seeded(seed: int | str) -> Pick:
    """A pick that gives the same choices for the same seed, on every machine."""
    source = random.Random(seed)

    def pick(options: Sequence[T], /) -> T:
        return options[source.randrange(len(options))]

    return pick
