"""Digits in the order in which a reader sees them."""

from __future__ import annotations

import time

import pytest

from gouji.document import Grid, Source
from gouji_plugins.loaders.html import load
from gouji_plugins.loaders.html_order import as_shown

_TAKEN = "<style>td.v::after { content: attr(data-v) }</style>"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('<td><bdo dir="rtl">21</bdo></td>', '<td><bdo dir="rtl">12</bdo></td>'),
        (
            '<b style="unicode-bidi:bidi-override; direction: rtl">021</b>',
            '<b style="unicode-bidi:bidi-override; direction: rtl">120</b>',
        ),
        (
            '<td><i style="float:right">2</i> <i style="float: right">1</i></td>',
            '<td><i style="float: right">1</i><i style="float:right">2</i></td>',
        ),
        (
            _TAKEN + '<td class="v" data-v="12"></td><td data-v="3" class="v"> </td>',
            _TAKEN + '<td class="v" data-v="12">12</td><td data-v="3" class="v">3</td>',
        ),
    ],
)
def test_digits_stand_as_they_are_seen(written: str, shown: str) -> None:
    assert as_shown(written) == shown


@pytest.mark.parametrize(
    "page",
    [
        '<td style="direction:rtl">21</td>',
        '<bdo dir="ltr">21</bdo>',
        '<td><i style="float:right">21</i></td>',
        '<p><span style="float:right">字体</span><span style="float:right">打印</span></p>',
        '<td data-v="12"></td>',
        '<td data-target="3">0</td><td data-target="4">5</td>',
        '<td data-row="3">0</td><li data-target="#menu">0</li>',
        _TAKEN + '<td data-v="总计"></td><td data-v="12">3</td><td data-w="12"></td><td data-v="1 2"></td>',
    ],
)
def test_everything_else_is_as_it_is_written(page: str) -> None:
    assert as_shown(page) is page


@pytest.mark.parametrize(
    "digits",
    [
        '<bdo dir="rtl">21</bdo>',
        '<i dir="rtl" style="unicode-bidi:bidi-override">21</i>',
        '<i style="float:right">2</i><i style="float:right">1</i>',
        _TAKEN + '<b data-v="12"></b>',
        '<span class="timer" data-from="0" data-to="12" data-speed="900">0</span>',
        '<b data-count="12">0</b>',
        '<b data-counter="12"></b>',
        '<b data-purecounter-end="12">0.0</b>',
        '<b data-end="12">12</b>',
    ],
)
def test_a_page_is_read_as_it_is_seen(digits: str) -> None:
    document = load(Source("年报.html", f"<table><tr><td>件数</td><td>{digits}</td></tr></table>".encode()))
    assert [[cell.text for cell in row] for grid in document.blocks if isinstance(grid, Grid) for row in grid.rows] == [["件数", "12"]]


@pytest.mark.parametrize(
    "page",
    [
        '<bdo <i style="float:right">1' * 20_000,
        "<" + "a" * 100_000 + " rtl",
        "<bdo " + "dir=rtl " * 40_000 + ">21",
        "<i " + "float:right " * 30_000,
        ("<i " + "float:right " * 30_000 + ">1") * 2,
        _TAKEN + '<td data-v="1' * 30_000,
        _TAKEN + "<td " + 'data-v="1" ' * 30_000,
        '<td data-to="1' * 30_000,
        '<td data-to="1">' * 30_000,
        "<td " + 'data-to="1" ' * 30_000,
        "data-count" * 30_000,
    ],
    ids=[
        "tags",
        "name",
        "directions",
        "no end",
        "no end of the element",
        "attributes of tags",
        "attributes of a tag",
        "counters of tags",
        "counters",
        "counters of a tag",
        "names of counters",
    ],
)
def test_a_page_full_of_beginnings_takes_no_time(page: str) -> None:
    start = time.process_time()
    as_shown(page)
    assert time.process_time() - start < 2
