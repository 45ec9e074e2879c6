"""Faults in the numbers: sums that do not come out, and cells that hold something else than a number."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from gouji.report import BLANK, NUMBER, PLACEHOLDER, Cell, Report
from gouji.testing.choice import Pick
from gouji.testing.faults.fault import Damage, Fault, name

ENDS = ("new", "carry_in", "carry_out")


def broken_by(report: Report, cell: Cell) -> tuple[str, ...]:
    """The defect ids of the equations that hold this cell."""
    if cell.table == "t4":
        return ("G04",)
    if cell.row == "done":
        return ("G01", "G02", "G03")
    return ("G01", "G03") if cell.row in ENDS else ("G02", "G03")


def _sums(report: Report) -> list[Cell]:
    """The number cells that stand in an equation, the filled ones first."""
    cells = [cell for id in ("t3", "t4") for cell in report.tables[id].cells.values() if cell.kind == NUMBER] if _has_sums(report) else []
    return sorted(cells, key=lambda cell: not cell.value)


def _has_sums(report: Report) -> bool:
    return "t3" in report.tables and "t4" in report.tables


def _number(cell: Cell, value: int) -> Cell:
    return cell._replace(raw=str(value), kind=NUMBER, value=value, note="")


def _off_by(step: int) -> Fault:
    def damage(report: Report, pick: Pick) -> Damage | None:
        cells = [cell for cell in _sums(report) if int(cell.value or 0) + step >= 0]
        if not cells:
            return None
        cell = pick(cells)
        value = int(cell.value or 0)
        changed = report.with_cells(_number(cell, value + step))
        return changed, broken_by(report, cell), [cell.key], f"{name(report, cell)}由{value}改为{value + step}"

    return Fault("one-more" if step > 0 else "one-less", f"一格多{step}" if step > 0 else f"一格少{-step}", damage)


def _transposed(report: Report, pick: Pick) -> Damage | None:
    cells = [cell for cell in _sums(report) if len(cell.raw) > 1 and cell.raw[-1] != cell.raw[-2]]
    if not cells:
        return None
    cell = pick(cells)
    raw = cell.raw[:-2] + cell.raw[-1] + cell.raw[-2]
    return report.with_cells(_number(cell, int(raw))), broken_by(report, cell), [cell.key], f"{name(report, cell)}由{cell.raw}改为{raw}"


def _swapped(report: Report, pick: Pick) -> Damage | None:
    """Two cells of one row change places, each still a part of the same total."""
    pairs: list[tuple[Cell, Cell]] = []
    for cell in _sums(report):
        if cell.table == "t3" and cell.value and cell.column != "total":
            pairs += [
                (cell, other)
                for other in report.tables["t3"].cells.values()
                if other.row == cell.row and other.column not in (cell.column, "total") and other.value != cell.value
            ]
    if not pairs:
        return None
    one, other = pick(pairs)
    changed = report.with_cells(
        one._replace(raw=other.raw, kind=other.kind, value=other.value), other._replace(raw=one.raw, kind=one.kind, value=one.value)
    )
    return changed, ("G01", "G02"), [one.key, other.key], f"{name(report, one)}与{name(report, other)}互换"


def _shifted(report: Report, pick: Pick) -> Damage | None:
    """A row filled in one column too far to the right: the last value falls off, the first cell is 0."""
    if "t3" not in report.tables:
        return None
    table = report.tables["t3"]
    columns = [column.id for column in report.edition.table("t3").blocks[0].columns]
    rows = [row for row in table.rows if all((row, column) in table.cells for column in columns)]
    rows = [row for row in rows if table.cells[row, "total"].value and table.cells[row, "other"].value != table.cells[row, "total"].value]
    if not rows:
        return None
    row = pick(rows)
    old = [table.cells[row, column] for column in columns]
    new = [_number(old[0], 0)] + [cell._replace(raw=left.raw, kind=left.kind, value=left.value) for left, cell in pairwise(old)]
    return (
        report.with_cells(*new),
        ("G01", "G02", "G03", "F04"),
        [cell.key for cell in old],
        f"表三“{table.rows[row].raw}”整行右移一列",
    )


def _cell_becomes(id: str, raw: str, kind: str, defect: str, value: int | Decimal | None = None) -> Fault:
    def damage(report: Report, pick: Pick) -> Damage | None:
        cells = [cell for cell in _sums(report) if value is None or cell.column != "total"]
        if not cells:
            return None
        cell = pick(cells)
        changed = report.with_cells(cell._replace(raw=raw, kind=kind, value=value))
        return changed, (defect,), [cell.key], f"{name(report, cell)}由{cell.raw}改为“{raw}”"

    return Fault(id, f"一格写成“{raw}”" if raw else "一格留空", damage)


def _with_unit(report: Report, pick: Pick) -> Damage | None:
    cells = _sums(report)
    if not cells:
        return None
    cell = pick(cells)
    raw = f"{cell.raw}件"
    return report.with_cells(cell._replace(raw=raw, note="件")), ("N03",), [cell.key], f"{name(report, cell)}写成“{raw}”"


def _only_totals(report: Report, pick: Pick) -> Damage | None:
    """The parts of a row are left empty and only its total is filled in."""
    if "t3" not in report.tables:
        return None
    cells = report.tables["t3"].cells
    rows = [row for row in report.tables["t3"].rows if (total := cells.get((row, "total"))) and total.value]
    if not rows:
        return None
    row = pick(rows)
    parts = [cell for address, cell in cells.items() if address[0] == row and address[1] != "total"]
    changed = report.with_cells(*(cell._replace(raw="", kind=BLANK, value=None) for cell in parts))
    return changed, ("N02",), [cell.key for cell in parts], f"表三“{report.tables['t3'].rows[row].raw}”只填总计"


def _whole_table_blank(report: Report, pick: Pick) -> Damage | None:
    if not report.tables:
        return None
    table = pick(list(report.tables))
    cells = [cell._replace(raw="", kind=BLANK, value=None) for cell in report.tables[table].cells.values()]
    return report.with_cells(*cells), ("N01",), [cell.key for cell in cells], f"{report.edition.table(table).name}全部留空"


def _rule_without_power(report: Report, pick: Pick) -> Damage | None:
    if report.edition.id != "gov-2021" or report.level not in ("town", "street", "gov.county"):
        return None
    cell = report.cell("t2", "a20_1.rule", "valid")
    if cell is None:
        return None
    n = pick((6, 1))
    return report.with_cells(_number(cell, n)), ("N08",), [cell.key], f"{report.unit}无规章制定权，{name(report, cell)}填{n}"


def _total_forgets_a_part(report: Report, pick: Pick) -> Damage | None:
    """（七）总计 and its equation with 一、二、四 hold, but not with its parts: a part is told too small."""
    parts = [
        cell
        for cell in _sums(report)
        if cell.table == "t3" and cell.value and cell.row in report.edition.table("t3").row_groups["办理结果"] and cell.column != "total"
    ]
    if not parts:
        return None
    cell = pick(parts)
    total = report.cell("t3", cell.row, "total")
    if total is None or total.value is None or cell.value is None:
        return None
    changed = report.with_cells(_number(cell, int(cell.value) - 1), _number(total, int(total.value) - 1))
    return changed, ("G02",), [cell.key, total.key], f"{name(report, cell)}及其总计各少1"


def _column_left_out(report: Report, pick: Pick) -> Damage | None:
    """The sums at the end of the rows of 表三 leave out one kind of applicant."""
    cells = report.tables["t3"].cells if "t3" in report.tables else {}
    filled = [column.id for column in report.edition.table("t3").blocks[0].columns if column.id != "total"]
    filled = [id for id in filled if any(cell.value for (_, column), cell in cells.items() if column == id)]
    if not filled:
        return None
    left_out = pick(filled)
    sums = [
        _number(total, int(total.value or 0) - int(cell.value))
        for (row, column), cell in cells.items()
        if column == left_out and cell.value and (total := cells.get((row, "total")))
    ]
    return report.with_cells(*sums), ("G03",), [cell.key for cell in sums], f"表三总计列没有加上{left_out}列"


def _other_way_of_dispute(report: Report, pick: Pick) -> Damage | None:
    """A number of 表四 stands under the other way of dispute, and that one's number here."""
    cells = [cell for cell in _sums(report) if cell.table == "t4"]
    pairs = [(one, other) for one in cells for other in cells if one.column == other.column and (one.value or 0) > (other.value or 0)]
    if not pairs:
        return None
    one, other = pick(pairs)
    changed = report.with_cells(_number(one, int(other.value or 0)), _number(other, int(one.value or 0)))
    return changed, ("G04",), [one.key, other.key], f"{name(report, one)}与{name(report, other)}互换"


