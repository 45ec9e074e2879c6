"""Runs a rule's own cases: each is set on a balanced report, judged by that rule alone, and compared.

The same cases are the rule's test, its manual, and what `gouji rules ID` shows. Ruleset authors run
them over their own files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from gouji.calendar import date
from gouji.data import editions
from gouji.dated import day
from gouji.document import NOWHERE, Paragraph
from gouji.edition import Edition
from gouji.engine import applied
from gouji.errors import described
from gouji.finding import Finding, NotAssessed
from gouji.formula.instances import BELOW, PREVIOUS
from gouji.formula.names import Each, parse_each
from gouji.formula.syntax import FormulaError
from gouji.lean import Any, NamedTuple, replace
from gouji.passages import INTRO, SECTIONS
from gouji.report import EXACT, Cell, Fact, Heading, Key, Report
from gouji.rule import Beside, Case, Rule, Subject
from gouji.ruleset.case_keys import ABSENT, ALIKE, FACTS, HEADINGS, OTHER, REPORTS, cell_key
from gouji.sample import balanced
from gouji.timelimit import RULE_SECONDS, TooLongError, limit
from gouji.values import parse

_CHINESE_DAY = re.compile(r"(当年|本年|次年|[0-9]{4}年?)\s*([0-9]{1,2})月([0-9]{1,2})日")


class Outcome(NamedTuple):
    """What came of one case. `wrong` is "" when it came out as expected, else a Chinese sentence."""

    rule: str
    edition: str
    passes: bool
    case: Case
    messages: tuple[str, ...]
    not_assessed: tuple[str, ...]
    wrong: str

    @property
    def good(self) -> bool:
        """Whether the case came out as its author expects."""
        return not self.wrong


class Set(NamedTuple):
    """The report a case describes, and what it is judged beside."""

    report: Report
    beside: Beside = Beside()


def run(rule: Rule, edition: Edition, tables: Mapping[str, Any] | None = None) -> list[Outcome]:
    """Every case of the rule in this edition; none where the rule does not speak for the edition.

    `tables` are the dated tables of the ruleset in force, for rules that read them.
    """
    if not rule.speaks_for(edition):
        return []
    year = fitting_year(rule, edition)
    if year is None:
        return []
    listed = [(case, True) for case in rule.passes] + [(case, False) for case in rule.fails]
    return [_run_one(rule, edition, year, case, passes, tables or {}) for case, passes in listed]


def run_all(rules: Iterable[Rule], editions: Iterable[Edition], tables: Mapping[str, Any] | None = None) -> list[Outcome]:
    """Every case of these rules in every edition they speak for."""
    listed = list(editions)
    return [outcome for rule in rules for edition in listed for outcome in run(rule, edition, tables)]


def fitting_year(rule: Rule, edition: Edition) -> int | None:
    """A year of data for which both the edition and the rule are in force, or None."""
    first, last = rule.years
    year = edition.year_to or edition.year_from + 2
    if first is not None:
        year = max(year, first)
    if last is not None:
        year = min(year, last)
    return year if edition.covers(year) else None


def arranged(rule: Rule, edition: Edition, year: int, case: Case) -> Set:
    """The reports a case describes. A case with `build` is built by it, and `given` only describes it.

    Raises FormulaError for a word that means nothing, ValueError for a value that cannot be one.
    """
    usual = rule.levels[0] if rule.levels else "dept"
    if case.build is not None:
        return Set(case.build(balanced(edition, year=year, level=usual)))
    report = balanced(edition, year=year, level=str(case.given.get("级别") or usual))
    return _arranged(report, case.given, parse_each(rule.formula.each) if rule.formula and rule.formula.each else None)


def _arranged(report: Report, given: Mapping[str, Any], each: Each | None) -> Set:
    edition, year, level = report.edition, report.year or report.edition.year_from, report.level or "dept"
    previous: Report | None = None
    below: tuple[Report, ...] = ()
    last_year, lower, again = given.get(PREVIOUS), given.get(BELOW), given.get(OTHER)
    if last_year is not None:
        earlier = edition if edition.covers(year - 1) else _edition_of(year - 1, edition)
        previous = changed(balanced(earlier, year=year - 1, level=level), last_year, each)
    if lower is not None:
        units = enumerate(_listed(lower), 1)
        below = tuple(changed(balanced(edition, year=year, unit=f"临江县第{number}局"), one, each) for number, one in units)
    other = changed(report, again, each) if again is not None else None
    neighbours = enumerate(_listed(given.get(ALIKE, [])), 1)
    alike = tuple(changed(balanced(edition, year=year, unit=f"望海县第{number}局"), one, each) for number, one in neighbours)
    absent = tuple(_listed(given[ABSENT])) if ABSENT in given else None
    own = {word: value for word, value in given.items() if word not in (*REPORTS, ABSENT)}
    return Set(changed(report, own, each), Beside(previous, below, other, alike, absent))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def changed(report: Report, given: Mapping[str, Any], each: Each | None = None) -> Report:
    """The report with what `given` sets: facts, texts by section, headings, and cells by name.

    Raises FormulaError for a word that means nothing, ValueError for a value that cannot be one.
    """
    cells: list[Cell] = []
    for word, value in given.items():
        if word in FACTS:
            report = report.with_facts(**{FACTS[word]: _fact(word, value, report)})
        elif word == INTRO:
            report = replace(report, intro=_paragraphs(value))
        elif word in SECTIONS:
            report = _with_prose(report, SECTIONS[word], value)
        elif word in HEADINGS:
            report = _with_heading(report, HEADINGS[word], str(value))
        else:
            cells.append(_cell(report, cell_key(word, each, report.edition), value))
    return report.with_cells(*cells) if cells else report


def _run_one(rule: Rule, edition: Edition, year: int, case: Case, passes: bool, tables: Mapping[str, Any]) -> Outcome:
    try:
        given = arranged(rule, edition, year, case)
        if not rule.applies_to(given.report):
            return Outcome(rule.id, edition.id, passes, case, (), (), "这个例子描述的年报不在规则的适用范围内")
        subject = Subject(rule, given.report, rule.parameters, tables, *given.beside)
        with limit(RULE_SECONDS):
            findings, hindered, _ = applied(subject)
    except TooLongError as error:
        return Outcome(rule.id, edition.id, passes, case, (), (), str(error))
    except FormulaError as error:
        return Outcome(rule.id, edition.id, passes, case, (), (), f"例子写得不对：{error}")
    # Rules written in Python are other people's code: one that fails is told, and the others go on.
    except (Exception, SystemExit) as error:
        return Outcome(rule.id, edition.id, passes, case, (), (), f"运行时出错：{described(error)}")
    return Outcome(
        rule.id,
        edition.id,
        passes,
        case,
        tuple(finding.message for finding in findings),
        tuple(one.why for one in hindered),
        _verdict(passes, case.says, findings, hindered),
    )


def _verdict(passes: bool, says: str, findings: Sequence[Finding], hindered: Sequence[NotAssessed]) -> str:
    if passes:
        if findings:
            return f"应当通过，却报出：{findings[0].message}"
        return f"应当通过，却没有核对：{hindered[0].why}" if hindered else ""
    if not findings:
        return f"应当报出问题，却没有核对：{hindered[0].why}" if hindered else "应当报出问题，却通过了"
    if not any(says in finding.message for finding in findings):
        return f"出错说明里应有“{says}”，实为：{findings[0].message}"
    return ""


def _edition_of(year: int, other: Edition) -> Edition:
    return next((edition for edition in editions().values() if edition.covers(year)), other)


def _fact(word: str, value: Any, report: Report) -> Fact | None:
    """A fact as a case writes it: 年度 a number, 发布日期 次年-02-08 or 次年2月8日, the others texts."""
    if value is None or value == "":
        return None
    if word == "年度":
        return Fact(int(value), "title", str(value))
    if word == "发布日期":
        on = _day(str(value), report.year or report.edition.year_from)
        return Fact(on, "page", f"发布时间：{on}")
    return Fact(str(value), "title", str(value))


def _day(written: str, year: int) -> date:
    found = _CHINESE_DAY.fullmatch(written.strip())
    if found:
        first = "本年" if found[1] == "当年" else found[1]
        written = f"{first.removesuffix('年') if first[0].isdigit() else first}-{found[2]}-{found[3]}"
    return day(written, year)


def _paragraphs(value: Any) -> tuple[Paragraph, ...]:
    """The paragraphs a case gives: a text with line feeds, or a list of texts."""
    texts = value if isinstance(value, list) else str(value or "").split("\n")
    return tuple(Paragraph(str(text), NOWHERE) for text in texts if str(text).strip())


def _with_prose(report: Report, id: str, value: Any) -> Report:
    """The section with this prose; None takes the section away."""
    sections = dict(report.sections)
    if value is None:
        sections.pop(id, None)
        headings = tuple(heading for heading in report.headings if id not in heading.sections)
        return replace(report, sections=sections, headings=headings)
    sections[id] = replace(sections[id], lines=_paragraphs(value))
    return replace(report, sections=sections)


def _with_heading(report: Report, id: str, raw: str) -> Report:
    """The section under this heading, given with its ordinal: 五、存在的主要问题."""
    number, mark, title = raw.partition("、")
    old = report.sections[id].heading
    new = Heading(number if mark else "", title if mark else raw, old.sections, EXACT, old.place, raw)
    headings = tuple(new if heading is old else heading for heading in report.headings)
    sections = {**report.sections, id: replace(report.sections[id], heading=new)}
    return replace(report, headings=headings, sections=sections)


def _cell(report: Report, key: Key, value: Any) -> Cell:
    """The cell as it would have been read with this in it."""
    raw = "" if value is None else str(value)
    kind, number, note = parse(raw)
    old = report.cell(*key)
    if old is not None:
        return old._replace(raw=raw, kind=kind, value=number, note=note)
    return Cell(*key, raw, kind, number, note)
