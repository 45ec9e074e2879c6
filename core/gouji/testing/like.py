"""A report as one expression, to be pasted into a test: the words of rules' cases, on a balanced report.

>>> report = like({"表三·新收·自然人": 2, "表三·新收·总计": 2}, year=2023)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from gouji.cases import changed
from gouji.data import editions
from gouji.edition import Edition
from gouji.passages import INTRO, SECTIONS, TAIL
from gouji.report import Report
from gouji.ruleset.case_keys import FACTS
from gouji.sample import UNITS, balanced
from gouji.testing.choice import plainest
from gouji.testing.prose import write
from gouji.testing.show import show

WRITTEN = {INTRO: "", "一": SECTIONS["一"], "五": SECTIONS["五"], "六": SECTIONS["六"]}
"""The parts whose prose follows from the numbers, by the word of a case."""


def edition_for(year: int) -> Edition:
    """The edition that covers a year of data. Raises ValueError for a year without one."""
    found = next((edition for edition in editions().values() if edition.covers(year)), None)
    if found is None:
        raise ValueError(f"没有适用于{year}年的格式版本")
    return found


def like(given: Mapping[str, Any], *, year: int, level: str = "dept", unit: str | None = None) -> Report:
    """A report in which all cells are 0 but those given, and the prose says what the cells say.

    `given` is what a case of a rule may hold: cells by name, texts by part (a list of paragraphs, or
    one text), 标题 and 发布日期; 落款 with nothing leaves the signature out. Raises ValueError for a
    year no edition covers, and for what a case could not say.
    """
    report = balanced(edition_for(year), year=year, level=level, unit=unit)
    texts = {word: value for word, value in given.items() if word in (*WRITTEN, *FACTS)}
    cells = {word: value for word, value in given.items() if word not in (*texts, TAIL)}
    report = changed(write(changed(report, cells), plainest), texts)
    return replace(report.with_facts(signed=None), tail=()) if TAIL in given else report


def expression(report: Report) -> str | None:
    """The call of `like` that gives this report; None where none does (a row or part is missing)."""
    if report.year is None or report.level is None or not report.edition.covers(report.year):
        return None
    given = _given(report)
    identity: dict[str, Any] = {"year": report.year, "level": report.level, "unit": report.unit}
    try:
        same = _substance(like(given, **identity)) == _substance(report)
    except (ValueError, KeyError):
        return None
    if not same:
        return None
    usual = {"level": "dept", "unit": UNITS.get(report.level)}
    arguments = "".join(f", {name}={value!r}" for name, value in identity.items() if usual.get(name) != value)
    lines = "".join(f"    {word!r}: {_literal(value)},\n" for word, value in given.items())
    return f"like({{\n{lines}}}{arguments})" if lines else f"like({{}}{arguments})"


def _literal(value: object) -> str:
    """A value as written in Python; paragraphs on lines of their own."""
    if isinstance(value, list) and value:
        return "[\n" + "".join(f"        {one!r},\n" for one in value) + "    ]"
    return repr(value)


def _given(report: Report) -> dict[str, Any]:
    """What a call of `like` must be given beyond year, level and unit."""
    cells = {
        report.edition.cell_name(*cell.key): int(cell.raw) if cell.raw.isdecimal() and not cell.raw.startswith("0") else cell.raw
        for table in report.tables.values()
        for cell in table.cells.values()
        if cell.raw != "0"
    }
    plain = like(cells, year=report.year or 0, level=report.level or "", unit=report.unit)
    given: dict[str, Any] = dict(cells)
    for word, fact in (("标题", "title"), ("发布日期", "published")):
        if report.value(fact) != plain.value(fact):
            given[word] = str(report.value(fact) or "")
    for word, id in WRITTEN.items():
        told = _paragraphs(report, id)
        if told != _paragraphs(plain, id):
            given[word] = told
    if not report.tail:
        given[TAIL] = []
    return given


def _paragraphs(report: Report, id: str) -> list[str] | None:
    if id and id not in report.sections:
        return None
    return [line.text for line in (report.sections[id].lines if id else report.intro)]


def _substance(report: Report) -> tuple[object, ...]:
    """What rules look at, without the places."""
    return show(report), [line.text for line in report.prose()], [heading.raw for heading in report.headings], report.blank_form
