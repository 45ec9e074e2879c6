"""Faults in publication, title, introduction, structure and prose."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from gouji.report import SIMILAR, Fact, Heading, Report, Section
from gouji.sample import FEES_SINCE
from gouji.testing.choice import Pick
from gouji.testing.faults.fault import Damage, Fault, rewrite, with_intro, with_lines


def _published(report: Report, day: date) -> Report:
    fact = Fact(day, "page", f"发布时间：{day.isoformat()}")
    return replace(report.with_facts(published=fact, signed=None), tail=())


def _late(report: Report, pick: Pick) -> Damage | None:
    if report.year is None or report.level in ("town", "street", "zone"):
        return None  # no date is fixed by law for these
    limit = date(report.year + 1, 3, 31) if (report.level or "").startswith("gov.") else date(report.year + 1, 1, 31)
    day = limit + timedelta(days=pick((8, 1, 40)))
    return _published(report, day), ("P01",), [], f"{day.isoformat()}才发布"


def _early(report: Report, pick: Pick) -> Damage | None:
    if report.year is None:
        return None
    day = date(report.year, 12, pick((20, 31)))
    return _published(report, day), ("P03",), [], f"年未过完，{day.isoformat()}就发布"


def _attachment_only(report: Report, pick: Pick) -> Damage | None:
    file = f"{report.value('title')}.pdf"
    bare = replace(report, sections={}, headings=(), tables={}, tail=(), attachments=(file,))
    line = report.intro[0]._replace(text=f"附件：{file}")
    return replace(bare, intro=(line,)), ("P06",), [], "正文只有附件"


def _pictures_for_tables(report: Report, pick: Pick) -> Damage | None:
    if not report.tables:
        return None
    return replace(report, tables={}, images=3), ("P07", "F01"), [], "三张表都是图片"


def _title(report: Report, title: str) -> Report:
    """The report with another title; what the title no longer tells is known from elsewhere."""
    facts = {"title": Fact(title, "title", title, report.facts["title"].place)}
    for name, text, source in (("unit", report.unit or "", "signature"), ("year", f"{report.year}年", "period")):
        if text not in title:
            facts[name] = Fact(report.value(name), source, text)
    return report.with_facts(**facts)


def _title_without_unit(report: Report, pick: Pick) -> Damage | None:
    title = f"{report.year}年政府信息公开工作年度报告"
    return _title(report, title), ("T01",), [], "标题没有单位"


def _wrong_year_in_title(report: Report, pick: Pick) -> Damage | None:
    title = str(report.value("title")).replace(f"{report.year}年", f"{(report.year or 0) - 1}年")
    return (_title(report, title), ("T02",), [], "标题年份是上一年") if title != report.value("title") else None


def _no_year_in_title(report: Report, pick: Pick) -> Damage | None:
    return _title(report, f"{report.unit}政府信息公开工作年度报告"), ("T02",), [], "标题没有年份"


def _odd_title(report: Report, pick: Pick) -> Damage | None:
    words = pick(("政府信息公开工作总结", "政府信息公开年报", "政府信息公开情况报告"))
    return _title(report, f"{report.unit}{report.year}年{words}"), ("T03",), [], f"题名写成“{words}”"


def _intro(id: str, title: str, defect: str, change: Callable[[str, Report], str]) -> Fault:
    def damage(report: Report, pick: Pick) -> Damage | None:
        changed = with_intro(report, lambda text: change(text, report))
        return (changed, (defect,), [], title) if changed else None

    return Fault(id, title, damage)


def _old_year_in_intro(report: Report, pick: Pick) -> Damage | None:
    first = report.intro[0]
    text = f"{first.text}现公布{(report.year or 0) - 1}年度政府信息公开工作年度报告。"
    return replace(report, intro=(first._replace(text=text), *report.intro[1:])), ("T04",), [], "引言写上年年份"


def _no_period(report: Report, pick: Pick) -> Damage | None:
    changed = with_intro(report, lambda text: "" if "12月31日" in text else text)
    return (changed.with_facts(period=None), ("T05",), [], "没有统计期限") if changed else None


def _wrong_period(report: Report, pick: Pick) -> Damage | None:
    changed = with_intro(report, lambda text: text.replace("12月31日", "12月30日"))
    if changed is None or report.year is None:
        return None
    year = report.year
    fact = report.facts["period"]._replace(value=(date(year, 1, 1), date(year, 12, 30)), quote=f"{year}年1月1日至{year}年12月30日")
    return changed.with_facts(period=fact), ("T06",), [], "统计期限止于12月30日"


def _outdated_basis(report: Report, pick: Pick) -> Damage | None:
    if report.edition.doc_no != "国办公开办函〔2021〕30号":
        return None
    changed = with_intro(report, lambda text: text.replace("〔2021〕30号", "〔2019〕60号"))
    return (changed, ("T07",), [], "依据仍是2019年的通知") if changed else None


def _missing_section(report: Report, pick: Pick) -> Damage | None:
    if not report.headings:
        return None
    gone = pick(
        [heading for heading in report.headings if heading.sections and heading.sections[0] in ("s6", "s5", "s1")] or report.headings
    )
    changed = replace(
        report,
        headings=tuple(heading for heading in report.headings if heading is not gone),
        sections={id: section for id, section in report.sections.items() if id not in gone.sections},
        tables={id: table for id, table in report.tables.items() if table.section not in gone.sections},
    )
    return changed, ("S01",), [], f"删去“{gone.raw}”"


def _empty_section(report: Report, pick: Pick) -> Damage | None:
    ids = [id for id in ("s6", "s5", "s1") if id in report.sections]
    if not ids:
        return None
    id = pick(ids)
    return replace(with_lines(report, id, []), tail=()), ("S02",), [], f"“{report.sections[id].heading.raw}”没有内容"


def _exchanged_sections(report: Report, pick: Pick) -> Damage | None:
    order = list(report.headings)
    if [heading.sections for heading in order[-2:]] != [("s5",), ("s6",)]:
        return None
    order[-2:] = reversed(order[-2:])
    kept = {id: section for id, section in report.sections.items() if id not in ("s5", "s6")}
    sections = {**kept, "s6": report.sections["s6"], "s5": report.sections["s5"]}
    return replace(report, headings=tuple(order), sections=sections), ("S03", "S04"), [], "六在五前"


def _with_heading(report: Report, section: str, change: Callable[[Heading], Heading]) -> Report:
    old = report.sections[section]
    new = change(old.heading)
    headings = tuple(new if heading is old.heading else heading for heading in report.headings)
    return replace(report, headings=headings, sections={**report.sections, section: replace(old, heading=new)})


def _doubled_ordinal(report: Report, pick: Pick) -> Damage | None:
    if "s5" not in report.sections:
        return None

    def change(heading: Heading) -> Heading:
        return heading._replace(number="四", raw=f"四、{heading.title}")

    return _with_heading(report, "s5", change), ("S04",), [], "两个“四、”"


def _odd_heading(report: Report, pick: Pick) -> Damage | None:
    if "s2" not in report.sections:
        return None

    def change(heading: Heading) -> Heading:
        title = "主动公开政府政府信息情况表格"
        return heading._replace(title=title, match=SIMILAR, raw=f"{heading.number}、{title}")

    return _with_heading(report, "s2", change), ("S05",), [], "第二部分标题走样"


def _one_topic(report: Report, pick: Pick) -> Damage | None:
    if "s1" not in report.sections:
        return None
    changed = with_lines(
        report, "s1", [f"{report.year}年，我单位通过主动公开发布政策文件和政策解读，按时更新机构职能、财政预决算等内容，" * 2]
    )
    return changed, ("S06",), [], "总体情况只写主动公开"


def _no_accountability(report: Report, pick: Pick) -> Damage | None:
    if not ((report.level or "").startswith("gov.") or report.level == "town") or "s1" not in report.sections:
        return None
    words = re.compile("[^。；]*(考核|评议|满意|责任追究|追责)[^。；]*[。；]?")
    texts = [words.sub("", line.text) or "健全监督检查机制，按季度自查并通报。" for line in report.sections["s1"].lines]
    return with_lines(report, "s1", texts), ("S07",), [], "政府年报没有考核、评议、追责"


def _empty_talk(report: Report, pick: Pick) -> Damage | None:
    if "s1" not in report.sections:
        return None
    return with_lines(report, "s1", ["我单位高度重视，认真落实。"]), ("S09", "S06", "S02"), [], "总体情况只有一句套话"


def _half_of_five(report: Report, pick: Pick) -> Damage | None:
    if "s5" not in report.sections:
        return None
    text = pick(("下一步将加强业务培训，完善工作制度，提升公开质量。", "政策解读形式较为单一，个别栏目更新不够及时。"))
    return with_lines(report, "s5", [text]), ("W10",), [], "第五部分只有一半"


def _placeholder(report: Report, pick: Pick) -> Damage | None:
    if "s1" not in report.sections:
        return None
    lines = [line.text for line in report.sections["s1"].lines]
    lines[-1] = "××局高度重视政府信息公开工作。" + lines[-1]
    return with_lines(report, "s1", lines), ("W13",), [], "正文有××"


def _owes_fees(report: Report) -> bool:
    return report.year is not None and report.year >= FEES_SINCE and "s6" in report.sections


def _no_fees(report: Report, pick: Pick) -> Damage | None:
    """Nothing on fees anywhere, though requests went unanswered for an unpaid notice or not."""
    if not _owes_fees(report):
        return None
    bare = rewrite(report, lambda text: re.sub("[^。]*信息处理费[^。]*。", "", text))
    return with_lines(bare, "s6", ["无。"]), ("H01", "H03"), [], "没有报告信息处理费"


def _partial_fees(report: Report, pick: Pick) -> Damage | None:
    if not _owes_fees(report):
        return None
    return with_lines(report, "s6", [f"{report.year}年收取信息处理费400元。"]), ("H02",), [], "信息处理费只写实收"


def _merged_sections(report: Report, pick: Pick) -> Damage | None:
    """五 and 六 under one heading."""
    if [heading.sections for heading in report.headings[-2:]] != [("s5",), ("s6",)]:
        return None
    five, six = report.sections["s5"], report.sections["s6"]
    title = "存在问题及其他事项"
    heading = Heading("五", title, ("s5", "s6"), SIMILAR, five.heading.place, f"五、{title}")
    lines = (*five.lines, *six.lines)
    both = ("s5", "s6")
    sections = {**report.sections, "s5": Section("s5", heading, lines, both), "s6": Section("s6", heading, lines, both)}
    return replace(report, headings=(*report.headings[:-2], heading), sections=sections), ("S03",), [], "五、六合写"


FAULTS: tuple[Fault, ...] = (
    Fault("late", "超期发布", _late),
    Fault("early", "年末前发布", _early),
    Fault("attachment-only", "正文只有附件", _attachment_only),
    Fault("pictures-for-tables", "表格为图片", _pictures_for_tables),
    Fault("title-without-unit", "标题缺单位", _title_without_unit),
    Fault("wrong-year-in-title", "标题年份错", _wrong_year_in_title),
    Fault("no-year-in-title", "标题缺年份", _no_year_in_title),
    Fault("odd-title", "题名不规范", _odd_title),
    Fault("old-year-in-intro", "引言年份残留", _old_year_in_intro),
    Fault("no-period", "统计期限缺失", _no_period),
    Fault("wrong-period", "统计期限错", _wrong_period),
    Fault("outdated-basis", "依据过时", _outdated_basis),
    _intro("wrong-document-number", "文号错字", "T08", lambda text, _: text.replace("国办公开办函", "国办公开办涵")),
    _intro("outdated-list", "部分列举陈旧", "T09", lambda text, _: text.replace("其他需要报告的事项", "收费及减免情况")),
    _intro("wrong-count-of-parts", "部分数不符", "T10", lambda text, _: re.sub("六个?部分", "五个部分", text)),
    Fault("missing-section", "缺一个部分", _missing_section),
    Fault("empty-section", "部分无内容", _empty_section),
    Fault("exchanged-sections", "部分顺序颠倒", _exchanged_sections),
    Fault("merged-sections", "两部分合写", _merged_sections),
    Fault("doubled-ordinal", "部分序号重复", _doubled_ordinal),
    Fault("odd-heading", "部分标题走样", _odd_heading),
    Fault("one-topic", "五方面不全", _one_topic),
    Fault("no-accountability", "政府年报缺考核、评议、追责", _no_accountability),
    Fault("empty-talk", "总体情况空洞", _empty_talk),
    Fault("half-of-five", "缺问题或缺改进", _half_of_five),
    Fault("placeholder", "占位残留", _placeholder),
    Fault("no-fees", "未报告信息处理费", _no_fees),
    Fault("partial-fees", "信息处理费要素不全", _partial_fees),
)
