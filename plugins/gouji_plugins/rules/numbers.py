"""What stands in the cells: N01 (nothing), N02 (only the total), N03 (words), N06 (negative, decimals)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.edition import TableSpec
from gouji.once import once
from gouji.report import BLANK, NUMBER, PLACEHOLDER, TEXT, Cell
from gouji.rule import Case, Outcome, Subject, rule
from gouji.text import squeeze
from gouji.values import written
from gouji_plugins.rules import examples
from gouji_plugins.rules.amounts import in_yuan
from gouji_plugins.rules.columns import moved_rows
from gouji_plugins.rules.evidence import Filled, filled, plain_number, resting_on, row_label
from gouji_plugins.rules.wording import listed, quoted, shortened

_FILL = "各地编制通知的通行要求：没有发生的填0，不留空格"
_EMPTY = (BLANK, PLACEHOLDER)


@once(64)
def _types(spec: TableSpec) -> dict[tuple[str, str], str]:
    """The type of the column of every cell of a form."""
    return {(row.id, column.id): column.type for row in spec.rows for column in row.columns}


def _empty(found: Filled) -> list[Cell]:
    """The cells of a table with nothing in them, or a mark for nothing.

    Not those of which something could not be read, such as a formula without its result.
    """
    return [cell for cell in found.odd if cell.kind in _EMPTY and not (cell.kind == BLANK and cell.note)]


def _only_totals(found: Filled, empty: Sequence[Cell]) -> list[str]:
    """The rows of 表三 and 表四 of which only 总计 is filled, `empty` being the table's empty cells."""
    table = found.table
    concerned = {cell.row for cell in empty}
    rows: list[str] = []
    for row in found.spec.rows if concerned else ():
        total = table.cells.get((row.id, "total"))
        if row.id in concerned and row.data and total and total.kind == NUMBER:
            cells = [table.cells[key] for column in row.columns if (key := (row.id, column.id)) in table.cells]
            if all(cell.kind in _EMPTY for cell in cells if cell is not total):
                rows.append(row.id)
    return rows


def _rows(spec: TableSpec, cells: Sequence[Cell]) -> str:
    return listed(list(dict.fromkeys(row_label(spec, cell.row) for cell in cells)), 3)


@rule(
    "N01",
    title="空格未填0",
    level="warning",
    defect="N01",
    basis=_FILL,
    why="空格、“/”、“-”、“无”看不出是没有发生还是漏填，勾稽关系也无法核对。",
    passes=[Case({"表二": "都填0"}, build=examples.unchanged)],
    fails=[
        Case(
            {"表二": "规章行为“/”"},
            "规章",
            examples.cells("t2", {("a20_1.rule", id): "/" for id in ("made", "pub", "pub_total", "repeal", "valid")}),
        ),
        Case({"表四": "一格空白"}, "空格", examples.cells("t4", {("review", "keep"): ""})),
    ],
)
def blank(subject: Subject) -> Iterator[Outcome]:
    """Cells with nothing in them, or a mark for nothing: told once for each table."""
    for found in filled(subject.report):
        spec, empty = found.spec, _empty(found)
        elsewhere = {*_only_totals(found, empty), *moved_rows(found)}
        empty = [cell for cell in empty if cell.row not in elsewhere]
        if not empty:
            continue
        marks = list(dict.fromkeys(cell.raw.strip() for cell in empty if cell.kind == PLACEHOLDER))
        what = "空格" if not marks else f"“{'”“'.join(marks[:3])}”" + ("和空格" if any(cell.kind == BLANK for cell in empty) else "")
        if len(empty) == len(found.cells):
            said = f"{spec.name}整张表都是{what}，没有一个数；没有发生的请逐格填0"
        elif len(empty) == 1:
            said = f"{subject.edition.cell_name(*empty[0].key)}是{what}，没有填数；没有发生的请填0"
        else:
            said = f"{spec.name}有{len(empty)}格是{what}，没有填数（{_rows(spec, empty)}）；没有发生的请填0"
        yield subject.finding(
            f"{said}。",
            section=spec.section,
            quote=next((cell.raw.strip() for cell in empty if cell.raw.strip()), ""),
            place=empty[0].place,
            **resting_on(empty),
            expected="0",
        )


