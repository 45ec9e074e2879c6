"""Values that do not fit the columns of the form: F03 (too few), F04 (too many, or moved)."""

from __future__ import annotations

from collections.abc import Container, Iterator

from gouji.edition import TableSpec
from gouji.finding import READING, SOURCE, CellEvidence
from gouji.report import BLANK, NUMBER, PLACEHOLDER, Misfit, Number, Report, Table
from gouji.rule import Case, Outcome, Subject, rule
from gouji.text import bare, squeeze
from gouji.values import is_value
from gouji_plugins.rules import examples
from gouji_plugins.rules.evidence import Filled, absent, addresses, filled, guessed, row_found, row_label, unread_cells
from gouji_plugins.rules.wording import listed, quoted

_FORM = "国办公开办函〔2021〕30号、〔2019〕60号所附表样"

_UNEVEN = 3
"""Where the rows of the tables have too few or too many values by so many different numbers, cells were lost or mixed up on the way:
nobody leaves out cells like that."""

_ENOUGH_MOVED = 2
"""Rows with numbers besides that in the column before 总计 from which a table without any 总计 is taken to have moved."""


def _values(misfit: Misfit) -> str:
    shown = "、".join(squeeze(text) or "空" for text, _ in misfit.cells[:16])
    return f"（{shown}{'……' if len(misfit.cells) > 16 else ''}）" if misfit.cells else ""


def _named(spec: TableSpec, id: str) -> str:
    return spec.name if id == spec.id else f"{spec.name}“{row_label(spec, id)}”行"


def _run_together(misfit: Misfit) -> bool:
    """Whether the cells of a row lost what divided them: a label with digits behind it, more digits than a number has, or as many
    numbers as cells."""
    written = misfit.cells[0][0] if len(misfit.cells) == 1 else ""
    text = squeeze(written)
    return len(written.split()) == misfit.expected or (len(text) >= misfit.expected and text[-1:].isdigit() and not is_value(text))


def _unplaced(spec: TableSpec, table: Table, ids: Container[str]) -> tuple[CellEvidence, ...]:
    """The cells that rows with misfits leave without a value; a misfit of the whole table, all of them."""
    keys = (key for key in addresses(spec) if key not in table.cells)
    return absent(spec.id, keys if spec.id in ids else (key for key in keys if key[0] in ids))


@rule(
    "F03",
    title="缺少格",
    level="error",
    defect="F03",
    basis=_FORM,
    why="每行的格数是规定的：少一格，后面的数就对不上列，合计和勾稽关系无法核对。",
    passes=[Case({"表四": "15个数"}, build=examples.unchanged)],
    fails=[
        Case({"表四": "只有9个数"}, "只有9个", examples.unplaced("t4", ["0"] * 9, 15)),
        Case({"表三": "一行只有6个数"}, "应有7个", examples.unplaced("t3", ["0"] * 6, 7, "open")),
    ],
)
def cells_missing(subject: Subject) -> Iterator[Outcome]:
    """Rows with fewer values than the form has cells, those alike told once."""
    for spec, table, _, _, complete in filled(subject.report):
        if not complete or table.misfits:
            yield from _too_few(subject, spec, table, _is_uneven(subject.report))
            yield from _not_there(subject, spec, table)


def _is_uneven(report: Report) -> bool:
    misfits = (misfit for table in report.tables.values() for misfit in table.misfits)
    return len({(len(misfit.cells), misfit.expected) for misfit in misfits if misfit.cells}) >= _UNEVEN


def _goes_on(report: Report, spec: TableSpec) -> bool:
    """Whether columns of a table stand in cells that belong to none: where it was cut, the rest was not recognised."""
    unread = set(map(bare, unread_cells(report)))
    return len({column.id for row in spec.rows for column in row.columns if bare(column.label) in unread}) > 1


