"""A government's tables against those of the reports below it: G1, G2, G5, G6.

The reports at hand may not be all there are, so that only one thing is certain: what stands in them
cannot be more than what the government tells of its whole area. Where nearly all cells are what they
add up to, they surely are all, and a cell that is more is a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.finding import INFO, Finding
from gouji.lean import NamedTuple
from gouji.report import Cell, Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji.values import written
from gouji_plugins.rules.amounts import FEE, in_yuan
from gouji_plugins.rules.evidence import filled, resting_on

_BASIS = "《政府信息公开条例》第四十九条第二款：政府年报汇总本行政区域情况"
_GOVERNMENTS = ("gov.prov", "gov.city", "gov.county")
_COUNTED = "件"
_ROUNDED = 1
"""By so many 万元 a unit may have taken more than its government tells."""
_OWN = frozenset({"a20_1.rule"})
"""Rows that are the government's alone: no department makes 规章, the draft of one is counted above."""

_TABLES = ("t2", "t3", "t4")
_AGREEING, _TO_ONE = 20, 4
"""As many cells other than 0, and so many to each one that differs, must be what the reports below add up to."""

_NAMED = 5


class _Sum(NamedTuple):
    """A cell, what it adds up to below, and the reports that make this up, the largest first."""

    cell: Cell
    label: str
    sum: int
    parts: list[tuple[int, str]]

    @property
    def gap(self) -> int:
        """How much the cell is too small, negative where it is larger."""
        return self.sum - int(self.cell.value or 0)

    def told(self) -> str:
        named = "、".join(f"{unit}{number}" for number, unit in self.parts[:_NAMED])
        return f"{self.label}填{self.cell.value}，下级合计{self.sum}（{named}{'等' if len(self.parts) > _NAMED else ''}）"


def _sums(report: Report, table: str, below: Sequence[Report]) -> Iterator[_Sum]:
    """Every cell of a table that can be compared."""
    for spec, _, cells, _, _ in filled(report):
        for cell in cells if spec.id == table else ():
            row = spec.row(cell.row)
            column = row.column(cell.column) if row and row.id not in _OWN else None
            if row is None or column is None or column.unit != _COUNTED or not isinstance(cell.value, int):
                continue
            same = [(one.cell(*cell.key), one.unit or one.path) for one in below]
            parts = [(found.value, unit) for found, unit in same if found is not None and isinstance(found.value, int)]
            if parts:
                named = sorted((part for part in parts if part[0]), key=lambda part: (-part[0], part[1]))
                yield _Sum(cell, f"{spec.name}·{row.name}·{column.name}", sum(number for number, _ in parts), named)


def _told(subject: Subject, table: str) -> Iterator[Outcome]:
    """All cells of a table that fall short, or, where nothing is missing below, that are too large, as one finding."""
    sums = list(_sums(subject.report, table, subject.below))
    if not sums:
        yield subject.not_assessed("与下级年报没有可比的格")
    short, large = [one for one in sums if one.gap > 0], [one for one in sums if one.gap < 0]
    if short:
        yield _differ(subject, table, short, "少", "请核对是否漏了汇总，或者下级重复统计")
    elif large and _nothing_missing(subject):
        yield _differ(subject, table, large, "多", "其他格大多与下级合计相等，请核对是填错了，还是缺了下级年报", INFO)


def _nothing_missing(subject: Subject) -> bool:
    """Whether so many cells of all tables are what the reports below add up to that these must be all there are."""
    sums = [one for table in _TABLES for one in _sums(subject.report, table, subject.below)]
    agreeing, differing = sum(1 for one in sums if one.sum and not one.gap), sum(1 for one in sums if one.gap)
    return agreeing >= max(_AGREEING, _TO_ONE * differing)


def _differ(subject: Subject, table: str, wrong: list[_Sum], way: str, check: str, level: str | None = None) -> Finding:
    """Cells that differ from what stands below, the one that differs most first."""
    wrong = sorted(wrong, key=lambda one: -abs(one.gap))
    worst = wrong[0]
    others = f"；另有{len(wrong) - 1}格也是这样" if len(wrong) > 1 else ""
    return subject.finding(
        f"{worst.told()}，{way}{abs(worst.gap)}{others}（按手头{len(subject.below)}份下级年报计算）；{check}。",
        level=level,
        section=subject.edition.table(table).section,
        **resting_on([one.cell for one in wrong]),
        expected=str(worst.sum),
        actual=str(worst.cell.value),
        delta=str(-worst.gap),
        key=table,
    )


