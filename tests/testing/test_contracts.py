"""Rules that break the contract are found, and shown on a small report with a way to see it again."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gouji.data import editions
from gouji.document import NOWHERE, Place
from gouji.finding import PASSED, CellEvidence, Check
from gouji.report import Extra, Misfit, Report, Section, Table
from gouji.rule import Case, Outcome, Rule, Subject, rule
from gouji.sample import balanced
from gouji.testing.contracts import BrokenContractError, assert_rule_contract, elsewhere


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports that show a broken contract are not mixed with those of another run of the tests."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def make(check) -> Rule:
    return rule(
        "X01",
        title="试验",
        level="error",
        defect="G01",
        basis="自拟",
        why="试验",
        passes=[Case({})],
        fails=[Case({}, "x")],
    )(check)


def total(report: Report) -> int:
    cell = report.cell("t3", "new", "total")
    return int(cell.value) if cell and cell.value is not None else 0


def test_a_rule_that_keeps_the_contract_passes() -> None:
    @make
    def sums(subject: Subject) -> Iterator[Outcome]:
        cells = [subject.report.cell("t4", "review", column) for column in ("keep", "correct", "other", "pending", "total")]
        values = [cell.value for cell in cells if cell and cell.value is not None]
        if len(values) == 5 and sum(values[:4]) != values[4]:
            yield subject.finding("不符", cells=[CellEvidence("t4", "review", "total", str(values[4]), "subject")])

    assert_rule_contract(sums, examples=20)


def test_an_accusation_of_a_valid_report_is_shown_on_a_small_one() -> None:
    @make
    def many(subject: Subject) -> Iterator[Outcome]:
        if total(subject.report) > 0:
            yield subject.finding("申请太多", cells=[CellEvidence("t3", "new", "total", "1", "subject")])

    with pytest.raises(BrokenContractError) as raised:
        assert_rule_contract(many, examples=60)
    said = str(raised.value)
    assert "无误的年报" in said
    assert "申请太多" in said
    assert "表三·新收·总计 1" in said
    assert len(said.splitlines()) < 20
    file = re.search(r"gouji check (\S+) --select X01", said)
    assert file is not None
    assert json.loads((Path(file[1]) / "1.json").read_text("utf-8"))["schema"] == "gouji.report/1"


def test_what_a_report_was_judged_beside_is_shown_too() -> None:
    def grows(subject: Subject) -> Iterator[Outcome]:
        if subject.previous and total(subject.report) > total(subject.previous):
            yield subject.finding("比上年多")

    with pytest.raises(BrokenContractError) as raised:
        assert_rule_contract(replace(make(grows), family="previous"), examples=30)
    said = str(raised.value)
    assert "前后年度衔接" in said and " 2023年度 " in said and " 2022年度 " in said
    folder = re.search(r"gouji check (\S+) --select X01", said)
    assert folder is not None
    years = [json.loads(file.read_text("utf-8"))["year"] for file in sorted(Path(folder[1]).iterdir())]
    assert years[:2] == [2023, 2022]


def test_a_rule_that_raises_is_named_with_its_error() -> None:
    @make
    def careless(subject: Subject) -> Iterator[Outcome]:
        if subject.report.tables["t3"].cells["new", "total"].value == 0:
            raise ValueError("没想到是零")
        return iter(())

    with pytest.raises(BrokenContractError, match="X01 出错：ValueError: 没想到是零"):
        assert_rule_contract(careless, examples=20)


@pytest.mark.parametrize(
    ("careless", "family", "error"),
    [
        (lambda subject: subject.report.sections["s5"], "", "KeyError: 's5'"),
        (lambda subject: subject.report.tables["t4"], "", "KeyError: 't4'"),
        (lambda subject: subject.report.year + 1, "", "TypeError"),
        (lambda subject: sum(cell.value for table in subject.report.tables.values() for cell in table.cells.values()), "", "TypeError"),
        (lambda subject: subject.previous.sections["s5"], "previous", "KeyError: 's5'"),
    ],
)
def test_a_rule_that_needs_what_a_report_may_lack_is_found(careless, family, error) -> None:
    made = make(lambda subject: iter([careless(subject)][1:]))
    with pytest.raises(BrokenContractError, match=error):
        assert_rule_contract(replace(made, family=family), examples=5)


def test_a_rule_that_remembers_is_found() -> None:
    calls = itertools.count()

    @make
    def moody(subject: Subject) -> Iterator[Outcome]:
        if next(calls) % 2:
            yield subject.finding("时有时无", level="info")

    with pytest.raises(BrokenContractError, match="两次检查结果不同"):
        assert_rule_contract(moody, examples=5)


def test_a_rule_that_looks_at_places_is_found() -> None:
    @make
    def local(subject: Subject) -> Iterator[Outcome]:
        cell = subject.report.cell("t3", "new", "total")
        if cell and cell.place.table == 2:
            yield subject.finding("在第二个表格", level="info")

    with pytest.raises(BrokenContractError, match="随内容在文件里的位置而变"):
        assert_rule_contract(local, examples=5)


def test_a_cell_that_no_form_has_is_found() -> None:
    @make
    def lost(subject: Subject) -> Iterator[Outcome]:
        yield subject.finding("不存在", level="info", cells=[CellEvidence("t3", "new", "made", "1", "subject")])

    with pytest.raises(BrokenContractError, match=r"表样里没有的格 t3\.new\.made"):
        assert_rule_contract(lost, examples=5)


def places(part):
    """Every place in a report, by the way to it."""
    if isinstance(part, Place):
        return [part]
    if isinstance(part, dict):
        return [place for value in part.values() for place in places(value)]
    if isinstance(part, tuple):
        return [place for value in part for place in places(value)]
    return places(tuple(getattr(part, name) for name in part.__match_args__)) if isinstance(part, Report | Section | Table) else []


def test_elsewhere_moves_everything_and_changes_nothing() -> None:
    report = balanced(editions()["gov-2021"])
    misfit = Misfit("new", (("3", Place(line=1)),), 7, Place(line=2))
    table = replace(report.tables["t3"], misfits=(misfit,), extras=(Extra("row", "其他", ("1",), Place(line=3)),))
    merged = replace(report.sections["s5"], covers=("s5", "s6"))
    sections = {**report.sections, "s5": merged, "s6": replace(merged, id="s6")}
    report = replace(report, tables={**report.tables, "t3": table}, sections=sections)
    moved = elsewhere(report)
    before, after = places(report), places(moved)
    assert len(after) == len(before) and not set(after) & set(before) - {NOWHERE}
    assert [line.text for line in moved.prose()] == [line.text for line in report.prose()]
    assert moved.sections["s3"].heading in moved.headings
    assert moved.sections["s5"].lines is moved.sections["s6"].lines
    assert list(moved.tables["t3"].cells) == list(report.tables["t3"].cells)[::-1]
    assert {cell.key: cell.raw for cell in moved.tables["t3"].cells.values()} == {cell.key: cell.raw for cell in table.cells.values()}


def test_a_formula_that_reads_beside_itself_is_found() -> None:
    @make
    def squinting(subject: Subject) -> Iterator[Outcome]:
        yield Check("X01", PASSED, (("t4", "review", "total"),), "行政复议总计")
        first = next(iter(subject.report.tables["t2"].cells.values()), None) if "t2" in subject.report.tables else None
        if first and first.value:
            yield subject.finding("看了别的格", level="info")

    with pytest.raises(BrokenContractError, match="公式以外的格"):
        assert_rule_contract(replace(squinting, formula="行政复议.总计 ≥ 0"), examples=10)
