"""The prose of a report as one running text, for rules that look at every character of it.

Paragraphs are squeezed, in standard characters, and stand one a line. An offset in it leads back to the
paragraph and to the words as they stand in the document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from gouji.lean import Any, NamedTuple
from gouji.once import once
from gouji.report import Report
from gouji_plugins.rules.wording import Passage, passages

PUNCTUATION = frozenset("。，；：！？、,;:!?()《》\"'·…-\n")
"""What bounds words in squeezed text."""


class Running(NamedTuple):
    """The squeezed prose in standard characters: `text` with one paragraph a line, `lines` the paragraphs, `starts` their offsets."""

    text: str
    lines: Sequence[Passage]
    starts: Sequence[int]

    def at(self, offset: int) -> tuple[Passage, int]:
        """The paragraph at an offset, and the offset within it."""
        number = bisect_right(self.starts, offset) - 1
        return self.lines[number], offset - self.starts[number]

    def quote(self, start: int, end: int) -> str:
        """The words of the document behind `text[start:end]`, as far as they stand in one paragraph."""
        line, offset = self.at(start)
        return line.quote(offset, min(offset + end - start, len(line.text)))

    def around(self, start: int, end: int, more: int = 4) -> str:
        """The same with a few characters before and behind, not beyond the nearest full stop."""
        line, offset = self.at(start)
        last = min(offset + end - start, len(line.text))
        first = max(line.text.rfind("。", 0, offset) + 1, offset - more)
        stop = line.text.find("。", last)
        return line.quote(first, min(last + more, len(line.text) if stop < 0 else stop))

    def evidence(self, start: int, end: int, more: int = 0) -> dict[str, Any]:
        """What a finding on `text[start:end]` rests on: its section, its words with so many more around, and where they stand."""
        line, _ = self.at(start)
        return {"section": line.section, "quote": self.around(start, end, more), "place": line.place}


@once()
def running(report: Report) -> Running:
    """The running text of a report."""
    lines = [line for line in passages(report) if line.text]
    starts: list[int] = []
    offset = 0
    for line in lines:
        starts.append(offset)
        offset += len(line.text) + 1
    return Running("\n".join(line.text for line in lines), lines, starts)


def covered(length: int, spans: Iterable[tuple[int, int]]) -> bytearray:
    """A flag for each of so many characters: whether it stands in one of these spans."""
    flags = bytearray(length)
    for start, end in spans:
        flags[start:end] = b"\1" * (min(end, length) - start)
    return flags
