"""Prints the catalogue of rules, docs/catalogue: an index, and a page for every rule.

python scripts/make_catalogue.py            writes the pages
python scripts/make_catalogue.py --check    exit status 1 when a page is not what the rules say
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from pages import publish

from gouji import cases
from gouji.cli.rules import rule_as_json
from gouji.data import editions
from gouji.finding import LEVEL_NAMES
from gouji.in_force import DEFAULT_RULESETS, InForce, Options, prepare
from gouji.plugins import Registry, load_plugins
from gouji.rule import Rule
from gouji.ruleset import load
from gouji.ruleset.differences import ACCEPTS, DATED, LISTED, SCORED, differences
from gouji.telling import LEVEL_ADVICE, scope_words

FOLDER = "catalogue"
HEAD = "<!-- 由 scripts/make_catalogue.py 从规则生成，请不要直接修改。 -->\n\n"


def main() -> int:
    """Makes all pages; the exit status."""
    registry = load_plugins(packages=False)
    national = prepare(Options(), registry)
    pages = {f"{rule.id}.md": _page(rule, national) for rule in national.ruleset.rules}
    index = [HEAD, _preface(), *_national(national)]
    known = {rule.id: rule for rule in national.ruleset.rules}
    for id in sorted(registry.rulesets.keys() - {pack.id for pack in national.ruleset.packs}):
        lines, more = _pack(id, registry, known)
        index += lines
        pages |= more
    pages["README.md"] = "\n".join(index) + "\n"
    return publish({f"{FOLDER}/{name}": text for name, text in pages.items()}, folder=FOLDER)


def _preface() -> str:
    return (
        "# 规则目录\n\n"
        "每条规则一页：查什么、为什么、依据、级别、对的例子、错的例子和会说的话。"
        "例子就是规则自带的测试，命令行里 `gouji rules 编号` 看到的是同样的内容。\n\n"
        "级别：" + "；".join(f"**{name}** {LEVEL_ADVICE[level]}" for level, name in LEVEL_NAMES.items()) + "。\n"
    )


def _national(in_force: InForce) -> Iterator[str]:
    for pack in in_force.ruleset.packs:
        rules = [rule for rule in in_force.ruleset.rules if rule.ruleset == pack.id]
        yield f"## {pack.title}（`{pack.id}`，默认在用）\n"
        yield f"来源：{'；'.join(pack.sources)}\n"
        yield from _table(rules, "")


def _pack(id: str, registry: Registry, national: dict[str, Rule]) -> tuple[list[str], dict[str, str]]:
    """The index lines of an optional pack, and a page for each rule that it adds or changes."""
    in_force = prepare(Options(rulesets=(*DEFAULT_RULESETS, id)), registry)
    pack = next(pack for pack in in_force.ruleset.packs if pack.id == id)
    own = [rule for rule in in_force.ruleset.rules if rule.id not in national or _differs(rule, national[rule.id])]
    lines = [f"\n## {pack.title}（`{id}`，用 `--ruleset {id}`）\n"]
    if pack.sources:
        lines.append(f"来源：{'；'.join(pack.sources)}\n")
    lines += _table(own, f"{id}/")
    lines += [f"- 停用 [{one.rule}]({one.rule}.md)：{one.because}" for one in in_force.ruleset.off if one.ruleset == id]
    national_rules = load(DEFAULT_RULESETS, registry)
    told = [one for one in differences(in_force.ruleset, national_rules, editions()) if one.kind in (ACCEPTS, DATED, LISTED, SCORED)]
    lines += [f"- {one.kind}：{one.what}" for one in told]
    return lines, {f"{id}/{rule.id}.md": _page(rule, in_force) for rule in own}


def _differs(rule: Rule, national: Rule) -> bool:
    return any(
        getattr(rule, name) != getattr(national, name)
        for name in ("title", "level", "basis", "why", "ruleset", "editions", "levels", "regions", "years", "parameters")
    )


def _table(rules: Iterable[Rule], folder: str) -> list[str]:
    rows = [f"| [{rule.id}]({folder}{rule.id}.md) | {LEVEL_NAMES[rule.level]} | {rule.defect} | {rule.title} |" for rule in rules]
    return ["| 编号 | 级别 | 缺陷 | 查什么 |", "|---|---|---|---|", *rows, ""] if rows else []


def _page(rule: Rule, in_force: InForce) -> str:
    data = rule_as_json(rule)
    lines = [f"# {rule.id} {rule.title}", ""]
    facts = {
        "级别": f"{LEVEL_NAMES[rule.level]}（{LEVEL_ADVICE[rule.level]}）",
        "缺陷": rule.defect,
        "为什么": rule.why,
        "依据": rule.basis,
        "适用": scope_words(rule) or "所有年报",
        "公式": _formula(data["parameters"]),
        "读作": data.get("spoken"),
        "规则集": f"`{rule.ruleset}`",
        "写在": f"`{_home(rule.place)}`",
    }
    lines += [f"- **{name}**：{words}" for name, words in facts.items() if words]
    outcomes = _outcomes(rule, in_force)
    lines += ["", "## 对的例子", ""]
    lines += [f"- {_quiet(case['text'])}" for case in data["passes"]]
    lines += ["", "## 错的例子", ""]
    for number, case in enumerate(data["fails"]):
        lines.append(f"- {_quiet(case['text'])}")
        lines += [f"  > {_quiet(message)}" for message in outcomes[len(data["passes"]) + number].messages[:1]]
    return HEAD + "\n".join(lines) + "\n"


def _home(place: str) -> str:
    """The file or module of a rule, without what changes with every edit of it."""
    where, _, line = place.partition(":")
    return where if line.isdigit() or "<" in line else place


def _outcomes(rule: Rule, in_force: InForce) -> list[cases.Outcome]:
    """What the cases give in the newest edition for which the rule speaks."""
    newest = next(edition for edition in reversed([*in_force.editions.values()]) if rule.speaks_for(edition))
    return cases.run(rule, newest, in_force.ruleset.tables)


def _formula(parameters: dict[str, Any]) -> str:
    if "assert" not in parameters:
        return ""
    each, when = parameters.get("each"), parameters.get("when")
    return f"`{parameters['assert']}`" + (f"，对{each}" if each else "") + (f"，当 `{when}`" if when else "")


def _quiet(text: str) -> str:
    """Words of a document as Markdown shows them: on one line, without markup."""
    for mark in "\\`*_[]<>|":
        text = text.replace(mark, "\\" + mark)
    return " ".join(text.split())


if __name__ == "__main__":
    sys.exit(main())
