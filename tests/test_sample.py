"""The balanced report: complete, dutiful, and true to its edition."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest
from ruamel.yaml import YAML

from gouji.edition import Edition, edition_from_data
from gouji.report import EXACT, NUMBER
from gouji.sample import UNITS, balanced

EDITIONS = {
    id: edition_from_data(YAML(typ="safe").load(files("gouji_rulesets").joinpath(f"editions/{id}.yaml").read_text("utf-8")))
    for id in ("gov-2019", "gov-2021")
}


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)
def test_every_cell_of_the_form_is_the_number_zero(edition: Edition) -> None:
    report = balanced(edition)
    for spec in edition.tables:
        table = report.tables[spec.id]
        assert list(table.cells) == list(spec.keys())
        assert all((cell.raw, cell.kind, cell.value) == ("0", NUMBER, 0) for cell in table.cells.values())
        assert list(table.rows) == [row.id for row in spec.rows]
        assert all(label.match == EXACT for label in (*table.rows.values(), *table.columns.values(), *table.captions.values()))
        heads = [row.id for row in spec.rows] if spec.id == "t4" else [block.id for block in spec.blocks]
        assert list(dict.fromkeys(id.rpartition(".")[0] for id in table.columns)) == heads


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)
@pytest.mark.parametrize("level", UNITS)
def test_the_six_sections_and_all_facts_are_there(edition: Edition, level: str) -> None:
    report = balanced(edition, level=level)
    assert [heading.raw for heading in report.headings] == [section.heading for section in edition.sections]
    assert set(report.sections) == {"s1", "s2", "s3", "s4", "s5", "s6"}
    assert set(report.facts) == {"title", "unit", "level", "year", "published", "period", "signed"}
    assert report.value("title") == f"{UNITS[level]}{report.year}年政府信息公开工作年度报告"
    assert edition.doc_no in report.intro[0].text
    overview = report.sections["s1"].text
    for topic in edition.section("s1").subtopics:
        assert topic.label in overview
    owes_three = level.startswith("gov.") or level == "town"
    assert all((word in overview) == owes_three for word in ("工作考核", "社会评议", "责任追究"))
    assert ("信息处理费" in report.sections["s6"].text) == (report.year >= 2021)


def test_it_is_published_in_time() -> None:
    edition = EDITIONS["gov-2021"]
    assert balanced(edition, year=2022).value("published") == date(2023, 1, 16)
    assert balanced(edition, year=2022, level="gov.county").value("published") == date(2023, 3, 20)


def test_the_same_arguments_give_the_same_report() -> None:
    edition = EDITIONS["gov-2021"]
    assert balanced(edition, unit="甲县民政局") is balanced(edition, unit="甲县民政局")
    assert balanced(edition, unit="甲县民政局") != balanced(edition, unit="乙县民政局")
