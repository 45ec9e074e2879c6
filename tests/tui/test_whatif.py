"""What-if: edits in memory, their effect, undo and redo."""

from __future__ import annotations

import pytest

from gouji.edition import Edition
from gouji.engine import check
from gouji.in_force import InForce
from gouji.tui.whatif import WhatIf

from .conftest import asked

KEY = ("t3", "open", "total")


@pytest.fixture
def trial(edition: Edition, in_force: InForce) -> WhatIf:
    report = asked(edition, "临江县水利局", 5, total=7)
    return WhatIf(check(report, in_force.ruleset), lambda _, edited: check(edited, in_force.ruleset))


def test_the_right_number_makes_the_finding_vanish_and_undo_brings_it_back(trial: WhatIf) -> None:
    before = trial.base.findings
    assert any("A" in finding.rule for finding in before)
    assert trial.edit([(KEY, "5")])
    assert len(trial.effect.gone) >= 1 and not trial.effect.new
    assert trial.base.findings == before, "what was read is never changed"
    trial.undo()
    assert trial.result.findings == before and not trial.changes and not trial.can_undo and trial.can_redo
    trial.redo()
    assert trial.effect.gone and not trial.can_redo
    trial.undo()
    trial.edit([(("t3", "new", "person"), "9")])
    assert not trial.can_redo, "what was taken back does not fit what was done since"


def test_a_wrong_number_makes_findings_appear(trial: WhatIf) -> None:
    trial.edit([(("t3", "new", "person"), "9")])
    assert trial.effect.new


def test_the_finding_s_own_correction_can_be_tried(trial: WhatIf) -> None:
    finding = next(finding for finding in trial.base.findings if finding.corrections)
    assert trial.correct(finding.corrections[0])
    assert finding.message in [gone.message for gone in trial.effect.gone]


def test_edits_that_change_nothing_are_no_steps(trial: WhatIf) -> None:
    assert not trial.edit([(KEY, " 7 ")])
    assert not trial.edit([(("t9", "x", "y"), "1")])
    assert not trial.can_undo


def test_changes_are_told_once_from_first_to_last(trial: WhatIf) -> None:
    trial.edit([(KEY, "6")])
    trial.edit([(KEY, "5")])
    assert [(edit.old, edit.new) for edit in trial.changes] == [("7", "5")]
    text = trial.text()
    assert "7 → 5" in text and "消失" in text and "没有改动" in text
    trial.edit([(KEY, "7")])
    assert trial.changes == []


def test_any_text_can_be_put_in(trial: WhatIf) -> None:
    trial.edit([(KEY, "约五件\x1b[0m")])
    cell = trial.report.cell(*KEY)
    assert cell and cell.kind == "text"
    trial.edit([(KEY, "")])
    cell = trial.report.cell(*KEY)
    assert cell and cell.kind == "blank"


def test_edits_survive_a_new_reading_of_the_file(trial: WhatIf, edition: Edition, in_force: InForce) -> None:
    trial.edit([(KEY, "5")])
    trial.rebase(check(asked(edition, "临江县水利局", 5, total=8), in_force.ruleset))
    assert [(edit.old, edit.new) for edit in trial.changes] == [("8", "5")]
