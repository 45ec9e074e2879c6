"""What if this cell said something else: edits in memory, never in the file.

An immutable history of edited reports over the one that was read; the engine judges each, and the
findings are compared by fingerprint.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

from gouji.finding import Change, Finding, Result
from gouji.report import Cell, Key, Report
from gouji.telling import printable
from gouji.values import parse

Check = Callable[[Result, Report], Result]
"""Judges an edited report, given the result of it as it was read."""


class Edit(NamedTuple):
    """One cell's raw text before and after; `old` is None where the document lacks the cell."""

    key: Key
    old: str | None
    new: str


class Step(NamedTuple):
    """One act of the user, which may change several cells at once (a correction), and what it led to."""

    edits: tuple[Edit, ...]
    result: Result


class Effect(NamedTuple):
    """What the edits made so far change among the findings."""

    gone: tuple[Finding, ...]
    new: tuple[Finding, ...]


class WhatIf:
    """The edits tried on one report, with undo and redo."""

    def __init__(self, base: Result, check: Check, beyond: Collection[str] = ()) -> None:
        """`beyond` are the rules that `check` does not ask: what they found about the report stays as it is."""
        self.base = base
        self._check = check
        self._beyond = beyond
        self._steps: list[Step] = []
        self._undone: list[Step] = []

    @property
    def result(self) -> Result:
        """The result with all edits in place."""
        return self._steps[-1].result if self._steps else self.base

    @property
    def report(self) -> Report:
        """The report with all edits in place."""
        return self.result.report

    @property
    def can_undo(self) -> bool:
        """Whether something was tried."""
        return bool(self._steps)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return bool(self._undone)

    def rebase(self, base: Result) -> None:
        """Puts the same edits on a report that was read anew."""
        steps, self.base = self._steps, base
        self._steps, self._undone = [], []
        for step in steps:
            self.edit([(edit.key, edit.new) for edit in step.edits])

    def edit(self, cells: list[tuple[Key, str]]) -> bool:
        """Gives cells new raw texts. False when that changes nothing, or the report has no such table."""
        report = self.report
        edits, changed = [], []
        for key, raw in cells:
            before = report.cell(*key)
            if key[0] not in report.tables or (before is not None and before.raw.strip() == raw.strip()):
                continue
            edits.append(Edit(key, before.raw if before else None, raw.strip()))
            changed.append(_cell(key, raw.strip(), before))
        if not edits:
            return False
        self._steps.append(Step(tuple(edits), self._check(self.base, report.with_cells(*changed))))
        self._undone.clear()
        return True

    def correct(self, correction: tuple[Change, ...]) -> bool:
        """Tries one of a finding's corrections."""
        return self.edit([(change.key, change.new) for change in correction])

    def undo(self) -> None:
        """Takes the last act back."""
        self._undone.append(self._steps.pop())

    def redo(self) -> None:
        """Does again what was taken back last."""
        self._steps.append(self._undone.pop())

    @property
    def changes(self) -> list[Edit]:
        """The cells that now differ from the file, each once, from first to last text."""
        merged: dict[Key, Edit] = {}
        for step in self._steps:
            for edit in step.edits:
                before = merged.get(edit.key, edit)
                merged[edit.key] = Edit(edit.key, before.old, edit.new)
        return [edit for edit in merged.values() if edit.old is None or edit.old.strip() != edit.new]

    @property
    def effect(self) -> Effect:
        """Which findings the edits remove and which they add."""
        before = {finding.fingerprint(self.base.report): finding for finding in self.base.findings}
        after = {finding.fingerprint(self.report): finding for finding in self.result.findings}
        return Effect(
            tuple(finding for key, finding in before.items() if key not in after),
            tuple(finding for key, finding in after.items() if key not in before),
        )

    @property
    def untried(self) -> int:
        """How many of the findings are on other reports too, and stay whatever is edited."""
        return sum(finding.rule in self._beyond for finding in self.base.findings)

    def text(self) -> str:
        """The changes and their effect as text to hand on."""
        edition = self.base.report.edition
        effect = self.effect
        lines = [f"{printable(self.base.report.unit or self.base.report.path)} {self.base.report.year or ''} 试改（原文件没有改动）"]
        for edit in self.changes:
            old, new = printable(edit.old or "") or "空", printable(edit.new) or "空"
            lines.append(f"  {edition.cell_name(*edit.key)}：{old} → {new}")
        lines.append(f"问题 {len(self.base.findings)} 项 → {len(self.result.findings)} 项")
        lines += [f"  消失：{printable(finding.message)}" for finding in effect.gone]
        lines += [f"  新出现：{printable(finding.message)}" for finding in effect.new]
        return "\n".join(lines)


def _cell(key: Key, raw: str, before: Cell | None) -> Cell:
    kind, value, note = parse(raw)
    if before:
        return before._replace(raw=raw, kind=kind, value=value, note=note, doubt="")
    return Cell(*key, raw=raw, kind=kind, value=value, note=note)
