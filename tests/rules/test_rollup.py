"""A government's tables against those of the reports below it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gouji.data import editions
from gouji.edition import Edition
from gouji.engine import check
from gouji.finding import Finding
from gouji.in_force import Options, prepare
from gouji.report import BLANK, Report
from gouji.sample import balanced

BUREAU, TOWN = "临江县水利局", "临江县柳河镇人民政府"
COUNTY = "临江县人民政府"


@pytest.fixture(params=["gov-2019", "gov-2021"])
def edition(request: pytest.FixtureRequest) -> Edition:
    return editions()[request.param]


def a_report(edition: Edition, unit: str, level: str, **values: int | None) -> Report:
    """A balanced report with some cells, written table__row__column, changed."""
    report = balanced(edition, year=edition.year_from, unit=unit, level=level)
    cells = []
    for name, value in values.items():
        cell = report.cell(*name.replace("_dot_", ".").split("__"))
        assert cell is not None
        cells.append(cell._replace(value=value, raw="" if value is None else str(value), kind=BLANK if value is None else cell.kind))
    return report.with_cells(*cells)


def names_of(edition: Edition) -> list[str]:
    """Cells of 表三 as `a_report` takes them."""
    keys = edition.table("t3").keys()
    return [f"t3__{row}__{column}" for row, column in keys]


def found(report: Report, below: Sequence[Report]) -> list[Finding]:
    in_force = prepare(Options())
    return list(check(report, in_force.divided(several=True).together.ruleset, below=below).findings)


def test_a_government_that_left_a_department_out_is_told_once_with_who_has_what(edition: Edition) -> None:
    county = a_report(edition, COUNTY, "gov.county", t3__new__person=2, t3__new__total=2, t3__done__total=5)
    below = [
        a_report(edition, BUREAU, "dept", t3__new__person=1, t3__new__total=1, t3__done__total=1),
        a_report(edition, TOWN, "town", t3__new__person=4, t3__new__total=4, t3__done__total=4),
    ]
    (finding,) = found(county, below)
    assert finding.message == (
        "表三·新收·自然人填2，下级合计5（临江县柳河镇人民政府4、临江县水利局1），少3；另有1格也是这样（按手头2份下级年报计算）；"
        "请核对是否漏了汇总，或者下级重复统计。"
    )
    assert [(cell.row, cell.column) for cell in finding.cells] == [("new", "person"), ("new", "total")]
    assert (finding.rule, finding.level, finding.expected, finding.actual, finding.delta) == ("G1", "warning", "5", "2", "-3")


def test_more_than_the_reports_at_hand_add_up_to_is_nothing_to_tell(edition: Edition) -> None:
    assert found(a_report(edition, COUNTY, "gov.county", t3__new__total=9), [a_report(edition, BUREAU, "dept", t3__new__total=4)]) == []


@pytest.mark.parametrize(("agreeing", "told"), [(20, 1), (19, 0)])
def test_a_cell_above_that_is_more_is_a_hint_where_nearly_all_are_what_stands_below(edition: Edition, agreeing: int, told: int) -> None:
    same = dict.fromkeys(names_of(edition)[:agreeing], 2)
    county = a_report(edition, COUNTY, "gov.county", **same, t4__review__keep=3, t4__review__total=3)
    below = [a_report(edition, unit, "dept", **dict.fromkeys(same, 1), t4__review__keep=1) for unit in (BUREAU, "临江县财政局")]
    hints = found(county, below)
    assert [(one.rule, one.level, one.actual, one.expected) for one in hints] == [("G5", "info", "3", "0")] * told
    assert all("多3；另有1格也是这样" in one.message and "还是缺了下级年报" in one.message for one in hints)


def test_many_cells_that_are_more_are_those_of_reports_that_are_not_at_hand(edition: Edition) -> None:
    names = names_of(edition)
    county = a_report(edition, COUNTY, "gov.county", **dict.fromkeys(names[:31], 1))
    assert found(county, [a_report(edition, BUREAU, "dept", **dict.fromkeys(names[:24], 1))]) == []


def test_what_is_not_counted_in_whole_numbers_of_cases_is_not_added_up() -> None:
    edition = editions()["gov-2021"]
    below = [a_report(edition, unit, "dept", t2__a20_8_dot_fee__amt=8, t2__a20_1_dot_rule__made=1) for unit in (BUREAU, TOWN)]
    assert found(a_report(edition, COUNTY, "gov.county", t2__a20_8_dot_fee__amt=9), below) == []
    (finding,) = found(a_report(edition, COUNTY, "gov.county"), [a_report(edition, BUREAU, "dept", t2__a20_1_dot_norm__made=1)])
    assert finding.rule == "G2"


def test_a_blank_below_counts_for_nothing_and_a_blank_above_is_not_judged(edition: Edition) -> None:
    below = [a_report(edition, BUREAU, "dept", t4__review__keep=None), a_report(edition, TOWN, "town", t4__review__keep=1)]
    (finding,) = found(a_report(edition, COUNTY, "gov.county"), below)
    assert (finding.rule, finding.actual, finding.expected) == ("G5", "0", "1")
    assert found(a_report(edition, COUNTY, "gov.county", t4__review__keep=None), below) == []


def test_nobody_but_a_government_is_held_against_others(edition: Edition) -> None:
    assert found(a_report(edition, BUREAU, "dept"), [a_report(edition, "临江县水利局河道所", "dept", t3__new__total=1)]) == []


@pytest.mark.parametrize(("fee", "rules"), [(10, []), (11, ["G6"])])
def test_a_unit_that_alone_took_more_than_its_government_tells_may_have_told_it_in_yuan(fee: int, rules: list[str]) -> None:
    edition = editions()["gov-2021"]
    below = [a_report(edition, unit, "dept", t2__a20_8_dot_fee__amt=value) for unit, value in ((BUREAU, fee), (TOWN, 3))]
    told = found(a_report(edition, COUNTY, "gov.county", t2__a20_8_dot_fee__amt=9), below)
    assert [one.rule for one in told] == rules
    assert all(f"{BUREAU}一家就填了{fee}万元" in one.message for one in told)
