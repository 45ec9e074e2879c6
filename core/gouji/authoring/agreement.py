"""Rules that no report can satisfy together.

Sums are decided exactly. A formula with a condition, with ≠ or over several reports is tried on
valid reports; where none satisfies it beside the others, that is said and left undecided. Dates are
tried day by day; words required are held against words forbidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from gouji.authoring.linear import GaveUpError, Row, demands, possible, signed_cells, smallest
from gouji.authoring.remark import UNDECIDED, WRONG, Remark, on
from gouji.authoring.scopes import Scope, scopes
from gouji.document import Paragraph
from gouji.edition import Edition
from gouji.finding import INFO, Finding
from gouji.formula import Formula
from gouji.passages import INTRO, SECTIONS
from gouji.pattern import parse
from gouji.report import Fact, Key, Report
from gouji.rule import Rule, Subject
from gouji.sample import balanced
from gouji.testing.choice import seeded
from gouji.testing.drawn import Drawn, drawn

FACTS = {"发布日期": "published", "落款日期": "signed"}
SAMPLES = 4


def conflicts(own: Iterable[Rule], rules: Iterable[Rule], tables: Mapping[str, Any], editions: Iterable[Edition]) -> list[Remark]:
    """Remarks on the own rules that contradict each other or others in force."""
    mine = list(own)
    listed = list(rules)
    found: dict[tuple[str, frozenset[str]], Remark] = {}
    for scope in scopes(listed, editions):
        chosen = [rule for rule in scope.rules if rule in mine]
        tried = (*_tried(scope, chosen, tables), *_dates(scope, chosen, tables), *_words(scope, chosen, tables))
        for remark in (*_sums(scope, chosen), *tried):
            found.setdefault((remark.kind, frozenset(remark.rules)), remark)
    return list(found.values())


def _formula(rule: Rule) -> Formula | None:
    return rule.formula if isinstance(rule.formula, Formula) else None


def _sums(scope: Scope, chosen: list[Rule]) -> Iterator[Remark]:
    signed = signed_cells(scope.edition)
    rows: list[Row] = []
    for rule in scope.rules:
        formula = _formula(rule)
        if formula is not None and rule.level != INFO:
            rows += demands(formula, rule.id, scope.edition)[0]
    by_id = {rule.id: rule for rule in scope.rules}
    try:
        if not possible(rows, signed):
            rules = smallest(rows, signed, "")
            mine = next((rule for rule in chosen if rule.id in rules), by_id[rules[0]])
            others = tuple(id for id in rules if id != mine.id)
            what = f"和 {'、'.join(others)} 互相矛盾" if others else "自相矛盾"
            yield on(mine, "conflict", WRONG, f"{what}：在 {scope.name} 里没有一份年报能满足", others)
            return
        for rule in chosen:
            formula = _formula(rule)
            if formula is None or rule.level == INFO:
                continue
            own, _ = demands(formula, rule.id, scope.edition)
            cells: list[Key] = [key for row in own for key, _ in row.terms]
            if cells and not possible(rows, signed, cells) and possible(own, signed, cells):
                others = tuple(id for id in smallest(rows, signed, rule.id, cells) if id != rule.id)
                text = f"和 {'、'.join(others)} 合在一起，只有所用的格全是 0 才成立（{scope.name}）"
                yield on(rule, "conflict", WRONG, text, others)
    except GaveUpError:
        rule = chosen[0] if chosen else scope.rules[0]
        yield on(rule, "conflict", UNDECIDED, f"公式太多，没能判定在 {scope.name} 里有没有矛盾")


def samples(scope: Scope) -> list[Drawn]:
    """Valid reports of this scope: an empty one, some with little, one with much in them."""
    made = [drawn(seeded(number), scope.edition, level=scope.level, full=number == 0, year=scope.year) for number in range(SAMPLES)]
    zero = balanced(scope.edition, year=scope.year, level=scope.level)
    before = balanced(scope.edition, year=scope.year - 1, level=scope.level) if scope.edition.covers(scope.year - 1) else None
    return [Drawn(zero, before), *made]


def _tried(scope: Scope, chosen: list[Rule], tables: Mapping[str, Any]) -> Iterator[Remark]:
    """Own formulas that sums alone cannot decide, tried on reports that satisfy the other formulas."""
    hard = [rule for rule in chosen if (formula := _formula(rule)) and not demands(formula, rule.id, scope.edition)[1]]
    if not hard:
        return
    others = [rule for rule in scope.rules if _formula(rule) and rule not in hard and rule.level != INFO]
    fair = [sample for sample in samples(scope) if not any(_fires(rule, sample, tables) for rule in others)]
    for rule in hard:
        if fair and all(_fires(rule, sample, tables) for sample in fair):
            yield on(
                rule,
                "conflict",
                UNDECIDED,
                f"不能判定它和别的规则有没有矛盾：{len(fair)} 份满足别的公式的年报，没有一份满足它（{scope.name}）",
            )


def _fires(rule: Rule, sample: Drawn, tables: Mapping[str, Any]) -> bool:
    subject = Subject(rule, sample.report, rule.parameters, tables, sample.previous, sample.below)
    try:
        return any(isinstance(outcome, Finding) for outcome in rule.check(subject))
    # Whether a rule fails is for its cases and contracts to tell.
    except Exception:
        return False


def _dates(scope: Scope, chosen: list[Rule], tables: Mapping[str, Any]) -> Iterator[Remark]:
    """Every day on which a report could come out, held against all rules on that day."""
    base = balanced(scope.edition, year=scope.year, level=scope.level)
    for word, fact in FACTS.items():
        rules = [rule for rule in scope.rules if rule.parameters.get("date") == word and rule.level != INFO]
        mine = [rule for rule in rules if rule in chosen]
        if not mine:
            continue
        good: dict[str, set[date]] = {}
        days = [date(scope.year, 12, 1) + timedelta(days=number) for number in range(396)]
        for rule in rules:
            good[rule.id] = {day for day in days if not _fires(rule, Drawn(base.with_facts(**{fact: Fact(day, "page", str(day))})), tables)}
        if set.intersection(*good.values()):
            continue
        rule = mine[0]
        pair = next((other for other in rules if other is not rule and not good[rule.id] & good[other.id]), None)
        others = (pair.id,) if pair else tuple(other.id for other in rules if other is not rule)
        alone = not good[rule.id]
        text = f"没有一天符合它（{scope.name}）" if alone else f"和 {'、'.join(others)} 互相矛盾：没有一天能同时符合（{scope.name}）"
        yield on(rule, "conflict", WRONG, text, () if alone else others)


def _words(scope: Scope, chosen: list[Rule], tables: Mapping[str, Any]) -> Iterator[Remark]:
    """Words that one rule requires in every way it knows, and another forbids."""
    requiring = [rule for rule in scope.rules if "require" in rule.parameters and rule.level != INFO]
    forbidding = [rule for rule in scope.rules if "forbid" in rule.parameters and rule.level != INFO]
    base = balanced(scope.edition, year=scope.year, level=scope.level)
    for require in requiring:
        for forbid in forbidding:
            if require not in chosen and forbid not in chosen:
                continue
            for ways in _ways(require.parameters["require"]):
                told = [_with(base, str(require.parameters.get("in", "")), text) for text in ways]
                if told and all(_fires(forbid, Drawn(report), tables) for report in told) and not _fires(forbid, Drawn(base), tables):
                    mine, other = (require, forbid) if require in chosen else (forbid, require)
                    text = f"和 {other.id} 互相矛盾：{require.id} 要求写“{ways[0]}”，{forbid.id} 不许写"
                    yield on(mine, "conflict", WRONG, text, (other.id,))


def _ways(required: object) -> Iterator[list[str]]:
    """For each thing required, the shortest sentences that say it, one for each wording."""
    if isinstance(required, dict):
        things = [signs if isinstance(signs, (list, tuple)) else [signs] for signs in required.values()]
    else:
        things = [[thing] for thing in (required if isinstance(required, (list, tuple)) else [required])]
    for signs in things:
        patterns = [alternative for sign in signs for alternative in parse(str(sign))]
        if all(patterns):
            yield ["".join("".join("1" if word == "#" else word for word in piece) for piece in alternative) for alternative in patterns]


def _with(report: Report, part: str, text: str) -> Report:
    """The report with this sentence in the part named, or in section one."""
    if part == INTRO:
        return replace(report, intro=(*report.intro, Paragraph(f"{text}。", report.intro[0].place)))
    section = report.sections[SECTIONS.get(part, "s1")]
    added = replace(section, lines=(*section.lines, Paragraph(f"{text}。", section.heading.place)))
    return replace(report, sections={**report.sections, section.id: added})
