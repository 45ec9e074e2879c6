"""A finding, a cell or a rule explained: parts of a page, each a styled text and the indent of its folded lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.style import Style
from rich.text import Text

from gouji.data import editions
from gouji.finding import FAILED, LEVEL_NAMES, NOT_ASSESSED, PASSED, SUBJECT, Equation, Finding, Result
from gouji.report import Cell, Key, Report
from gouji.rule import Case, Rule
from gouji.telling import beside_place, case_words, correction_words, doubt_words, hindrances, place_words, printable, source_place
from gouji.tui.fragment import SourceLine
from gouji.tui.palette import Palette
from gouji.tui.query import FAMILIES
from gouji.tui.store import ReportRow
from gouji.tui.whatif import WhatIf
from gouji.tui.widgets.findings import LEVEL_MARKS

Parts = list[tuple[Text, int]]

OUTCOME_MARKS = {FAILED: "✗", PASSED: "✓", NOT_ASSESSED: "◌"}
_LABEL = 10
MOST_CORRECTIONS = 6
MOST_EVIDENCE = 3
MOST_OTHERS = 3


def _part(label: str, body: str, colors: Palette, style: Style | None = None) -> tuple[Text, int]:
    text = Text(label + "　" * max(4 - len(label), 0) + "  ", colors.dim)
    text.append(printable(body), style or colors.text)
    return text, _LABEL


def worked(result: Result, equation: Equation) -> str:
    """An equation that does not hold, with its numbers put in."""
    cells = {cell.key for cell in equation.cells}
    for check in result.checks:
        if check.rule == equation.rule and check.outcome == FAILED and cells and cells <= set(check.cells):
            return check.text
    return equation.text


LISTED_ONCE = {
    "alike": "雷同的几份年报一起只列这一项，列在其中一份下",
    "roster": "这是整个名册的问题，不是这个单位的，列在名册里第一个有年报的单位下",
}
"""Why a finding on several reports stands under this one, by the family of its rule."""


def finding_parts(
    result: Result,
    finding: Finding,
    colors: Palette,
    *,
    rule: Rule | None = None,
    others: Sequence[ReportRow] = (),
    full: bool = False,
) -> Parts:
    """A finding: sentence, corrections, equations, source, the `others` it concerns, basis; in full also its cells and its rule."""
    report = result.report
    place = printable(place_words(report, finding))
    sentence = printable(finding.message.replace(finding.restated, ""))
    head = Text(f"{LEVEL_MARKS[finding.level]} {LEVEL_NAMES[finding.level]}", colors.levels[finding.level])
    head.append(f"  {place}", colors.strong)
    if rule:
        head.append(f"  {finding.rule} {printable(rule.title)}", colors.dim)
    gap: Parts = [(Text(), 0)]
    parts: Parts = [(head, 2), (Text(beside_place(place, sentence), colors.text), 0), *(gap if full else [])]
    parts += _corrections(report, finding, colors)
    # The sentence has the numbers of the first equation.
    parts += [_equation(result, equation, colors) for equation in finding.equations[0 if full else 1 :]]
    parts += _should_be(finding, colors)
    if doubt := doubt_words(finding):
        parts.append(_part("存疑", doubt, colors, colors.levels["warning"]))
    quote = f"“{finding.quote}”" if finding.quote else ""
    if where := f"{source_place(finding.place)}  {quote}".strip():
        parts.append(_part("原文", where, colors))
    if rule and rule.family in LISTED_ONCE:
        parts.append(_part("注意", LISTED_ONCE[rule.family], colors))
    parts += _others(others, colors, most=len(others) if full else MOST_OTHERS)
    if finding.basis and not (full and rule and rule.basis == finding.basis):
        parts.append(_part("依据", finding.basis, colors))
    if full:
        parts += [*_cells(report, finding, colors), *(gap + rule_parts(rule, colors) if rule else [])]
    return parts


def _equation(result: Result, equation: Equation, colors: Palette) -> tuple[Text, int]:
    return _part("等式", f"{equation.rule}  {worked(result, equation)}，左 {equation.left} 右 {equation.right}", colors)


def _should_be(finding: Finding, colors: Palette) -> Parts:
    """What should stand there, where neither an equation nor the sentence says so."""
    if (
        finding.equations
        or finding.expected is None
        or all(value in finding.message for value in (finding.expected, finding.actual) if value)
    ):
        return []
    sides = _named(finding.expected)
    if finding.actual is not None:
        sides += f"，实为 {_named(finding.actual) or '空'}" + (f"，差 {finding.delta}" if finding.delta else "")
    return [_part("应为", sides, colors)]


def _named(value: str) -> str:
    """A value as people call it: a format by the number of its document, not by its id."""
    known = editions().get(value)
    return known.doc_no if known else printable(value)


def _corrections(report: Report, finding: Finding, colors: Palette) -> Parts:
    if not finding.corrections:
        return []
    said = correction_words(report.edition, finding)
    several = len(said) > 1
    parts: Parts = []
    for number, words in enumerate(said[:MOST_CORRECTIONS], 1):
        # Labels are as wide as Chinese characters, the number too.
        label = f"改法{chr(ord('０') + number)}" if several else "改法"
        body = words.partition("：")[2] if several else words
        parts.append(_part(label, body + (f"（共{len(said)}种同样小的改法）" if several and number == 1 else ""), colors, colors.good))
    if len(said) > MOST_CORRECTIONS:
        parts.append(_part("", f"另有 {len(said) - MOST_CORRECTIONS} 种改法", colors, colors.dim))
    return parts


def _others(others: Sequence[ReportRow], colors: Palette, *, most: int) -> Parts:
    named = [f"{other.unit} {other.year or ''}".strip() + f"　{other.path}" for other in others[:most]]
    if len(others) > most:
        named.append(f"另有 {len(others) - most} 份年报，详情里全部列出")
    return [_part("" if number else "涉及", name, colors) for number, name in enumerate(named)]


def _cells(report: Report, finding: Finding, colors: Palette) -> Parts:
    parts: Parts = []
    told = [cell for cell in finding.cells if cell.role == SUBJECT or cell.value != "0"]
    for cell in told:
        value = "空" if cell.value is None else cell.value
        name = report.edition.cell_name(*cell.key)
        parts.append(_part("所指" if cell.role == SUBJECT else "有关", f"{name} = {value}  {source_place(cell.place)}".rstrip(), colors))
    if len(told) < len(finding.cells):
        parts.append(_part("", f"另有 {len(finding.cells) - len(told)} 格为 0，没有列出", colors, colors.dim))
    return parts


def rule_parts(rule: Rule, colors: Palette, *, hits: int | None = None, state: str = "") -> Parts:
    """A rule: what it says, why, on what basis, and its own examples."""
    head = Text(f"{rule.id}  {printable(rule.title)}", colors.heading)
    parts: Parts = [(head, 2)]
    family = FAMILIES.get(rule.defect[:1], "")
    parts.append(_part("级别", LEVEL_NAMES[rule.level] + (f"　{state}" if state else ""), colors, colors.levels[rule.level]))
    parts.append(_part("缺陷", f"{rule.defect} {family}".strip(), colors))
    if hits is not None:
        parts.append(_part("本次", f"{hits} 处问题" if hits else "没有查出问题", colors))
    if rule.why:
        parts.append(_part("说明", rule.why, colors))
    if rule.basis:
        parts.append(_part("依据", rule.basis, colors))
    parts += _cases("通过示例", rule.passes, colors, colors.good)
    parts += _cases("不过示例", rule.fails, colors, colors.levels["error"])
    if rule.ruleset or rule.place:
        parts.append(_part("出处", f"{rule.ruleset}  {rule.place}".strip(), colors, colors.dim))
    return parts


def _cases(label: str, cases: Iterable[Case], colors: Palette, style: Style) -> Parts:
    parts: Parts = []
    for case in list(cases)[:3]:
        says = f"　→ {case.says}" if case.says else ""
        parts.append(_part(label, case_words(case) + says, colors, style))
    return parts


def checks_parts(
    result: Result,
    key: Key,
    titles: Mapping[str, str],
    colors: Palette,
    *,
    before: Report | None = None,
    last_year: Report | None = None,
) -> Parts:
    """What was checked on a cell: every application that used it, failed ones first, and what could not be assessed.

    `before` is the report as read where cells were changed to try them; `last_year` the same unit's report on the year before.
    """
    cell = result.report.cell(*key)
    source = before.cell(*key) if before else cell
    said = f"原文{_raw(source)}" if source == cell else f"试改为{_raw(cell)}，原文{_raw(source)}"
    head = Text(f"{result.report.edition.cell_name(*key)}　{said}", colors.strong)
    if last_year and (told := last_year.cell(*key)):
        head.append(f"　{last_year.year}年度{_raw(told)}", colors.text)
    parts: Parts = [(head, 2)]
    if cell and cell.doubt:
        parts.append((Text(f"存疑：{printable(cell.doubt)}", colors.levels["warning"]), 2))
    looks = {FAILED: colors.levels["error"], PASSED: colors.good, NOT_ASSESSED: colors.dim}
    listed = sorted(_outcomes(result, key), key=lambda one: (FAILED, NOT_ASSESSED, PASSED).index(one[0]))
    for outcome, rule, said, why in listed:
        title = titles.get(rule, "")
        text = Text(f"{OUTCOME_MARKS[outcome]} {rule} {printable(title)}", looks[outcome])
        if said and said != title:
            text.append(f"  {printable(said)}", colors.text)
        if why:
            text.append(f"  {printable(why)}", colors.dim)
        parts.append((text, 2))
    return parts if listed else [*parts, (Text("没有规则用到这一格", colors.dim), 2)]


def _outcomes(result: Result, key: Key) -> Iterator[tuple[str, str, str, str]]:
    """(outcome, rule, what it says, why it could not be assessed) for everything that was asked of a cell."""
    whys = {one.rule: one.why for one in result.not_assessed if not one.cells or key in one.cells}
    known = set()
    for check in result.checks:
        if key in check.cells:
            known.add(check.rule)
            yield check.outcome, check.rule, check.text, whys.get(check.rule, "") if check.outcome == NOT_ASSESSED else ""
    # Rules on prose and on several reports tell what they found, not what they looked at.
    for finding in result.findings:
        if finding.rule not in known and any(cell.key == key for cell in finding.cells):
            yield FAILED, finding.rule, finding.message.partition("；")[0], ""
    for one in result.not_assessed:
        if key in one.cells and one.rule not in known:
            yield NOT_ASSESSED, one.rule, "", one.why


def _raw(cell: Cell | None) -> str:
    """What a cell says, as part of a sentence."""
    if cell is None:
        return "没有这一格"
    return f"“{printable(cell.raw.strip())}”" if cell.raw.strip() else "空格"


def source_parts(path: str, lines: list[SourceLine], colors: Palette) -> Parts:
    """The fragment of the file around a place, the meant part marked."""
    parts: Parts = []
    for line in lines:
        text = Text(("▸ " if line.here else "  ") + f"{line.place}  ", colors.dim)
        start = len(text)
        text.append(line.text, colors.text if line.here else colors.dim)
        if line.here and line.end > line.start:
            text.stylize(colors.quote, start + line.start, start + line.end)
        parts.append((text, 4))
    if not parts:
        parts.append((Text(f"{printable(path)}：这一处在文件里没有位置可指", colors.dim), 0))
    return parts


def whatif_parts(trial: WhatIf, colors: Palette) -> Parts:
    """The changes tried and what they lead to."""
    if not trial.can_undo:
        return []
    report = trial.base.report
    effect = trial.effect
    head = Text(f"试改 {len(trial.changes)} 格：", colors.strong)
    head.append(f"问题 {len(trial.base.findings)} 项 → {len(trial.result.findings)} 项", colors.strong)
    head.append("（只在内存里，文件没有改动）", colors.dim)
    parts: Parts = [(head, 2)]
    for edit in trial.changes:
        name = report.edition.cell_name(*edit.key)
        parts.append((Text(f"  {name}　{printable(edit.old or '') or '空'} → {printable(edit.new) or '空'}", colors.text), 4))
    parts += [(Text(f"✓ 消失　{_short(trial.base, finding)}", colors.good), 4) for finding in effect.gone]
    parts += [(Text(f"✗ 新出现　{_short(trial.result, finding)}", colors.levels[finding.level]), 4) for finding in effect.new]
    if not effect.gone and not effect.new:
        parts.append((Text("  问题没有变化", colors.dim), 4))
    if trial.untried:
        parts.append((Text(f"  与其他年报对照出的 {trial.untried} 项没有重查，改好原文件存盘后才会再对照", colors.dim), 4))
    return parts


def _short(result: Result, finding: Finding) -> str:
    place = printable(place_words(result.report, finding))
    # What goes on behind the first clause is told with the finding itself.
    return f"{finding.rule}  {place}  {beside_place(place, printable(finding.message)).partition('；')[0]}"


def unchecked_parts(rows: Iterable[ReportRow], colors: Palette) -> Parts:
    """Files that were not checked, each with the reason."""
    parts: Parts = []
    for row in rows:
        parts += [(Text(row.path, colors.strong), 2), (Text(f"  {row.why}", colors.text), 2)]
    return parts


def report_parts(row: ReportRow, result: Result | None, colors: Palette) -> Parts:
    """A report as a whole: what was checked and what could not be; or why it was not."""
    parts: Parts = [(Text(row.unit, colors.strong), 2), _part("文件", row.path, colors)]
    if result is None:
        parts.append(_part("未检查", row.why, colors, colors.levels["warning"]))
        return parts
    edition = result.report.edition
    evidence = "；".join(printable(words.removesuffix(f"（{edition.id}）")) for words in result.report.edition_evidence[:MOST_EVIDENCE])
    parts.append(_part("格式", edition.doc_no + (f"（凭：{evidence}）" if evidence else ""), colors))
    parts += [_part("无法核对", why, colors, colors.dim) for why in hindrances(result.not_assessed)]
    for failure in result.failures:
        parts.append(_part("规则出错", f"{failure.rule}：{failure.error}（是程序的错，不是年报的错）", colors, colors.levels["error"]))
    for note in result.report.notes[:6]:
        parts.append(_part("读取说明", note, colors, colors.dim))
    return parts
