"""Data that no one wrote for this program: a report kept by a crawler or sent by an interface."""

from __future__ import annotations

import json
from html import escape
from typing import Any

import pytest

from gouji.document import Document, Grid, Paragraph, Source
from gouji.errors import NotAReportError
from gouji_plugins.loaders.exchange import load, sniff
from gouji_plugins.loaders.records import as_text

HEADINGS = "一、总体情况\n公开政府信息3条。\n二、主动公开政府信息情况"


def test_texts_are_lines_and_numbers_beside_them_are_none() -> None:
    assert as_text({"code": 200, "data": {"title": "年报", "content": "一\n二", "tags": None}}) == "年报\n一\n二"


@pytest.mark.parametrize(
    "rows",
    [
        [["信息内容", "制发", "废止"], ["规章", 1, None], ["许可", "3", 4]],
        [{"信息内容": "规章", "制发": 1, "废止": None}, {"废止": 4, "信息内容": "许可", "制发": "3"}],
        {"信息内容": ["制发", "废止"], "规章": [1, None], "许可": ["3", 4]},
    ],
    ids=["lists", "records", "lists by name"],
)
def test_rows_have_tabs_between_their_cells(rows: Any) -> None:
    assert as_text({"tables": [rows]}) == "信息内容\t制发\t废止\n规章\t1\t\n许可\t3\t4"


def test_records_by_name_have_it_before_their_cells() -> None:
    rows = {"规章": {"制发": 1, "废止": 2}, "许可": {"制发": 3, "废止": 4}}
    assert as_text(rows) == "\t制发\t废止\n规章\t1\t2\n许可\t3\t4"


@pytest.mark.parametrize("rows", [[["规章", 1], ["许可", [3]]], [{"a": "x", "b": "y"}, {"a": "z"}], [["x", "y"]], [["一", "长" * 99]] * 2])
def test_what_is_no_table_is_lines(rows: Any) -> None:
    assert "\t" not in str(as_text(rows))


@pytest.mark.parametrize("number", [3, "3", 2.5])
def test_many_numbers_that_stand_apart_cannot_be_read(number: object) -> None:
    assert as_text({"views": number, "text": "年报"}) == "年报"
    assert as_text({str(n): {"made": number} for n in range(20)}) is None


@pytest.mark.parametrize(("depth", "text"), [(20, "x"), (21, ""), (500, "")])
def test_data_without_end_are_cut_off(depth: int, text: str) -> None:
    nested: Any = "x"
    for _ in range(depth):
        nested = [nested]
    assert as_text(nested) == text


def test_a_report_in_other_data_is_read_as_text_with_what_they_tell_of_it() -> None:
    data = {"title": "政府信息公开年报", "publishdate": "2024-01-19", "content": HEADINGS, "table": [["规章", 1, 2, 3], ["许可", 4, 5, 6]]}
    source = Source("年报.json", json.dumps(data).encode())
    assert sniff(source) > 50
    document = load(source)
    assert isinstance(document, Document)
    assert document.meta["publishdate"] == "2024-01-19"
    assert [[cell.text for cell in row] for block in document.blocks if isinstance(block, Grid) for row in block.rows] == [
        ["规章", "1", "2", "3"],
        ["许可", "4", "5", "6"],
    ]


def test_a_page_escaped_twice_is_read_as_one() -> None:
    page = (
        "<div>"
        + "".join(f"<p>{line}</p>" for line in (*HEADINGS.split("\n"), "政府信息公开" * 99))
        + "<table><tr><td>规章<td>1</table></div>"
    )
    data = {"title": "临江县政府信息公开工作年度报告", "content": escape(page)}
    document = load(Source("a.json", json.dumps(data, ensure_ascii=False).encode()))
    assert isinstance(document, Document)
    *lines, grid = document.blocks
    assert [line.text for line in lines if isinstance(line, Paragraph)][:-1] == [data["title"], *HEADINGS.split("\n")]
    assert isinstance(grid, Grid) and [cell.text for cell in grid.rows[0]] == ["规章", "1"]


def test_a_list_of_texts_is_read_too() -> None:
    source = Source("年报.json", json.dumps(["政府信息公开年报", *HEADINGS.split("\n")]).encode())
    assert sniff(source) > 50
    assert isinstance(load(source), Document)


@pytest.mark.parametrize("words", ["政府信息公开指南", "总体情况"])
def test_data_of_something_else_are_no_report(words: str) -> None:
    with pytest.raises(NotAReportError, match="gouji extract"):
        load(Source("a.json", json.dumps({"title": words, "tables": [1]}).encode()))


def test_half_a_character_is_no_reason_not_to_read_the_rest() -> None:
    document = load(Source("a.json", json.dumps({"title": "政府信息公开", "content": f"{HEADINGS}\ud800"}).encode()))
    assert isinstance(document, Document)
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)][-1] == "二、主动公开政府信息情况?"
