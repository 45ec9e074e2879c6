"""Title, headings and tables inside a paragraph: pages that came down as one line, or as a line for each table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gouji.recognise.headings import Titles
from gouji.recognise.identity import is_title
from gouji.recognise.tokens import Line, Token
from gouji.text import fold, squeeze
from gouji.values import is_value

_SHORTEST = 60
_ORDINAL = re.compile(r"[一二三四五六](?<=[\s\u00a0\u3000].)[、.．]\s*(?=[总總主收政因存其])")
_LISTED = ("、", ",", ";", "和", "及")
_CONTENTS = 3
_TITLE_WORDS = "信息公开工作年度报告"
_TITLE = re.compile(
    r"\s*(?:(?:政府)?信息公开(?:年报|年度报告))?"
    rf"([^。；，\s]{{4,50}}?{_TITLE_WORDS}(?:[（(]20\d{{2}}年度?[）)])?)(?=(?:发布日期|发布时间|日期|时间|来源)[:：]|\s+\S.{{30}})"
)
_SHORTEST_TABLE = 25
_HEADS_OF_TABLES = re.compile(r"信息内容\s+(?:本年|上一年|采购)|申请人情况\s+自然人|结果维持\s+结果纠正")
_SEVERAL_ROWS = re.compile(r"(?:\s\d[\d,.]*){3}\s+[^\s\d]*?(?:\d[.．、])?[\u4e00-\u9fff（(][^。]*$")


def broken_out(lines: Sequence[Line], titles: Titles) -> list[Line]:
    """The lines with every long paragraph cut behind the report's title and before the headings of
    sections inside it: the form's titles with their ordinals, white space before them. A list of the
    sections is no heading. What holds head and values of a table, or several of its rows, in one line
    is cut at its spaces, a line for each cell."""
    out: list[Line] = []
    for line in lines:
        text = line.paragraph.text if line.paragraph is not None and line.grid < 0 else ""
        pieces = list(_pieces(text, titles)) if len(text) >= _SHORTEST_TABLE else []
        if len(pieces) < 2 or line.paragraph is None:
            out.append(line)
            continue
        out.extend(Line((Token(piece, line.paragraph.place),), -1, line.paragraph._replace(text=piece)) for piece in pieces)
    return out


def _pieces(text: str, titles: Titles) -> Iterator[str]:
    cuts = _headings(text, titles) if len(text) >= _SHORTEST else []
    title = _TITLE.match(text) if _TITLE_WORDS in text else None
    if title is not None and is_title(title[1]) and (not cuts or title.end() < cuts[0]):
        cuts[:0] = title.span(1)
    for start, stop in zip([0, *cuts], [*cuts, len(text)], strict=True):
        if piece := text[start:stop].strip():
            yield from _cells(piece) or [piece]


def _cells(piece: str) -> list[str]:
    """The cells of a table's head and values, or of several rows, in one line; [] for any other text."""
    cells = piece.split()
    rows = _SEVERAL_ROWS.search(piece) is not None and not is_value(cells[0]) and not is_title(piece)
    return cells if (rows or _HEADS_OF_TABLES.search(piece)) and any(map(is_value, cells)) else []


def _headings(text: str, titles: Titles) -> list[int]:
    found: list[tuple[int, int]] = []
    for ordinal in _ORDINAL.finditer(text):
        rest = fold(squeeze(text[ordinal.end() : ordinal.end() + 60]))
        known = titles.beginning(rest)
        if known is not None and not rest[known[2] :].startswith(_LISTED):
            found.append((ordinal.start(), ordinal.end() + known[2]))
    bare = sum(begin - end <= 2 for (_, end), (begin, _) in pairwise(found))
    return [] if bare >= _CONTENTS - 1 else [begin for begin, _ in found]
