"""What one set of rules does otherwise than another: `gouji rules --ruleset X` against the national rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gouji.edition import Edition
from gouji.finding import ERROR, LEVEL_NAMES, LEVELS
from gouji.lean import Any, NamedTuple
from gouji.report import LEVELS_OF_GOVERNMENT
from gouji.rule import Rule
from gouji.ruleset import Ruleset
from gouji.ruleset.words import WORDS

ADDED, STRICTER, MILDER, CHANGED, OFF, LEFT_OUT, ACCEPTS, DATED, LISTED, SCORED = (
    "新增", "升级", "降级", "改写", "停用", "没有继承", "还接受", "数据表", "词表", "扣分",
)  # fmt: skip
"""The kinds of difference, in the words they are told with."""


KEYS = {"levels": "单位级别 ", "directly_under": "只管本级单位 ", "due": "期限 ", "since": "报告年度自 ", "until": "到 "}
"""How the keys of a dated table's row are told."""

APART = ("source", "certainty", "region")
"""Keys of a row that are told behind the others, or not at all."""


class Difference(NamedTuple):
    """One difference: its kind, the rule it is about ("" where none), what it is, and its author's reason.

    `weakens` is true where it takes something away from a rule that every report must keep to
    (强制性): a place may ask for more than the national form, not for less.
    """

    kind: str
    rule: str
    what: str
    because: str
    ruleset: str
    weakens: bool = False

    def as_json(self) -> dict[str, Any]:
        """Plain data for other programs."""
        return self._asdict()


def differences(ruleset: Ruleset, base: Ruleset, editions: Mapping[str, Edition]) -> list[Difference]:
    """Everything `ruleset` does otherwise than `base`, rule by rule, then wordings, dated tables and word lists.

    `editions` give accepted wordings the names of what they stand for.
    """
    return [*_rules(ruleset, base), *_wordings(ruleset, base, editions), *_tables(ruleset, base), *_words(ruleset, base)]


def _rules(ruleset: Ruleset, base: Ruleset) -> Iterator[Difference]:
    known = {rule.id: rule for rule in base.rules}
    reasons = {change.rule: change for change in ruleset.changes}
    for rule in ruleset.rules:
        old = known.get(rule.id)
        reason = reasons.get(rule.id)
        because, by = (reason.because, reason.ruleset) if reason else ("", rule.ruleset)
        if old is None:
            yield Difference(ADDED, rule.id, f"{rule.title}（{LEVEL_NAMES[rule.level]}）", because, by)
        else:
            for kind, what, weakens in _changes(rule, old):
                yield Difference(kind, rule.id, what, because, by, weakens and old.level == ERROR)
        if rule.score is not None and (old is None or old.score != rule.score):
            yield Difference(SCORED, rule.id, _score(rule), because, by)
    off = {one.rule: one for one in ruleset.off}
    now = {rule.id for rule in ruleset.rules}
    for id, old in known.items():
        if id in now:
            continue
        one = off.get(id)
        if one is not None:
            yield Difference(OFF, id, old.title, one.because, one.ruleset, old.level == ERROR)
        else:
            yield Difference(LEFT_OUT, id, old.title, "", "")


def _changes(rule: Rule, old: Rule) -> Iterator[tuple[str, str, bool]]:
    """(kind, what, whether it takes something away) for each thing that differs."""
    if rule.level != old.level:
        milder = LEVELS.index(rule.level) > LEVELS.index(old.level)
        yield MILDER if milder else STRICTER, f"{rule.title}：{LEVEL_NAMES[old.level]} → {LEVEL_NAMES[rule.level]}", milder
    for name, words in (("editions", "格式版本"), ("levels", "单位级别"), ("regions", "地区"), ("years", "报告年度")):
        new, before = getattr(rule, name), getattr(old, name)
        if new != before:
            yield CHANGED, f"{words}：{_listed(before) or '不限'} → {_listed(new) or '不限'}", True
    for name in dict.fromkeys((*old.parameters, *rule.parameters)):
        new, before = rule.parameters.get(name), old.parameters.get(name)
        if _plain(new) != _plain(before):
            yield CHANGED, f"{name}：{_listed(before) or '无'} → {_listed(new) or '无'}", not _stricter(name, before, new)
    if rule.basis != old.basis:
        yield CHANGED, f"依据：{rule.basis}", False
    if rule.why != old.why:
        yield CHANGED, f"为什么：{rule.why}", False


