"""What ruleset files say about each rule: entries that add a rule, put one in force, change one or switch it off.

Files come with those they extend before them. Each entry of `rules` either adds a rule, puts a rule
written in Python in force (`use`), or changes one that is already there (same `id`): the keys given
take the place of the old ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gouji.dated import DEADLINES
from gouji.edition import Edition
from gouji.hooks import Kind
from gouji.lean import Any, NamedTuple
from gouji.likeness import nearest
from gouji.marked import Marked
from gouji.rule import Rule
from gouji.ruleset import schema
from gouji.ruleset.accepting import accepted
from gouji.ruleset.schema import Notes
from gouji.ruleset.wordlists import wordlists


class Entry(NamedTuple):
    """A rule while the files are read: its keys so far, and the ruleset it was first given in."""

    keys: Marked
    pack: Marked
    used: bool
    relevelled: bool


class Entries:
    """What the files taken over so far say: `rules` by id, and plain data on everything beside them."""

    def __init__(self, notes: Notes, kinds: Mapping[str, Kind], rules: Mapping[str, Rule], editions: Mapping[str, Edition]) -> None:
        self.rules: dict[str, Entry] = {}
        self.off: list[dict[str, str]] = []
        self.changes: list[dict[str, str]] = []
        self.tables: dict[str, list[dict[str, Any]]] = {}
        self.words: dict[str, dict[str, str]] = {}
        self.accepted: list[dict[str, Any]] = []
        self.scoring: dict[str, str] | None = None
        self.packs: list[dict[str, Any]] = []
        self._notes, self._kinds, self._python, self._editions = notes, kinds, rules, editions

    def take(self, pack: Marked) -> None:
        """Takes over one file: what it says of itself, its tables and words, then its rules in order."""
        notes = self._notes
        schema.check_keys(pack, schema.RULESET_KEYS, notes, "规则集里")
        self._head(pack)
        schema.editions(pack, self._editions, notes)
        schema.levels(pack, notes)
        schema.years(pack, notes)
        self.accepted += accepted(pack, self._editions, notes)
        self.scoring = schema.scoring(pack, notes) or self.scoring
        self._tables(pack)
        for name, words in wordlists(pack, notes).items():
            self.words.setdefault(name, {}).update(words)
        rules = pack.get("rules")
        if rules is None or rules.value is None:
            return
        if not isinstance(rules.value, list):
            notes.at(rules, "rules 应当是规则的列表，每条以“- id:”或“- use:”开头")
            return
        seen: dict[str, int] = {}
        for entry in rules.value:
            if schema.mapping(entry, notes, "一条规则"):
                self._rule(entry, pack, seen)

    def _head(self, pack: Marked) -> None:
        notes = self._notes
        number = pack.get("format")
        if number is None:
            notes.at(pack, f"缺少 format（现在是 {schema.FORMAT}）")
        elif number.value != schema.FORMAT:
            notes.at(number, f"format {number.text} 是这个版本的 gouji 不认识的写法，应为 {schema.FORMAT}；请升级 gouji 或改正")
        id = schema.rule_id(pack, "id", notes)
        if id and any(id == other["id"] for other in self.packs):
            notes.at(pack.value["id"], f"有两个规则集都叫“{id}”")
        self.packs.append(
            {
                "id": id,
                "title": schema.text(pack, "title", notes, required=True),
                "version": schema.text(pack, "version", notes),
                "region": schema.text(pack, "region", notes),
                "sources": schema.texts(pack, "sources", notes),
                "path": pack.path,
            }
        )

    def _tables(self, pack: Marked) -> None:
        tables, region = pack.get("tables"), self.packs[-1]["region"]
        if tables is None or not schema.mapping(tables, self._notes, "tables"):
            return
        for name, node in tables.value.items():
            rows, inherited = schema.dated_table(name, node, self._notes), self.tables.get(name, [])
            if name == DEADLINES:
                schema.only_earlier(node, inherited, self._notes)
            # A province's rows come before those of the rulesets it extends: the first fit is in force.
            self.tables[name] = [{**row, "region": region} if region else row for row in rows] + inherited

    def _rule(self, entry: Marked, pack: Marked, seen: dict[str, int]) -> None:
        notes = self._notes
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
        old = self.rules.get(id)
        if used:
            self._use(entry, pack, id, old)
        elif old is not None:
            self._override(entry, id, old)
        elif any(key in self._kinds for key in entry.value):
            schema.check_keys(entry, self._known_keys(entry), notes, f"规则 {id} 里")
            self.rules[id] = Entry(entry, pack, False, False)
        elif set(entry.value) <= {"id", *schema.USE_KEYS[1:], *schema.OVERRIDE_KEYS}:
            hint = f"；要启用 Python 规则请写 use: {id}" if id in self._python else nearest(id, self.rules)
            notes.at(entry.value["id"], f"没有规则 {id} 可以改写：它不在 extends 的规则集里{hint}")
        else:
            known = "、".join(sorted(self._kinds)) or "（没有加载任何检查方式）"
            wrong = next((key for key in entry.value if key not in schema.RULE_KEYS and nearest(key, self._kinds)), "")
            hint = nearest(wrong, self._kinds) if wrong else ""
            notes.at_key(entry, wrong or "id", f"规则 {id} 没有说明检查什么，应有 {known} 之一{hint}")

    def _use(self, entry: Marked, pack: Marked, id: str, old: Entry | None) -> None:
        schema.check_keys(entry, schema.USE_KEYS, self._notes, f"规则 {id} 里")
        if id not in self._python:
            self._notes.at(entry.value["use"], f"没有 Python 规则 {id}{nearest(id, self._python)}")
            return
        if old is not None and not old.used:
            self._notes.at(entry.value["use"], f"规则 {id} 已经有了，改写请用 id: {id}")
            return
        if old is not None:
            self._changed(entry, id)
        self.rules[id] = Entry(entry, pack, True, "level" in entry)

    def _override(self, entry: Marked, id: str, old: Entry) -> None:
        notes = self._notes
        off = entry.get("off")
        if off is not None and not isinstance(off.value, bool):
            notes.at(off, "off 应为 true 或 false")
        if off is not None and off.value is True:
            because = schema.text(entry, "because", notes)
            if not because:
                notes.at(entry, f"关闭规则 {id} 要写明理由：because: …")
            schema.check_keys(entry, ("id", *schema.OVERRIDE_KEYS, "level"), notes, f"关闭规则 {id} 时，")
            self.off.append({"rule": id, "because": because, "ruleset": self.packs[-1]["id"]})
            del self.rules[id]
            return
        allowed = schema.USE_KEYS[1:] if old.used else self._known_keys(old.keys)
        schema.check_keys(entry, ("id", *allowed, *schema.OVERRIDE_KEYS), notes, f"改写规则 {id} 时，")
        schema.level(entry, notes, required=False)
        merged = _joined(old.keys, entry, ("id", *schema.OVERRIDE_KEYS))
        given, before = entry.get("parameters"), old.keys.get("parameters")
        if given is not None and before is not None and isinstance(given.value, dict) and isinstance(before.value, dict):
            merged.value["parameters"] = _joined(before, given)
        self._changed(entry, id)
        self.rules[id] = old._replace(keys=merged, relevelled=old.relevelled or "level" in entry)

    def _changed(self, entry: Marked, id: str) -> None:
        because = schema.text(entry, "because", self._notes)
        self.changes.append({"rule": id, "because": because, "ruleset": self.packs[-1]["id"]})

    def _known_keys(self, entry: Marked) -> list[str]:
        known = list(schema.RULE_KEYS)
        for key in entry.value:
            if key in self._kinds:
                known += self._kinds[key].parameters
        return known


def _joined(before: Marked, given: Marked, left_out: Iterable[str] = ()) -> Marked:
    """Two mappings as one; what is given later counts, but for the keys left out."""
    merged = Marked(before.value | {key: value for key, value in given.value.items() if key not in left_out}, given.line, given.column)
    merged.path, merged.keys = given.path, {**before.keys, **given.keys}
    return merged
