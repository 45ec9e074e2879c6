"""An empty form is told from a report in which something is filled in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gouji.data import editions
from gouji.recognise.blank_form import is_blank_form
from gouji.report import Fact, Report
from gouji.sample import balanced
from gouji_plugins.rules import examples


@pytest.fixture
def form() -> Report:
    """The official form without a word or a number."""
    report = balanced(editions()["gov-2021"])
    for table in report.edition.tables:
        report = examples.cells(table.id, dict.fromkeys(table.keys(), ""))(report)
    return replace(report, sections={})


def test_a_form_without_words_and_numbers_is_blank(form: Report) -> None:
    assert is_blank_form(form)
    assert is_blank_form(examples.unplaced("t3", ["", "/"], 7, "open")(form))


def test_a_number_makes_it_a_report_wherever_it_stands(form: Report) -> None:
    assert not is_blank_form(examples.cells("t3", {("open", "person"): "2"})(form))
    assert not is_blank_form(examples.unplaced("t3", ["2"], 7, "open")(form))


@pytest.mark.parametrize("unit", ["临江县水利局", None])
def test_signs_for_nothing_under_the_name_of_a_unit_are_a_report(form: Report, unit: str | None) -> None:
    signed = examples.cells("t4", {("review", "keep"): "/"})(form)
    facts = {"unit": Fact(unit, "title")} if unit else {}
    assert is_blank_form(replace(signed, facts=facts)) is (unit is None)
