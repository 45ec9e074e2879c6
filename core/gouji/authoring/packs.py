"""The ruleset an author means: by id, by file, or by the folder that holds its file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple

from gouji.errors import UsageError
from gouji.in_force import DEFAULT_RULESETS, InForce, Options, prepare
from gouji.plugins import load_plugins
from gouji.rule import Rule


class Own(NamedTuple):
    """Rules in force, and those among them the author answers for; the others are inherited.

    `name` is what to call them; `options` are the options with which `gouji check` uses them.
    """

    in_force: InForce
    rules: tuple[Rule, ...]
    inherited: tuple[Rule, ...]
    name: str
    options: str


def pack_file(name: str, known: Iterable[str] = ()) -> str:
    """The name a ruleset is loaded by: an id that is known, a file, or for a folder the one YAML file
    in it or in a folder of it. Raises UsageError."""
    if name in known or not os.path.isdir(name):
        return name
    found = _yaml_files(name) or [path for entry in os.scandir(name) if entry.is_dir() for path in _yaml_files(entry.path)]
    if len(found) != 1:
        what = f"有 {len(found)} 个 YAML 文件，请写明是哪一个" if found else "没有 YAML 文件"
        raise UsageError(f"文件夹 {name} 里{what}")
    return found[0]


def _yaml_files(folder: str) -> list[str]:
    return sorted(entry.path for entry in os.scandir(folder) if entry.name.endswith((".yaml", ".yml")))


def own_rules(name: str | None, plugins: Iterable[str] = ()) -> Own:
    """Loads a ruleset with all it extends; without a name, the national ones.

    A ruleset's own rules are those it adds or changes, and those of `plugins`. Without a name all
    rules are, or only those of the plugins where some are given. Raises UsageError and ConfigError.
    """
    plugins = tuple(plugins)
    registry = load_plugins(plugins)
    rulesets = (pack_file(name, registry.rulesets),) if name is not None else ()
    in_force = prepare(Options(rulesets=rulesets, plugins=plugins), registry)
    asked = in_force.registry.asked_rules
    pack = in_force.ruleset.packs[-1]
    changed = {change.rule for change in in_force.ruleset.changes if change.ruleset == pack.id}

    def own(rule: Rule) -> bool:
        if rule.id in asked:
            return True
        if name is None:
            return not plugins
        return rule.ruleset == pack.id or rule.id in changed

    mine = tuple(rule for rule in in_force.ruleset.rules if own(rule))
    others = tuple(rule for rule in in_force.ruleset.rules if not own(rule))
    called = pack.id if name is not None else "、".join(plugins or DEFAULT_RULESETS)
    options = [f"--ruleset {word}" for word in rulesets] + [f"--plugin {word}" for word in plugins]
    return Own(in_force, mine, others, called, " ".join(options))
