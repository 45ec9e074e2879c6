"""信息处理费 in section six: H01 (not reported), H02 (incomplete), D3 (requests closed for unpaid fees)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.dated import in_force
from gouji.report import NUMBER, Cell, Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji.text import squeeze
from gouji_plugins.rules import examples
from gouji_plugins.rules.evidence import only_tables, resting_on
from gouji_plugins.rules.wording import has, passages, sentences, words
from gouji_plugins.rules.years import data_year

_FEE_LAW = "国办公开办函〔2021〕30号附件第六部分；国办函〔2020〕109号（2021年1月1日起施行）"
_MENTIONED = ("信息处理费", "处理费", "收费通知")
_NO_FEE = re.compile(
    r"(?:未|没有|无)[^,。;]{0,24}(?:收取|(?<!事业性)收费)|不[^,。;]{0,8}(?:收取|收费)"
    r"|(?:收取|收费)[^,。;]{0,12}(?:0|零)(?:件|元|万元)|未产生[^,。;]{0,12}费用|免费提供|免收"
)
_AMOUNT = re.compile(r"(?<![\d.])[1-9]\d*(?:,\d{3}){0,4}(?:\.\d+)?余?万?元")
_NOTICES = re.compile(r"收费通知书?[^,。;]{0,10}?(?<!\d)[1-9]\d*(?:件|份|次|个)")
_NOTHING = re.compile(
    r"(?:本年度|本年|本机关|本单位|我局|我镇|目前|今年|\d{4}年度?)*,?(?:暂无|没有|无)(?:其他|其它)?(?:需要?)?(?:报告|说明)?(?:的)?(?:事项|情况)?[.。;]?"
)


def _duty(subject: Subject) -> bool:
    """Whether the report on this year owes a statement on 信息处理费."""
    year = data_year(subject.report)
    return year is not None and bool(in_force(subject.tables.get("信息处理费", ()), year))


def _told(report: Report) -> bool:
    text = words(report)
    return has(text, _MENTIONED) or bool(_NO_FEE.search(text))


def _unpaid(report: Report) -> Cell | None:
    """The number of requests closed because the fee was not paid, if it is a number above zero."""
    table = report.tables.get("t3")
    row = [table.cells[key] for key in (("misc_nopay", "total"), ("misc_nopay", "person")) if key in table.cells] if table else []
    return next((cell for cell in row if cell.kind == NUMBER and cell.value), None)


@rule(
    "H01",
    title="没有报告信息处理费",
    level="warning",
    defect="H01",
    basis=_FEE_LAW,
    why="2021年度起，年报第六部分要报告发出收费通知的件数、总金额和实际收取总金额；没有收费的写明未收取。",
    years=(2021, None),
    passes=[
        Case({"六": "按规定报告"}, build=examples.unchanged),
        Case({"六": "本年度未发出收费通知，未收取信息处理费。"}),
        Case({"六": "没有向公民、法人和其他组织收取任何与政府信息公开有关的费用。"}),
    ],
    fails=[
        Case({"六": "办理人大建议2件，均已公开答复。"}, "信息处理费"),
        Case({"六": "无行政处罚和行政事业性收费事项。"}, "信息处理费"),
        Case({"六": "无其他需要报告的事项。"}, "信息处理费"),
    ],
)
def unreported(subject: Subject) -> Iterator[Outcome]:
    """No word on fees; advice only when section six plainly says there is nothing to report."""
    report = subject.report
    section = report.sections.get("s6")
    text = "".join(passage.text for passage in passages(report, "s6"))
    # A missing or empty section six is told as such, unpaid fees by D3.
    if section is None or not text or not _duty(subject) or _told(report) or _unpaid(report):
        return
    nothing = bool(_NOTHING.fullmatch(text))
    yield subject.finding(
        "第六部分没有报告信息处理费；请写明发出收费通知的件数、总金额和实际收取总金额，没有收费的写“未收取信息处理费”。",
        level="info" if nothing else None,
        section="s6",
        quote=section.lines[0].text.strip()[:40],
        place=section.heading.place,
        key="fee",
    )


@rule(
    "D3",
    title="有未缴费不再处理的申请而没有报告收费",
    level="error",
    defect="H01",
    basis=_FEE_LAW,
    why="表三（六）2大于0，说明发出过收费通知，第六部分必须有信息处理费的数据。",
    editions=("gov-2021",),
    years=(2021, None),
    passes=[Case({"六": "有收费数据"}, build=examples.cells("t3", {("misc_nopay", "total"): "1"}))],
    fails=[
        Case(
            {"六": "没有收费数据"},
            "信息处理费",
            examples.both(examples.cells("t3", {("misc_nopay", "total"): "1"}), examples.written("s6", "无其他需要报告的事项。")),
        )
    ],
)
def unpaid_unreported(subject: Subject) -> Iterator[Outcome]:
    """Requests were closed because a fee was not paid, yet section six tells of no fee."""
    report = subject.report
    cell = _unpaid(report)
    if cell is None or has(words(report), _MENTIONED):
        return
    if only_tables(report):
        yield subject.not_assessed("这份文件只有表格，没有文字部分，无法检查是否报告了信息处理费")
        return
    section = report.sections.get("s6")
    yield subject.finding(
        f"表三（六）2“逾期未按收费通知要求缴纳费用”为{cell.value}件，第六部分却没有信息处理费数据；请补报收费通知件数、总金额和实际收取总金额。",
        section="s6",
        quote=section.lines[0].text.strip()[:40] if section and section.lines else "",
        place=section.heading.place if section else cell.place,
        **resting_on([cell]),
        key="fee",
    )


@rule(
    "H02",
    title="信息处理费要素不全",
    level="info",
    defect="H02",
    basis=_FEE_LAW,
    why="收取了信息处理费的，应写明收费通知件数、总金额、实际收取总金额三项。",
    years=(2021, None),
    passes=[
        Case({"六": "本年度发出收费通知2件，总金额680元，实际收取总金额380元。"}),
        Case({"六": "本年度未收取信息处理费。"}),
        Case({"六": "本年度发出收费通知3份，应收信息处理费1200元，实际收到800元。"}),
        Case({"六": "本年度发出收费通知3件，通知收取信息处理费1200元，实际收取800元。"}),
    ],
    fails=[
        Case({"六": "只有实收"}, "收费通知件数", examples.written("s6", "{year}年共收取信息处理费400元。")),
        Case({"六": "本年度发出信息处理费收费通知2件。"}, "缺收费通知总金额、实际收取总金额"),
    ],
)
def incomplete(subject: Subject) -> Iterator[Outcome]:
    """Fees were taken, but notices, total or receipts are not told."""
    report = subject.report
    if not _duty(subject):
        return
    told_in = sentences(passages(report), "信息处理费", "收费通知")
    match = next((match for match in told_in if _AMOUNT.search(match.found[0]) or _NOTICES.search(match.found[0])), None)
    if match is None:
        return
    told = squeeze("".join(passage.text for passage in passages(report) if has(passage.text, _MENTIONED)))
    received = re.search(r"实际?收取?|收取|实收|收到|到账", told)
    told_total = re.sub(r"(?:实际收取|实收|实际)(?:的|费用|信息处理费)*(?:总金额|总额|金额)", "", told)
    gone = [
        name
        for name, found in (
            ("收费通知件数", re.search(r"通知(?:书)?[^。;]{0,10}?\d+(?:件|份|次|个)|(?<!\d)\d+(?:件|份|次|个)[^。;,]{0,12}通知", told)),
            ("收费通知总金额", re.search(r"总金额|总额|金额|合计|共计|应[收缴]|通知收取", told_total)),
            ("实际收取总金额", received),
        )
        if not found
    ]
    if gone:
        yield subject.finding(
            f"第六部分的信息处理费缺{'、'.join(gone)}；请补写齐全。",
            section=match.passage.section or "s6",
            quote=match.quote[:60],
            place=match.place,
            key="fee",
        )
