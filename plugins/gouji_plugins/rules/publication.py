"""Whether, when and in what form a report was published: P01, P02, P06, P07."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gouji.calendar import date
from gouji.dated import CERTAIN, DEADLINES, day, in_force
from gouji.document import NOWHERE
from gouji.finding import INFO, READING, SOURCE, WARNING, Finding
from gouji.lean import Any, replace
from gouji.report import Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji_plugins.rules import examples
from gouji_plugins.rules.evidence import only_attached, pictured_tables
from gouji_plugins.rules.wording import listed

REPUBLISHED = 366
"""Days of delay beyond which the date of the page is more likely that of a moved website."""
_NAMED = 20
"""Units named in the message; the others are counted."""


@rule(
    "P01",
    title="超过期限发布",
    level="error",
    defect="P01",
    basis="《中华人民共和国政府信息公开条例》第四十九条",
    why="部门年报应在次年1月31日前公布，县级以上人民政府的年报应在3月31日前公布；乡镇、街道和开发区按地方通知的期限。",
    passes=[Case({"发布日期": "次年1月31日"}, build=examples.published(1, 31))],
    fails=[Case({"发布日期": "次年2月8日"}, "迟8天", examples.published(2, 8))],
)
def late(subject: Subject) -> Iterator[Outcome]:
    """The day of publication against the deadline of the unit's level."""
    report = subject.report
    published, year, level = report.facts.get("published"), report.year, report.facts.get("level")
    if published is None or not isinstance(published.value, date):
        yield subject.not_assessed("没有找到发布日期，无法判断是否按期公布")
        return
    if year is None:
        yield subject.not_assessed("没有确定报告年度，无法判断是否按期公布")
        return
    rows = [row for row in subject.tables.get(DEADLINES, ()) if not row.get("region")]
    for_all = [{**row, "levels": None} for row in rows]
    fitting = in_force(rows, year, level.value)[:1] if level else in_force(for_all, year)
    due = {day(row["due"], year): row for row in reversed(fitting)}
    if not due:
        yield subject.not_assessed(f"规则集没有给出这类单位{year}年度报告的公布期限")
        return
    limit = max(due)  # of several deadlines, when the kind of unit is not known, the most lenient
    local = _local(subject, year)
    if published.value <= limit or (local and due[limit].get("certainty") != CERTAIN):
        if local and published.value > day(local["due"], year):
            yield _late_locally(subject, day(local["due"], year), local)
        elif published.value > min(due) and not local:
            yield subject.not_assessed(f"看不出单位是部门还是政府，{published.value}发布是否逾期无法判断")
        return
    row, days = due[limit], (published.value - limit).days
    said = f"发布日期{published.value}（以页面日期计）晚于{limit}，迟{days}天"
    doubt = READING if published.doubt else SOURCE
    unsure = level is None or level.doubt or published.doubt or report.facts["year"].doubt
    if row.get("certainty") != CERTAIN:
        severity, act = INFO, "条例没有写明这类单位的期限，请核实本地通知规定的公布期限"
    elif unsure or days > REPUBLISHED:
        severity, act, doubt = WARNING, "请核对首次公布的日期、报告年度和单位类别，属网站迁移重发的请说明", READING
    else:
        severity, act = subject.rule.level, "请核对首次公布的日期，确属逾期的应当整改"
    yield subject.finding(
        f"{said}；{act}。",
        level=severity,
        quote=published.quote,
        place=published.place,
        expected=str(limit),
        actual=str(published.value),
        delta=str(days),
        doubt=doubt,
        key="published",
    )


def _local(subject: Subject, year: int) -> Mapping[str, Any] | None:
    """The row of a region's own deadline for this unit, where a ruleset of the region gives one."""
    rows = [row for row in subject.tables.get(DEADLINES, ()) if row.get("region")]
    return next(iter(in_force(rows, year, subject.report.level, subject.report.unit)), None)


