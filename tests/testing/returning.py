"""Lays a report out, reads the file as a user's would be read, and says what did not come back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from gouji.document import Source
from gouji.plugins import Registry, load_plugins
from gouji.reading import read
from gouji.report import NUMBER, Report
from gouji.testing.layouts import lay_out
from gouji.text import squeeze


@cache
def registry() -> Registry:
    return load_plugins(packages=False)


def bring_back(report: Report, layout: str, quirks: Iterable[str] = (), encoding: str = "utf-8") -> Report:
    data, suffix = lay_out(report, layout, quirks=quirks, encoding=encoding)
    return read(Source(f"report{suffix}", data), registry()).report


def lost(report: Report, back: Report, *, blanks: bool = True, words: bool = True) -> Iterator[str]:
    """What the report read says otherwise than the report laid out: facts, cells, then the prose."""
    if back.edition.id != report.edition.id:
        yield f"edition {back.edition.id}"
        return
    for fact in ("title", "unit", "year", "level", "period"):
        if back.value(fact) != report.value(fact):
            yield f"{fact} {back.value(fact)!r} for {report.value(fact)!r}"
    for id, table in report.tables.items():
        found = back.tables.get(id)
        if found is None:
            yield f"no {id}"
            continue
        wrong = []
        for address, cell in table.cells.items():
            again = found.cells.get(address)
            if cell.kind != NUMBER and not blanks:
                continue
            if again is None or (again.kind, again.value) != (cell.kind, cell.value):
                wrong.append(f"{'.'.join(address)}={again.raw if again else None!r} for {cell.raw!r}")
            elif again.doubt:
                wrong.append(f"{'.'.join(address)} doubted: {again.doubt}")
        if wrong:
            yield f"{id}: {len(wrong)} cells, first {wrong[0]}"
        for axis in ("rows", "columns", "captions"):
            labels, again = getattr(table, axis), getattr(found, axis)
            data = {row.id for row in report.edition.table(id).rows if row.data} if axis == "rows" else labels.keys()
            gone = [labels[key].raw for key in labels if key in data and (key not in again or again[key].match != labels[key].match)]
            if gone:
                yield f"{id}: {len(gone)} {axis} lost or matched otherwise, first {gone[0]!r}"
        if (table.corner is None) != (found.corner is None):
            yield f"{id}: corner"
        for problem in (*found.misfits, *found.extras, *found.remarks):
            yield f"{id}: {problem}"
    for id, section in report.sections.items():
        found_section = back.sections.get(id)
        if found_section is None:
            yield f"no section {id}"
        elif words and squeeze(found_section.text) != squeeze(section.text):
            yield f"{id} reads {found_section.text[-60:]!r} for {section.text[-60:]!r}"
    if words and squeeze("".join(line.text for line in back.intro)) != squeeze("".join(line.text for line in report.intro)):
        yield f"intro reads {[line.text[:40] for line in back.intro]}"
