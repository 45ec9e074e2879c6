"""`gouji rules lint [PACK]`: what is doubtful in rules."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.authoring.lint import lint
from gouji.authoring.packs import Own, own_rules
from gouji.authoring.remark import WEIGHTS, WRONG, Remark
from gouji.cli import status
from gouji.cli.choices import add_format_option, add_pack, show, tell_failures
from gouji.cli.talk import talking
from gouji.lean import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse

DESCRIPTION = """查找规则里可疑的地方：写错的词（指出最接近的）、永远不会报的规则、没有一份年报能同时满足的规则、
和别的规则重复的规则、缺少依据和例子的规则。加减公式的矛盾是算出来的，别的是试出来的，判不定的会写明。
退出状态：0 没有错（可以有“疑”“未定”），1 有错，2 规则集不能读入。"""


def add_parser(subparsers: Any) -> None:
    """Declares the command and its options."""
    parser = subparsers.add_parser("rules lint", description=DESCRIPTION)
    add_pack(parser)
    add_format_option(parser)


def run(chosen: argparse.Namespace) -> int:
    """Runs the command; FOUND when something is wrong, not merely doubtful."""
    with talking():
        own = own_rules(chosen.pack, chosen.plugin)
        remarks = lint(own)
    tell_failures(own.in_force.registry)
    show(chosen, {"schema": "gouji.lint/1", "remarks": [remark.as_json() for remark in remarks]}, _told(own, remarks))
    if own.in_force.registry.failures:
        return status.BROKEN
    return status.FOUND if any(remark.weight == WRONG for remark in remarks) else status.CLEAN


def _told(own: Own, remarks: list[Remark]) -> Iterator[str]:
    for remark in remarks:
        who = f"规则 {remark.rules[0]} " if remark.rules else ""
        yield f"{WEIGHTS[remark.weight]}  {remark.place}  {who}{remark.text}"
    counts = "，".join(f"{name} {sum(remark.weight == weight for remark in remarks)}" for weight, name in WEIGHTS.items())
    yield f"{own.name}：{len(own.rules)} 条规则，{counts if remarks else '没有可疑的地方'}"
