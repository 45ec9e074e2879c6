"""Several annual reports in one input: said at once, for mixed into one they would accuse everybody of something."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.document import Document
from gouji.errors import UnreadableError
from gouji.recognise.pieces import Segment

ROWS = 10
"""How many rows of 表三 have to stand there more than once: a row or two may have been repeated by mistake."""

DIFFERENT = 3
"""How many of them have to differ: a page may show the same table twice."""


def empty_sheets(segments: Sequence[Segment]) -> set[str]:
    """The worksheets on which 表三 is an empty form, while another has it filled in."""
    filled: dict[str, int] = {}
    for segment in segments:
        sheet = segment.label.place.sheet
        if sheet is not None and segment.match is not None:
            filled[sheet] = filled.get(sheet, 0) + sum(bool(token.text.strip()) for token in segment.values)
    return {sheet for sheet, count in filled.items() if not count} if any(filled.values()) else set()


def without_sheets(document: Document, sheets: set[str]) -> Document:
    """The document without what stands on some of its worksheets."""
    notes = tuple(f"工作表“{sheet}”是没有填数的空表，没有读取。" for sheet in sorted(sheets))
    blocks = tuple(block for block in document.blocks if block.place.sheet not in sheets)
    return document._replace(blocks=blocks, notes=document.notes + notes)


def refuse_several(segments: Sequence[Segment]) -> None:
    """Raises UnreadableError where the rows of 表三 stand on several worksheets, or more than once with other numbers."""
    found: dict[str, list[Segment]] = {}
    for segment in segments:
        if segment.match is not None and segment.values:
            found.setdefault(segment.match.id, []).append(segment)
    repeated = [rows for rows in found.values() if len(rows) > 1]
    if len(repeated) < ROWS:
        return
    sheets = list(dict.fromkeys(segment.label.place.sheet for rows in repeated for segment in rows))
    if len(sheets) > 1:
        named = "、".join(f"“{sheet}”" for sheet in sheets[:3]) + (f"等{len(sheets)}个工作表" if len(sheets) > 3 else "")
        raise UnreadableError(f"工作簿里不止一份年报（{named}都有表三）；请把每份年报单独存成一个文件再检查")
    if sum(len({tuple(token.text for token in segment.values) for segment in rows}) > 1 for rows in repeated) >= DIFFERENT:
        times = max(len(rows) for rows in repeated)
        raise UnreadableError(
            f"表三的行出现了{times}次，各次的数不同，分不清哪一次是本年的；附有往年的表的请只留本年的，不止一份年报的请每份单独存成一个文件，再检查"
        )
