"""Telling an empty form from a report."""

from __future__ import annotations

import re

from gouji.report import BLANK, NUMBER, PLACEHOLDER, Report
from gouji.text import bare, fold, squeeze
from gouji.values import parse

_FILLERS = re.compile(r"\(?(?:文字描述|此处填写|请填写|填写内容|单位名称|年份|××+|xx+)\)?|[_×xX\s]+|无")


def is_blank_form(report: Report) -> bool:
    """Whether this is the empty official form: most cells located, none filled, no prose."""
    cells = [cell for table in report.tables.values() for cell in table.cells.values()]
    located = len(cells) + sum(m.expected for t in report.tables.values() for m in t.misfits if not m.cells)
    if located < 100 or any(cell.kind not in (BLANK, PLACEHOLDER) for cell in cells):
        return False
    if any(cell.kind == PLACEHOLDER for cell in cells) and report.unit:
        return False
    if any(parse(text)[0] == NUMBER for table in report.tables.values() for misfit in table.misfits for text, _ in misfit.cells):
        return False
    prose = "".join(_FILLERS.sub("", fold(squeeze(line.text))) for s in report.sections.values() for line in s.lines)
    return len(bare(prose)) < 120
