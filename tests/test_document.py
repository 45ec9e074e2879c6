"""Where things stand in a document, and what its pieces say of themselves."""

import pytest

from gouji.document import NOWHERE, Grid, GridCell, Place, Source, row_places


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (NOWHERE, ""),
        (Place(line=12), "第12行"),
        (Place(page=3), "第3页"),
        (Place(sheet="表三", cell="B7"), "工作表“表三”B7"),
        (Place(table=2, row=4, column=5), "第2个表格第4行第5列"),
        (Place(table=2), "第2个表格"),
        (Place(page=1, table=2, row=4), "第1页第2个表格第4行"),
        (Place(paragraph=6), "第6段"),
    ],
)
def test_a_place_in_words(place: Place, words: str):
    assert str(place) == words


def test_a_place_as_data_holds_what_is_known():
    assert Place(table=2, row=4, column=5).as_json() == {"table": 2, "row": 4, "column": 5}
    assert NOWHERE.as_json() == {}


@pytest.mark.parametrize("width", [3, 100])
def test_the_places_of_a_row(width: int):
    places = row_places(2, 7, width)
    assert places == tuple(Place(table=2, row=7, column=column) for column in range(1, width + 1))


def test_a_merged_cell_counts_once():
    merged, other = GridCell("合计", NOWHERE, colspan=2), GridCell("合计", NOWHERE)
    assert Grid(((merged, merged, other),), NOWHERE).distinct(0) == [merged, other]


@pytest.mark.parametrize(
    ("path", "name", "suffix"),
    [
        ("年报/水利局.DOCX", "水利局.DOCX", ".docx"),
        ("县.zip!/局\\年报.html", "年报.html", ".html"),
        ("年报", "年报", ""),
        (".隐藏", ".隐藏", ""),
    ],
)
def test_the_name_of_an_input(path: str, name: str, suffix: str):
    source = Source(path, b"")
    assert (source.name, source.suffix) == (name, suffix)
