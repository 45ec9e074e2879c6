"""Pinyin that copying sites put behind characters."""

from __future__ import annotations

from gouji.document import NOWHERE, Document, Grid, GridCell, Paragraph
from gouji.recognise.pinyin import without_pinyin

CELL = GridCell("規(guī)章", NOWHERE, colspan=2)
GRID = Grid(((CELL, CELL, GridCell("0", NOWHERE)),), NOWHERE)


def document(*texts: str) -> Document:
    return Document((*(Paragraph(text, NOWHERE) for text in texts), GRID), "text")


def test_pinyin_is_left_out_where_the_page_has_it_again_and_again() -> None:
    read = without_pinyin(document("青嵐市統(tǒng)計局", "本報(bào)告公開(kāi)事項（一）和(2)。", "（下）"))
    texts = [block.text for block in read.blocks if isinstance(block, Paragraph)]
    assert texts == ["青嵐市統計局", "本報告公開事項（一）和(2)。", "（下）"]
    grid = read.blocks[-1]
    assert isinstance(grid, Grid) and grid.rows[0][0].text == "規章" and grid.rows[0][0] is grid.rows[0][1]
    assert any("拼音" in note for note in read.notes)


def test_a_single_pronunciation_is_part_of_the_text() -> None:
    only = document("垚（yáo）山镇公开信息5条。", "信箱(xxgk)已开通。")
    assert without_pinyin(only) is only
