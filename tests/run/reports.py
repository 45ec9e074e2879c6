"""Reports for runs: balanced ones of one unit, put into the working folder."""

from dataclasses import replace
from pathlib import Path

from gouji.data import editions
from gouji.sample import balanced
from gouji.testing.layouts import lay_out

UNIT = "临江县水利局"


def report(year=2022, unit=UNIT):
    edition = next(edition for edition in editions().values() if edition.covers(year))
    return balanced(edition, year=year, unit=unit)


def put(path, one, layout="html-official"):
    content, suffix = lay_out(one, layout)
    Path(path).with_suffix(suffix).write_bytes(content)


def with_value(one, row, column, value):
    cell = one.cell("t3", row, column)
    return one.with_cells(cell._replace(raw=str(value), value=value))


def outcome(checked):
    return checked.path, "result" if checked.result else "unread" if checked.unread else "aside"


def with_text(report, text):
    section = report.sections["s1"]
    return replace(report, sections={**report.sections, "s1": replace(section, lines=(section.lines[0]._replace(text=text),))})
