"""What equations tell that are not localised: one finding for the columns of a row."""

from __future__ import annotations

from gouji.data import editions
from gouji.engine import check
from gouji.finding import Finding
from gouji.in_force import Options, prepare
from gouji.lean import replace
from gouji.report import Report
from gouji.sample import balanced

EDITION = editions()["gov-2021"]


def a_report(year: int, **values: int) -> Report:
    report = balanced(EDITION, year=year)
    cells = []
    for name, value in values.items():
        cell = report.cell(*name.replace("_dot_", ".").split("__"))
        assert cell is not None
        cells.append(cell._replace(value=value, raw=str(value)))
    return report.with_cells(*cells)


def told(rule: str, report: Report, previous: Report) -> list[Finding]:
    return list(check(report, prepare(Options(select=(rule,))).ruleset, previous=previous).findings)


def test_what_was_not_carried_over_is_one_finding_with_an_equation_for_each_column() -> None:
    before = a_report(2022, t3__carry_out__person=2, t3__carry_out__law=1, t3__carry_out__total=3)
    (finding,) = told("F1", a_report(2023), before)
    assert finding.message == "表三自然人列：上年结转 0，上年年报的结转下年 2，差 2；表三法律服务机构列差 1；表三总计列差 3"
    assert [(cell.row, cell.column) for cell in finding.cells] == [("carry_in", "person"), ("carry_in", "law"), ("carry_in", "total")]
    assert [equation.delta for equation in finding.equations] == ["-2", "-1", "-3"]


def test_different_rows_are_different_faults() -> None:
    before = a_report(2022, t2__a20_1_dot_rule__valid=3, t2__a20_1_dot_norm__valid=4)
    assert len(told("F2", a_report(2023), before)) == 2


def test_noughts_in_the_headings_of_groups_are_one_finding_for_each() -> None:
    report = a_report(
        2023, **{f"t3__{row}__{column}": 4 for row in ("new", "deny_law", "rej_repeat", "done") for column in ("law", "total")}
    )
    table = report.tables["t3"]
    headings = {
        (row, column): table.cells["new", column]._replace(row=row, raw="0", value=0)
        for row in ("H_deny", "H_reject")
        for column in ("law", "total")
    }
    filled = replace(report, tables={**report.tables, "t3": replace(table, cells={**table.cells, **headings})})
    found = check(filled, prepare(Options(select=("A5-deny", "A5-reject"))).ruleset).findings
    assert [(finding.rule, len(finding.equations)) for finding in found] == [("A5-deny", 2), ("A5-reject", 2)]
    assert found[0].message == "表三法律服务机构列：不予公开小计 0，法律法规禁止 4（其余 7 项为 0）＝ 4，差 4；表三总计列差 4"
