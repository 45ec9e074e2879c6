"""A made-up report in which everything is in order: the ground on which rule cases and tests are set.

Every cell is "0", every duty is met, the prose says what the tables say. A case names only what it
changes; the rest comes from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from gouji.calendar import date
from gouji.document import Paragraph, Place
from gouji.edition import Edition, TableSpec
from gouji.report import EXACT, NUMBER, Cell, Fact, Heading, Label, Report, Section, Table

UNITS = {
    "gov.prov": "临江省人民政府",
    "gov.city": "临江市人民政府",
    "gov.county": "临江县人民政府",
    "office": "临江县人民政府办公室",
    "dept": "临江县水利局",
    "town": "临江县清溪镇人民政府",
    "street": "临江市城东街道办事处",
    "zone": "临江经济开发区管理委员会",
    "central": "国家堤防管理局",
}
"""A made-up public body for every level of government."""

SCOPES = {"gov.prov": "全省", "gov.city": "全市", "gov.county": "全县", "town": "全镇"}
"""What a government's own report speaks for; every other body speaks for 本机关."""

ACCOUNTABILITY = (
    "把政府信息公开纳入{scope}年度绩效工作考核，考核结果已向各单位反馈；组织社会评议，群众评议结果总体满意；{year}年未发生责任追究情形。"
)
"""The three things 条例第五十条 asks of governments of every level, towns included."""

FEES_SINCE = 2021
"""The first year of data whose report must tell the 信息处理费 (国办函〔2020〕109号)."""

_built: dict[tuple[str, int, str, str], Report] = {}
_KEPT = 256


def balanced(edition: Edition, *, year: int | None = None, level: str = "dept", unit: str | None = None) -> Report:
    """A complete report of this edition with every cell "0" and every duty met.

    `year` is the year of the data, by default the edition's last one (2023 for the edition still in
    force). `unit` is by default a name that fits the level (临江县水利局 for "dept"). The same
    arguments give the same object.
    """
    year = year or edition.year_to or edition.year_from + 2
    unit = unit or UNITS.get(level, UNITS["dept"])
    key = (edition.id, year, level, unit)
    report = _built.get(key)
    if report is None or report.edition is not edition:
        if len(_built) >= _KEPT:
            _built.clear()
        report = _built[key] = _build(edition, year, level, unit)
    return report


def due(level: str, year: int) -> date:
    """A day on which a report on this year is published in time: 16 January, for governments 20 March."""
    return date(year + 1, 3, 20) if level.startswith("gov.") else date(year + 1, 1, 16)


def _build(edition: Edition, year: int, level: str, unit: str) -> Report:
    number = count(2)  # the first paragraph is the title
    title = f"{unit}{year}年政府信息公开工作年度报告"
    period = f"{year}年1月1日至{year}年12月31日"
    published = due(level, year)
    signed = f"{published.year}年{published.month}月{published.day}日"

    intro = _paragraphs(number, introduction(edition, year, period))
    headings: list[Heading] = []
    sections: dict[str, Section] = {}
    tables: dict[str, Table] = {}
    for spec in edition.sections:
        place = Place(paragraph=next(number))
        heading = Heading(spec.number, spec.title, (spec.id,), EXACT, place, spec.heading)
        headings.append(heading)
        lines = _paragraphs(number, _prose(edition, spec.id, year, level))
        sections[spec.id] = Section(spec.id, heading, lines, (spec.id,))
        for table in edition.tables:
            if table.section == spec.id:
                tables[table.id] = zero_table(table, len(tables) + 1)
    tail = _paragraphs(number, [unit, signed])
    return Report(
        path=f"{title}.txt",
        format="sample",
        edition=edition,
        edition_evidence=(f"表头与{edition.doc_no}一致",),
        facts={
            "title": Fact(title, "title", title, Place(paragraph=1)),
            "unit": Fact(unit, "title", unit, Place(paragraph=1)),
            "level": Fact(level, "title", unit, Place(paragraph=1)),
            "year": Fact(year, "title", f"{year}年", Place(paragraph=1)),
            "published": Fact(published, "page", f"发布时间：{published.isoformat()}"),
            "period": Fact((date(year, 1, 1), date(year, 12, 31)), "period", period, intro[-2].place),
            "signed": Fact(published, "signature", signed, tail[-1].place),
        },
        headings=tuple(headings),
        sections=sections,
        tables=tables,
        intro=intro,
        tail=tail,
    )


