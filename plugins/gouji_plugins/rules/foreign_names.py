"""Another body's name where a unit speaks of itself: W06-foreign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.data import regions
from gouji.document import Paragraph
from gouji.finding import INFO, READING, SOURCE
from gouji.lean import replace
from gouji.report import Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji.ruleset.words import UNITS
from gouji_plugins.rules.names import BASIS, NOT_OF_NAMES, SUFFIXES, Name, parted, short_for, unit_name
from gouji_plugins.rules.near_names import LONGEST, near
from gouji_plugins.rules.running import Running, running
from gouji_plugins.rules.vocabulary import added, let_pass
from gouji_plugins.rules.wording import has, terms

_OWN_WORDS = "正文自称处"
_SELF: tuple[tuple[re.Pattern[str], str, str | None], ...] = (
    (
        re.compile(r"(?:现将|公布|编制)(?P<who>\w{3,24}?)(?:20\d\d年(?:度)?)?(?:的)?政府信息公开(?:工作)?(?:年度|情况|有关|报告)"),
        _OWN_WORDS,
        None,
    ),
    (re.compile(r"报告由(?P<who>\w{3,24}?)(?:办公室)?(?:负责|组织|牵头)?(?:编制|编写)"), _OWN_WORDS, None),
    (re.compile(r"[\n。](?P<who>\w{3,24}?)(?:依据|根据|按照)[^,。]{0,30}编制(?:了)?本(?:报告|年报|年度)"), _OWN_WORDS, None),
    (
        re.compile(rf"[\n。,](?![{''.join(sorted(NOT_OF_NAMES))}])(?P<who>\w{{3,24}}?[局委会处府室])编制(?:了|本|完成)"),
        _OWN_WORDS,
        None,
    ),
    (re.compile(r"请(?:直接|及时)?与(?P<who>\w{3,24}?)(?:办公室|综合[股科])?(?:政务公开\w{0,4})?联系"), "联系方式处", INFO),
)
"""Where a unit speaks of itself, and at which level another's name is told there: whose report, by whom, whom to ask."""
_DATED = re.compile(r"(?:20\d\d年(?:度)?|(?:一|今)年来|本年度?)")
_VISITS = terms("会同 配合 协同 协助 对接 指导 联系 学习 考察 交流 借鉴 来我 赴 调研 合作 联合 签订 协作 划转 移交")
_COMMON_AREAS = frozenset(("我", "全", "各", "本", "该", "外", "邻", "原", "其他", "其它", "兄弟", "周边", "上级", "下辖", "辖区", "所辖"))
_PROVINCIAL = ("省", "自治区")
_OF_ONE_KIND = (frozenset(("县", "区", "旗")), frozenset(("镇", "乡", "街道")))
"""None of these areas lies in another of its kind; a 市 may hold a 县."""
_BODY = terms("局 委员会 街道办事处")


def _foreign(name: Name, other: str) -> str:
    """The other unit's area when it is of the same kind as the unit's own, and has another name; else ""."""
    theirs = parted(f"{other}人民政府" if other[-1:] in SUFFIXES else other)
    if theirs.suffix in _PROVINCIAL and theirs.last + theirs.suffix not in regions():
        return ""  # 形成自治区…合力
    alike = theirs.suffix == name.suffix or any({theirs.suffix, name.suffix} <= kind for kind in _OF_ONE_KIND)
    if not alike or not theirs.last.isalpha() or theirs.last in _COMMON_AREAS or theirs.last == name.last:
        return ""
    # 清溪镇 may be called 临江县清溪镇, or 是以清溪镇 be read; names that share their end are the same area. One character is W06's.
    if theirs.last[-2:] == name.last[-2:] or theirs.last.endswith(name.last) or any(True for _ in near(other, name.whole)):
        return ""
    return theirs.last + theirs.suffix


def _other_body(report: Report, name: Name, other: str) -> str:
    """The whole of another name with which a bureau or town of the same area speaks of itself; "" for its own, however short."""
    theirs = parted(other)
    if report.level not in ("dept", "town", "street") or not theirs.areas or not theirs.stem.endswith(_BODY):
        return ""
    if not name.areas.endswith(theirs.last + theirs.suffix) or _shortened(theirs.stem, name.stem) or _shortened(name.stem, theirs.stem):
        return ""
    return other if not any(True for _ in near(other, name.whole)) else ""


def _shortened(stem: str, full: str) -> bool:
    """Whether a name may be the other one cut short, or with another word for the office: 文旅局, 发改委."""
    return short_for(stem[:-1], full)


