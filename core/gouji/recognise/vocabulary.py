"""The words of one edition, keyed for look-up: which label is this text?

Labels are matched within one axis of one table (its rows, its columns, its captions), first by
official wording, then by accepted wording, then by listed misspelling, last by likeness.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from gouji.edition import Edition, Row
from gouji.lean import NamedTuple
from gouji.likeness import Wordings
from gouji.once import once
from gouji.report import ACCEPTED, EXACT, SIMILAR, TYPO
from gouji.text import bare, fold, without_ordinal

_LIKENESS = 72.0
_MARGIN = 8.0
_BESIDE = re.compile(r"[(（〔【\[][^()（）]*[)）〕】\]]|[A-Za-z][A-Za-z\s.,;'&/-]{2,}")
"""What may stand beside a label: a remark in brackets, the same in English."""
_LONGEST = 500
"""Characters that a label has at most with what stands beside it."""

FURNITURE = frozenset(
    map(
        bare,
        (
            "申请人情况",
            "法人或其他组织",
            "法人或者其他组织",
            "法人和其他组织",
            "信息内容",
            "行政诉讼",
            "申请人",
            "项目",
            "事项",
            "单位：件",
            "单位：万元",
        ),
    )
)
"""Words that stand in the headers of the tables and name no column."""


class Match(NamedTuple):
    """A label's id and how it was matched."""

    id: str
    match: str


class Axis:
    """The labels of one axis of one table.

    `known` maps bare wording to a match; `prefixes` holds every proper beginning of a wording, so
    that a label broken over several lines can be put together again.
    """

    def __init__(
        self,
        entries: Iterable[tuple[str, str, Iterable[str], Iterable[str]]],
        *,
        ordinals: bool,
        headed: Iterable[tuple[str, Sequence[str], str]] = (),
    ) -> None:
        """`entries` are (id, label, accepted wordings, misspellings); with `ordinals`, wordings
        without their leading ordinal are accepted where they stay unambiguous. `headed` are
        (id, the labels of its headings, its own): what a merged cell leaves in one line, which may
        break inside the label. A heading in a line of its own is a row."""
        self.known: dict[str, Match] = {}
        stripped: dict[str, set[str]] = {}
        self._choices: dict[str, str] = {}
        for id, label, accept, typos in entries:
            self.known.setdefault(bare(label), Match(id, EXACT))
            self._choices[bare(without_ordinal(label))] = id
            for wording in accept:
                self.known.setdefault(bare(wording), Match(id, ACCEPTED))
                self._choices.setdefault(bare(without_ordinal(wording)), id)
            for wording in typos:
                self.known.setdefault(bare(wording), Match(id, TYPO))
            for wording, match in ((label, ACCEPTED), *((w, ACCEPTED) for w in accept), *((w, TYPO) for w in typos)):
                key = bare(without_ordinal(wording))
                stripped.setdefault(key, set()).add(id)
                if ordinals and len(stripped[key]) == 1:
                    self.known.setdefault(key, Match(id, match))
        for key, ids in stripped.items():
            if len(ids) > 1:
                found = self.known.get(key)
                if found is not None and found.match != EXACT:
                    del self.known[key]
        self.ids = {match.id for match in self.known.values()}
        self._pieced = tuple(self.known)
        self._headed: list[tuple[int, str]] = []
        self._headings: set[str] = set()
        for id, headings, label in headed:
            self._headings.update(map(bare, headings))
            key = bare("".join((*headings, label)))
            self._headed.append((len(bare("".join(headings))), key))
            self.known.setdefault(key, Match(id, EXACT))
            self.known.setdefault("".join(bare(without_ordinal(words)) for words in (*headings, label)), Match(id, ACCEPTED))

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """The beginnings of wordings that may go on in the next line; asked for by documents without real grids."""
        pieces = (*((0, key) for key in self._pieced), *self._headed)
        return frozenset(key[:n] for begin, key in pieces for n in range(begin + 1, len(key)))

    @cached_property
    def _wordings(self) -> Wordings:
        """What a text may be like; asked for by labels that are none by wording."""
        return Wordings(self._choices)

    @lru_cache(4096)  # noqa: B019 - an axis lives as long as its edition
    def find(self, text: str) -> Match | None:
        """The label this text is by wording, with or without ordinal or what may stand beside it."""
        found = self.known.get(bare(text))
        if found is not None:
            return found
        found = self.known.get(bare(without_ordinal(text)))
        if found is None and len(text) <= _LONGEST and (plain := _BESIDE.sub("", text)) != text:
            found = self.find(plain)
        if found is None and len(text) <= _LONGEST and (beside := text.split(None, 1))[1:] and self.is_piece(beside[0]):
            found = self.find(beside[1])
        return found and Match(found.id, ACCEPTED if found.match == EXACT else found.match)

    def is_piece(self, text: str) -> bool:
        """Whether a text may be left of a heading that stands upright beside its rows, of which the document has the lines only."""
        return any(bare(text) in heading for heading in self._headings)

    def resemble(self, text: str) -> Match | None:
        """The label this text most resembles, when it is close and no other is nearly as close."""
        key = bare(without_ordinal(text))
        if not 2 <= len(key) <= 60:
            return None
        return self._resemble(key)

    @lru_cache(1024)  # noqa: B019 - an axis lives as long as its edition
    def _resemble(self, key: str) -> Match | None:
        ranked = self._wordings.like(key, _LIKENESS - _MARGIN)
        if not ranked or ranked[0][0] < _LIKENESS:
            return None
        best = self._choices[ranked[0][1]]
        rival = max((likeness for likeness, wording in ranked if self._choices[wording] != best), default=0.0)
        if ranked[0][0] - rival < _MARGIN:
            return None
        return Match(best, SIMILAR)


