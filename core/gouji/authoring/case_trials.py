"""A rule's own cases tried in every edition it speaks for, told once where editions agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from gouji.cases import Outcome, run
from gouji.edition import Edition
from gouji.rule import Rule
from gouji.telling import case_words


class Trial(NamedTuple):
    """One case and what came of it in `editions`: `said` is the message, `wrong` "" when all is well."""

    passes: bool
    text: str
    says: str
    said: str
    wrong: str
    editions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """All cases of one rule. `missing` says which kind of case it lacks; `editions` counts those tried."""

    rule: Rule
    trials: tuple[Trial, ...]
    missing: tuple[str, ...]
    editions: int

    @property
    def good(self) -> bool:
        """Whether every case came out as written and none is missing."""
        return not self.missing and not any(trial.wrong for trial in self.trials)

    def where(self, trial: Trial) -> str:
        """The editions in which a trial came out so, unless it did in all of them: ［gov-2019］."""
        return f"［{'、'.join(trial.editions)}］" if len(trial.editions) < self.editions else ""

    def as_json(self) -> dict[str, Any]:
        """Plain data for other programs."""
        return {
            "rule": self.rule.id,
            "ruleset": self.rule.ruleset,
            "place": self.rule.place,
            "missing": list(self.missing),
            "cases": [{**trial._asdict(), "editions": list(trial.editions)} for trial in self.trials],
        }


def try_cases(rule: Rule, editions: Iterable[Edition], tables: Mapping[str, Any]) -> Tried:
    """Runs every case of the rule in every edition it speaks for."""
    outcomes = [outcome for edition in editions for outcome in run(rule, edition, tables)]
    missing = () if outcomes else ("它的例子在哪个格式版本里都不能运行：请核对 edition 和 years",)
    by_case: dict[tuple[int, str, str], list[Outcome]] = {}
    for outcome in outcomes:
        by_case.setdefault((id(outcome.case), _said(outcome), outcome.wrong), []).append(outcome)
    order = {id(case): position for position, case in enumerate((*rule.passes, *rule.fails))}
    found = [
        Trial(same[0].passes, case_words(same[0].case), same[0].case.says, said, wrong, tuple(outcome.edition for outcome in same))
        for (_, said, wrong), same in sorted(by_case.items(), key=lambda item: order[item[0][0]])
    ]
    return Tried(rule, tuple(found), missing, len({outcome.edition for outcome in outcomes}))


def _said(outcome: Outcome) -> str:
    """The message that shows the expected words, else the first."""
    fitting = (message for message in outcome.messages if outcome.case.says in message)
    return next(fitting, outcome.messages[0] if outcome.messages else "")
