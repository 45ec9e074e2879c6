"""Answers that are asked for again and again about the same object: worked out once."""

from __future__ import annotations

from collections.abc import Callable

from gouji.lean import TypeVar

Thing = TypeVar("Thing")
Answer = TypeVar("Answer")


def once(most: int = 1) -> Callable[[Callable[[Thing], Answer]], Callable[[Thing], Answer]]:
    """Keeps the answers of a function of one argument for the last objects it was asked about.

    Objects are told apart by identity, which needs no comparison and no hash, so they must not
    change. Rules ask about one report after the other: for reports `most` is 1.
    """

    def make(function: Callable[[Thing], Answer]) -> Callable[[Thing], Answer]:
        kept: dict[int, tuple[Thing, Answer]] = {}

        def asked(thing: Thing) -> Answer:
            found = kept.get(id(thing))
            # While an answer is kept its object is, too, so that no other one can have its identity.
            if found is not None:
                return found[1]
            answer = function(thing)
            if len(kept) >= most:
                kept.clear()
            kept[id(thing)] = thing, answer
            return answer

        asked.__doc__, asked.__name__ = function.__doc__, function.__name__
        return asked

    return make