class Vocabulary:
    """All axes of an edition.

    Ids of rows and columns are as in the edition; in 表二 a column may belong to several blocks.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        t2, t3, t4 = (edition.table(id) for id in ("t2", "t3", "t4"))
        self.rows = {
            "t2": Axis(((row.id, row.label, row.accept, row.typos) for row in t2.rows), ordinals=False),
            "t3": Axis(((row.id, row.label, row.accept, row.typos) for row in t3.rows), ordinals=True, headed=_headed(t3.rows)),
            "t4": Axis(((row.id, row.label, _with_group(row), row.typos) for row in t4.rows), ordinals=False),
        }
        self.columns = {
            "t2": Axis(((c.id, c.label, c.accept, ()) for block in t2.blocks for c in block.columns), ordinals=False),
            "t3": Axis(((c.id, c.label, c.accept, ()) for c in t3.blocks[0].columns), ordinals=False),
            "t4": Axis(((c.id, c.label, c.accept, ()) for c in t4.blocks[0].columns), ordinals=False),
        }
        self.corner = t3.corner

    @cached_property
    def wordings(self) -> frozenset[str]:
        """The bare wordings of all labels of rows and columns."""
        return frozenset().union(*(axis.known for axis in (*self.rows.values(), *self.columns.values())))

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The beginnings of such wordings that may go on in the next line."""
        return frozenset().union(*(axis.prefixes for axis in (*self.rows.values(), *self.columns.values())))

    @cached_property
    def _header_words(self) -> list[str]:
        """The bare words of headers, the longest first."""
        known = {key for axis in (*self.columns.values(), self.rows["t4"]) for key in axis.known} | FURNITURE
        return sorted(known, key=lambda key: (-len(key), key))

    @cached_property
    def header(self) -> re.Pattern[str]:
        """Any bare word of a header; asked for by text in which words run together."""
        return re.compile("|".join(self._header_words))

    def is_torn(self, text: str) -> bool:
        """Whether a text is nothing but several pieces of the words of headers, as a page leaves them line by line."""
        pieces = text.split()
        return len(pieces) > 1 and all(any(bare(piece) in word for word in self._header_words) for piece in pieces)

    def data_row(self, table: str, label: str) -> Row | None:
        """The row of a table, with cells of its own, that a label names."""
        match = self.rows[table].find(label)
        row = self.edition.table(table).row(match.id) if match is not None else None
        return row if row is not None and row.data else None


def _headed(rows: Iterable[Row]) -> Iterator[tuple[str, Sequence[str], str]]:
    """(row id, the labels of its headings, its own): 三、本年度办理结果 and （一）予以公开."""
    by_id = {row.id: row for row in rows}
    for row in by_id.values():
        headings: tuple[str, ...] = ()
        parent = row.parent
        while parent is not None:
            headings, parent = (by_id[parent].label, *headings), by_id[parent].parent
            yield row.id, headings, row.label


def _with_group(row: Row) -> tuple[str, ...]:
    """The accepted wordings of a row of 表四, its group written before it as well: 行政诉讼（复议后起诉）."""
    return (*row.accept, *(f"{row.parent}（{label}）" for label in (row.label, *row.accept) if row.parent))


@once(8)
def vocabulary(edition: Edition) -> Vocabulary:
    """The vocabulary of an edition."""
    return Vocabulary(edition)


_CAPTION = re.compile(r"^\D{0,6}第?(?:二十|20)条\D{0,2}第?[(]?([一二三四五六七八九十]{1,2}|\d{1,2})[)]?项?(?:\(\D{1,10}\))?$")
_ITEMS = {
    "一": "a20_1",
    "1": "a20_1",
    "五": "a20_5",
    "5": "a20_5",
    "六": "a20_6",
    "6": "a20_6",
    "八": "a20_8",
    "8": "a20_8",
    "九": "a20_9",
    "9": "a20_9",
}


def caption_block(squeezed: str) -> str | None:
    """The block id of a caption such as 第二十条第（一）项, given squeezed; "?" for an item that no
    edition has; None for any other text."""
    if ("二十" not in squeezed and "20条" not in squeezed) or len(squeezed) > 24:
        return None
    found = _CAPTION.match(fold(squeezed))
    if found is None:
        return None
    return _ITEMS.get(found[1], "?")