def _too_few(subject: Subject, spec: TableSpec, table: Table, uneven: bool) -> Iterator[Outcome]:
    """Rows whose values could not be placed, for there are not enough of them, as where those of the whole report are `uneven`."""
    # A row lost all it had, so others lost their blanks; or one took what others lack.
    uneven = uneven or any(not misfit.cells or len(misfit.cells) > misfit.expected for misfit in table.misfits)
    groups: dict[tuple[int, int, bool], list[Misfit]] = {}
    for misfit in table.misfits:
        if len(misfit.cells) < misfit.expected:
            groups.setdefault((len(misfit.cells), misfit.expected, _run_together(misfit)), []).append(misfit)
    for (found, expected, together), group in groups.items():
        first, count = group[0], len(group)
        totals = found == 1 < expected and count == sum(row.data for row in spec.rows)
        elsewhere = sum(extra.axis == "row" and not extra.label for extra in table.extras) >= count  # the rest of rows cut in two
        cut = guessed(subject.report) or _goes_on(subject.report, spec)
        uncertain = together or uneven or not found or totals or elsewhere or cut
        name = _named(spec, first.id) + (f"等{count}行，每行" if count > 1 else "")
        if together:
            said = f"各格的数字连在一起{_values(first)}，分不清是哪一格，有关勾稽关系未能核对；请对照原件核对。"
        else:
            said = f"只有{found}个{_values(first)}，缺{expected - found}个" if found else "一个数也没有"
            said += "，像是只填了总计" if totals else ""
            said += "，无法对应到列，有关勾稽关系未能核对；" + ("请对照原件核对。" if uncertain else "请补齐，没有发生的填0。")
        whole = not found and first.id == spec.id
        yield subject.finding(
            f"{name}只认出了表头，没有认出数，有关勾稽关系未能核对；请对照原件核对。" if whole else f"{name}应有{expected}个数，{said}",
            doubt=READING if uncertain else SOURCE,
            section=spec.section,
            quote=first.cells[0][0].strip() if first.cells else "",
            place=first.cells[0][1] if first.cells else first.place,
            cells=_unplaced(spec, table, {misfit.id for misfit in group}),
            expected=str(expected),
            actual=str(found),
            delta=str(found - expected),
        )


def _not_there(subject: Subject, spec: TableSpec, table: Table) -> Iterator[Outcome]:
    """Rows that were found, but not all their cells."""
    unplaced = {misfit.id for misfit in table.misfits}
    if spec.id in unplaced:
        return
    alike: dict[tuple[str, ...], list[str]] = {}
    for row in spec.rows:
        columns = tuple(column.id for column in row.columns if (row.id, column.id) not in table.cells)
        if row.data and columns and row.id not in unplaced and row_found(table, row.id):
            alike.setdefault(columns, []).append(row.id)
    for columns, ids in alike.items():
        form = spec.row(ids[0])
        names = listed([column.label for column in form.columns if column.id in columns]) if form else ""
        rows = f"“{row_label(spec, ids[0])}”" + (f"等{len(ids)}行" if len(ids) > 1 else "行")
        label = table.rows.get(ids[0])
        yield subject.finding(
            f"{spec.name}{rows}缺少{names}的格；请按表样补齐，没有发生的填0。",
            doubt=READING if guessed(subject.report) else SOURCE,
            section=spec.section,
            **quoted(label, table.place),
            cells=absent(spec.id, ((id, column) for id in ids for column in columns)),
            delta=str(-len(columns) * len(ids)),
        )


