"""What an examination of rules says: one doubt about one rule, with its place."""

from __future__ import annotations

from typing import Any, NamedTuple

from gouji.rule import Rule

WRONG, DOUBT, UNDECIDED = "wrong", "doubt", "undecided"
WEIGHTS = {WRONG: "错", DOUBT: "疑", UNDECIDED: "未定"}
"""How grave: a rule that cannot do its work; something to look at; a question without an answer."""


class Remark(NamedTuple):
    """One remark. `kind` is a word for other programs: "never", "conflict", "repeat", "implied", …"""

    kind: str
    weight: str
    rules: tuple[str, ...]
    place: str
    text: str

    def as_json(self) -> dict[str, Any]:
        """Plain data for other programs."""
        return {**self._asdict(), "rules": list(self.rules)}


def on(rule: Rule, kind: str, weight: str, text: str, others: tuple[str, ...] = ()) -> Remark:
    """A remark on a rule, and others that have to do with it."""
    return Remark(kind, weight, (rule.id, *others), rule.place or rule.ruleset, text)
