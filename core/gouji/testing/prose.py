"""Many wordings of a report's prose, each figure in it equal to its cell.

`write` is a plain function over a `Pick`; `prose` is the strategy. Every wording meets every duty:
basis and period in the introduction, five aspects (and 考核、评议、追责 for governments), problems
with improvements, the statement on fees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import count

from gouji.document import Paragraph, Place
from gouji.report import Fact, Report
from gouji.sample import ACCOUNTABILITY, FEES_SINCE, SCOPES, fee_statement, introduction
from gouji.testing.choice import Pick
from gouji.testing.figures import Fees

DENIED = {"不予公开": "不予公开", "无法提供": "无法提供", "不予处理": "不予处理", "其他处理": "其他处理"}
"""The groups of results as prose calls them, by the edition's group name."""


def write(report: Report, pick: Pick, fees: Fees | None = None) -> Report:
    """The report with its introduction, sections one, five and six and its tail written anew.

    The title, headings and tables stay. `fees` is what section six tells, of which the tables hold only
    the notices that were not paid; by default those are all there were.
    """
    fees = fees or _unpaid(report)
    number = count(2)
    year = report.year or 0

    def lines(texts: Iterator[str] | Sequence[str]) -> tuple[Paragraph, ...]:
        return tuple(Paragraph(text, Place(paragraph=next(number))) for text in texts)

    intro = lines(list(_introduction(report, year, pick)))
    sections = dict(report.sections)
    texts = {"s1": _overview, "s5": _problems}
    for id, section in sections.items():
        next(number)
        if id in texts:
            sections[id] = replace(section, lines=lines(list(texts[id](report, year, pick))))
        elif id == "s6":
            sections[id] = replace(section, lines=lines(list(_others(year, fees, pick))))
    period = report.facts["period"]
    told = next(line for line in intro if "12月31日" in line.text)
    signed = pick((True, False))
    tail = lines([report.unit or "", f"{_date(report)}"] if signed else [])
    facts = {**report.facts, "period": period._replace(quote=_quote(told.text), place=told.place)}
    if signed:
        facts["signed"] = Fact(report.value("published"), "signature", tail[-1].text, tail[-1].place)
    else:
        facts.pop("signed", None)
    return replace(report, intro=intro, sections=sections, tail=tail, facts=facts)


def percentage(part: int, whole: int, digits: int) -> str:
    """`part` of `whole` in percent, rounded half up to so many digits: 33.9%."""
    share = Decimal(part) * 100 / Decimal(whole)
    return f"{share.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)}%"


def _date(report: Report) -> str:
    day = report.value("published")
    return f"{day.year}年{day.month}月{day.day}日"


def _quote(text: str) -> str:
    start = text.index("年1月1日") - 4
    return text[start : text.index("12月31日") + len("12月31日")]


def _introduction(report: Report, year: int, pick: Pick) -> Iterator[str]:
    edition = report.edition
    title = edition.doc_title.replace("《", "〈").replace("》", "〉")
    basis, parts, _, contact = introduction(edition, year, "")
    yield pick(
        (
            basis,
            f"本报告根据《中华人民共和国政府信息公开条例》《{title}》（{edition.doc_no}）的规定，结合{report.unit}实际编制。",
            f"按照《中华人民共和国政府信息公开条例》（国务院令第711号）和{edition.doc_no}文件要求，现公布{report.unit}"
            f"{year}年政府信息公开工作年度报告。",
            "依据《中华人民共和国政府信息公开条例》第五十条规定，编制本报告。",
        )
    )
    titles = [section.title for section in edition.sections]
    numbered = "；".join(f"{section.number}、{section.title}" for section in edition.sections)
    yield from pick(
        (
            [parts],
            [],
            [f"全文由{'、'.join(titles)}六个部分组成。"],
            [f"本报告包括{numbered}等六部分内容。"],
            [f"本报告共六部分，包括{'，'.join(titles)}。"],
        )
    )
    period = pick((f"{year}年1月1日至{year}年12月31日", f"{year}年1月1日起至{year}年12月31日止", f"{year}年1月1日到12月31日"))
    yield pick(
        (
            f"本报告所列数据的统计期限为{period}。",
            f"本报告中所列数据的统计期限自{period}。" if "起" in period else f"报告中数据统计时间为{period}。",
            f"统计期限：{period}。本报告电子版可在{report.unit}网站政府信息公开专栏下载。",
        )
    )
    yield from pick(([contact], []))


def _we(report: Report, pick: Pick) -> str:
    unit = report.unit or ""
    own = f"我{unit[-1]}" if unit.endswith(("局", "厅", "委", "办")) else "本单位"
    scope = SCOPES.get(report.level or "")
    whole = f"{scope}各级行政机关" if (report.level or "").startswith("gov.") else "本机关"
    return pick((whole, scope or own))


def _count(report: Report, table: str, row: str, column: str = "total") -> int:
    cell = report.cell(table, row, column)
    return int(cell.value or 0) if cell else 0


def _unpaid(report: Report) -> Fees:
    notices = max(0, _count(report, "t3", "misc_nopay"))
    return Fees(notices, 100 * notices)


