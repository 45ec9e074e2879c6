"""`gouji rules audit [PACK]`: faults put into generated reports, and which rules notice them."""

from __future__ import annotations

from gouji.authoring.audit import audit
from gouji.authoring.audit_map import told
from gouji.authoring.packs import Own, own_rules
from gouji.cli import status
from gouji.cli.choices import add_edition_option, add_format_option, add_pack, show, tell_failures
from gouji.cli.talk import say, talking
from gouji.edition import Edition
from gouji.in_force import Options, prepare_reading
from gouji.lean import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse

DESCRIPTION = """在生成的无误年报里逐格加减 1、互换、移行、漏填、删行、颠倒数字、照抄上年……，看哪些规则能发现，
并画出三张表的看守图：每格有几条规则看守。结果是确定的，同样的规则得到同样的数。
退出状态：0 公式所管的每一格错 1 都能发现，1 有发现不了的，2 规则集写错，4 规则运行时出错。"""


def add_parser(subparsers: Any) -> None:
    """Declares the command and its options."""
    parser = subparsers.add_parser("rules audit", description=DESCRIPTION)
    add_pack(parser)
    add_edition_option(parser)
    add_format_option(parser)


def run(chosen: argparse.Namespace) -> int:
    """Runs the command; FOUND when a cell that an equation holds is guarded by nothing."""
    with talking():
        own = own_rules(chosen.pack, chosen.plugin)
        edition = _edition(chosen.edition, own)
        found = audit(own.in_force.ruleset.rules, own.in_force.ruleset.tables, edition)
    tell_failures(own.in_force.registry)
    for rule, error in found.guards.failed.items():
        say(f"规则 {rule} 运行时出错：{error}")
    show(chosen, found.as_json(), told(found, own.name))
    if own.in_force.registry.failures or found.guards.failed:
        return status.BROKEN
    return status.FOUND if found.guards.missed else status.CLEAN


def _edition(chosen: str | None, own: Own) -> Edition:
    """The edition named, else the newest for which the ruleset's own rules speak."""
    if chosen is not None:
        return prepare_reading(Options(edition=chosen)).editions[chosen]
    newest_first = list(own.in_force.editions.values())[::-1]
    scopes = [rule.editions for rule in own.rules]
    if scopes and all(scopes):
        return next(edition for edition in newest_first if any(edition.id in scope for scope in scopes))
    return newest_first[0]
