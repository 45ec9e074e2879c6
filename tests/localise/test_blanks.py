"""Empty cells for which the sums leave only one number."""

from __future__ import annotations

import pytest

from gouji.data import editions
from gouji.engine import check
from gouji.in_force import Options, prepare
from gouji.sample import balanced
from gouji.values import parse


@pytest.fixture(scope="module")
def in_force():
    return prepare(Options(select=("A", "B", "N")))


@pytest.fixture
def report():
    """Seven requests of persons, two of firms; one dispute."""
    base = balanced(editions()["gov-2021"])
    numbers = {"person": "7", "biz": "2", "total": "9"}
    cells = {("t3", row, column): number for row in ("new", "open", "done") for column, number in numbers.items()}
    return written(base, {**cells, ("t4", "review", "keep"): "1", ("t4", "review", "total"): "1"})


def written(report, raws):
    cells = []
    for key, raw in raws.items():
        kind, value, note = parse(raw)
        cells.append(report.cell(*key)._replace(raw=raw, kind=kind, value=value, note=note))
    return report.with_cells(*cells)


def told(report, in_force, raws):
    return check(written(report, raws), in_force.ruleset).findings


def changes(finding):
    return [{(c.row, c.column): (c.old, c.new) for c in correction} for correction in finding.corrections]


@pytest.mark.parametrize(("key", "number"), [(("t3", "open", "biz"), "2"), (("t3", "done", "total"), "9"), (("t4", "review", "keep"), "1")])
@pytest.mark.parametrize("raw", ["", "/"])
def test_a_number_left_out_is_told_from_the_sums(report, in_force, key, number, raw):
    (finding,) = told(report, in_force, {key: raw})
    assert finding.rule == "N01"
    assert f"按勾稽关系，{report.edition.cell_name(*key)}应为{number}。" in finding.message
    assert changes(finding) == [{key[1:]: ("", number)}]
    assert finding.expected == number


def test_words_instead_of_a_number_are_told_with_the_number(report, in_force):
    (finding,) = told(report, in_force, {("t3", "open", "biz"): "约2件"})
    assert finding.rule == "N03"
    assert "表三·予以公开·商业企业应为2" in finding.message


def test_an_empty_cell_that_stands_for_nothing_is_asked_for_a_nought_only(report, in_force):
    (finding,) = told(report, in_force, {("t3", "partial", "biz"): ""})
    assert finding.message.endswith("没有发生的请填0。")
    assert finding.corrections == ()


def test_one_number_follows_from_the_other(report, in_force):
    (finding,) = told(report, in_force, {("t3", "open", "person"): "", ("t3", "open", "biz"): "", ("t3", "done", "biz"): ""})
    assert changes(finding) == [{("open", "person"): ("", "7"), ("open", "biz"): ("", "2"), ("done", "biz"): ("", "2")}]


def test_where_two_empty_cells_share_their_sums_nothing_is_asked_for(report, in_force):
    (finding,) = told(report, in_force, {("t4", "review", "keep"): "", ("t4", "review", "other"): ""})
    assert finding.corrections == ()


def test_sums_that_disagree_ask_for_nothing(report, in_force):
    findings = told(report, in_force, {("t3", "open", "biz"): "", ("t3", "open", "total"): "12"})
    assert all("应为" not in finding.message for finding in findings if finding.rule == "N01")


def test_where_noughts_are_left_empty_a_wrong_number_is_still_found(report, in_force):
    noughts = {cell.key: "" for table in report.tables.values() for cell in table.cells.values() if not cell.value}
    assert {finding.rule for finding in told(report, in_force, noughts)} == {"N01"}
    (finding,) = [f for f in told(report, in_force, {**noughts, ("t3", "open", "biz"): "5"}) if f.rule != "N01"]
    assert finding.level == "warning"
    assert {equation.rule for equation in finding.equations} == {"A2", "A3"}
    assert changes(finding) == [{("open", "biz"): ("5", "2")}]


def test_beside_numbers_that_are_doubted_nothing_is_asked_for(report):
    moved = {("t3", row, column): raw for row in ("new", "open", "done") for column, raw in (("other", "9"), ("total", ""))}
    findings = told(report, prepare(Options(select=("A", "F04"))), moved)
    (finding,) = (one for one in findings if one.rule == "F04")
    assert "应为" not in finding.message and not finding.corrections
