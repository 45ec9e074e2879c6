"""Findings that concern several reports, kept until all of these are read: as bytes, for there may be many."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator

from gouji.finding import Finding
from gouji.lean import NamedTuple
from gouji.run.plain import as_bytes, as_plain, from_plain, is_plain


class Joint(NamedTuple):
    """A finding that concerns several reports, the judged one first.

    `unit` and `year` are those of the judged one ("" where the finding is on none of them, but on what is not
    there), `where` says in the form's own names where in it the finding stands.
    """

    finding: Finding
    paths: tuple[str, ...]
    fingerprint: str
    unit: str = ""
    year: str = ""
    where: str = ""


class Joints:
    """Joint findings in the order they were found; each is made anew when it is asked for."""

    def __init__(self, packed: Iterable[bytes] = ()) -> None:
        self._packed = list(packed)

    def extend(self, packed: Iterable[bytes]) -> None:
        """Puts some, each as `pack` made it, at the end."""
        self._packed += packed

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[Joint]:
        return map(_unpack, self._packed)

    def __getitem__(self, number: int) -> Joint:
        return _unpack(self._packed[number])


def pack(joint: Joint) -> bytes:
    """A joint finding as bytes."""
    return as_bytes(joint, lambda joint: as_plain(tuple(joint)))


def _unpack(content: bytes) -> Joint:
    if is_plain(content):
        return Joint(*from_plain(marshal.loads(content)))
    from gouji.run.pickling import unpickled

    joint: Joint = unpickled(content, {})
    return joint
