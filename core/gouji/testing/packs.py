"""A ruleset put to the test: its own cases, and the contract of all rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from gouji.authoring.case_trials import try_cases
from gouji.authoring.packs import Own, own_rules
from gouji.finding import ERROR, WARNING


@dataclass(frozen=True, slots=True)
class Tried:
    """A ruleset with the rules that are its own: those it adds or changes, not those it inherits."""

    own: Own

    def check(self, examples: int = 30, levels: Collection[str] = (ERROR, WARNING)) -> None:
        """Everything: cases, then contracts. Raises AssertionError."""
        __tracebackhide__ = True
        self.cases()
        self.contracts(examples, levels)

    def cases(self) -> None:
        """Every case comes out as written, and no rule lacks one. Raises AssertionError that names each."""
        __tracebackhide__ = True
        failures = self.own.in_force.registry.failures
        wrong = [f"{failure.rule}：{failure.error}" for failure in failures]
        for rule in self.own.rules:
            found = try_cases(rule, self.own.in_force.editions.values(), self.own.in_force.ruleset.tables)
            wrong += [f"{rule.id}（{rule.place}）{missing}" for missing in found.missing]
            wrong += [f"{rule.id}（{rule.place}）{trial.text}：{trial.wrong}" for trial in found.trials if trial.wrong]
        assert not wrong, "\n".join(wrong)

    def contracts(self, examples: int = 30, levels: Collection[str] = (ERROR, WARNING)) -> None:
        """The rules never raise, are deterministic, silent on valid reports (at these levels), name
        cells that exist, and do not depend on layout, order or irrelevant cells.

        Raises `gouji.testing.contracts.BrokenContractError` with a small report and a command that
        shows it again.
        """
        __tracebackhide__ = True
        from gouji.testing.contracts import check_pack

        ruleset = replace(self.own.in_force.ruleset, rules=self.own.rules)
        check_pack(ruleset, examples=examples, levels=levels, options=self.own.options)


def tried(name: str, plugins: Iterable[str] = ()) -> Tried:
    """Loads a ruleset, by id or path, to be tested. Raises UsageError and ConfigError."""
    return Tried(own_rules(name, plugins))
