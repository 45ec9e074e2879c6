"""Which edition of the form was used: F05."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.data import editions
from gouji.dated import in_force
from gouji.document import NOWHERE, Place
from gouji.edition import Edition
from gouji.finding import READING, SOURCE, WARNING
from gouji.once import once
from gouji.report import ORDERED, Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji.text import squeeze
from gouji_plugins.rules import examples
from gouji_plugins.rules.wording import listed
from gouji_plugins.rules.years import data_year

_MIXED = 2
"""Labels of another form from which two forms are mixed."""


@rule(
    "F05",
    title="用错格式版本",
    level="error",
    defect="F05",
    basis="国办公开办函〔2021〕30号：2021年度报告起使用新格式；国办公开办函〔2019〕60号：2019、2020年度",
    why="2019、2020年度用2019年的表样，2021年度起用2021年的表样；用错后指标不同，无法汇总。",
    passes=[Case({"年度": "与表样相符"}, build=examples.unchanged)],
    fails=[Case({"年度": "与表样不符"}, "表样", examples.of_another_year())],
)
def wrong_edition(subject: Subject) -> Iterator[Outcome]:
    """The form of another span of years, or labels of two forms mixed."""
    report = subject.report
    year, edition = data_year(report), subject.edition
    if year is None:
        yield subject.not_assessed("没有确定报告年度，无法判断该用哪一版表样")
        return
    if ORDERED in report.edition_evidence:
        yield subject.not_assessed("格式版本是指定的，不是从表样认出的，没有检查用的是哪一版表样")
        return
    right = in_force(subject.tables.get("格式文号", ()), year)
    if not right or not report.tables:
        return
    marks, others = _labels(report)
    if not edition.covers(year):
        doubt = report.facts["year"].doubt
        yield subject.finding(
            f"{year}年度报告用了{edition.name}的表样"
            + (f"（有{listed(marks, 3)}）" if marks else "")
            + f"，应使用{right[0]['number']}所附表样；请换用正确的表样重新填报。",
            section="s2",
            quote=_quoted(report, marks),
            place=_place(report),
            expected=right[0]["edition"],
            actual=edition.id,
            doubt=READING if doubt else SOURCE,
            key="edition",
        )
    elif len(others) >= _MIXED:
        yield subject.finding(
            f"表中混有另一版表样的{listed(others, 3)}；{year}年度应使用{edition.doc_no}所附表样，请删改。",
            level=WARNING,
            section="s2",
            place=_place(report),
            key="mixed",
        )


@once()
def other_form(report: Report) -> Edition | None:
    """The form that should have been used, or is mixed into the one that is: rows and columns of it are told of by F05 alone."""
    year = data_year(report)
    if year is None or (report.edition.covers(year) and len(_labels(report)[1]) < _MIXED):
        return None
    others = [edition for edition in editions().values() if edition.id != report.edition.id]
    return next((edition for edition in others if edition.covers(year)), others[0])


def _labels(report: Report) -> tuple[list[str], list[str]]:
    """The labels by which the form was told, and those of another."""
    told = [evidence.rpartition("（") for evidence in report.edition_evidence]
    mine = f"{report.edition.id}）"
    return [label for label, _, id in told if id == mine], [label for label, _, id in told if id.startswith("gov-") and id != mine]


def _place(report: Report) -> Place:
    table = report.tables.get("t2") or next(iter(report.tables.values()), None)
    return table.place if table else NOWHERE


def _quoted(report: Report, marks: list[str]) -> str:
    """A label as the document writes it that shows which form was used."""
    wanted = {squeeze(mark) for mark in marks}
    labels = (label for table in report.tables.values() for label in (*table.columns.values(), *table.rows.values()))
    return next((label.raw.strip() for label in labels if squeeze(label.raw) in wanted), marks[0] if marks else "")
