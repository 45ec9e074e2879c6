"""Each rule's entry, complete now, checked and turned into plain data that can be remembered between runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gouji.edition import Edition
from gouji.errors import PluginError, described
from gouji.formula.names import parse_each
from gouji.formula.syntax import FormulaError
from gouji.hooks import Kind
from gouji.lean import Any
from gouji.marked import Marked
from gouji.rule import Rule
from gouji.ruleset import schema
from gouji.ruleset.case_keys import REPORTS, SAYS, WORDS, cell_key
from gouji.ruleset.entries import Entry
from gouji.ruleset.schema import Notes
from gouji.ruleset.setting import ParameterError, Setting


class Checker:
    """Checks rules against what there is: kinds of check, rules in Python, editions and dated tables."""

    def __init__(
        self,
        notes: Notes,
        kinds: Mapping[str, Kind],
        rules: Mapping[str, Rule],
        editions: Mapping[str, Edition],
        tables: Mapping[str, Any],
    ) -> None:
        self._notes, self._kinds, self._python, self._editions, self._tables = notes, kinds, rules, editions, tables

    def checked(self, id: str, entry: Entry) -> dict[str, Any] | None:
        """The plain data of one rule; None for one that makes no sense, which is noted."""
        return self._used(id, entry) if entry.used else self._written(id, entry)

    def _common(self, id: str, entry: Entry) -> dict[str, Any]:
        """What every rule has: its limits, those of its ruleset where it names none, and its place."""
        keys, pack = entry.keys, entry.pack
        return {
            "id": id,
            "ruleset": schema.text(pack, "id", Notes()),
            "place": f"{keys.path}:{keys.line}",
            "relevelled": entry.relevelled,
            "level": schema.level(keys, self._notes, required=not entry.used),
            "editions": schema.editions(keys, self._editions, self._notes) or schema.editions(pack, self._editions, Notes()),
            "levels": schema.levels(keys, self._notes) or schema.levels(pack, Notes()),
            "regions": schema.texts(keys, "regions", self._notes),
            "score": schema.score(keys, self._notes),
            "years": schema.years(keys, self._notes) if "years" in keys else schema.years(pack, Notes()),
        }

    def _used(self, id: str, entry: Entry) -> dict[str, Any]:
        rule = self._python[id]
        given: dict[str, Any] = {}
        node = entry.keys.get("parameters")
        if node is not None and schema.mapping(node, self._notes, "parameters"):
            schema.check_keys(node, rule.parameters, self._notes, f"规则 {id} 的 parameters 里")
            for name, value in node.value.items():
                default = rule.parameters.get(name)
                plain = value.plain()
                if default is not None and not _same_type(plain, default):
                    self._notes.at(value, f"参数 {name} 应当是{_wanted(default)}")
                given[name] = plain
        texts = {key: schema.text(entry.keys, key, self._notes) for key in ("basis", "why")}
        return {**self._common(id, entry), **texts, "use": True, "parameters": given}

    def _written(self, id: str, entry: Entry) -> dict[str, Any] | None:
        notes, keys = self._notes, entry.keys
        rule = self._common(id, entry)
        kinds = [key for key in keys.value if key in self._kinds]
        if len(kinds) != 1:
            notes.at_key(keys, kinds[-1], f"规则 {id} 有 {'、'.join(kinds)} 几种检查，一条规则只能有一种")
            return None
        kind = self._kinds[kinds[0]]
        rule |= {
            "use": False,
            "kind": kind.key,
            "title": schema.text(keys, "title", notes, required=True),
            "basis": schema.text(keys, "basis", notes, required=True),
            "why": schema.text(keys, "why", notes),
            "defect": schema.rule_id(keys, "defect", notes) if "defect" in keys else id,
        }
        scope = [self._editions[name] for name in rule["editions"]] or list(self._editions.values())
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
            rule["prepared"] = kind.prepare(parameters, Setting(tuple(scope), self._tables)) if kind.prepare else parameters
        except ParameterError as error:
            notes.at(keys.get(error.name) or keys.value[kind.key], f"规则 {id}：{error}", error.offset)
            if error.name == "each":
                return None
        except Exception as error:
            raise PluginError(f"检查方式 {kind.key}", described(error)) from error
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
                self._notes.at(node, f"规则 {id} 的 {name} 应当是{_TYPE_WORDS.get(type_, type_.__name__)}")
                good = False
            found[name] = value
        return found if good else None

    def _cases(self, keys: Marked, name: str, id: str, each: str, scope: list[Edition]) -> list[dict[str, Any]]:
        node = keys.get(name)
        if node is None:
            self._notes.at(keys, f"规则 {id} 缺少 {name}：每条规则都要有一个通过和一个不通过的例子")
            return []
        listed = node.value if isinstance(node.value, list) else [node]
        if not listed:
            self._notes.at(node, f"规则 {id} 的 {name} 是空的")
        for case in listed:
            if not schema.mapping(case, self._notes, name):
                continue
            if name == "fails" and not schema.text(case, SAYS, self._notes):
                self._notes.at(case, f"规则 {id} 的 fails 缺少 says：写明出错说明里应有的词")
            if name == "passes" and SAYS in case:
                self._notes.at_key(case, SAYS, "passes 里没有出错说明，不能写 says")
            self._case_keys(case, each, scope)
        return [case.plain() for case in listed if isinstance(case.value, dict)]

    def _case_keys(self, case: Marked, each: str, scope: Iterable[Edition]) -> None:
        for key, value in case.value.items():
            if key == SAYS or (key in WORDS and key not in REPORTS):
                continue
            if key in REPORTS:
                for inner in value.value if isinstance(value.value, list) else [value]:
                    if schema.mapping(inner, self._notes, key):
                        self._case_keys(inner, each, scope)
                continue
            for edition in scope:
                try:
                    cell_key(key, parse_each(each) if each else None, edition)
                except FormulaError as error:
                    self._notes.at_key(case, key, str(error))
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


def _years_meet(edition: Edition, years: tuple[int | None, int | None]) -> bool:
    first, last = years
    return (last is None or edition.year_from <= last) and (first is None or edition.year_to is None or first <= edition.year_to)