# What a sentence may begin with before 县水利局: none of it is the name of a county.
_BEGINNINGS = terms(
    "结合 根据 按照 依据 依托 围绕 立足 遵照 参照 优化 成立 建立 健全 完善 调整 组建 设立 组织 制定 印发 "
    "制发 出台 修订 编制 公布 发布 公开 推动 督促 落实 加强 强化 规范 提升 升级 提高 改进 推进 开展 明确 展示 "
    "反映 体现 发挥 保障 确保 充实 配合 协助 登录 访问 关注 通过 利用 针对 对照 截至 截止 现将 其中 包括 "
    "包含 涵盖 涉及 介绍 以及"
)

_AREAS_LONG = 20
_REACH = 60

_JOINING = frozenset("、和与及")


def _is_named(areas: str) -> bool:
    """Whether what stands before the rest of a name is a name itself: not 结合省, 现公布区, 调整了县."""
    return not areas.startswith(_BEGINNINGS) and not areas[:-1].endswith(_BEGINNINGS) and areas[-2] not in NOT_OF_NAMES


def _without_date(plain: str, start: int, end: int) -> int:
    dated = _DATED.match(plain, start, end)
    return dated.end() if dated else start


def _spoken(text: Running, plain: str, name: Name) -> Iterator[tuple[int, int, str, str | None]]:
    """Names with which a unit speaks of itself: start, end, where it stands, and the level it is told at."""
    for pattern, where, level in _SELF:
        for found in pattern.finditer(f"\n{plain}"):  # the first line begins as the others do
            start, end = found.start("who") - 1, found.end("who") - 1
            yield _without_date(plain, start, end), end, where, level
    for line, start in zip(text.lines, text.starts, strict=True):
        if line.section is None and len(line.text) <= 24 and line.text.endswith(name.stem):
            yield start, start + len(line.text), "落款", None
    at = plain.find(name.stem)
    while at >= 0:
        end = at + len(name.stem)
        start = max(at - _AREAS_LONG, *(plain.rfind(mark, max(0, at - _AREAS_LONG), at) + 1 for mark in ",。;:、\n"))
        start = _without_date(plain, start, at)
        sentence = plain[start : end + _REACH].partition("。")[0]
        if 3 <= at - start <= 10 and _is_named(plain[start:at]) and not has(sentence, _VISITS) and plain[end : end + 1] not in _JOINING:
            yield start, end, "句首", INFO
        at = plain.find(name.stem, end)


@rule(
    "W06-foreign",
    title="写成了别的单位",
    level="warning",
    defect="W06",
    basis=BASIS,
    why="套用别的单位的年报时没有改掉对方的名称，属于照抄，也会误导读者。",
    passes=[
        Case({"引言": "现将临江县水利局2023年政府信息公开工作年度报告公布如下。"}),
        Case({"一": "云河县水利局来我县考察学习；临江市水利局、省水利厅多次指导。"}),
    ],
    fails=[
        Case({"引言": "现将云河县水利局2023年政府信息公开工作年度报告公布如下。"}, "云河县"),
        Case({"引言": "现将临江县财政局2023年政府信息公开工作年度报告公布如下。"}, "临江县财政局"),
        Case({"引言": "根据条例，临江县林业局编制了2023年政府信息公开工作年度报告。"}, "临江县林业局"),
        Case({"一": "云河县水利局高度重视政府信息公开工作。"}, "云河县水利局"),
        Case({"一": "云河区水利局认真落实。"}, "云河区水利局"),
        Case({"引言": "云河区人民政府办公室依据条例编制本报告。"}, "云河区人民政府办公室"),
        Case(
            {"落款": "别县的局"},
            "落款",
            lambda report: replace(report, tail=(Paragraph("云河县水利局", report.intro[0].place),)),
        ),
    ],
)
def foreign(subject: Subject) -> Iterator[Outcome]:
    """Another county's, town's or bureau's name in the introduction, the signature, or where a sentence begins."""
    report = subject.report
    name = parted(unit_name(report)[:LONGEST])
    if not name.last or len(name.stem) < 2:
        return
    text = running(report)
    plain = text.text
    told: set[str] = set()
    for start, end, where, level in _spoken(text, plain, name):
        who = plain[start:end]
        if who in name.whole or name.whole in who:
            continue
        area = _foreign(name, who) or (_other_body(report, name, who) if where == _OWN_WORDS else "")
        if not area or any(area.endswith(other) for other in told) or who in added(subject, UNITS) or let_pass(subject, plain, start, end):
            continue
        told.add(area)
        yield subject.finding(
            f"{where}写的是“{who}”，而本单位是“{report.unit}”；请核对是不是照抄别处的年报，写错的请改正。",
            level=level,
            expected=report.unit,
            actual=who,
            doubt=READING if report.facts["unit"].doubt else SOURCE,
            key=who,
            **text.evidence(start, end),
        )