def zero_table(spec: TableSpec, index: int = 1) -> Table:
    """A table in the official form, every label exact and every cell "0". `index` is its number in the document."""
    cells: dict[tuple[str, str], Cell] = {}
    rows: dict[str, Label] = {}
    columns: dict[str, Label] = {}
    captions: dict[str, Label] = {}
    line = 0
    for block in spec.blocks:
        line += 1
        here = Place(table=index, row=line, column=1)
        if block.caption:
            captions[block.id] = Label(block.id, block.caption, EXACT, here)
            line += 1
        # 表四 prints its rows side by side, so each of them has a head of its own.
        heads = [row.id for row in block.rows] if spec.id == "t4" else [block.id]
        ids = [(f"{head}.{column.id}", column.label) for head in heads for column in block.columns]
        for position, (id, label) in enumerate(ids, 2):
            columns[id] = Label(id, label, EXACT, Place(table=index, row=line, column=position))
        for row in block.rows:
            line += 1
            rows[row.id] = Label(row.id, row.label, EXACT, Place(table=index, row=line, column=1))
            if row.data:
                for position, column in enumerate(row.columns, 2):
                    place = Place(table=index, row=line, column=position)
                    cells[row.id, column.id] = Cell(spec.id, row.id, column.id, "0", NUMBER, 0, place=place)
    corner = Label("corner", spec.corner, EXACT, Place(table=index, row=1, column=1)) if spec.corner else None
    return Table(spec.id, cells, Place(table=index), spec.section, rows, columns, captions, corner)


def introduction(edition: Edition, year: int, period: str) -> list[str]:
    """The usual introduction: basis, the six sections by name, period and where to ask."""
    document = edition.doc_title.replace("《", "〈").replace("》", "〉")
    parts = "、".join(section.title if "、" not in section.title else f"“{section.title}”" for section in edition.sections)
    return [
        f"根据《中华人民共和国政府信息公开条例》（以下简称《条例》）第五十条和《{document}》（{edition.doc_no}）要求，编制本报告。",
        f"本报告由{parts}六个部分组成。",
        f"本报告所列数据的统计期限为{period}。",
        "如对本报告有疑问，请与本机关办公室联系（地址：临江县滨河路1号，邮编：000000，电话：0000-0000000）。",
    ]


def fee_statement(year: int, notices: int = 0, amount: str = "0", received: str = "0") -> str:
    """The statement on 信息处理费 that section six owes since the report on 2021. Amounts are in 元."""
    return (
        f"按照《政府信息公开信息处理费管理办法》，{year}年发出收费通知{notices}件，总金额{amount}元，"
        f"实际收取总金额{received}元。除此之外，无其他需要报告的事项。"
    )


def _prose(edition: Edition, section: str, year: int, level: str) -> list[str]:
    if section == "s1":
        return list(_overview(edition, year, level))
    if section == "s5":
        return [
            "（一）存在的主要问题",
            "一是政策解读形式较为单一，以文字解读为主；二是个别栏目更新不够及时。",
            "（二）改进情况",
            f"针对上年度指出的栏目设置问题，{year}年已完成栏目调整并逐月检查。"
            "针对上述问题，下一步将增加图表和视频解读，明确每个栏目的责任人和更新时限，按季度通报更新情况。",
        ]
    if section == "s6":
        return [fee_statement(year) if year >= FEES_SINCE else "无其他需要报告的事项。"]
    return []


def _overview(edition: Edition, year: int, level: str) -> Iterator[str]:
    whole = SCOPES.get(level)
    all_of_us = f"{whole}各级行政机关" if level.startswith("gov.") else "本机关"
    for ordinal, topic in zip("一二三四五", edition.section("s1").subtopics, strict=True):
        yield f"（{ordinal}）{topic.label}"
        match topic.id:
            case "active":
                yield f"{year}年，{all_of_us}依法主动公开机构职能、政策文件、财政预决算等政府信息，同步发布政策解读，回应社会关切。"
            case "request":
                yield (
                    f"{year}年，{all_of_us}未收到政府信息公开申请，无上年结转和结转下年度继续办理的申请。"
                    "未发生因政府信息公开引起的行政复议和行政诉讼。"
                )
            case "manage":
                yield "落实信息发布审核和保密审查制度，确定每份公文的公开属性，定期清理规范性文件，对已公开的信息动态更新。"
            case "platform":
                yield "加强政府网站政府信息公开专栏建设，按照统一规范设置栏目，指定专人维护网站和政务新媒体。"
            case "oversight":
                yield "明确分管领导和专门人员负责政府信息公开工作，组织业务培训，定期检查公开内容，畅通监督渠道。"
                if whole:
                    yield ACCOUNTABILITY.format(scope=whole, year=year)


def _paragraphs(number: Iterator[int], texts: list[str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text, Place(paragraph=next(number))) for text in texts)