def _wordings(ruleset: Ruleset, base: Ruleset, editions: Mapping[str, Edition]) -> Iterator[Difference]:
    told: dict[tuple[str, str], dict[str, None]] = {}
    known = {(one.edition, one.kind, one.target): one.wordings for one in base.accepted}
    for one in ruleset.accepted:
        edition = editions.get(one.edition)
        if edition is None or known.get((one.edition, one.kind, one.target)) == one.wordings:
            continue
        words = told.setdefault((one.kind, _named(edition, one.kind, one.target)), {})
        words |= dict.fromkeys(one.wordings)
    for (_, name), wordings in told.items():
        yield Difference(ACCEPTS, "", f"{name}：{'、'.join(f'“{word}”' for word in wordings)}", "", "")


def _named(edition: Edition, kind: str, target: str) -> str:
    """What a wording stands for, by its official name."""
    if kind == "section":
        return f"“{edition.section(target).heading}”的标题"
    if kind == "topic":
        return f"小标题“{next(topic.label for section in edition.sections for topic in section.subtopics if topic.id == target)}”"
    table, *rest = target.split("/")
    spec = edition.table(table)
    if kind == "row":
        row = spec.row(rest[0])
        return f"{spec.name}“{row.label if row else rest[0]}”行"
    block = next(block for block in spec.blocks if block.id == rest[0])
    if kind == "caption":
        return f"{spec.name}“{block.caption}”"
    return f"{spec.name}“{next(column.label for column in block.columns if column.id == rest[1])}”列"


def _tables(ruleset: Ruleset, base: Ruleset) -> Iterator[Difference]:
    for name, rows in ruleset.tables.items():
        if name == WORDS:
            continue
        known = list(base.tables.get(name, ()))
        for row in rows:
            if row not in known:
                said = "，".join(f"{KEYS.get(key, key)}{_value(value)}" for key, value in row.items() if key not in APART)
                certainty = f"，把握：{row['certainty']}" if row.get("certainty") else ""
                yield Difference(DATED, "", f"{name}：{said}（{row['source']}{certainty}）", "", "")


def _words(ruleset: Ruleset, base: Ruleset) -> Iterator[Difference]:
    known = base.tables.get(WORDS, {})
    for name, words in ruleset.tables.get(WORDS, {}).items():
        added = [f"{word}→{said}" if said else word for word, said in words.items() if word not in known.get(name, {})]
        if added:
            yield Difference(LISTED, "", f"{name}：{'、'.join(added)}", "", "")


def _score(rule: Rule) -> str:
    if rule.score is None:
        return ""
    points, once, cap = rule.score
    return f"{rule.title}：{'一次' if once else '每处'}扣 {points} 分{f'，最多扣 {cap} 分' if cap is not None else ''}"


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _listed(value: Any) -> str:
    if isinstance(value, tuple) and len(value) == 2 and all(part is None or isinstance(part, int) for part in value) and any(value):
        return f"{value[0] or ''}—{value[1] or ''}"
    if isinstance(value, list | tuple):
        return "、".join(_value(part) for part in value if part is not None)
    return "" if value is None else str(value)


def _value(value: Any) -> str:
    """A value of a row, kinds of public body by their Chinese names."""
    if isinstance(value, list):
        return "、".join(_value(part) for part in value)
    return LEVELS_OF_GOVERNMENT.get(value, str(value)) if isinstance(value, str) else str(value)


def _stricter(name: str, before: Any, new: Any) -> bool:
    """Whether a changed parameter asks for more: known only of a smaller tolerance."""
    return name == "tolerance" and isinstance(before, int | float) and isinstance(new, int | float) and new < before