@rule(
    "N02",
    title="只填总计",
    level="warning",
    defect="N02",
    basis=_FILL,
    why="分列空着、只有总计有数，看不出总计由什么相加而来，也无法核对。",
    passes=[Case({"表三": "各列都填"}, build=examples.unchanged)],
    fails=[
        Case(
            {"表三": "新收行只有总计5"},
            "只填了总计",
            examples.cells("t3", {**{("new", id): "" for id in ("person", "biz", "sci", "ngo", "law", "other")}, ("new", "total"): "5"}),
        )
    ],
)
def only_total(subject: Subject) -> Iterator[Outcome]:
    """Rows whose parts are blank although their total is a number: told once for each table."""
    for found in filled(subject.report):
        spec, empty = found.spec, _empty(found)
        rows = _only_totals(found, empty)
        if not rows:
            continue
        parts = [cell for cell in empty if cell.row in rows]
        totals = [found.table.cells[id, "total"] for id in rows]
        yield subject.finding(
            f"{spec.name}{_rows(spec, totals)}只填了总计（{'、'.join(written(cell.value) for cell in totals[:4])}），"
            "各分列是空的；请把分列填上，没有的填0。",
            section=spec.section,
            **quoted(totals[0]),
            **resting_on(parts),
        )


def _says_more(cell: Cell, money: bool) -> bool:
    """Whether words stand in the cell beside a number, or instead of one."""
    if cell.kind == TEXT:
        return True
    if cell.kind != NUMBER or plain_number(cell.raw):
        return False
    return not (money and squeeze(cell.raw).rstrip("万元").replace(".", "").replace(",", "").isdecimal())


@rule(
    "N03",
    title="数量格带单位或文字",
    level="warning",
    defect="N03",
    basis="表样各格填阿拉伯数字；单位已在表头写明",
    why="格里只填数字，单位和说明写在表外；“3件”“减4”“22（其中修订16件）”会妨碍汇总和核对。",
    passes=[
        Case({"表三": "只有数字"}, build=examples.unchanged),
        Case({"表二": "采购金额带单位"}, build=examples.cells("t2", {("a20_9.proc", "amt"): "251000元"})),
    ],
    fails=[
        Case({"表三": "“3件”"}, "3件", examples.cells("t3", {("new", "person"): "3件"})),
        Case({"表三": "“约3件”"}, "约3件", examples.cells("t3", {("new", "person"): "约3件"})),
    ],
)
def words_in_cell(subject: Subject) -> Iterator[Outcome]:
    """Cells that say more than a number; those of one table and one unit are told once."""
    for spec, _, _, odd, _ in filled(subject.report):
        types = _types(spec)
        groups: dict[str, list[Cell]] = {}
        for cell in odd:
            with_unit = types[cell.row, cell.column] == "money" and cell.row.startswith("a20_9")
            if _says_more(cell, with_unit) and not in_yuan(cell):
                groups.setdefault(cell.note if cell.kind == NUMBER and len(cell.note) <= 2 else squeeze(cell.raw), []).append(cell)
        for cells in groups.values():
            first = cells[0]
            more = f"等{len(cells)}格" if len(cells) > 1 else ""
            only = f"，应只填数字{written(first.value)}" if first.value is not None and len(cells) == 1 else "，应只填阿拉伯数字"
            yield subject.finding(
                f"{subject.edition.cell_name(*first.key)}写作“{shortened(first.raw)}”{more}{only}；文字说明请写在表外。",
                section=spec.section,
                **quoted(first),
                **resting_on(cells),
                expected=written(first.value) if first.value is not None else None,
                actual=first.raw.strip(),
            )


@rule(
    "N06",
    title="件数为负数或小数",
    level="error",
    defect="N06",
    basis="件数、项数只能是0或正整数；只有2019年表样的“本年增/减”可以为负，金额可以有小数",
    why="负的或带小数的件数不可能成立，是填错了格或填错了数。",
    passes=[
        Case({"表三": "整数"}, build=examples.unchanged),
        Case({"表二": "增减为负"}, build=examples.cells("t2", {("a20_5.permit", "delta"): "-4"})),
        Case({"表二": "金额有小数"}, build=examples.cells("t2", {("a20_8.fee", "amt"): "12.5", ("a20_9.proc", "amt"): "160.5964"})),
    ],
    fails=[
        Case({"表三": "2.5"}, "2.5", examples.cells("t3", {("new", "person"): "2.5"})),
        Case({"表四": "-1"}, "-1", examples.cells("t4", {("review", "keep"): "-1"})),
    ],
)
def impossible(subject: Subject) -> Iterator[Outcome]:
    """Counts that are negative or broken, and negative amounts."""
    for spec, _, _, odd, _ in filled(subject.report):
        types = _types(spec)
        for cell in odd:
            kind, value = types[cell.row, cell.column], cell.value
            if cell.kind != NUMBER or value is None:
                continue
            negative = value < 0 and kind != "signed"
            broken = kind != "money" and isinstance(value, Decimal) and value != value.to_integral_value()
            if negative or broken:
                yield subject.finding(
                    f"{subject.edition.cell_name(*cell.key)}为{written(value)}，{'不能是负数' if negative else '不能有小数'}；请核对改正。",
                    section=spec.section,
                    **quoted(cell),
                    **resting_on([cell]),
                    expected="0或正整数" if kind != "money" else "0或正数",
                    actual=written(value),
                )
