"""Figures that do not go with the kind of unit: N07 (all zero), N08 (regulations without authority)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.finding import WARNING, CellEvidence
from gouji.report import NUMBER, Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji.values import written
from gouji_plugins.rules import examples
from gouji_plugins.rules.evidence import resting_on
from gouji_plugins.rules.wording import quoted

# Units whose daily work is permits or penalties; bodies that only serve or train are not among them.
_ENFORCING = re.compile(
    r"(?:行政审批(?:服务|和政务信息管理)?局|市场监督管理局|市场监管局|综合(?:行政)?执法(?:局|大队|支队|总队)|"
    r"城市管理(?:综合)?(?:行政)?(?:执法)?局|公安(?:局|分局)|生态环境(?:局|分局))$"
)
_DECISIONS = ("a20_5.permit", "a20_6.penalty", "a20_6.coercion")


@rule(
    "N07",
    title="执法、审批单位处理决定全为0",
    level="info",
    defect="N07",
    basis="业务常识：行政审批、市场监管、综合执法、公安、生态环境等单位通常有许可或处罚",
    why="全为0可能是漏填；职权划转、集中审批或垂直管理的，请在报告中说明。",
    passes=[Case({"单位": "水利局，全为0"}, build=examples.unchanged)],
    fails=[Case({"单位": "公安局，全为0"}, "均为0", examples.level("dept", "临江县公安局"))],
)
def all_zero(subject: Subject) -> Iterator[Outcome]:
    """A unit of enforcement without one permit, penalty or coercive measure."""
    report = subject.report
    if not _ENFORCING.search(report.unit or ""):
        return
    cells = [cell for row in _DECISIONS if (cell := report.cell("t2", row, "dec"))]
    if len(cells) == len(_DECISIONS) and all(cell.kind == NUMBER and cell.value == 0 for cell in cells):
        label = report.tables["t2"].rows.get(cells[0].row)
        yield subject.finding(
            f"{report.unit}的行政许可、行政处罚、行政强制处理决定数量均为0，与单位职能不符；请核对是否漏填，职权不在本单位的请说明。",
            section="s2",
            **quoted(label, cells[0].place),
            cells=[CellEvidence.of(cell) for cell in cells],
            actual="0",
        )


@rule(
    "N08",
    title="没有规章制定权而填了规章",
    level="error",
    defect="N08",
    basis="《中华人民共和国立法法》：规章由国务院部门、省级政府、设区的市和自治州政府制定",
    why="县级政府及其部门、乡镇、街道没有规章制定权，规章各格应为0；常见的是把上级规章或规范性文件填到了规章行。",
    levels=("gov.county", "office", "dept", "town", "street", "zone"),
    passes=[Case({"表二": "规章为0"}, build=examples.unchanged)],
    fails=[
        Case(
            {"表二": "规章6件"},
            "规章",
            examples.both(
                examples.level("town", "临江县清溪镇人民政府"), examples.cells("t2", {("a20_1.rule", id): "6" for id in ("made", "valid")})
            ),
        )
    ],
)
def without_authority(subject: Subject) -> Iterator[Outcome]:
    """Regulations made, repealed or in force at a unit that cannot make any."""
    report = subject.report
    # The form of 2019 counts what was published, which may be somebody else's: only what was made tells.
    columns = ("made",) if subject.edition.id == "gov-2019" else ("made", "repeal", "valid")
    found = [cell for column in columns if (cell := report.cell("t2", "a20_1.rule", column))]
    cells = [cell for cell in found if cell.kind == NUMBER and cell.value]
    if not cells:
        return
    certain = subject.edition.id != "gov-2019" and certainly_without(report)
    names = "、".join(f"{subject.edition.cell_name(*cell.key).rpartition('·')[2]}{written(cell.value)}" for cell in cells)
    act = "请改为0，行政规范性文件应填在下一行" if certain else "请核对；按起草或实施部门计入的请说明"
    yield subject.finding(
        f"表二规章行填了{names}件，{report.unit or '本单位'}没有规章制定权；{act}。",
        level=None if certain else WARNING,
        section="s2",
        **quoted(cells[0]),
        **resting_on(cells),
        expected="0",
        actual=written(cells[0].value),
    )


def certainly_without(report: Report) -> bool:
    """Whether the unit certainly cannot make regulations: towns, streets, counties and their departments.

    A department of a 市 may belong to a city that can; the name does not tell. New areas and
    development zones may hold delegated powers.
    """
    level = report.facts.get("level")
    if level is None or level.doubt:
        return False
    if level.value in ("town", "street", "gov.county"):
        return True
    unit = report.unit or ""
    if level.value not in ("dept", "office") or re.search(r"自治区|新区|开发区|高新区|园区|特区|地区|保税区|示范区", unit):
        return False
    return bool(re.search(r"[\u4e00-\u9fff]{1,8}(?:县|旗|市[\u4e00-\u9fff]{1,6}区)[\u4e00-\u9fff]{2,}", unit))
