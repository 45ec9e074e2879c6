"""Formulas 审核公式: text → comparisons over named cells → outcomes with their evidence.

`Formula` is what a rule keeps of its formula: its instances in an edition, for whoever wants to
reason about equations, and its wording, for whoever wants to read it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from gouji.edition import Edition
from gouji.finding import NotAssessed
from gouji.formula.hindrance import Hindrance, reason
from gouji.formula.instances import PREVIOUS, Instance, Side, Term, named
from gouji.formula.judge import FormulaCheck, Wording, holds, judge, prepared
from gouji.lean import Any
from gouji.report import Key
from gouji.rule import Outcome, Subject, lacking

__all__ = ["Condition", "Formula", "FormulaCheck", "Instance", "Side", "Term"]


class Formula:
    """A formula in every edition it speaks for.

    `text`, `each` and `when` are as written; `family` is "", "previous" or "below".
    """

    __slots__ = ("_plain", "_ready", "_words", "each", "family", "text", "when")

    def __init__(self, plain: Mapping[str, Any]) -> None:
        self.text: str = plain["text"]
        self.each: str = plain["each"]
        self.when: str = plain["when"]
        self.family: str = plain["family"]
        self._plain: Mapping[str, Any] = plain["instances"]
        self._words = Wording(self.text, plain["message"])
        self._ready: dict[str, Any] = {}

    def instances(self, edition: Edition) -> list[Instance]:
        """Every comparison this formula makes in a report of this edition, in order."""
        return [instance for plain in self._plain.get(edition.id, ()) for instance in named(plain)]

    def last_years(self, keys: Container[Key], edition: Edition) -> list[Key]:
        """The cells of last year's report that comparisons of any of these cells are made with."""
        compared = ((*instance.left.terms, *instance.right.terms) for instance in self.instances(edition))
        found = (terms for terms in compared if any(not term.scope and term.key in keys for term in terms))
        return list(dict.fromkeys(term.key for terms in found for term in terms if term.scope == PREVIOUS))

    def judge(self, subject: Subject) -> Iterator[Outcome]:
        """The outcomes for one report; nothing for an edition the formula does not speak for."""
        if why := lacking(self.family, subject):
            return iter((subject.not_assessed(why),))
        edition = subject.edition.id
        ready = self._ready.get(edition)
        if ready is None:
            ready = self._ready[edition] = prepared(self._plain.get(edition, ()))
        return judge(ready, subject, self._words)

    @property
    def spoken(self) -> str:
        """The formula read back as one Chinese sentence."""
        from gouji.formula.spoken import spoken

        return spoken(self.text, self.each, self.when)


class Condition:
    """The `when` of a rule whose check is no formula; made from `gouji.formula.plain.plain_condition`."""

    __slots__ = ("_plain",)

    def __init__(self, plain: Mapping[str, Any]) -> None:
        self._plain = plain

    def hindered(self, subject: Subject) -> NotAssessed | bool:
        """False where the condition holds, True where it does not; the reason where nobody can know."""
        unknown: list[Hindrance] = []
        answers = [holds(part, subject, unknown) for part in self._plain.get(subject.edition.id, ())]
        if False in answers:
            return True
        return reason(subject, unknown) if unknown else False
