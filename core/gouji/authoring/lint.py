"""What is doubtful in rules that can be loaded: rules that never fire, contradictions, repetitions, gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from gouji.authoring.agreement import conflicts
from gouji.authoring.case_trials import try_cases
from gouji.authoring.linear import GaveUpError, broken, possible, signed_cells
from gouji.authoring.packs import Own
from gouji.authoring.remark import DOUBT, WRONG, Remark, on
from gouji.authoring.repeats import repeats
from gouji.cases import fitting_year
from gouji.data import editions
from gouji.edition import Edition
from gouji.finding import ERROR
from gouji.formula import Formula
from gouji.in_force import DEFAULT_RULESETS
from gouji.likeness import nearest
from gouji.regions import located, meant
from gouji.rule import Rule
from gouji.ruleset import Ruleset, load
from gouji.ruleset.differences import differences

_DEFECT = re.compile(r"[A-Z][0-9]{2}")
PLACEHOLDERS = ("待补", "待定", "todo", "tbd", "xxx", "×××", "请改成", "（略）")
SHORTEST_BASIS = 3


def lint(own: Own) -> list[Remark]:
    """Every remark on a ruleset's own rules, in the order of the rules."""
    in_force = own.in_force
    editions = list(in_force.editions.values())
    rules = in_force.ruleset.rules
    found: list[Remark] = []
    for rule in own.rules:
        found += _gaps(rule, own)
        found += _idle(rule, editions)
        found += _cases(rule, editions, in_force.ruleset.tables)
    contradictions = conflicts(own.rules, rules, dict(in_force.ruleset.tables), editions)
    found += contradictions
    found += repeats(own.rules, rules, editions, agree=not contradictions)
    found += _pack(own)
    found += _against_national(own)
    order = {rule.id: position for position, rule in enumerate(own.rules)}
    return sorted(found, key=lambda remark: order.get(remark.rules[0] if remark.rules else "", len(order)))


def _gaps(rule: Rule, own: Own) -> Iterator[Remark]:
    """Basis, reason and defect id."""
    plain = rule.basis.strip().lower()
    if len(plain) < SHORTEST_BASIS or any(word in plain for word in PLACEHOLDERS):
        yield on(rule, "basis", DOUBT, f"依据“{rule.basis.strip()}”不像依据：请写文件名、文号和条款")
    if not rule.why and rule.level == ERROR and not isinstance(rule.formula, Formula):
        yield on(rule, "why", DOUBT, "是强制性规则，却没有写 why：为什么要查，有哪些正当例外")
    known = {other.defect for other in (*own.inherited, *own.in_force.registry.rules.values()) if other.id != rule.id}
    if rule.defect != rule.id and rule.defect not in known and own.inherited and not _DEFECT.fullmatch(rule.defect):
        hint = nearest(rule.defect, known)
        if hint:
            yield on(rule, "defect", DOUBT, f"没有别的规则用缺陷编号 {rule.defect}{hint}")


def _idle(rule: Rule, editions: list[Edition]) -> Iterator[Remark]:
    """Scope that no report falls into, and formulas that numbers cannot break."""
    scope = [edition for edition in editions if rule.speaks_for(edition)]
    if not any(fitting_year(rule, edition) for edition in scope):
        yield on(rule, "never", WRONG, "永远不会报：它的格式版本和年度没有交集")
        return
    if not isinstance(rule.formula, Formula):
        return
    for edition in scope:
        signed = signed_cells(edition)
        ways = [broken(instance) for instance in rule.formula.instances(edition) if instance.conditions]
        if not ways or any(way is None for way in ways):
            continue
        try:
            if not any(possible(rows, signed) for way in ways for rows in way or ()):
                yield on(rule, "never", WRONG, f"永远不会报：前提成立时，公式在 {edition.id} 里必然成立（各格不为负数）")
        except GaveUpError:
            continue


def _cases(rule: Rule, editions: list[Edition], tables: Mapping[str, Any]) -> Iterator[Remark]:
    """Editions in which no failing case fires, and cases that come out otherwise."""
    tried = try_cases(rule, editions, tables)
    for missing in tried.missing:
        yield on(rule, "cases", WRONG, missing)
    for trial in tried.trials:
        if trial.wrong:
            yield on(rule, "cases", WRONG, f"例子“{trial.text}”{tried.where(trial)}{trial.wrong}")


def _against_national(own: Own) -> Iterator[Remark]:
    """Tables that go by another name than the national ones, and rules that were taken away from."""
    ruleset = own.in_force.ruleset
    pack = ruleset.packs[-1]
    national = load(DEFAULT_RULESETS, own.in_force.registry)
    if pack in national.packs:
        return
    yield from _misnamed(ruleset, national, pack.path)
    yield from _weakened(own, national)


def _misnamed(ruleset: Ruleset, national: Ruleset, place: str) -> Iterator[Remark]:
    """Dated tables that no rule names, with names like those of tables that rules do use."""
    named = {value for rule in ruleset.rules for value in rule.parameters.values() if isinstance(value, str)}
    for name in ruleset.tables.keys() - national.tables.keys() - named:
        if hint := nearest(name, national.tables):
            yield Remark("table", DOUBT, (), place, f"没有规则写明用到数据表“{name}”{hint}")


def _weakened(own: Own, national: Ruleset) -> Iterator[Remark]:
    """What takes something away from the rules that every report must keep to; a place may only ask for more."""
    pack = own.in_force.ruleset.packs[-1]
    places = {rule.id: rule.place for rule in own.rules}
    for one in differences(own.in_force.ruleset, national, editions()):
        if one.weakens:
            text = f"{one.kind}了国家格式的强制性规则（{one.what}）：地方规则集只能加要求、放宽写法、提前期限"
            weight = WRONG if pack.region else DOUBT
            yield Remark("weakened", weight, (one.rule,), places.get(one.rule, pack.path), text)


def _pack(own: Own) -> Iterator[Remark]:
    """The ruleset as a whole: its sources, version and region."""
    packs = own.in_force.ruleset.packs
    if not packs or own.name != packs[-1].id:
        return
    pack = packs[-1]
    if not pack.sources:
        yield Remark("sources", DOUBT, (), pack.path, "规则集没有写 sources：依据哪些文件")
    elif any(word in source.lower() for source in pack.sources for word in PLACEHOLDERS):
        yield Remark("sources", DOUBT, (), pack.path, f"sources 里的“{pack.sources[0]}”还没有改成你们的文件")
    if not pack.version:
        yield Remark("version", DOUBT, (), pack.path, "规则集没有写 version：别人无法知道用的是哪一版")
    if pack.region and not located(pack.region).province and (full := meant(pack.region)):
        yield Remark("region", DOUBT, (), pack.path, f"region 请写全名“{full}”：只写“{pack.region}”，单位在别处时不会提醒")
