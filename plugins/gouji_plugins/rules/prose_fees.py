"""信息处理费 in the text: E20 (told twice, differently), D1 and D2 (more unpaid or received than was asked for)."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.prose import Fee, read
from gouji.prose.fees import AMOUNT, NOTICES, RECEIVED
from gouji.report import Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji.values import written
from gouji_plugins.rules import examples
from gouji_plugins.rules.evidence import doubt_of
from gouji_plugins.rules.prose import BASIS, evidence, nothing_written, plain, quoting


@rule(
    "E20",
    title="信息处理费前后不一致",
    level="error",
    defect="G08",
    basis=BASIS,
    why="收费通知件数、总金额、实际收取总金额在文中各处应当一致。",
    years=(2021, None),
    passes=[Case({"六": "只写一处"}, build=examples.written("s6", "发出收费通知2件，总金额680元，实际收取总金额380元。"))],
    fails=[
        Case(
            {"一": "收取400元", "六": "收取380元"},
            "380",
            examples.both(
                examples.written("s1", "全年实际收取信息处理费400元。"),
                examples.written("s6", "发出收费通知2件，总金额680元，实际收取总金额380元。"),
            ),
        )
    ],
)
def fees_repeated(subject: Subject) -> Iterator[Outcome]:
    """Figures on 信息处理费 that contradict each other."""
    found: dict[str, Fee] = {}
    told: set[str] = set()
    for fee in read(subject.report).fees:
        first = found.setdefault(fee.which, fee)
        if first.value == fee.value or fee.which in told:
            continue
        told.add(fee.which)
        unit = "件" if fee.which == NOTICES else "元"
        yield subject.finding(
            f"{fee.which}前后不一致：“{first.quote}”和“{fee.quote}”，差{plain(abs(fee.value - first.value))}{unit}；请核对，改正其中一处。",
            **quoting(fee),
            expected=plain(first.value),
            actual=plain(fee.value),
            delta=plain(fee.value - first.value),
            key=fee.which,
        )


def _fee(report: Report, which: str) -> Fee | None:
    listed = [fee for fee in read(report).fees if fee.which == which]
    return listed[0] if listed and all(fee.value == listed[0].value for fee in listed) else None


@rule(
    "D1",
    title="逾期未缴费件数大于收费通知件数",
    level="warning",
    defect="H03",
    basis="国办公开办函〔2021〕30号附件第六部分；国办函〔2020〕109号",
    why="发出了收费通知才会有人逾期未缴；上年末发出、本年逾期的请说明。",
    editions=("gov-2021",),
    passes=[Case({"六": "通知2件"}, build=examples.written("s6", "发出收费通知2件，总金额680元，实际收取总金额380元。"))],
    fails=[
        Case(
            {"六": "通知1件，逾期3件"},
            "3件",
            examples.both(
                examples.cells("t3", {("misc_nopay", "person"): "3", ("misc_nopay", "total"): "3"}),
                examples.written("s6", "发出收费通知1件，总金额100元，实际收取总金额0元。"),
            ),
        )
    ],
)
def unpaid(subject: Subject) -> Iterator[Outcome]:
    """More requests closed for an unpaid notice than notices were sent."""
    report = subject.report
    cell = report.cell("t3", "misc_nopay", "total")
    notices = _fee(report, NOTICES)
    if cell is None or cell.value is None or notices is None:
        yield nothing_written(subject)
    elif cell.value > notices.value:
        yield subject.finding(
            f"表三（六）2“逾期未按收费通知要求缴纳费用”为{written(cell.value)}件，而正文“{notices.quote}”只有{plain(notices.value)}件；请核对，跨年的请说明。",
            **quoting(notices),
            cells=evidence([cell]),
            expected=f"≤{plain(notices.value)}",
            actual=written(cell.value),
            delta=plain(cell.value - notices.value),
            doubt=doubt_of([cell]),
            key="unpaid",
        )


@rule(
    "D2",
    title="实际收取金额大于收费通知金额",
    level="warning",
    defect="H03",
    basis="国办公开办函〔2021〕30号附件第六部分；国办函〔2020〕109号",
    why="收取的钱不会多于通知的钱；跨年缴费的请说明。",
    years=(2021, None),
    passes=[Case({"六": "380 ≤ 680"}, build=examples.written("s6", "发出收费通知2件，总金额680元，实际收取总金额380元。"))],
    fails=[Case({"六": "780 > 680"}, "差100元", examples.written("s6", "发出收费通知2件，总金额680元，实际收取总金额780元。"))],
)
def overpaid(subject: Subject) -> Iterator[Outcome]:
    """More received than was asked for."""
    amount, received = _fee(subject.report, AMOUNT), _fee(subject.report, RECEIVED)
    if amount is None or received is None:
        yield nothing_written(subject)
    elif received.value > amount.value:
        yield subject.finding(
            f"正文“{received.quote}”多于“{amount.quote}”，差{plain(received.value - amount.value)}元；请核对，跨年缴费的请说明。",
            **quoting(received),
            expected=f"≤{plain(amount.value)}",
            actual=plain(received.value),
            delta=plain(received.value - amount.value),
            key="overpaid",
        )