def _group(report: Report, name: str) -> int:
    groups = report.edition.table("t3").row_groups
    return sum(_count(report, "t3", row) for row in groups.get(name, ("misc",) if name == "其他处理" else ()))


def _overview(report: Report, year: int, pick: Pick) -> Iterator[str]:
    we = _we(report, pick)
    bodies = {
        "active": _active(report, year, we, pick),
        "request": _requests(report, year, we, pick) + _disputes(report, pick),
        "manage": _management(report, pick),
        "platform": pick(
            (
                "加强政府网站政府信息公开专栏建设，按照统一规范设置栏目，指定专人维护网站和政务新媒体。",
                "依托政府门户网站、政务新媒体和政务公开专区发布政府信息，定期检查栏目更新情况。",
                "优化信息公开平台检索功能，在办事大厅设置公开栏和查阅点，方便群众获取信息。",
            )
        ),
        "oversight": pick(
            (
                "明确分管领导和专门人员负责政府信息公开工作，组织业务培训，定期检查公开内容，畅通监督渠道。",
                "健全监督检查机制，按季度自查并通报，组织工作人员参加政府信息公开专题培训。",
                "将政府信息公开列入年度考核，主动接受社会监督，对检查发现的问题逐项整改。",
            )
        ),
    }
    three: tuple[str, ...] = ()
    if scope := SCOPES.get(report.level or ""):
        three = pick(
            (
                (ACCOUNTABILITY.format(scope=scope, year=year),),
                ("工作考核方面，实行年度考核并通报结果；社会评议方面，向群众发放问卷征求意见；责任追究方面，全年未发生责任追究事项。",),
            )
        )
    style = pick(("（{}）", "{}.", "（{}）", "", "{}是"))
    for index, topic in enumerate(report.edition.section("s1").subtopics):
        text = bodies[topic.id]
        more = three if topic.id == "oversight" else ()
        if style == "":
            yield text
        elif style == "{}是":
            yield f"{'一二三四五'[index]}是做好{topic.label}工作。{text}"
        elif style == "{}.":
            yield f"{index + 1}.{pick((topic.label, *topic.accept))}。{text}"
        else:
            yield style.format("一二三四五"[index]) + pick((topic.label, f"{topic.label}情况", *topic.accept[:4]))
            yield text
        yield from more


def _active(report: Report, year: int, we: str, pick: Pick) -> str:
    parts = pick(((), (12, 7), (2, 3, 30), (105, 48, 9)))
    told = pick(
        (
            f"{year}年，{we}依法主动公开机构职能、政策文件、财政预决算等政府信息，同步发布政策解读，回应社会关切。",
            f"{year}年，{we}围绕重点领域做好主动公开，及时更新政府信息公开目录，通过政府网站发布政策文件和解读材料。",
        )
    )
    if parts:
        names = ("政策文件类", "工作动态类", "财政信息类")
        listed = "、".join(f"{name}{n}条" for name, n in zip(names, parts, strict=False))
        told += f"全年主动公开政府信息{sum(parts)}条，其中{listed}。"
    permits = _count(report, "t2", "a20_5.permit", "dec")
    penalties = _count(report, "t2", "a20_6.penalty", "dec")
    if permits and pick((True, False)):
        told += f"全年作出行政许可处理决定{_large(permits, pick)}。"
    if penalties and pick((True, False)):
        told += f"作出行政处罚决定{_large(penalties, pick)}。"
    return told


def _large(n: int, pick: Pick) -> str:
    """A number of 件 as prose writes it, in 万 where it is large."""
    if n < 10000:
        return f"{n}件"
    rounded = (Decimal(n) / 10000).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return pick((f"{n}件", f"{rounded}万件", f"约{rounded}万件"))


