"""What is packed comes back the same, and what nobody looks at stays packed."""

import pickle
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from gouji import lean
from gouji.data import editions
from gouji.engine import check
from gouji.finding import Finding, RuleFailure
from gouji.in_force import Options, prepare
from gouji.report import Fact, Report
from gouji.run.judging import Checked
from gouji.run.packing import is_plain, pack, pack_report, unpack, unpack_report
from gouji.sample import balanced
from gouji.testing.strategies import reports

EDITIONS = editions()
IN_FORCE = prepare(Options())


@pytest.fixture(scope="module")
def result():
    report = balanced(EDITIONS["gov-2021"])
    cells = [report.cell("t3", "new", column) for column in ("person", "total")]
    fee = report.cell("t2", "a20_8.fee", "amt")._replace(raw="12.50", value=Decimal("12.50"))
    faulty = report.with_cells(*(cell._replace(raw=raw, value=int(raw)) for cell, raw in zip(cells, "59", strict=True)), fee)
    return check(faulty, IN_FORCE.ruleset)


def seen(check):
    return check.rule, check.outcome, check.cells, check.text


def test_a_result_comes_back_the_same(result):
    checked = Checked("a/甲.html", result, failures=(RuleFailure("X", "a", "坏"),))
    again = unpack(pack(checked), IN_FORCE)
    assert again.result.report == result.report and result.report == again.result.report
    assert again.result.not_assessed == result.not_assessed and again.failures == checked.failures
    assert again.result.applied == result.applied > 50 and again.result.hindered == result.hindered
    assert repr(again.result.findings) == repr(result.findings)
    assert list(map(seen, again.result.checks)) == list(map(seen, result.checks))
    assert again.result.report.edition is EDITIONS["gov-2021"]
    assert again.result.findings[0].fingerprint(again.result.report) == result.findings[0].fingerprint(result.report)


def test_packed_and_pickled_again_it_is_still_the_same(result):
    once = unpack(pack(Checked("a", result)), IN_FORCE)
    twice = unpack(pack(once), IN_FORCE)
    assert once == twice == pickle.loads(pickle.dumps(once))
    assert twice.result.applied == result.applied


def test_what_is_told_of_every_report_needs_no_unpacking(result):
    again = unpack(pack(Checked("a", result)), IN_FORCE).result
    assert (again.report.unit, again.report.year, again.report.blank_form, again.worst()) == ("临江县水利局", 2023, False, "error")
    assert again.applied and again.hindered >= 0
    for record, name in ((again.report, "tables"), (again, "checks")):
        with pytest.raises(AttributeError):
            object.__getattribute__(record, name)
    assert again.report.cell("t3", "new", "total").value == 9


def test_what_made_no_check_is_not_asked_again(result):
    asked = []

    def fails(subject):
        asked.append(subject.rule.id)
        raise LookupError("坏了")

    rules = IN_FORCE.ruleset.rules
    in_force = IN_FORCE.only((*rules[:9], replace(rules[9], check=fails)))
    packed = pack(Checked("a", check(result.report, in_force.ruleset)))
    again = unpack(packed, in_force).result
    assert [failure.rule for failure in again.failures] == asked == [rules[9].id]
    assert again.checks and {one.rule for one in again.checks} == set(again.rules) and len(asked) == 1


def test_a_result_with_more_findings_still_makes_its_checks_late(result):
    again = unpack(pack(Checked("a", result)), IN_FORCE).result
    more = lean.replace(again, findings=(*again.findings, *again.findings))
    assert len(more.findings) == 2 * len(result.findings) and more.applied == result.applied
    with pytest.raises(AttributeError):
        object.__getattribute__(more, "checks")
    assert list(map(seen, more.checks)) == list(map(seen, result.checks))


def test_a_changed_copy_is_not_the_packed_one(result):
    again = unpack(pack(Checked("a", result)), IN_FORCE).result
    cell = again.report.cell("t3", "new", "total")
    changed = again.report.with_cells(cell._replace(raw="3", value=3))
    assert unpack_report(pack_report(changed), EDITIONS).cell("t3", "new", "total").value == 3
    assert replace(again, findings=()).applied == result.applied


@given(reports())
@settings(max_examples=10, deadline=None)
def test_every_report_comes_back_the_same(report: Report):
    again = unpack_report(pack_report(report), EDITIONS)
    assert again == report and hash(report.path)
    assert [type(cell.value) for table in again.tables.values() for cell in table.cells.values()] == [
        type(cell.value) for table in report.tables.values() for cell in table.cells.values()
    ]
    assert again.prose() == report.prose()


def test_merged_sections_share_their_lines_again():
    report = balanced(EDITIONS["gov-2021"])
    merged = replace(report.sections["s5"], covers=("s5", "s6"))
    report = replace(report, sections={**report.sections, "s5": merged, "s6": replace(merged, id="s6")})
    again = unpack_report(pack_report(report), EDITIONS)
    assert again.sections["s5"].lines is again.sections["s6"].lines
    assert again.prose() == report.prose()


def test_without_a_result():
    for checked in (
        Checked("a", unread="坏了"),
        Checked("b", set_aside="不是年报"),
        Checked("c", unread="x", failures=(RuleFailure("r", "p", "e"),)),
    ):
        assert unpack(pack(checked), IN_FORCE) == checked


def test_what_only_a_plugin_knows_stays_within_the_run(result):
    strange = replace(result, report=result.report.with_facts(unit=Fact(frozenset("县"), "title")))
    for one in (strange, replace(result, findings=(Finding("X", "X", "info", "m", key=Path("a")),))):
        content = pack(Checked("a", one))
        assert not is_plain(content)
        again = unpack(content, IN_FORCE, own=True).result
        assert (again.findings, again.report) == (one.findings, one.report) and again.report.edition is one.report.edition
        with pytest.raises(ValueError):
            unpack(content, IN_FORCE)
    assert unpack_report(pack_report(strange.report), EDITIONS) == strange.report


@pytest.mark.parametrize("content", [b"", b"\xe3", b"N", b"(\x01\x00\x00\x00N", b"i\x01\x00\x00\x00"])
def test_damage_is_noticed(content):
    with pytest.raises((EOFError, LookupError, TypeError, ValueError)):
        unpack(content, IN_FORCE)
