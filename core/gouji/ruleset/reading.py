"""Ruleset files → checked plain data, with every problem of every file told at once.

Files come with those they extend before them. Each entry of `rules` either adds a rule, puts a rule
written in Python in force (`use`), or changes one that is already there (same `id`): the keys given
take the place of the old ones. What comes out can be remembered between runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from gouji.dated import DEADLINES
from gouji.edition import Edition
from gouji.errors import ConfigError
from gouji.formula.names import parse_each
from gouji.formula.syntax import FormulaError
from gouji.hooks import Kind
from gouji.lean import Any, NamedTuple
from gouji.likeness import nearest
from gouji.marked import Marked, decoded, read_yaml
from gouji.rule import Rule
from gouji.ruleset import schema
from gouji.ruleset.accepting import accepted
from gouji.ruleset.case_keys import BELOW, PREVIOUS, SAYS, WORDS, cell_key
from gouji.ruleset.files import File
from gouji.ruleset.schema import Notes
from gouji.ruleset.setting import ParameterError, Setting
from gouji.ruleset.wordlists import wordlists
from gouji.ruleset.words import WORDS as WORD_LISTS


class _Entry(NamedTuple):
    """A rule while the files are read: its keys so far, and the ruleset it was first given in."""

    keys: Marked
    pack: Marked
    used: bool
    relevelled: bool


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
    reader = _Reader(notes, kinds, rules, editions)
    for pack in packs:
        reader.pack(pack)
    found = reader.finished()
    if notes.problems:
        raise _error(notes)
    return found


def extended(file: File, trees: dict[str, Marked]) -> list[str]:
    """The ids or files this file extends; what was read is put into `trees`. Raises ConfigError."""
    notes = Notes()
    notes.file(file.path, decoded(file.content, file.path))
    root = trees[file.path] = read_yaml(file.content, file.path)
    found = schema.texts(root, "extends", notes)
    if notes.problems:
        raise _error(notes)
    return list(found)


def _error(notes: Notes) -> ConfigError:
    problems = sorted(notes.problems, key=lambda problem: (problem.path, problem.line, problem.column))
    first = problems[0]
    where = f"{first.path}:{first.line}:{first.column}"
    return ConfigError(f"规则集有 {len(problems)} 处错误，{'第一处' if len(problems) > 1 else ''}在 {where}", tuple(problems))


class _Reader:
    def __init__(self, notes: Notes, kinds: Mapping[str, Kind], rules: Mapping[str, Rule], editions: Mapping[str, Edition]) -> None:
        self.notes, self.kinds, self.rules, self.editions = notes, kinds, rules, editions
        self.entries: dict[str, _Entry] = {}
        self.off: list[dict[str, str]] = []
        self.changes: list[dict[str, Any]] = []
        self.tables: dict[str, list[dict[str, Any]]] = {}
        self.words: dict[str, dict[str, str]] = {}
        self.accepted: list[dict[str, Any]] = []
        self.scoring: dict[str, str] | None = None
        self.packs: list[dict[str, Any]] = []

    def pack(self, pack: Marked) -> None:
        """Takes over one file: its tables, then its rules in order."""
        notes = self.notes
        schema.check_keys(pack, schema.RULESET_KEYS, notes, "规则集里")
        number = pack.get("format")
        if number is None:
            notes.at(pack, f"缺少 format（现在是 {schema.FORMAT}）")
        elif number.value != schema.FORMAT:
            notes.at(number, f"format {number.text} 是这个版本的 gouji 不认识的写法，应为 {schema.FORMAT}；请升级 gouji 或改正")
        id = schema.rule_id(pack, "id", notes)
        if id and any(id == other["id"] for other in self.packs):
            notes.at(pack.value["id"], f"有两个规则集都叫“{id}”")
        region = schema.text(pack, "region", notes)
        self.packs.append(
            {
                "id": id,
                "title": schema.text(pack, "title", notes, required=True),
                "version": schema.text(pack, "version", notes),
                "region": region,
                "sources": schema.texts(pack, "sources", notes),
                "path": pack.path,
            }
        )
        for key in ("edition", "levels", "years"):
            self._scope(pack, key)
        self.accepted += accepted(pack, self.editions, notes)
        self.scoring = schema.scoring(pack, notes) or self.scoring
        for name, words in wordlists(pack, notes).items():
            self.words.setdefault(name, {}).update(words)
        tables = pack.get("tables")
        if tables is not None and schema.mapping(tables, notes, "tables"):
            for name, node in tables.value.items():
                rows, inherited = schema.dated_table(name, node, notes), self.tables.get(name, [])
                if name == DEADLINES:
                    schema.only_earlier(node, inherited, notes)
                # A province's rows come before those of the rulesets it extends: the first fit is in force.
                self.tables[name] = [{**row, "region": region} if region else row for row in rows] + inherited
        rules = pack.get("rules")
        if rules is None or rules.value is None:
            return
        if not isinstance(rules.value, list):
            notes.at(rules, "rules 应当是规则的列表，每条以“- id:”或“- use:”开头")
            return
        seen: dict[str, int] = {}
        for entry in rules.value:
            if schema.mapping(entry, notes, "一条规则"):
                self._entry(entry, pack, seen)

    def _scope(self, node: Marked, key: str) -> Any:
        match key:
            case "edition":
                return schema.choices(node, key, self.editions, self.notes, "格式版本")
            case "regions":
                return schema.texts(node, key, self.notes)
            case "levels":
                return schema.choices(node, key, schema.PUBLIC_BODIES, self.notes, "单位级别")
            case _:
                return schema.years(node, self.notes)

    def _entry(self, entry: Marked, pack: Marked, seen: dict[str, int]) -> None:
        notes = self.notes
        used = "use" in entry
        if used and "id" in entry:
            notes.at_key(entry, "id", "use 和 id 不能同时写：use 启用 Python 规则，id 新增或改写规则")
        id = schema.rule_id(entry, "use" if used else "id", notes)
        if not id:
            return
        if id in seen:
            notes.at(entry, f"规则 {id} 在这个文件里写了两次，第一次在第{seen[id]}行")
            return
        seen[id] = entry.line
        old = self.entries.get(id)
        if used:
            self._use(entry, pack, id, old)
        elif old is not None:
            self._override(entry, id, old)
        elif any(key in self.kinds for key in entry.value):
            schema.check_keys(entry, self._known_keys(entry), notes, f"规则 {id} 里")
            self.entries[id] = _Entry(entry, pack, False, False)
        elif set(entry.value) <= {"id", *schema.USE_KEYS[1:], *schema.OVERRIDE_KEYS}:
            hint = f"；要启用 Python 规则请写 use: {id}" if id in self.rules else nearest(id, self.entries)
            notes.at(entry.value["id"], f"没有规则 {id} 可以改写：它不在 extends 的规则集里{hint}")
        else:
            known = "、".join(sorted(self.kinds)) or "（没有加载任何检查方式）"
            wrong = next((key for key in entry.value if key not in schema.RULE_KEYS and nearest(key, self.kinds)), "")
            hint = nearest(wrong, self.kinds) if wrong else ""
            notes.at_key(entry, wrong or "id", f"规则 {id} 没有说明检查什么，应有 {known} 之一{hint}")

    def _use(self, entry: Marked, pack: Marked, id: str, old: _Entry | None) -> None:
        schema.check_keys(entry, schema.USE_KEYS, self.notes, f"规则 {id} 里")
        if id not in self.rules:
            self.notes.at(entry.value["use"], f"没有 Python 规则 {id}{nearest(id, self.rules)}")
            return
        if old is not None and not old.used:
            self.notes.at(entry.value["use"], f"规则 {id} 已经有了，改写请用 id: {id}")
            return
        if old is not None:
            self._changed(entry, id)
        self.entries[id] = _Entry(entry, pack, True, "level" in entry)

    def _override(self, entry: Marked, id: str, old: _Entry) -> None:
        notes = self.notes
        off = entry.get("off")
        if off is not None and not isinstance(off.value, bool):
            notes.at(off, "off 应为 true 或 false")
        if off is not None and off.value is True:
            because = schema.text(entry, "because", notes)
            if not because:
                notes.at(entry, f"关闭规则 {id} 要写明理由：because: …")
            schema.check_keys(entry, ("id", *schema.OVERRIDE_KEYS, "level"), notes, f"关闭规则 {id} 时，")
            self.off.append({"rule": id, "because": because, "ruleset": self.packs[-1]["id"]})
            del self.entries[id]
            return
        allowed = schema.USE_KEYS[1:] if old.used else self._known_keys(old.keys)
        schema.check_keys(entry, ("id", *allowed, *schema.OVERRIDE_KEYS), notes, f"改写规则 {id} 时，")
        schema.level(entry, notes, required=False)
        merged = Marked(dict(old.keys.value), entry.line, entry.column)
        merged.path, merged.keys = entry.path, {**old.keys.keys, **entry.keys}
        merged.value |= {key: value for key, value in entry.value.items() if key not in ("id", *schema.OVERRIDE_KEYS)}
        given, before = entry.get("parameters"), old.keys.get("parameters")
        if given is not None and before is not None and isinstance(given.value, dict) and isinstance(before.value, dict):
            merged.value["parameters"] = _joined(before, given)
        self._changed(entry, id)
        self.entries[id] = old._replace(keys=merged, relevelled=old.relevelled or "level" in entry)

    def _changed(self, entry: Marked, id: str) -> None:
        because = schema.text(entry, "because", self.notes)
        self.changes.append({"rule": id, "because": because, "ruleset": self.packs[-1]["id"]})

    def _known_keys(self, entry: Marked) -> list[str]:
        known = list(schema.RULE_KEYS)
        for key in entry.value:
            if key in self.kinds:
                known += self.kinds[key].parameters
        return known

    def finished(self) -> dict[str, Any]:
        """The plain data of all rules, after the last file."""
        rules = [self._used(id, entry) if entry.used else self._written(id, entry) for id, entry in self.entries.items()]
        return {
            "packs": self.packs,
            "tables": {**self.tables, WORD_LISTS: self.words} if self.words else self.tables,
            "off": self.off,
            "changes": self.changes,
            "accepted": self.accepted,
            "scoring": self.scoring,
            "rules": [rule for rule in rules if rule],
        }

    def _common(self, id: str, entry: _Entry) -> dict[str, Any]:
        """What every rule has: its limits, those of its ruleset where it names none, and its place."""
        keys, pack = entry.keys, entry.pack
        return {
            "id": id,
            "ruleset": schema.text(pack, "id", Notes()),
            "place": f"{keys.path}:{keys.line}",
            "relevelled": entry.relevelled,
            "level": schema.level(keys, self.notes, required=not entry.used),
            "editions": self._scope(keys, "edition") or schema.choices(pack, "edition", self.editions, Notes(), ""),
            "levels": self._scope(keys, "levels") or schema.choices(pack, "levels", schema.PUBLIC_BODIES, Notes(), ""),
            "regions": self._scope(keys, "regions"),
            "score": schema.score(keys, self.notes),
            "years": schema.years(keys, self.notes) if "years" in keys else schema.years(pack, Notes()),
        }

    def _used(self, id: str, entry: _Entry) -> dict[str, Any]:
        rule = self.rules[id]
        given: dict[str, Any] = {}
        node = entry.keys.get("parameters")
        if node is not None and schema.mapping(node, self.notes, "parameters"):
            schema.check_keys(node, rule.parameters, self.notes, f"规则 {id} 的 parameters 里")
            for name, value in node.value.items():
                default = rule.parameters.get(name)
                plain = value.plain()
                if default is not None and not _same_type(plain, default):
                    self.notes.at(value, f"参数 {name} 应当是{_wanted(default)}")
                given[name] = plain
        texts = {key: schema.text(entry.keys, key, self.notes) for key in ("basis", "why")}
        return {**self._common(id, entry), **texts, "use": True, "parameters": given}

    def _written(self, id: str, entry: _Entry) -> dict[str, Any] | None:
        notes, keys = self.notes, entry.keys
        rule = self._common(id, entry)
        kinds = [key for key in keys.value if key in self.kinds]
        if len(kinds) != 1:
            notes.at_key(keys, kinds[-1], f"规则 {id} 有 {'、'.join(kinds)} 几种检查，一条规则只能有一种")
            return None
        kind = self.kinds[kinds[0]]
        rule |= {
            "use": False,
            "kind": kind.key,
            "title": schema.text(keys, "title", notes, required=True),
            "basis": schema.text(keys, "basis", notes, required=True),
            "why": schema.text(keys, "why", notes),
            "defect": schema.rule_id(keys, "defect", notes) if "defect" in keys else id,
        }
        scope = [self.editions[name] for name in rule["editions"]] or list(self.editions.values())
        scope = [edition for edition in scope if _years_meet(edition, rule["years"])]
        if not scope:
            notes.at_key(keys, "years" if "years" in keys else "id", f"规则 {id} 不会对任何格式版本起作用：年度和格式版本没有交集")
            return None
        parameters = self._parameters(kind, keys, id)
        rule["parameters"] = parameters
        if parameters is None:
            return None
        each = parameters.get("each")
        try:
            rule["prepared"] = kind.prepare(parameters, Setting(tuple(scope), self.tables)) if kind.prepare else parameters
        except ParameterError as error:
            notes.at(keys.get(error.name) or keys.value[kind.key], f"规则 {id}：{error}", error.offset)
            if error.name == "each":
                return None
        for name in ("passes", "fails"):
            rule[name] = self._cases(keys, name, id, each if isinstance(each, str) else "", scope)
        return rule

    def _parameters(self, kind: Kind, keys: Marked, id: str) -> dict[str, Any] | None:
        """The parameters of a kind, their types checked, defaults filled in."""
        found: dict[str, Any] = {}
        good = True
        for name, (type_, default, _) in kind.parameters.items():
            node = keys.get(name)
            if node is None:
                found[name] = default
                continue
            value = node.plain()
            if type_ is str and isinstance(value, int | float) and not isinstance(value, bool):
                value = node.text
            if value is None or not _fits(value, type_):
                self.notes.at(node, f"规则 {id} 的 {name} 应当是{_TYPE_WORDS.get(type_, type_.__name__)}")
                good = False
            found[name] = value
        return found if good else None

    def _cases(self, keys: Marked, name: str, id: str, each: str, scope: list[Edition]) -> list[dict[str, Any]]:
        node = keys.get(name)
        if node is None:
            self.notes.at(keys, f"规则 {id} 缺少 {name}：每条规则都要有一个通过和一个不通过的例子")
            return []
        listed = node.value if isinstance(node.value, list) else [node]
        if not listed:
            self.notes.at(node, f"规则 {id} 的 {name} 是空的")
        for case in listed:
            if not schema.mapping(case, self.notes, name):
                continue
            if name == "fails" and not schema.text(case, SAYS, self.notes):
                self.notes.at(case, f"规则 {id} 的 fails 缺少 says：写明出错说明里应有的词")
            if name == "passes" and SAYS in case:
                self.notes.at_key(case, SAYS, "passes 里没有出错说明，不能写 says")
            self._case_keys(case, each, scope)
        return [case.plain() for case in listed if isinstance(case.value, dict)]

    def _case_keys(self, case: Marked, each: str, scope: Iterable[Edition]) -> None:
        for key, value in case.value.items():
            if key == SAYS or (key in WORDS and key not in (PREVIOUS, BELOW)):
                continue
            if key in (PREVIOUS, BELOW):
                for inner in value.value if isinstance(value.value, list) else [value]:
                    if schema.mapping(inner, self.notes, key):
                        self._case_keys(inner, each, scope)
                continue
            for edition in scope:
                try:
                    cell_key(key, parse_each(each) if each else None, edition)
                except FormulaError as error:
                    self.notes.at_key(case, key, str(error))
                    break


_TYPE_WORDS = {str: "一段文字", int: "整数", float: "数", bool: "true 或 false", list: "列表", dict: "“键: 值”的写法"}


def _fits(value: Any, type_: type) -> bool:
    if type_ is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if type_ is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, type_)


def _same_type(value: Any, default: Any) -> bool:
    """Whether a parameter is of the type of its default: a list of such items, a whole number, a number, a text …"""
    if isinstance(default, tuple | list):
        return isinstance(value, list) and all(_same_type(item, default[0] if default else "") for item in value)
    return _fits(value, type(default))


def _wanted(default: Any) -> str:
    """The type of a parameter in words, with its default as the example."""
    if isinstance(default, tuple | list):
        item = default[0] if default else ""
        return f"列表，每一项是{_TYPE_WORDS.get(type(item), type(item).__name__)}"
    written = str(default).lower() if isinstance(default, bool) else str(default)
    return f"{_TYPE_WORDS.get(type(default), type(default).__name__)}，默认是 {written}"


def _joined(before: Marked, given: Marked) -> Marked:
    """Two mappings as one; what is given later counts."""
    merged = Marked(before.value | given.value, given.line, given.column)
    merged.path, merged.keys = given.path, {**before.keys, **given.keys}
    return merged


def _years_meet(edition: Edition, years: tuple[int | None, int | None]) -> bool:
    first, last = years
    return (last is None or edition.year_from <= last) and (first is None or edition.year_to is None or first <= edition.year_to)
