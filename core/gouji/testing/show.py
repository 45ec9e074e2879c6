"""A report in a few lines: what in it is not as in the balanced one."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.report import Report
from gouji.sample import balanced


def show(report: Report) -> str:
    """Unit, year and edition; cells that are not "0", cells that are missing; prose that is not the usual one."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    usual = balanced(report.edition, year=report.year, level=report.level or "dept", unit=report.unit)
    yield f"{report.unit} {report.year}年度 {report.level} {report.edition.id} 发布 {report.value('published')}"
    if report.value("title") != usual.value("title"):
        yield f"  标题 {report.value('title')}"
    for id, table in usual.tables.items():
        found = report.tables.get(id)
        if found is None:
            yield f"  没有{report.edition.table(id).name}"
            continue
        for address in table.cells:
            cell = found.cells.get(address)
            if cell is None or cell.raw != "0":
                yield f"  {report.edition.cell_name(id, *address)} {'（没有这一格）' if cell is None else cell.raw or '（空）'}"
        for misfit in found.misfits:
            yield f"  {misfit.id} 应有{misfit.expected}个数，实有{'、'.join(text for text, _ in misfit.cells)}"
    plain = {line.text for line in usual.prose()}
    for name, lines in (("引言", report.intro), *((id, section.lines) for id, section in report.sections.items()), ("文末", report.tail)):
        for line in lines:
            if line.text not in plain:
                yield f"  [{name}] {line.text}"
