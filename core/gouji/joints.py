"""Findings that concern several reports, kept until all of these are read: as bytes, for there may be many."""

from __future__ import annotations

import marshal
from collections.abc import Iterator

from gouji.finding import Finding
from gouji.lean import NamedTuple
from gouji.plain import as_plain, from_plain


class Joint(NamedTuple):
    """A finding that concerns several reports, the judged one first."""

    finding: Finding
    paths: tuple[str, ...]
    fingerprint: str


class Joints:
    """Joint findings in the order they were found; each is made anew when it is asked for."""

    def __init__(self) -> None:
        self._kept: list[bytes | Joint] = []

    def add(self, joint: Joint) -> None:
        """Puts one at the end."""
        try:
            self._kept.append(marshal.dumps([as_plain(part) for part in joint]))
        except (TypeError, ValueError):  # what only a plugin knows
            self._kept.append(joint)

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[Joint]:
        return map(_made, self._kept)

    def __getitem__(self, number: int) -> Joint:
        return _made(self._kept[number])


def _made(kept: bytes | Joint) -> Joint:
    return kept if isinstance(kept, Joint) else Joint(*map(from_plain, marshal.loads(kept)))