def _late_locally(subject: Subject, limit: date, row: Mapping[str, Any]) -> Finding:
    """Within the law's time, or where the law names none, but after the day the region has set."""
    published = subject.report.facts["published"]
    days = (published.value - limit).days
    certain = row.get("certainty") == CERTAIN
    act = "请核对首次公布的日期，确属逾期的应当说明" if certain else "没有见到本年度的通知原文，请核实"
    return subject.finding(
        f"发布日期{published.value}（以页面日期计）晚于本地期限{limit}，迟{days}天（{row['source']}）；{act}。",
        level=WARNING if certain else INFO,
        quote=published.quote,
        place=published.place,
        expected=str(limit),
        actual=str(published.value),
        delta=str(days),
        doubt=READING if published.doubt else SOURCE,
        key="published",
    )


@rule(
    "P02",
    title="缺单位的年报",
    level="warning",
    defect="P02",
    basis="《中华人民共和国政府信息公开条例》第四十九条；应当公布的单位以给出的名册为准",
    why="名册里的单位在检查的文件里没有年报：可能没有发布，也可能没有收齐、没有读成，或者换了名称。要用 --roster 给出单位名册才能查。",
    family="roster",
    passes=[Case({"缺年报": []})],
    fails=[Case({"缺年报": ["临江县双桥镇人民政府", "临江县教育局"]}, "缺2个单位的年报：临江县双桥镇人民政府、临江县教育局")],
)
def without_report(subject: Subject) -> Iterator[Outcome]:
    """Units of the roster without a report on the year."""
    absent = subject.absent
    if not absent:
        return
    named = "、".join(absent[:_NAMED]) + ("等" if len(absent) > _NAMED else "")
    yield subject.finding(
        f"{subject.report.year}年度缺{len(absent)}个单位的年报：{named}；请核对是没有发布，还是没有收齐，换了名称的请写进单位名册。",
        actual=f"缺{len(absent)}个",
        key="roster",
    )


def _only_a_link(report: Report) -> Report:
    return replace(report, headings=(), sections={}, tables={}, intro=report.intro[:0], attachments=("年度报告.pdf",))


@rule(
    "P06",
    title="正文只有附件",
    level="warning",
    defect="P06",
    basis="政府信息公开平台规范和第三方评估口径：年报正文应能直接阅读",
    why="页面上只有附件链接，公众要下载才能看到内容，检索和无障碍阅读都有困难。",
    passes=[Case({"附件": "正文完整，另附表格"}, build=lambda report: replace(report, attachments=("附表.xlsx",)))],
    fails=[Case({"附件": "正文只有一个链接"}, "附件", _only_a_link)],
)
def attachment_only(subject: Subject) -> Iterator[Outcome]:
    """A page that is nothing but a link to the report."""
    report = subject.report
    if only_attached(report):
        name = report.attachments[0]
        yield subject.finding(
            f"页面正文没有年报内容，只有附件{listed(report.attachments)}；请把全文发布在页面上，并下载附件另行检查。",
            quote=name,
            key="attachment",
        )


@rule(
    "P07",
    title="表格为图片",
    level="warning",
    defect="P07",
    basis="国办公开办函〔2021〕30号：第二、三、四部分以表格形式报告；评估口径要求正文可读",
    why="表格做成图片，数据无法检索、复制和核对。",
    passes=[Case({"图片": "正文有图，表格齐全"}, build=lambda report: replace(report, images=2))],
    fails=[Case({"图片": "没有表三，有图"}, "表三", examples.both(examples.without_table("t3"), lambda report: replace(report, images=1)))],
)
def pictured(subject: Subject) -> Iterator[Outcome]:
    """Statutory tables that the document seems to show as pictures."""
    report = subject.report
    missing = pictured_tables(report)
    if not missing:
        return
    names = "、".join(spec.name for spec in missing)
    section = report.sections.get(missing[0].section)
    yield subject.finding(
        f"{names}没有可以读取的单元格，文中有{report.images}张图片，表格很可能做成了图片；请改用文字表格，表内勾稽关系未能核对。",
        section=missing[0].section,
        place=section.heading.place if section else NOWHERE,
        doubt=READING,
        key="+".join(spec.id for spec in missing),
    )