@rule(
    "F04",
    title="格数过多或错位",
    level="warning",
    defect="F04",
    basis=_FORM,
    why="多出一格或整行移位，数就落到了别的列下。",
    passes=[Case({"表三": "每行7个数"}, build=examples.unchanged)],
    fails=[
        Case({"表三": "一行8个数"}, "多1个", examples.unplaced("t3", ["0"] * 8, 7, "open")),
        Case(
            {"表三": "总计落到“其他”列"},
            "移位",
            examples.cells("t3", {("new", "person"): "3", ("new", "biz"): "1", ("new", "other"): "4", ("new", "total"): ""}),
        ),
    ],
)
def cells_too_many(subject: Subject) -> Iterator[Outcome]:
    """Rows with more values than the form has cells, or moved by one column: each told once for a table."""
    for found in filled(subject.report):
        spec, table = found.spec, found.table
        longer = [misfit for misfit in table.misfits if len(misfit.cells) > misfit.expected]
        if longer:
            first = longer[0]
            more = len(first.cells) - first.expected
            others = f"；另有{len(longer) - 1}行也多出了数" if len(longer) > 1 else ""
            yield subject.finding(
                f"{_named(spec, first.id)}应有{first.expected}个数，却有{len(first.cells)}个{_values(first)}，"
                f"多{more}个{others}，无法对应到列；请核对。",
                section=spec.section,
                quote=first.cells[0][0].strip(),
                place=first.cells[0][1],
                cells=_unplaced(spec, table, {misfit.id for misfit in longer}),
                expected=str(first.expected),
                actual=str(len(first.cells)),
                delta=str(more),
            )
        yield from _moved(subject, found)


def moved_rows(found: Filled) -> list[str]:
    """Rows of 表三 whose sum stands in the column before 总计, and nothing under 总计; beside such, rows of zeros, too.

    Where nothing stands under 总计 at all, the first column may have been lost: the sums are then more than what is left.
    """
    spec, table, _, odd, complete = found
    if spec.id != "t3" or (complete and not odd):
        return []
    rows: dict[str, tuple[Number, Number]] = {}
    for row in spec.rows:
        total = table.cells.get((row.id, "total"))
        if total is not None and (total.note or total.kind not in (BLANK, PLACEHOLDER)):
            continue  # a note says why there is nothing to see, as of a formula that was not calculated
        cells = [table.cells.get((row.id, column.id)) for column in row.columns]
        if not row.data or len(cells) != 7 or any(cell is None or cell.kind != NUMBER for cell in cells[:6]):
            continue
        *parts, last = [cell.value or 0 for cell in cells[:6] if cell is not None]
        rows[row.id] = sum(parts), last
    if len(rows) == sum(row.data for row in spec.rows) and all(last >= rest for rest, last in rows.values()):
        return list(rows) if sum(rest > 0 for rest, _ in rows.values()) >= _ENOUGH_MOVED else []
    moved = [id for id, (rest, last) in rows.items() if last == rest]
    return moved if any(rows[id][1] > 0 for id in moved) and not _in_place(table) else []


def _in_place(table: Table) -> bool:
    """Whether what stands before 总计 belongs there: its column comes out even, and other rows have their totals."""
    column = {row: cell.value or 0 for (row, column), cell in table.cells.items() if column == "other"}
    new, carry_in, done, carry_out = (column.pop(row, 0) for row in ("new", "carry_in", "done", "carry_out"))
    even = new + carry_in == done + carry_out and done == sum(column.values())
    return even and any(cell.value for (_, column), cell in table.cells.items() if column == "total")


def _moved(subject: Subject, found: Filled) -> Iterator[Outcome]:
    spec, ids = found.spec, moved_rows(found)
    cells = [cell for id in ids for column in ("other", "total") if (cell := found.table.cells.get((id, column)))]
    shown = next((cell for cell in cells if cell.value), None)
    if shown is not None:
        rows = f"“{row_label(spec, shown.row)}”" + (f"等{len(ids)}行" if len(ids) > 1 else "行")
        yield subject.finding(
            f"{spec.name}{rows}的合计（{shown.value}）落在“其他”列，“总计”列是空的，像是整行移位；请核对各数所在的列。",
            section=spec.section,
            **quoted(shown),
            cells=[CellEvidence.of(cell) for cell in cells],
        )
