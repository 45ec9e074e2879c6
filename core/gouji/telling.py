"""What is said about findings and reports, in one place: printed output and terminal UI share these words.

Everything that comes from a document passes through `printable` before it is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from gouji.document import NOWHERE, Place
from gouji.edition import Edition
from gouji.finding import ERROR, EVERY_RULE, INFO, LEVEL_NAMES, LEVELS, READING, SUBJECT, WARNING, Change, Finding, NotAssessed
from gouji.report import BLANK, LEVELS_OF_GOVERNMENT, Cell, Report
from gouji.rule import Case, Rule

LEVEL_ADVICE = {ERROR: "必须改正", WARNING: "请核实，属实的写情况说明", INFO: "供参考"}
"""What each level asks of the reader."""

_FAMILIES = {
    "previous": "有上年年报时",
    "below": "有下级年报时",
    "other": "有同年的另一份年报时",
    "alike": "几个单位一起检查时",
    "roster": "有单位名册时",
}
"""What must be at hand besides a report, by the family of a rule."""

_PAGE_OF_PROSE, _BEGINNING = 150, 40
"""Characters of an example from which only its beginning is shown, and how many these are."""

_RISKY = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)


def printable(text: str) -> str:
    """The text on one line, with nothing in it that a terminal would obey: controls shown, not sent."""
    return _RISKY.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    character = match[0]
    if character in "\t\n\r\u2028\u2029":
        return " "
    if character < " ":
        return chr(0x2400 + ord(character))
    return "" if unicodedata.category(character) == "Cf" else "·"


def place_words(report: Report, finding: Finding) -> str:
    """Where a finding stands, in the form's own names: 表三·结转下年·自然人, 六、其他需要报告的事项, 标题, 全文."""
    cells = [cell for cell in finding.cells if cell.role == SUBJECT] or list(finding.cells)
    edition = report.edition
    if cells:
        first = cells[0]
        tables = {cell.table for cell in cells}
        if len(tables) > 1:
            return "、".join(table.name for table in edition.tables if table.id in tables)
        rows, columns = {cell.row for cell in cells}, {cell.column for cell in cells}
        if len(rows) == 1 and len(columns) == 1:
            return edition.cell_name(*first.key)
        spec = edition.table(first.table)
        row = spec.row(first.row)
        if row and len(rows) == 1:
            return f"{spec.name}·{row.name}"
        column = row.column(first.column) if row else None
        if column and len(columns) == 1:
            return f"{spec.name}·{column.name}列"
        return spec.name
    if finding.section:
        return next((section.heading for section in edition.sections if section.id == finding.section), finding.section)
    return _part(report, finding.place)


def _part(report: Report, place: Place) -> str:
    """The part outside the six sections that a place belongs to."""
    if place != NOWHERE:
        for name, words in (("title", "标题"), ("published", "发布日期"), ("signed", "落款")):
            fact = report.facts.get(name)
            if fact is not None and fact.place == place:
                return words
        for lines, words in ((report.intro, "引言"), (report.tail, "文末")):
            if any(line.place == place for line in lines):
                return words
    return "全文"


_LINE_SAID = re.compile(r"(?:(?<=^)|(?<=：))(表[一二三四][^：，；。]{1,24}?)[行列]：")


def beside_place(place: str, message: str) -> str:
    """The message as it reads next to its place: what the place has said already is left out."""
    table, *names = place.split("·")
    said = {table + "".join(names[:1]), table + "".join(names[-1:]), "".join((table, *names))}
    rest = message if message.startswith(place + "·") else message.removeprefix(place).lstrip("：，") or message
    return _LINE_SAID.sub(lambda line: "" if line[1] in said else line[0], rest)


def report_name(report: Report) -> str:
    """A report as people call it: 临江县水利局 2023年度."""
    unit = printable(report.unit) if report.unit else "（没有认出单位）"
    year = f"{report.year}年度" if report.year else "（没有认出年度）"
    return f"{unit} {year}"


