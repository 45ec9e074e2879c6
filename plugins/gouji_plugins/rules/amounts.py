"""Amounts of money in 表二: N04 and N04-last (元 for 万元), N05 (no unit in the edition of 2019)."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.finding import Finding
from gouji.report import NUMBER, Cell, Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji.text import squeeze
from gouji.values import written
from gouji_plugins.rules import examples
from gouji_plugins.rules.evidence import plain_number, resting_on
from gouji_plugins.rules.wording import quoted, words

FEE = ("t2", "a20_8.fee", "amt")
"""The cell of the fees in the edition of 2021."""
_PURCHASE = ("t2", "a20_9.proc", "amt")
_KINDS = {
    **dict.fromkeys(("town", "street"), "镇街"),
    **dict.fromkeys(("dept", "office", "zone"), "部门"),
    "gov.county": "县",
    **dict.fromkeys(("gov.city", "gov.prov"), "省市"),
}
"""The parameter that limits the fees of each kind of unit."""
_LIMITS = {"镇街": 10_000, "部门": 200_000, "县": 500_000, "省市": 10_000_000}
"""Fees in 万元 that are not to be believed."""


def in_yuan(cell: Cell) -> bool:
    """Whether an amount in 万元 is written in 元."""
    text = squeeze(cell.raw)
    return cell.key == FEE and text.endswith("元") and not text.endswith(("万元", "亿元"))


_BASIS = "国办公开办函〔2021〕30号表样：本年收费金额（单位：万元）"


@rule(
    "N04",
    title="金额量级存疑",
    level="warning",
    defect="N04",
    basis=_BASIS,
    why="收费金额的单位是万元；把元当成万元填，金额会大一万倍。",
    editions=("gov-2021",),
    parameters=_LIMITS,
    passes=[Case({"表二": "7730.28"}, build=examples.cells("t2", {("a20_8.fee", "amt"): "7730.28"}))],
    fails=[
        Case({"表二": "125000元"}, "元", examples.cells("t2", {("a20_8.fee", "amt"): "125000元"})),
        Case({"表二": "1250000"}, "万元", examples.cells("t2", {("a20_8.fee", "amt"): "1250000"})),
        Case(
            {"表二": "全市8300000000"},
            "万元",
            examples.both(examples.level("gov.city", "临江市人民政府"), examples.cells("t2", {("a20_8.fee", "amt"): "8300000000"})),
        ),
    ],
)
def magnitude(subject: Subject) -> Iterator[Outcome]:
    """Fees written in 元, or so high that they must be."""
    cell = _fee(subject.report)
    if cell is None:
        return
    if in_yuan(cell):
        yield _told(subject, cell, f"表二本年收费金额写作“{cell.raw.strip()}”，表头的单位是万元；请换算成万元，只填数字。")
    elif _too_high(subject, cell):
        high = f"{written(cell.value)}万元（合{float(cell.value or 0) / 10000:.1f}亿元），高得不合常理"
        yield _told(subject, cell, f"表二本年收费金额{high}；请核对是否把元当成了万元。")


@rule(
    "N04-last",
    title="收费金额比上年大千倍以上",
    level="warning",
    defect="N04",
    basis=_BASIS,
    why="收费金额一年里涨到千倍以上，多半是本年把元当成了万元填；确有大额收费的请说明。",
    editions=("gov-2021",),
    family="previous",
    parameters={**_LIMITS, "倍数": 1000},
    passes=[Case({"表二.行政事业性收费.收费金额": 900, "上年": {"表二.行政事业性收费.收费金额": 1}})],
    fails=[Case({"表二.行政事业性收费.收费金额": 1000, "上年": {"表二.行政事业性收费.收费金额": 1}}, "上年是1万元")],
)
def magnitude_since(subject: Subject) -> Iterator[Outcome]:
    """Fees so much higher than last year's that they must be in 元; what `magnitude` tells is not told again."""
    cell, last = _fee(subject.report), _fee(subject.previous) if subject.previous else None
    if cell is None or last is None or in_yuan(cell) or in_yuan(last):
        return
    if (cell.value or 0) >= subject.parameters["倍数"] * (last.value or 0) and not _too_high(subject, cell):
        rise = f"{written(cell.value)}万元，上年是{written(last.value)}万元"
        yield _told(subject, cell, f"表二本年收费金额{rise}，相差过大；请核对是否把元当成了万元。")


def _fee(report: Report) -> Cell | None:
    """The cell of the fees, if it holds any."""
    cell = report.cell(*FEE)
    return cell if cell is not None and cell.kind == NUMBER and cell.value else None


def _told(subject: Subject, cell: Cell, message: str) -> Finding:
    return subject.finding(
        message,
        section="s2",
        **quoted(cell),
        **resting_on([cell]),
        actual=written(cell.value),
    )


def _too_high(subject: Subject, cell: Cell) -> bool:
    """Whether fees in 万元 are more than such a unit can have."""
    kind = _KINDS.get(subject.report.level or "")
    unit = subject.report.unit or ""
    if kind is None or (kind == "部门" and ("省" in unit or "自治区" in unit)):
        return False
    limit: int = subject.parameters[kind]
    return (cell.value or 0) >= limit


@rule(
    "N05",
    title="采购金额单位不明",
    level="info",
    defect="N05",
    basis="国办公开办函〔2019〕60号表样没有规定采购总金额的单位",
    why="采购总金额有写元的，有写万元的；不写明单位，读者无从知道。",
    editions=("gov-2019",),
    passes=[
        Case({"表二": "0"}, build=examples.unchanged),
        Case({"表二": "160.5964万元"}, build=examples.cells("t2", {("a20_9.proc", "amt"): "160.5964万元"})),
    ],
    fails=[Case({"表二": "52.15"}, "单位", examples.cells("t2", {("a20_9.proc", "amt"): "52.15"}))],
)
def unit_unknown(subject: Subject) -> Iterator[Outcome]:
    """A purchase amount whose unit stands neither in the cell nor in the header nor in the text."""
    report = subject.report
    cell = report.cell(*_PURCHASE)
    if cell is None or cell.kind != NUMBER or not cell.value or not plain_number(cell.raw) or _unit_told(report):
        return
    yield _told(subject, cell, f"表二采购总金额{written(cell.value)}没有写明单位；请在格内或表头注明是元还是万元。")


def _unit_told(report: Report) -> bool:
    label = report.tables["t2"].columns.get("a20_9.amt")
    return bool(label and "元" in label.raw) or ("采购" in (text := words(report, "s2")) and "元" in text)
