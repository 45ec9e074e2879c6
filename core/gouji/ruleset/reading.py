"""Ruleset files → checked plain data, with every problem of every file told at once.

What comes out can be remembered between runs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from gouji.edition import Edition
from gouji.errors import ConfigError
from gouji.hooks import Kind
from gouji.lean import Any
from gouji.marked import Marked, decoded, read_yaml
from gouji.rule import Rule
from gouji.ruleset import schema
from gouji.ruleset.checking import Checker
from gouji.ruleset.entries import Entries
from gouji.ruleset.files import File
from gouji.ruleset.schema import Notes
from gouji.ruleset.words import WORDS


def read(
    files: Sequence[File],
    kinds: Mapping[str, Kind],
    rules: Mapping[str, Rule],
    editions: Mapping[str, Edition],
    trees: Mapping[str, Marked] = MappingProxyType({}),
) -> dict[str, Any]:
    """Reads and checks the files. Raises ConfigError with everything that is wrong with them.

    `trees` are files already read as YAML, by path.
    """
    notes = Notes()
    packs: list[Marked] = []
    for file in files:
        try:
            notes.file(file.path, decoded(file.content, file.path))
            pack = trees.get(file.path) or read_yaml(file.content, file.path)
        except ConfigError as error:
            notes.problems += error.problems
            continue
        if schema.mapping(pack, notes, "规则集"):
            packs.append(pack)
    entries = Entries(notes, kinds, rules, editions)
    for pack in packs:
        entries.take(pack)
    checker = Checker(notes, kinds, rules, editions, entries.tables)
    checked = [checker.checked(id, entry) for id, entry in entries.rules.items()]
    if notes.problems:
        raise ConfigError.of(notes.problems)
    return {
        "packs": entries.packs,
        "tables": {**entries.tables, WORDS: entries.words} if entries.words else entries.tables,
        "off": entries.off,
        "changes": entries.changes,
        "accepted": entries.accepted,
        "scoring": entries.scoring,
        "rules": checked,
    }


def extended(file: File, trees: dict[str, Marked]) -> list[str]:
    """The ids or files this file extends; what was read is put into `trees`. Raises ConfigError."""
    notes = Notes()
    notes.file(file.path, decoded(file.content, file.path))
    root = trees[file.path] = read_yaml(file.content, file.path)
    found = schema.texts(root, "extends", notes)
    if notes.problems:
        raise ConfigError.of(notes.problems)
    return list(found)
