"""A name written almost right: where it stands in a text, and which character differs."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.lean import NamedTuple

CHANGED, LOST, ADDED = "changed", "lost", "added"

LONGEST = 40
"""What is longer is no name."""


class Near(NamedTuple):
    """`text[start:end]` is the name but for one character.

    `at` is the place of the character in the name: the one changed, the one lost, or the one before
    which something was added. `written` is what stands there instead, "" when it was lost.
    """

    start: int
    end: int
    what: str
    at: int
    written: str


def near(text: str, name: str) -> Iterator[Near]:
    """Every way in which the name stands somewhere with one character changed, lost or added; whole names are left out.

    One half of such a name is whole, so only places of either half are looked at.
    """
    middle = len(name) // 2
    if not 2 <= middle <= LONGEST // 2:
        return
    whole = set(_all(text, name))
    for found in sorted({*_behind(text, name, middle), *_before(text, name, middle)}, key=lambda one: (one.start, one.what != CHANGED)):
        if whole.isdisjoint(range(found.start - len(name) + 1, found.end)):
            yield found


def _all(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _behind(text: str, name: str, middle: int) -> Iterator[Near]:
    """Places where the first half is whole and the second one is not."""
    half = name[middle:]
    for start in _all(text, name[:middle]):
        at = start + middle
        for what, length in ((CHANGED, len(half)), (LOST, len(half) - 1), (ADDED, len(half) + 1)):
            piece = text[at : at + length]
            place = _difference(half, piece) if len(piece) == length else None
            if place is not None:
                yield Near(start, at + length, what, middle + place, "" if what == LOST else piece[place])


def _before(text: str, name: str, middle: int) -> Iterator[Near]:
    """Places where the second half is whole and the first one is not."""
    half, rest = name[:middle], len(name) - middle
    for at in _all(text, name[middle:]):
        for what, length in ((CHANGED, middle), (LOST, middle - 1), (ADDED, middle + 1)):
            piece = text[at - length : at] if at >= length else ""
            place = _difference(half, piece) if len(piece) == length else None
            if place is not None:
                yield Near(at - length, at + rest, what, place, "" if what == LOST else piece[place])


def _difference(right: str, piece: str) -> int | None:
    """Where two texts differ by one character changed, lost or added; None when they differ otherwise or not at all."""
    if right == piece:
        return None
    short = min(len(right), len(piece))
    place = next((n for n in range(short) if right[n] != piece[n]), short)
    if len(right) == len(piece):
        return place if right[place + 1 :] == piece[place + 1 :] else None
    if len(right) > len(piece):
        return place if right[place + 1 :] == piece[place:] else None
    return place if right[place:] == piece[place + 1 :] else None