def _row_of_numbers(report: Report, table: str, row: str) -> list[Cell]:
    """The cells of a row; none unless all are there and hold numbers."""
    spec = report.edition.table(table).row(row)
    cells = [report.cell(table, row, column.id) for column in spec.columns] if spec else []
    numbers = [cell for cell in cells if cell is not None and cell.kind == NUMBER]
    return numbers if len(numbers) == len(cells) else []


def _sum_in_next_row(report: Report, pick: Pick) -> Damage | None:
    """The numbers of （七）总计 stand one row below, over those of 四、结转下年度; its own row is left at 0."""
    done, below = (_row_of_numbers(report, "t3", row) for row in ("done", "carry_out"))
    if not below or not any(cell.value for cell in done):
        return None
    moved = [_number(cell, int(above.value or 0)) for above, cell in zip(done, below, strict=True)]
    named = [cell.key for cell in (*done, *below)]
    changed = report.with_cells(*moved, *(_number(cell, 0) for cell in done))
    return changed, ("G01", "G02"), named, "表三“（七）总计”行的数填到了“四、结转下年度继续办理”行"


def _dispute_row_moved(report: Report, pick: Pick) -> Damage | None:
    """One way of dispute in 表四 is filled in one column too far to the left: the first value falls off, the total is 0."""
    rows = [_row_of_numbers(report, "t4", row.id) for row in report.edition.table("t4").rows]
    rows = [cells for cells in rows if cells and cells[-1].value]
    if not rows:
        return None
    old = pick(rows)
    new = [*(_number(cell, int(right.value or 0)) for cell, right in pairwise(old)), _number(old[-1], 0)]
    return report.with_cells(*new), ("G04",), [cell.key for cell in old], f"{name(report, old[-1])}等整行左移一列"


