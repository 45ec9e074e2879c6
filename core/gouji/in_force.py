"""What a run works with: the plugins loaded, the rules in force, the editions known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from gouji.data import editions as shipped
from gouji.edition import Edition
from gouji.errors import GoujiError, UsageError
from gouji.finding import RuleFailure
from gouji.lean import TYPE_CHECKING, NamedTuple, dataclass, replace
from gouji.likeness import nearest
from gouji.plugins import Registry, load_plugins
from gouji.rule import OF_A_RUN, Rule
from gouji.ruleset import Ruleset, load
from gouji.ruleset.widening import widened

if TYPE_CHECKING:
    from gouji.roster import Roster

DEFAULT_RULESETS = ("national-2019", "national-2021")
"""In force when `--ruleset` names nothing: the national format of every year."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user chose. `jobs` is the number of processes; 0 lets the number of inputs decide.

    `select` and `ignore` hold ids of rules or of defect types, or a letter that stands for all ids
    beginning with it. `plugins` are module names or Python files. With `remember`, inputs that have
    not changed since an earlier run are not read again, and results are kept for later runs. `roster`
    is a file that says which units must report.
    """

    rulesets: tuple[str, ...] = ()
    edition: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    plugins: tuple[str, ...] = ()
    jobs: int = 1
    remember: bool = False
    roster: str | None = None


State = tuple[str, str, bool]
"""A rule's id and level, and whether a ruleset or the user has given it that level."""


@dataclass(frozen=True, slots=True)
class InForce:
    """Everything that judging an input needs beside the input."""

    registry: Registry
    ruleset: Ruleset
    editions: Mapping[str, Edition]
    edition: str | None = None
    roster: Roster | None = None

    def divided(self, several: bool) -> Divided:
        """The same, the rules that need a second report apart; a report all by itself says itself what it lacks."""
        several = several or self.roster is not None
        rules = [rule for rule in self.ruleset.rules if rule.family != "roster" or self.roster is not None]
        alone = tuple(rule for rule in rules if not rule.family or not (several or rule.family in OF_A_RUN))
        return Divided(self.only(alone), self.only(tuple(rule for rule in rules if rule.family and several)))

    def only(self, rules: tuple[Rule, ...]) -> InForce:
        """The same with these rules only."""
        return replace(self, ruleset=replace(self.ruleset, rules=rules))

    @property
    def states(self) -> tuple[State, ...]:
        """The rules in force by id, with what may have changed about them since they were loaded."""
        return tuple((rule.id, rule.level, rule.relevelled) for rule in self.ruleset.rules)

    def in_states(self, states: Iterable[State]) -> InForce:
        """The same with these rules only, in these states."""
        rules = {rule.id: rule for rule in self.ruleset.rules}
        return self.only(tuple(replace(rules[id], level=level, relevelled=relevelled) for id, level, relevelled in states))


class Divided(NamedTuple):
    """What is in force for every report by itself, and for those that belong together."""

    alone: InForce
    together: InForce


def prepare(options: Options, registry: Registry | None = None) -> InForce:
    """Loads plugins (unless a registry is given) and rulesets, and applies the selection.

    Raises UsageError for a name that does not exist, ConfigError for a broken ruleset.
    """
    registry = registry or load_plugins(options.plugins)
    try:
        return _in_force(options, registry)
    except GoujiError as error:
        # What is missing may have been a failed plugin's.
        for line in registry.set_aside():
            error.add_note(line)
        raise


def _in_force(options: Options, registry: Registry) -> InForce:
    editions = shipped()
    _known_edition(options, editions)
    loaded = load(options.rulesets or DEFAULT_RULESETS, registry)
    named = {rule.id: rule for rule in loaded.rules}
    registry = _without_taken(registry, named)
    rules = (*loaded.rules, *(registry.rules[id] for id in registry.asked_rules if id not in named))
    chosen = select(rules, options.select, options.ignore)
    if not chosen:
        raise UsageError("没有一条规则在执行：请放宽 --select、--ignore，或换一个规则集")
    return InForce(registry, replace(loaded, rules=chosen), widened(editions, loaded.accepted), options.edition, _roster(options.roster))


def _roster(path: str | None) -> Roster | None:
    if path is None:
        return None
    from gouji.roster import read

    return read(path)


def _without_taken(registry: Registry, named: Mapping[str, Rule]) -> Registry:
    """The registry without the rules asked for whose ids are those of rules in the rulesets: they are told as set aside."""
    taken = [id for id in registry.asked_rules if id in named and named[id].check is not registry.rules[id].check]
    if not taken:
        return registry
    why = "编号已是规则集 {} 里“{}”的，请换一个编号"
    failures = [RuleFailure(f"插件的规则 {id}", "", why.format(named[id].ruleset, named[id].title)) for id in taken]
    asked = tuple(id for id in registry.asked_rules if id not in taken)
    return replace(registry, asked_rules=asked, failures=(*registry.failures, *failures))


def prepare_reading(options: Options) -> InForce:
    """The same without any rules: enough to read, not to judge.

    Rulesets named are asked for nothing but the wordings they accept. Raises UsageError, ConfigError.
    """
    editions = shipped()
    _known_edition(options, editions)
    registry = load_plugins(options.plugins)
    accepted = load(options.rulesets, registry).accepted if options.rulesets else ()
    return InForce(registry, Ruleset((), {}), widened(editions, accepted), options.edition)


def _known_edition(options: Options, editions: Mapping[str, Edition]) -> None:
    if options.edition is not None and options.edition not in editions:
        raise UsageError(f"没有格式版本 {options.edition}；可以写 {'、'.join(editions)}{nearest(options.edition, editions)}")


def select(rules: Iterable[Rule], chosen: Iterable[str], ignored: Iterable[str]) -> tuple[Rule, ...]:
    """The rules chosen (all, when nothing is) and not ignored.

    A word is a rule's id, a defect's id, or the letters a family of ids begins with. Raises
    UsageError for a word that matches no rule, naming the nearest that would.
    """
    rules = tuple(rules)
    chosen, ignored = tuple(chosen), tuple(ignored)
    for word in (*chosen, *ignored):
        if not any(_named(rule, word) for rule in rules):
            raise UsageError(f"没有编号为 {word} 的规则{nearest(word, known_ids(rules))}")
    return tuple(
        rule
        for rule in rules
        if (not chosen or any(_named(rule, word) for word in chosen)) and not any(_named(rule, word) for word in ignored)
    )


def known_ids(rules: Iterable[Rule]) -> list[str]:
    """Every id a rule can be called by: its own and its defect's."""
    return sorted({id for rule in rules for id in (rule.id, rule.defect)})


def _named(rule: Rule, word: str) -> bool:
    if word in (rule.id, rule.defect):
        return True
    return word.isalpha() and word in (_letters(rule.id), _letters(rule.defect))


def _letters(id: str) -> str:
    found = re.match(r"[A-Za-z]+", id)
    return found[0] if found else ""
