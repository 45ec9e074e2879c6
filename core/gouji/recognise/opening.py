"""What stands before the first section: the page's own words, the title, the introduction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gouji.document import Paragraph
from gouji.lean import NamedTuple
from gouji.recognise.furniture import is_furniture, labelled
from gouji.recognise.identity import Title, find_title, is_listed
from gouji.recognise.outline import Outline
from gouji.recognise.tokens import paragraphs
from gouji.text import fold, squeeze

_LONGEST_PAGE_WORDS = 200


class Opening(NamedTuple):
    """The title and the numbered lines around it; `labelled` are those that tell something of the page (发布日期: …)."""

    title: Title | None
    lines: Sequence[tuple[int, Paragraph]]
    labelled: Mapping[int, Paragraph]

    def _behind(self, number: int) -> bool:
        return self.title is None or number > self.title.last

    def _above(self, number: int) -> bool:
        return self.title is None or number < self.title.first

    def intro(self, used: set[int]) -> tuple[Paragraph, ...]:
        """The introduction; `used` are the lines of tables."""
        kept = ((i, p) for i, p in self.lines if self._behind(i) and i not in used and i not in self.labelled)
        return tuple(paragraph for _, paragraph in kept if not is_furniture(paragraph.text) and not is_listed(paragraph.text))

    def page(self) -> list[str]:
        """The words of the page that may name who reports, those above the title first."""
        above = [p.text for i, p in self.lines if self._above(i)]
        below = [p.text for i, p in self.lines if self._behind(i) and is_furniture(p.text)]
        return [text for text in (*above, *below) if len(text) <= _LONGEST_PAGE_WORDS]

    def dated(self) -> list[Paragraph]:
        """All lines in which a date may be that of the page, rows of grids included."""
        spoken = {number for number, _ in self.lines}
        return [self.labelled.get(i, p) for i, p in self.lines] + [p for i, p in self.labelled.items() if i not in spoken]

    def ignored(self, used: set[int]) -> list[str]:
        """What was set aside as the page's own."""
        title = range(self.title.first, self.title.last + 1) if self.title else ()
        kept = ((i, p.text) for i, p in self.lines if i not in title and i not in used)
        return [text.strip() for i, text in kept if self._above(i) or is_furniture(text)]


def opening_of(outline: Outline) -> Opening:
    """The opening of a document."""
    before = paragraphs(outline.lines, 0, len(outline.opening))
    title = find_title(before, lambda: "\n".join(fold(squeeze(p.text)) for _, p in paragraphs(outline.lines)))
    return Opening(title, before, labelled(outline.opening))