FAULTS: tuple[Fault, ...] = (
    _off_by(1),
    _off_by(-1),
    Fault("transposed-digits", "两位数字颠倒", _transposed),
    Fault("swapped-cells", "同行两格互换", _swapped),
    Fault("shifted-row", "整行右移一列", _shifted),
    Fault("column-left-out", "总计漏加一列", _column_left_out),
    Fault("other-way-of-dispute", "复议与诉讼的数互换", _other_way_of_dispute),
    Fault("sum-in-next-row", "办理总计填到下一行", _sum_in_next_row),
    Fault("dispute-row-moved", "表四一组左移一格", _dispute_row_moved),
    Fault("part-too-small", "一个分项与其总计同时少1", _total_forgets_a_part),
    _cell_becomes("blank", "", BLANK, "N01"),
    _cell_becomes("slash", "/", PLACEHOLDER, "N01"),
    _cell_becomes("dash", "—", PLACEHOLDER, "N01"),
    _cell_becomes("no-word", "无", PLACEHOLDER, "N01"),
    Fault("with-unit", "数字带单位", _with_unit),
    _cell_becomes("negative", "-1", NUMBER, "N06", -1),
    _cell_becomes("fraction", "2.5", NUMBER, "N06", Decimal("2.5")),
    Fault("only-totals", "只填总计", _only_totals),
    Fault("blank-table", "整表留空", _whole_table_blank),
    Fault("rule-without-power", "无规章制定权而规章不为0", _rule_without_power),
)
