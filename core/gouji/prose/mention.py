"""What is read from prose: numbers with what they count, percentages, and statements that all was upheld."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.document import Paragraph
from gouji.lean import dataclass
from gouji.prose.measures import Measure
from gouji.prose.quantity import Quantity
from gouji.prose.tokens import Token
from gouji.prose.vocabulary import COUNTED, FILL, LIST
from gouji.text import cut_after

PART_OF_RECEIVED = "part"
"""The family of what was finished of the requests received: all that was finished, unless some were carried over."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of prose: its section (None outside all sections), itself, and its squeezed text."""

    section: str | None
    paragraph: Paragraph
    text: str

    def quote(self, start: int, end: int) -> str:
        """The words of the document behind `text[start:end]`, with the bracket that closes behind them."""
        raw, text = self.paragraph.text, self.text
        if text.startswith(")", end) and text.count("(", start, end) > text.count(")", start, end):
            end += 1
        return raw[cut_after(raw, start) : cut_after(raw, end)].strip()


class Quoted:
    """What was read from a piece of a line."""

    __slots__ = ()
    line: Line
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The words of the document."""
        return self.line.quote(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Mention(Quoted):
    """A number (or a plain "none") of prose and what it counts.

    `measure` is None where that is not certain; `why` then says the reason. `sure` is False where
    the typing or the scope leaves room for another meaning. `family` tells the items of a list
    apart: kinds of applicant, ways of applying, results, or "" for others. `words` are those before
    the number in its clause. `zero` marks a statement in words: 未收到申请. `head` is the number that
    this one is a part of, where one was told. `last_year` is what a number of the year before counts.
    """

    line: Line
    quantity: Quantity
    start: int
    end: int
    start_of_number: int
    measure: Measure | None = None
    sure: bool = True
    why: str = ""
    family: str = ""
    words: Sequence[Token] = ()
    zero: bool = False
    head: Mention | None = None
    last_year: Measure | None = None

    @property
    def measured(self) -> str:
        """The id of what the number counts, "" where that is not certain."""
        return self.measure.id if self.measure is not None else ""

    @property
    def sort(self) -> str:
        """The sort of what the number counts, "" where that is not certain."""
        return self.measure.sort if self.measure is not None else ""

    @property
    def label(self) -> str:
        """The words before the number that say something."""
        return "".join(token.text for token in self.words if token.role != LIST and token.role != FILL)


def counts(mention: Mention) -> set[tuple[str, str]]:
    """What the words before a number say that it counts, whether or not that is certain."""
    return {(token.role, token.which) for token in mention.words if token.role in COUNTED}


@dataclass(frozen=True, slots=True)
class Ratio(Quoted):
    """A percentage: `part` so many percent of what the words `of` name; `change` is "" for a share, "up" or "down" for
    同比, which may be told in cases (`quantity`) as well, and "times" for so many times as much as last year.

    `told` is False where the text names the part without its number (予以公开占58.5%). `base` is the number
    a change is from, or a share is of, where the text tells it: 比上年的15件增加6件, 占办结总数34件的58.8%.
    `asked` tells that a share is of all requests, by what the text says: 占申请总数的12%.
    """

    line: Line
    quantity: Quantity
    part: Mention
    of: str
    change: str
    start: int
    end: int
    heads: tuple[Mention, ...] = ()
    told: bool = True
    base: Mention | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Kept(Quoted):
    """A statement that everything was upheld: 均获维持. `disputes` are the ids of what it speaks of."""

    line: Line
    disputes: tuple[str, ...]
    start: int
    end: int