@rule(
    "G1",
    title="申请数与下级年报之和不符",
    level="warning",
    defect="G13",
    basis=_BASIS,
    why="政府年报漏了某个部门、乡镇的申请，总数就会比它们的合计小。下级年报重复列入、转办件重复统计也会这样，属实的请说明。比合计大的，多半是还缺下级年报，只在其他格大多相等时提示。",
    levels=_GOVERNMENTS,
    family="below",
    passes=[Case({"级别": "gov.county", "表三.新收.自然人": 5, "下级": [{"表三.新收.自然人": 2}, {"表三.新收.自然人": 3}]})],
    fails=[
        Case({"级别": "gov.county", "表三.新收.自然人": 4, "下级": [{"表三.新收.自然人": 2}, {"表三.新收.自然人": 3}]}, "下级合计5"),
        Case({"级别": "gov.city", "表三.予以公开.商业企业": 0, "下级": {"表三.予以公开.商业企业": 1}}, "少1"),
    ],
)
def requests(subject: Subject) -> Iterator[Outcome]:
    """表三."""
    return _told(subject, "t3")


@rule(
    "G2",
    title="规范性文件、许可、处罚数与下级年报之和不符",
    level="warning",
    defect="G13",
    basis=_BASIS,
    why="政府年报漏了某个部门、乡镇的数，就会比它们的合计小。联合发文、相对集中行政许可权的划转会重复计数，属实的请说明。",
    levels=_GOVERNMENTS,
    family="below",
    passes=[
        Case({"级别": "gov.county", "表二.行政许可.处理决定": 9, "下级": [{"表二.行政许可.处理决定": 4}, {"表二.行政许可.处理决定": 5}]})
    ],
    fails=[Case({"级别": "gov.county", "表二.行政处罚.处理决定": 8, "下级": {"表二.行政处罚.处理决定": 9}}, "少1")],
)
def published(subject: Subject) -> Iterator[Outcome]:
    """表二, but for what is counted in 项 or 万元, which does not add up."""
    return _told(subject, "t2")


@rule(
    "G6",
    title="收费金额小于下级一家的金额",
    level="warning",
    defect="G13",
    basis=_BASIS,
    why="政府年报汇总各部门的收费，不会比其中一家还少；多半是下级把元当成万元填，或者漏了汇总。收费不归本级汇总的（如垂直管理单位）请说明。",
    editions=("gov-2021",),
    levels=_GOVERNMENTS,
    family="below",
    passes=[
        Case({"级别": "gov.county", "表二.行政事业性收费.收费金额": 9, "下级": {"表二.行政事业性收费.收费金额": 9.6}}),
        Case(
            {
                "级别": "gov.county",
                "表二.行政事业性收费.收费金额": 9,
                "下级": [{"表二.行政事业性收费.收费金额": 8}, {"表二.行政事业性收费.收费金额": 7}],
            }
        ),
    ],
    fails=[
        Case({"级别": "gov.county", "表二.行政事业性收费.收费金额": 201.7, "下级": {"表二.行政事业性收费.收费金额": 98900}}, "98900万元")
    ],
)
def fees(subject: Subject) -> Iterator[Outcome]:
    """A unit below that alone has taken more than its government tells of all: sums are rounded or lack some, but not so."""
    cell = subject.report.cell(*FEE)
    if cell is None or cell.value is None:
        return
    same = ((one.cell(*FEE), one.unit or one.path) for one in subject.below)
    own = [(found.value, unit) for found, unit in same if found is not None and found.value is not None and not in_yuan(found)]
    most, unit = max(own, default=(cell.value, ""))
    if most > cell.value + _ROUNDED:
        yield subject.finding(
            f"表二本年收费金额填{written(cell.value)}万元，{unit}一家就填了{written(most)}万元；请核对下级是否把元当成了万元，或者本级漏了汇总。",
            section="s2",
            **resting_on([cell]),
            expected=f"≥{written(most)}",
            actual=written(cell.value),
            delta=written(cell.value - most),
        )


@rule(
    "G5",
    title="复议诉讼数与下级年报之和不符",
    level="warning",
    defect="G13",
    basis=_BASIS,
    why="政府年报漏了某个部门、乡镇的案件，就会比它们的合计小。共同被告、复议机关与原机关同为被告的案件会重复计入下级，属实的请说明。",
    levels=_GOVERNMENTS,
    family="below",
    passes=[Case({"级别": "gov.city", "表四.行政复议.结果维持": 1, "下级": {"表四.行政复议.结果维持": 1}})],
    fails=[Case({"级别": "gov.city", "表四.行政复议.结果维持": 0, "下级": {"表四.行政复议.结果维持": 1}}, "下级合计1")],
)
def disputes(subject: Subject) -> Iterator[Outcome]:
    """表四."""
    return _told(subject, "t4")
