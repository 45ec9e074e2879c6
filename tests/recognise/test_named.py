"""Rows that write the name of its column before every value."""

from __future__ import annotations

import pytest

from gouji.data import editions

from .blocks import whole

SPEC = editions()["gov-2021"].table("t3")
COLUMNS = SPEC.blocks[0].columns
NUMBERS = {
    (row.id, column.id): 10 * r + c for r, row in enumerate(row for row in SPEC.rows if row.data) for c, column in enumerate(COLUMNS)
}


def card(label: str, pairs: list[tuple[str, str]]) -> list[str]:
    """The label, then every name and every value in a line of its own."""
    return [label, *(piece for pair in pairs for piece in pair)]


FORMS = {
    "cards": card,
    "a pair a line": lambda label, pairs: [label, *(f"{name}：{value}" for name, value in pairs)],
    "one line": lambda label, pairs: [f"{label}：" + "，".join(f"{name} {value}" for name, value in pairs) + "。"],
    "values first": lambda label, pairs: [label, *(piece for name, value in pairs for piece in (value, name))],
    "the label in every line": lambda label, pairs: [f"{label} {name}：{value}" for name, value in pairs],
}


def read_rows(read, form, values):
    lines = [
        line
        for row in SPEC.rows
        for line in (form(row.label, [(column.label, values[row.id, column.id]) for column in COLUMNS]) if row.data else [row.label])
    ]
    return read(whole(s3=["三、收到和处理政府信息公开申请情况", *lines])).tables["t3"]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_values_belong_to_the_row_before_them(read, form):
    table = read_rows(read, form, {key: str(value) for key, value in NUMBERS.items()})
    assert {key: cell.value for key, cell in table.cells.items()} == NUMBERS
    assert set(table.columns) == {f"main.{column.id}" for column in COLUMNS}


@pytest.mark.parametrize("form", ["cards", "a pair a line"])
def test_a_blank_value_is_blank(read, form):
    blank = {key for key in NUMBERS if key[1] in ("law", "total") or key[0] == "open"}
    table = read_rows(read, FORMS[form], {key: "" if key in blank else str(value) for key, value in NUMBERS.items()})
    assert {key: cell.value for key, cell in table.cells.items()} == {
        key: None if key in blank else value for key, value in NUMBERS.items()
    }


def test_a_sentence_that_names_all_columns_is_no_row(read):
    said = "全年受理的申请中，" + "，".join(f"{column.label}{n}件" for n, column in enumerate(COLUMNS)) + "。"
    table = read(whole(s1=["一、总体情况", said])).tables["t3"]
    assert {cell.value for cell in table.cells.values()} == {0}


def listed(label: str, pairs: list[tuple[str, str]]) -> list[str]:
    return [label, *(f"{name}：{value}" for name, value in pairs)]


def sentence(label: str, pairs: list[tuple[str, str]]) -> list[str]:
    return [f"{label}：" + "，".join(f"{name}{value}件" for name, value in pairs) + "；"]


@pytest.mark.parametrize("form", [listed, sentence])
def test_values_of_table_4_behind_the_names_of_its_columns(read, form):
    rows = editions()["gov-2021"].table("t4").rows
    lines = [
        line
        for r, row in enumerate(rows)
        for line in [*["行政诉讼"] * (r == 1), *form(row.label, [(column.label, str(10 * r + c)) for c, column in enumerate(row.columns)])]
    ]
    table = read(whole(s4=["四、政府信息公开行政复议、行政诉讼情况", *lines])).tables["t4"]
    assert [cell.value for cell in table.cells.values()] == [10 * r + c for r in range(3) for c in range(5)]


@pytest.mark.parametrize(("edition", "values"), [("gov-2021", ["3", "12.5", "/"]), ("gov-2019", ["3", "-2", "25.10万元"])])
def test_values_of_table_2_behind_the_names_of_its_columns(read, edition, values):
    spec = editions()[edition].table("t2")
    lines: list[str] = []
    written = {}
    for block in spec.blocks:
        lines.append(block.caption)
        for row in block.rows:
            for column in row.columns:
                written[row.id, column.id] = values[0] if column.type == "int" else values[1 if column.type == "signed" else 2]
            lines += listed(row.label, [(column.label, written[row.id, column.id]) for column in row.columns])
    table = read(whole(s2=["二、主动公开政府信息情况", *lines])).tables["t2"]
    assert {key: cell.raw for key, cell in table.cells.items()} == written
    assert set(table.columns) == {f"{block.id}.{column.id}" for block in spec.blocks for column in block.columns}


@pytest.mark.parametrize("value", ["", "0", "7"])
def test_names_of_columns_behind_that_of_a_group_are_a_head(read, value):
    names = [column.label for column in editions()["gov-2021"].table("t4").blocks[0].columns]
    lines = [line for group in ("行政复议", "未经复议直接起诉", "复议后起诉") for line in (group, *names)]
    table = read(whole(s4=["四、政府信息公开行政复议、行政诉讼情况", *lines, *[value or "/"] * 15])).tables["t4"]
    assert [cell.raw for cell in table.cells.values()] == [value or "/"] * 15
