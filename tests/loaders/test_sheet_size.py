"""A sheet's size is found however its XML is written, for calamine would make room for it."""

from __future__ import annotations

import pytest

from gouji_plugins.loaders.sheet_marks import Styles, read_marks
from gouji_plugins.loaders.sheet_size import ENDLESS, is_small, positions

NEAR = '<row r="1"><c r="A1"><v>1</v></c></row>'
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def sheet(rows: str) -> bytes:
    return f"<worksheet xmlns='m' xmlns:x='m'><sheetData>{rows}</sheetData></worksheet>".encode()


def test_a_usual_sheet_is_small() -> None:
    assert is_small(sheet(NEAR))
    assert not is_small(sheet(FAR))


@pytest.mark.parametrize(
    ("rows", "size"),
    [
        (NEAR, 1),
        (NEAR + FAR, 1_048_576 * 16_384),
        ('<row r="3"><c r="B3"><v>1</v></c></row>', 6),
        ('<row r="9"><c r="A9" s="1"/></row>' + NEAR, 1),
        ('<row r="9"><c r="A9"></c></row>' + NEAR, 1),
        (NEAR + '<row r="9"><c r="A9"/></row><extLst/>', 1),
        ('<row/><row><c r="A2"/><c><is><t>x</t></is></c></row>', 4),
        ('<row r="2"><c r="C0000007"><f>1</f></c></row>', 21),
        ('<row r="5"><c r="c5"><v>1</v></c></row>', 15),
        ('<row r="4294967296"><c r="A"><v>1</v></c></row>', 1 << 32),
        ('<row><c r="甲1"><v>1</v></c></row>', ENDLESS),
        ('<row r="x"/>', ENDLESS),
        (f'<row r="{"9" * 5000}"/>', ENDLESS),
        ("<row>", ENDLESS),
    ],
)
def test_what_is_filled_counts(rows: str, size: int) -> None:
    assert positions(sheet(rows)) == size


@pytest.mark.parametrize(
    "rows",
    [
        FAR.replace('"', "'"),
        FAR.replace('="', ' = "'),
        FAR.replace("1048576", "0000001048576"),
        FAR.replace("</", "</x:").replace("<c", "<x:c").replace("<r", "<x:r").replace("<v", "<x:v"),
        FAR.replace("<c ", "<x:c ").replace("</c", "</x:c"),
        '<row r="5"><c r="XFD99999999"><v>1</v></c></row>',
        '<row r="1048576"><c x="/>" r="XFD1048576"><v>1</v></c></row>',
        "<row/>" * 3000 + "<row>" + "<c/>" * 3000 + "<c><v>1</v></c></row>",
        "<row>" + "<c/>" * 8000 + "<c><v>1</v></c></row>" + '<row r="999"><c><v>1</v></c></row>',
    ],
)
def test_no_way_of_writing_hides_a_stray_cell(rows: str) -> None:
    assert read_marks(sheet(NEAR + rows), Styles.__new__(Styles), {}).size > 1_000_000
