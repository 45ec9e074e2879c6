"""`gouji rules test [PACK]`: every rule's own cases run, with the message and place of each."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.authoring.case_trials import Tried, try_cases
from gouji.authoring.packs import own_rules
from gouji.cli import status
from gouji.cli.choices import add_format_option, add_pack, show, tell_failures
from gouji.cli.talk import talking
from gouji.lean import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse

DESCRIPTION = """运行规则自带的例子：对的例子应当通过，错的例子应当报出所写的词。写出规则集，就运行它新增和改写的规则，
继承的规则因它而结果不同的（例如期限提前了）也列出，不算错；不写，就运行国家统一格式的规则。
退出状态：0 都符合，1 有不符的或缺少例子，2 规则集写错。"""


def add_parser(subparsers: Any) -> None:
    """Declares the command and its options."""
    parser = subparsers.add_parser("rules test", description=DESCRIPTION)
    add_pack(parser)
    add_format_option(parser)


def run(chosen: argparse.Namespace) -> int:
    """Runs the command; FOUND when a case came out otherwise or is missing."""
    with talking():
        own = own_rules(chosen.pack, chosen.plugin)
        tables, editions = own.in_force.ruleset.tables, own.in_force.editions.values()
        mine = [try_cases(rule, editions, tables) for rule in own.rules]
        others = [try_cases(rule, editions, tables) for rule in own.inherited]
    tell_failures(own.in_force.registry)
    data = {"schema": "gouji.cases/1", "rules": [tried.as_json() for tried in (*mine, *others)]}
    show(chosen, data, _told(own.name, mine, others))
    if own.in_force.registry.failures:
        return status.BROKEN
    return status.CLEAN if all(tried.good for tried in mine) else status.FOUND


def _told(name: str, mine: list[Tried], others: list[Tried]) -> Iterator[str]:
    shown = [*mine, *(tried for tried in others if not tried.good)]
    for tried in shown:
        yield from _rule(tried)
    if not mine:
        yield f"{name}：没有新增或改写规则"
    else:
        yield f"{name}：{_count(mine, '{} 处不符')}"
    if others:
        # What a ruleset says of deadlines, wordings and words changes what inherited rules say; that may be meant.
        yield f"继承的：{_count(others, f'{{}} 处因 {name} 而不同，列在上面，请看是不是本意')}"


def _rule(tried: Tried) -> Iterator[str]:
    rule = tried.rule
    yield f"{rule.id}  {rule.title}（{rule.place or rule.ruleset}）"
    for problem in tried.missing:
        yield f"  ✗ {problem}"
    for trial in tried.trials:
        yield f"  {'✗' if trial.wrong else '✓'} {'对' if trial.passes else '错'}的例子{tried.where(trial)}  {trial.text}"
        if trial.wrong:
            yield f"      {trial.wrong}"
        elif not trial.passes:
            yield f"      报出：{trial.said}"


def _count(tried: list[Tried], otherwise: str) -> str:
    cases = sum(len(one.trials) for one in tried)
    bad = sum(bool(trial.wrong) for one in tried for trial in one.trials) + sum(len(one.missing) for one in tried)
    return f"{len(tried)} 条规则、{cases} 个例子，{'有 ' + otherwise.format(bad) if bad else '都符合预期'}"
