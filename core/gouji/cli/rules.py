"""`gouji rules`: the rules in force, and `gouji rules ID`: one of them explained with its own cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from gouji.cli import status
from gouji.cli.choices import add_format_option, add_rule_options, options_from, show, tell_failures
from gouji.cli.talk import talking
from gouji.data import editions
from gouji.errors import UsageError
from gouji.finding import LEVEL_NAMES
from gouji.formula import Formula
from gouji.in_force import DEFAULT_RULESETS, InForce, known_ids, prepare
from gouji.lean import TYPE_CHECKING, Any
from gouji.likeness import nearest
from gouji.rule import Case, Rule
from gouji.ruleset import Change, Ruleset, load
from gouji.ruleset.differences import Difference, differences
from gouji.telling import LEVEL_ADVICE, case_words, scope_words

if TYPE_CHECKING:
    import argparse


def add_parser(subparsers: Any) -> None:
    """Declares the command and its options."""
    parser = subparsers.add_parser(
        "rules",
        description="列出在用的规则；写出编号则解释这一条：查什么、为什么、依据、对的例子和错的例子。",
    )
    parser.add_argument("id", nargs="*", metavar="编号", help="规则编号（A1）或缺陷编号（G01）")
    add_format_option(parser)
    add_rule_options(parser)


def run(chosen: argparse.Namespace) -> int:
    """Runs the command; the exit status."""
    with talking():
        in_force = prepare(options_from(chosen))
    tell_failures(in_force.registry)
    rules = _chosen(in_force, chosen.id)
    other = differences(in_force.ruleset, load(DEFAULT_RULESETS, in_force.registry), editions()) if chosen.ruleset else []
    lines = chain.from_iterable(map(_explained, rules)) if chosen.id else chain(_listed(rules, in_force.ruleset.off), _told(other))
    show(chosen, _as_json(in_force.ruleset, rules, other), lines)
    return status.BROKEN if in_force.registry.failures else status.CLEAN


def _as_json(ruleset: Ruleset, rules: list[Rule], other: list[Difference]) -> dict[str, Any]:
    return {
        "schema": "gouji.rules/1",
        "rulesets": [{"id": id, "version": version} for id, version in ruleset.sources],
        "rules": [rule_as_json(rule) for rule in rules],
        "off": [{"rule": one.rule, "ruleset": one.ruleset, "because": one.because} for one in ruleset.off],
        "differences": [one.as_json() for one in other],
    }


def _chosen(in_force: InForce, ids: list[str]) -> list[Rule]:
    rules = in_force.ruleset.rules
    if not ids:
        return list(rules)
    for id in ids:
        if not any(id in (rule.id, rule.defect) for rule in rules):
            off = next((one for one in in_force.ruleset.off if one.rule == id), None)
            if off is not None:
                raise UsageError(f"规则 {id} 已由规则集 {off.ruleset} 停用：{off.because}")
            if id in in_force.registry.rules:
                raise UsageError(f"规则 {id} 由插件提供，但在用的规则集没有启用它")
            raise UsageError(f"没有编号为 {id} 的规则{nearest(id, known_ids(rules))}")
    return [rule for id in ids for rule in rules if id in (rule.id, rule.defect)]


def _listed(rules: list[Rule], off: Iterable[Change]) -> Iterator[str]:
    widest = max(len(rule.id) for rule in rules)
    for rule in rules:
        limits = f"（{scope}）" if (scope := scope_words(rule)) else ""
        yield f"{rule.id:<{widest}}  {LEVEL_NAMES[rule.level]}  {rule.defect}  {rule.title}{limits}"
    for one in off:
        yield f"{one.rule:<{widest}}  停用（{one.ruleset}）：{one.because}"
    yield f"共 {len(rules)} 条在用；gouji rules 编号 解释其中一条"


def _told(found: list[Difference]) -> Iterator[str]:
    """What differs from the national rules."""
    if not found:
        return
    yield ""
    yield "与国家统一格式的差别："
    widest = max(len(one.rule) for one in found)
    for one in found:
        because = f"（{one.because}）" if one.because else ""
        rule = f"{one.rule:<{widest}}  " if widest else ""
        yield f"  {one.kind.ljust(4, '　')}  {rule}{one.what}{because}"


def _explained(rule: Rule) -> Iterator[str]:
    yield f"{rule.id}  {rule.title}"
    yield f"  级别    {LEVEL_NAMES[rule.level]}：{LEVEL_ADVICE[rule.level]}"
    yield f"  缺陷    {rule.defect}"
    if rule.why:
        yield f"  为什么  {rule.why}"
    yield f"  依据    {rule.basis}"
    if isinstance(rule.formula, Formula):
        yield f"  公式    {rule.formula.text}"
        yield f"  读作    {rule.formula.spoken}"
    if rule.parameters and not rule.place.rpartition(":")[2].isdigit():
        yield f"  参数    {'，'.join(f'{name}：{_shown(value)}' for name, value in rule.parameters.items())}"
    if rule.score is not None:
        points, once, cap = rule.score
        yield f"  扣分    {'一份年报一次' if once else '每处'} {points} 分{f'，最多 {cap} 分' if cap is not None else ''}"
    yield f"  适用    {scope_words(rule) or '所有年报'}"
    for case in rule.passes:
        yield f"  对的例子  {case_words(case)}"
    for case in rule.fails:
        yield f"  错的例子  {case_words(case)}"
        yield f"    会说  …{case.says}…"
    yield f"  出处    {rule.ruleset or '插件'}{f'，{rule.place}' if rule.place else ''}"
    yield ""


def _shown(value: Any) -> str:
    """A parameter's value; an empty list is nothing."""
    return ("、".join(map(str, value)) or "（无）") if isinstance(value, list | tuple) else str(value)


def rule_as_json(rule: Rule) -> dict[str, Any]:
    """A rule as other programs need it."""
    return {
        "id": rule.id,
        "title": rule.title,
        "severity": rule.level,
        "defect": rule.defect,
        "why": rule.why,
        "basis": rule.basis,
        "ruleset": rule.ruleset,
        "editions": list(rule.editions),
        "levels": list(rule.levels),
        "regions": list(rule.regions),
        "years": list(rule.years),
        "family": rule.family,
        "formula": rule.formula.text if isinstance(rule.formula, Formula) else None,
        "spoken": rule.formula.spoken if isinstance(rule.formula, Formula) else None,
        "parameters": _plain(rule.parameters),
        "score": _score(rule),
        "passes": [_case_as_json(case) for case in rule.passes],
        "fails": [_case_as_json(case) for case in rule.fails],
        "place": rule.place,
    }


def _score(rule: Rule) -> dict[str, Any] | None:
    if rule.score is None:
        return None
    points, once, cap = rule.score
    return {"points": str(points), "once": once, "cap": None if cap is None else str(cap)}


def _case_as_json(case: Case) -> dict[str, Any]:
    return {"given": _plain(case.given), "text": case_words(case), "says": case.says}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)
