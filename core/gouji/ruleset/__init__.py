"""Rulesets 规则集: YAML files of rules, read, checked, joined and made into rules in force.

`load` is the way in. Reading and checking (`reading`, `schema`, `marked`) happens only when a file
has changed; otherwise the checked data come from the cache and YAML is not even imported.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterable, Mapping
from decimal import Decimal

from gouji import cache
from gouji.data import editions
from gouji.errors import ConfigError, PluginError, Problem, UsageError, described, reason
from gouji.hooks import Kind, RulesetFile
from gouji.later import LaterRule, later
from gouji.lean import TYPE_CHECKING, Any, NamedTuple, Protocol, dataclass, replace
from gouji.likeness import nearest
from gouji.rule import Case, Rule, Score
from gouji.ruleset.files import File
from gouji.ruleset.setting import Compiled
from gouji.ruleset.widening import Accepted

if TYPE_CHECKING:
    from gouji.marked import Marked


class Providers(Protocol):
    """What is needed of the plugin registry."""

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """Kinds of check by key."""

    @property
    def rules(self) -> Mapping[str, Rule]:
        """Rules written in Python by id."""

    @property
    def rulesets(self) -> Mapping[str, RulesetFile]:
        """Rulesets by id."""


class Pack(NamedTuple):
    """One ruleset file as loaded."""

    id: str
    title: str
    version: str
    region: str
    sources: tuple[str, ...]
    path: str


class Change(NamedTuple):
    """A rule that a ruleset changed or switched off, and why ("" where the author of a change gave no reason)."""

    rule: str
    because: str
    ruleset: str


class Scoring(NamedTuple):
    """The points of a full mark, and the most that can be taken off; None where a ruleset sets none."""

    total: Decimal | None = None
    cap: Decimal | None = None


NO_SCORING = Scoring()


@dataclass(frozen=True, slots=True)
class Ruleset:
    """The rules in force, in the order of their files, with the dated tables they use.

    `packs` are the files, extended ones first. `sources` are their (id, version) pairs. `off` are
    the rules some ruleset switched off: none vanishes without a word. `changes` are those it
    changed, `accepted` the further wordings it takes for official ones. `key` names what all this
    was made from: files, plugins, and the code that reads them.
    """

    rules: tuple[Rule, ...]
    tables: Mapping[str, Any]
    packs: tuple[Pack, ...] = ()
    off: tuple[Change, ...] = ()
    changes: tuple[Change, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    scoring: Scoring = NO_SCORING
    key: str = ""

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """(id, version) of every ruleset in use."""
        return tuple((pack.id, pack.version) for pack in self.packs)


def load(names: Iterable[str], registry: Providers) -> Ruleset:
    """Loads rulesets by id or file, with all they extend; a later one changes what earlier ones say.

    Raises UsageError for a name that is neither a ruleset nor a file, ConfigError, with every
    problem at once, for files that are not right.
    """
    trees: dict[str, Marked] = {}
    files = _with_extended(names, registry, trees)
    shape = repr([(kind.key, list(kind.parameters), _changed(kind)) for kind in registry.kinds.values()])
    shape += repr([(id, sorted(rule.parameters.items())) for id, rule in sorted(registry.rules.items())])
    sources = [part for file in files for part in (os.fsencode(file.path), file.content)]

    def make() -> Any:
        from gouji.ruleset.reading import read

        found = read(files, registry.kinds, registry.rules, editions(), trees)
        for rule in found["rules"]:
            if not rule["use"]:
                # Most of all there is, and not asked for when the results are known from an earlier run.
                rule["prepared"] = marshal.dumps(rule["prepared"])
                rule["family"] = _compiled(rule, registry.kinds).family
        return found

    key = cache.key("rules", shape, *sources)
    data = cache.remembered_as(key, make)
    return Ruleset(
        rules=tuple(_used(rule, registry.rules) if rule["use"] else _made(rule, registry.kinds) for rule in data["rules"]),
        tables=data["tables"],
        packs=tuple(Pack(**pack) for pack in data["packs"]),
        off=tuple(Change(**off) for off in data["off"]),
        changes=tuple(Change(**change) for change in data["changes"]),
        accepted=tuple(Accepted(one["edition"], one["kind"], one["target"], tuple(one["wordings"])) for one in data["accepted"]),
        scoring=Scoring(**{name: _points(points) for name, points in (data["scoring"] or {}).items()}),
        key=key,
    )


def _changed(kind: Kind) -> int:
    """When the code of a kind was last changed: what it prepares may differ since then."""
    file = getattr(sys.modules.get(kind.compile.__module__), "__file__", None)
    try:
        return os.stat(file or "").st_mtime_ns
    except OSError:
        return 0


def _with_extended(names: Iterable[str], registry: Providers, trees: dict[str, Marked]) -> list[File]:
    """The files named and all they extend, each once, those extended first."""
    ordered: list[File] = []
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...], by: File | None) -> None:
        file = _file(name, registry, by)
        if file.path in path:
            circle = " → ".join((*path[path.index(file.path) :], file.path))
            raise _config_error(by or file, f"规则集互相 extends，成了一个圈：{circle}", name)
        if file.path in done:
            return
        for parent in cache.remembered("extends", [os.fsencode(file.path), file.content], lambda: _extended(file, trees)):
            visit(parent, (*path, file.path), file)
        done.add(file.path)
        ordered.append(file)

    for name in names:
        visit(name, (), None)
    return ordered


def _extended(file: File, trees: dict[str, Marked]) -> list[str]:
    from gouji.ruleset.reading import extended

    return extended(file, trees)


def _file(name: str, registry: Providers, by: File | None) -> File:
    known = registry.rulesets.get(name)
    try:
        if known is not None:
            return File(known.file.name, known.file.read_bytes())
        # One file must not have ever longer names, by which a circle would not be noticed.
        beside = os.path.normpath(os.path.join(os.path.dirname(by.path), name)) if by is not None else name
        if name.endswith((".yaml", ".yml")) or os.path.isfile(beside):
            with open(beside, "rb") as file:
                return File(beside, file.read(1_000_001))
    except OSError as error:
        why = f"规则集文件 {name} 无法读取（{reason(error)}）"
        raise (_config_error(by, why, name) if by else UsageError(why)) from None
    known_names, hint = "、".join(registry.rulesets) or "（无）", nearest(name, registry.rulesets)
    why = f"没有规则集“{name}”（有的是 {known_names}；插件里的要先安装插件，自己的文件写 YAML 文件的路径）{hint}"
    raise _config_error(by, why, name) if by else UsageError(why)


def _config_error(file: File, why: str, word: str) -> ConfigError:
    """An error at the place in the file where the word stands."""
    lines = file.content.decode("utf-8", "replace").splitlines()
    line = next((number for number, text in enumerate(lines, 1) if word in text and not text.lstrip().startswith("#")), 1)
    source = lines[line - 1] if lines else ""
    return ConfigError.of([Problem(file.path, line, source.find(word) + 1 or 1, why, source)])


def _used(data: Mapping[str, Any], rules: Mapping[str, Rule]) -> Rule:
    rule = rules[data["id"]]
    return replace(
        rule,
        level=data["level"] or rule.level,
        relevelled=data["relevelled"],
        ruleset=data["ruleset"],
        editions=rule.editions or tuple(data["editions"]),
        levels=tuple(data["levels"]) or rule.levels,
        regions=tuple(data["regions"]) or rule.regions,
        years=tuple(data["years"]) if data["years"] != (None, None) else rule.years,
        basis=data["basis"] or rule.basis,
        why=data["why"] or rule.why,
        score=_score(data["score"]),
        parameters={**rule.parameters, **data["parameters"]},
    )


def _made(data: Mapping[str, Any], kinds: Mapping[str, Kind]) -> Rule:
    """A rule of a kind; its check is compiled when the rule is first applied."""
    fields: dict[str, Any] = {
        "id": data["id"],
        "title": data["title"],
        "level": data["level"],
        "defect": data["defect"],
        "basis": data["basis"],
        "why": data["why"],
        "ruleset": data["ruleset"],
        "editions": tuple(data["editions"]),
        "levels": tuple(data["levels"]),
        "regions": tuple(data["regions"]),
        "score": _score(data["score"]),
        "years": tuple(data["years"]),
        "family": data["family"],
        "parameters": data["parameters"],
        "relevelled": data["relevelled"],
        "place": data["place"],
    }

    def whole() -> Rule:
        compiled = _compiled(data, kinds)
        passes, fails = (tuple(map(_case, data[key])) for key in ("passes", "fails"))
        return Rule(check=compiled.check, formula=compiled.formula, passes=passes, fails=fails, **fields)

    return later(LaterRule, whole, fields)


def _compiled(data: Mapping[str, Any], kinds: Mapping[str, Kind]) -> Compiled:
    kind = kinds[data["kind"]]
    try:
        compiled = kind.compile(marshal.loads(data["prepared"]))
    # Kinds are other people's code too.
    except Exception as error:
        raise PluginError(f"检查方式 {kind.key}", described(error)) from error
    return compiled if isinstance(compiled, Compiled) else Compiled(compiled)


def _score(data: Mapping[str, Any] | None) -> Score | None:
    points = _points(data["points"]) if data else None
    return Score(points, data["once"], _points(data["cap"])) if data and points is not None else None


def _points(written: str) -> Decimal | None:
    return Decimal(written) if written else None


def _case(data: Mapping[str, Any]) -> Case:
    return Case({key: value for key, value in data.items() if key != "says"}, str(data.get("says", "")))
