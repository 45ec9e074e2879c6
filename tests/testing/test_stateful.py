"""The stateful test that docs/authoring.zh.md shows, on our own rules."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import gouji
from gouji.report import Report
from gouji.testing.strategies import quick, reports


class Corrections(RuleBasedStateMachine):
    @initialize(report=reports(year=2023))
    def start(self, report: Report) -> None:
        self.right = self.now = report

    def wrong(self) -> list[tuple[str, str]]:
        return [key for key, cell in self.now.tables["t3"].cells.items() if cell != self.right.tables["t3"].cells[key]]

    @rule(data=st.data())
    def mistype(self, data: st.DataObject) -> None:
        cells = self.now.tables["t3"].cells
        cell = cells[data.draw(st.sampled_from(list(cells)))]
        more = int(cell.raw) + 1
        self.now = self.now.with_cells(cell._replace(raw=str(more), value=more))

    @precondition(lambda self: self.wrong())
    @rule(data=st.data())
    def correct(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(self.wrong()))
        self.now = self.now.with_cells(self.right.tables["t3"].cells[key])

    @invariant()
    def one_wrong_cell_is_told_and_no_other(self) -> None:
        told = gouji.check(self.now).findings
        if len(wrong := self.wrong()) < 2:
            assert bool(told) == bool(wrong)


TestCorrections = Corrections.TestCase
TestCorrections.settings = settings(quick, max_examples=20, stateful_step_count=6)