def source_place(place: Place) -> str:
    """The place in the file: 第12行, 第3页, 工作表“表三”B7; "" where it is unknown."""
    return printable(str(place))


def counts(levels: Iterable[tuple[str, int]]) -> str:
    """How many of each level: 强制性 3   核实性 2   提示 0."""
    return "   ".join(f"{LEVEL_NAMES[level]} {number}" for level, number in levels)


def level_counts(findings: Iterable[Finding]) -> list[tuple[str, int]]:
    """Every level with its number of findings, worst first."""
    found = [finding.level for finding in findings]
    return [(level, found.count(level)) for level in LEVELS]


def cell_shown(cell: Cell | None) -> str:
    """What a cell of a drawn table shows: its own text, 空 for blank, 缺 where the document lacks it."""
    if cell is None:
        return "缺"
    return "空" if cell.kind == BLANK else printable(cell.raw.strip())


def change_words(edition: Edition, change: Change) -> str:
    """One change of a correction: 表三·结转下年·自然人 0 → 1."""
    return f"{edition.cell_name(*change.key)} {change.old or '空'} → {change.new}"


MOST_CORRECTIONS = 8
"""Corrections of one finding printed on paper; JSON holds them all."""


def correction_words(edition: Edition, finding: Finding, most: int | None = None) -> list[str]:
    """The smallest corrections, one sentence each, the first saying whether it is the only one.

    Of more than `most` the others are counted.
    """
    said = ["，".join(change_words(edition, change) for change in correction) for correction in finding.corrections]
    if len(said) == 1:
        return [f"{said[0]}（唯一的最小改法）"]
    listed = [f"改法{number}（共{len(said)}种同样小的改法）：{words}" for number, words in enumerate(said, 1)]
    if most is not None and len(listed) > most:
        listed[most:] = [f"另有{len(said) - most}种改法没有列出，--format json 里有"]
    return listed


def doubt_words(finding: Finding) -> str:
    """A remark where the layout, not the document, may be the cause; else ""."""
    return "版式使读数不确定，请先对照原文" if finding.doubt == READING else ""


def hindrances(not_assessed: Iterable[NotAssessed]) -> list[str]:
    """What could not be checked and why, rules with the same reason together: A1、A2：表三缺格."""
    by_reason: dict[str, list[str]] = {}
    for one in not_assessed:
        by_reason.setdefault(printable(one.why), []).append("" if one.rule == EVERY_RULE else one.rule)
    said = []
    for why, rules in by_reason.items():
        named = "、".join(dict.fromkeys(rule for rule in rules if rule))
        said.append(f"{named}：{why}" if named else why)
    return said


def scope_words(rule: Rule) -> str:
    """Of which reports a rule speaks: 县级政府、2021年度起、有上年年报时; "" for all."""
    first, last = rule.years
    years = f"{f'{first}年度起' if first else ''}{f'到{last}年度' if last else ''}"
    levels = (LEVELS_OF_GOVERNMENT.get(level, level) for level in rule.levels)
    return "、".join(filter(None, (*rule.editions, *levels, *rule.regions, years, _FAMILIES.get(rule.family, rule.family))))


def case_words(case: Case) -> str:
    """What a rule's case sets, in one line: 新收 3，上年结转 1."""
    if case.given:
        return "，".join(f"{name} {_case_value(value)}" for name, value in case.given.items())
    if case.build is not None:
        return case.build.__doc__ or case.build.__name__.strip("_").replace("_", " ")
    return "一份各项齐全、全为 0 的年报"


def _case_value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + "，".join(f"{name} {_case_value(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list):
        return "、".join(map(_case_value, value)) or "（无）"
    text = "（空）" if value is None else str(value) or "（空）"
    return text if len(text) <= _PAGE_OF_PROSE else f"{text[:_BEGINNING]}……（共{len(text)}字）"