def _requests(report: Report, year: int, we: str, pick: Pick) -> str:
    new, begun, left, done = (_count(report, "t3", row) for row in ("new", "carry_in", "carry_out", "done"))
    none = (
        f"{year}年，{we}未收到政府信息公开申请。",
        f"{year}年，{we}没有收到公民、法人和其他组织提出的政府信息公开申请。",
        f"本年度{we}未收到政府信息公开申请。",
    )
    if not new and not begun and not left:
        return pick((f"{year}年，{we}未收到政府信息公开申请，无上年结转和结转下年度继续办理的申请。", *none))
    if not new:
        told = pick(none)
    else:
        person = _count(report, "t3", "new", "person")
        told = pick(
            (
                f"{year}年，{we}共收到政府信息公开申请{new}件",
                f"{year}年，{we}新收政府信息公开申请{new}件",
                f"全年收到公民、法人和其他组织提出的政府信息公开申请{new}件",
            )
        )
        online = pick((new, new // 2, 0))
        told += pick(
            (
                "。",
                f"，其中自然人{person}件、法人或其他组织{new - person}件。",
                f"，其中通过网络提交{online}件、信函{new - online}件。",
            )
        )
    if begun:
        told += pick((f"上年结转{begun}件。", f"上年度结转政府信息公开申请{begun}件。"))
    if done:
        told += pick((f"全年办结{done}件", f"本年度办结{done}件", f"共答复{done}件")) + _results(report, done, pick)
    if left:
        told += pick((f"结转下年度继续办理{left}件。", f"另有{left}件结转下年度继续办理。"))
    elif done:
        told += pick(("", "无结转下年度继续办理的申请。"))
    return told


def _results(report: Report, done: int, pick: Pick) -> str:
    counts = {"予以公开": _count(report, "t3", "open"), "部分公开": _count(report, "t3", "partial")}
    counts.update({word: _group(report, name) for name, word in DENIED.items()})
    match pick(("none", "list", "share")):
        case "list":
            return "，其中" + "、".join(f"{word}{n}件" for word, n in counts.items() if n) + "。"
        case "share":
            word, n = next((word, n) for word, n in counts.items() if n)
            return f"，其中{word}{n}件，占办结总数的{percentage(n, done, pick((1, 2, 0)))}。"
        case _:
            return "。"


def _disputes(report: Report, pick: Pick) -> str:
    reviews = _count(report, "t4", "review")
    suits = _count(report, "t4", "suit_direct") + _count(report, "t4", "suit_after")
    if not reviews and not suits:
        return pick(
            (
                "未发生因政府信息公开引起的行政复议和行政诉讼。",
                "全年无因政府信息公开被申请行政复议、提起行政诉讼的情况。",
                "",
            )
        )
    told = []
    if reviews:
        kept = _count(report, "t4", "review", "keep")
        told.append(f"行政复议{reviews}件" + (pick(("", "，结果均为维持")) if kept == reviews else ""))
    if suits:
        told.append(f"行政诉讼{suits}件")
    return pick(("因政府信息公开引起", "因政府信息公开工作发生")) + "，".join(told) + "。"


def _management(report: Report, pick: Pick) -> str:
    told = pick(
        (
            "落实信息发布审核和保密审查制度，确定每份公文的公开属性，定期清理规范性文件，对已公开的信息动态更新。",
            "严格执行信息发布“三审三校”，做好公文公开属性认定和保密审查，及时更新信息台账。",
        )
    )
    made = _count(report, "t2", "a20_1.norm", "made")
    if report.edition.id == "gov-2021" and made and pick((True, False)):
        repealed, valid = _count(report, "t2", "a20_1.norm", "repeal"), _count(report, "t2", "a20_1.norm", "valid")
        told += f"全年制发行政规范性文件{made}件，废止{repealed}件，现行有效{valid}件。"
    return told


def _problems(report: Report, year: int, pick: Pick) -> Iterator[str]:
    corrected = sum(_count(report, "t4", row.id, "correct") for row in report.edition.table("t4").rows)
    problems = pick(
        (
            "一是政策解读形式较为单一，以文字解读为主；二是个别栏目更新不够及时。",
            "存在的主要问题：基层工作人员业务能力有待提升，依申请公开答复文书不够规范。",
            "主要问题是公开内容与群众需求还有差距，政策解读针对性不强。",
        )
    )
    if corrected:  # a decision that was set right belongs among the problems
        problems += "依申请公开办理的规范性不足，有案件被纠正。"
    done = pick(
        (
            f"针对上年度指出的栏目设置问题，{year}年已完成栏目调整并逐月检查。",
            f"针对上年存在的公开不及时问题，{year}年明确了每个栏目的更新时限，已全部整改到位。",
        )
    )
    every_plan = (
        "针对上述问题，下一步将增加图表和视频解读，明确每个栏目的责任人和更新时限，按季度通报更新情况。",
        "下一步将增加图表和视频解读，加强依申请公开业务培训，及时更新栏目。",
        "改进措施：加强业务培训，规范答复文书，拓宽解读渠道，及时回应群众关切。",
    )
    # What is planned takes up the problems told: the first plan says nothing of training and answers.
    plans = pick(every_plan[1:] if "业务能力" in problems else every_plan)
    match pick(("headed", "flat", "numbered")):
        case "headed":
            yield "（一）存在的主要问题"
            yield problems
            yield "（二）改进情况"
            yield done + plans
        case "flat":
            yield problems + done + plans
        case _:
            yield f"1.存在问题。{problems}"
            yield f"2.改进情况。{done}{plans}"


def _others(year: int, fees: Fees, pick: Pick) -> Iterator[str]:
    if year < FEES_SINCE:
        yield pick(("无其他需要报告的事项。", "无。", "本年度无其他需要报告的事项。", "暂无其他需要报告的事项。"))
    elif not fees.notices:
        yield pick(
            (
                fee_statement(year),
                "本年度未发出收费通知，未收取信息处理费。",
                "本年度发出信息处理费收费通知0件，总金额0元，实际收取总金额0元。无其他需要报告的事项。",
            )
        )
    else:
        yield pick(
            (
                fee_statement(year, fees.notices, str(fees.amount), str(fees.received)),
                f"信息处理费收取情况：本年度发出收费通知的件数为{fees.notices}件，总金额为{fees.amount}元，"
                f"实际收取的总金额为{fees.received}元。除此之外，无其他需要报告的事项。",
            )
        )
