"""The name of the unit written wrongly, or another place's name where the unit speaks of itself: W06."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.data import regions
from gouji.document import Paragraph
from gouji.finding import INFO, READING, SOURCE
from gouji.lean import NamedTuple, replace
from gouji.report import Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji.ruleset.words import UNITS
from gouji.text import fold, squeeze
from gouji_plugins.rules import examples
from gouji_plugins.rules.near_names import ADDED, LONGEST, LOST, Near, near
from gouji_plugins.rules.running import PUNCTUATION, Running, running
from gouji_plugins.rules.vocabulary import added, common_words, let_pass
from gouji_plugins.rules.wording import has, terms

_BASIS = "公布的年报应当准确；单位名称以机构编制文件为准"

_SUFFIX = "自治区|自治州|自治县|自治旗|地区|街道|省|市|州|盟|县|区|旗|镇|乡"
# 市场, 城市, 城乡建设, 区域, 乡村, 乡镇 and the like hold a suffix that closes no area.
_AREA = re.compile(rf"(?P<name>(?:(?!和|与|及|住房)\w){{1,6}}?)(?P<suffix>{_SUFFIX})(?<!城市|城乡|城镇|乡镇|社区)(?![场政容村建域规])")


class _Name(NamedTuple):
    """A unit's name: the areas before it, the place in it where the last area's own name begins, and the rest."""

    areas: str
    last: str
    suffix: str
    stem: str

    @property
    def whole(self) -> str:
        """The full name."""
        return self.areas + self.stem


def _parted(unit: str) -> _Name:
    at, last, suffix = 0, "", ""
    while (found := _AREA.match(unit, at)) and found.end() < len(unit):
        at, last, suffix = found.end(), found["name"], found["suffix"]
    return _Name(unit[:at], last, suffix, unit[at:])


# What may stand before 县水利局, 市水利局 in a sentence, so that it is no area's name written wrongly.
_BEFORE = frozenset("由经在向与和对报请据按以为从被让使将把各全我本该原同及或于是到给至自因就凡前后外邻两每某等的了省市州区并而")
_LINKS = frozenset("和与及、暨总分")
_SUFFIXES = frozenset("省市州盟县区旗镇乡")
_STEM = 5
"""A shorter 水利局 is one character from another body's name (水务局), so a changed one proves nothing."""

_ECHO = 2
"""What was added repeats one of so many characters before it, or the one behind: 管理管局."""

_ALONE = 6
"""The rest of a name this long is recognised without the area before it."""


def _wrong(name: _Name, found: Near, text: str) -> bool:
    """Whether the difference is a slip, not another or a shorter name."""
    areas, at = len(name.areas), found.at
    if found.what == ADDED:
        return found.written in name.whole[max(0, at - _ECHO) : at + 1] and found.written not in _LINKS
    if at >= areas:
        own = name.whole[at]
        if own in _LINKS or at == len(name.whole) - 1:
            return False
        # 县教育局 is called 教育局 by everybody.
        if found.what == LOST and at == 0 and own in _SUFFIXES:
            return False
        return found.what == LOST or (len(name.stem) >= _STEM and found.written not in PUNCTUATION)
    starts = areas - len(name.suffix) - len(name.last)
    if not starts <= at < areas - len(name.suffix):
        return False
    if len(name.last) > 1:
        return found.what == LOST or "\u4e00" <= found.written <= "\u9fff"
    # 攸县 is known by one character only: without it 县水利局 is a proper way to speak of the bureau.
    if found.what == LOST or at or found.written in _BEFORE or not "\u4e00" <= found.written <= "\u9fff":
        return False
    before = text[found.start - 1] if found.start else "\n"
    return before in PUNCTUATION or not (common_words().joined(before, found.written) or common_words().alone(found.written))


def _unit(report: Report) -> str:
    return fold(squeeze(report.unit or ""))


def _slips(text: str, name: _Name) -> Iterator[tuple[Near, str]]:
    """Names that are the unit's but for a slip, each with what it should be."""
    taken: list[Near] = []
    for found in near(text, name.whole):
        if _wrong(name, found, text) and not _overlaps(found, taken):
            taken.append(found)
            yield found, name.whole
    if not name.areas or len(name.stem) < _ALONE:
        return
    bare = _Name("", "", "", name.stem)
    for found in near(text, name.stem):
        inside = 0 < found.at < len(name.stem) - 1
        if inside and _wrong(bare, found, text) and not _overlaps(found, taken):
            taken.append(found)
            yield found, name.stem


def _overlaps(found: Near, taken: list[Near]) -> bool:
    return any(found.start < one.end and one.start < found.end for one in taken[-4:])


@rule(
    "W06",
    title="单位名称差一字",
    level="warning",
    defect="W06",
    basis=_BASIS,
    why="本单位的名称写错一个字，年报的主体就不明确。",
    passes=[
        Case(
            {"一": "临江县水利局在县水利局网站公开，配合市水利局、临江市水利局、省水利厅和临江县水务局做好工作，临江水利局分局同步公开。"}
        ),
        Case(
            {"一": "名称有“和”字时省写"},
            build=examples.both(
                examples.level("dept", "临江县住房和城乡建设局"), examples.added("s1", "临江县住房城乡建设局公开信息30条，县住建局牵头。")
            ),
        ),
    ],
    fails=[
        Case({"一": "临汪县水利局高度重视。"}, "应为“临江县水利局”"),
        Case(
            {"一": "名称漏字"},
            "应为“临江县市场监督管理局”",
            examples.both(
                examples.level("dept", "临江县市场监督管理局"), examples.added("s1", "临江县市场监管理局高度重视，公开信息30条。")
            ),
        ),
    ],
)
def misspelt(subject: Subject) -> Iterator[Outcome]:
    """The unit's own name with one character changed, lost or doubled."""
    report = subject.report
    unit = _unit(report)
    if not 4 <= len(unit) <= LONGEST:
        return
    text = running(report)
    plain = text.text
    known = added(subject, UNITS)
    told: set[str] = set()
    for found, right in _slips(plain, _parted(unit)):
        wrong = plain[found.start : found.end]
        if wrong in told or wrong in known or let_pass(subject, plain, found.start, found.end):
            continue
        told.add(wrong)
        quote = text.quote(found.start, found.end)
        yield subject.finding(
            f"“{quote}”与本单位名称差一个字，应为“{right}”；请核对改正，确是别的单位的可以说明。",
            section=text.section(found.start),
            quote=quote,
            place=text.place(found.start),
            expected=right,
            actual=quote,
            doubt=READING if report.facts["unit"].doubt else SOURCE,
            key=wrong,
        )


_SELF: tuple[tuple[re.Pattern[str], str, str | None], ...] = (
    (
        re.compile(r"(?:现将|公布|编制)(?P<who>\w{3,24}?)(?:20\d\d年(?:度)?)?(?:的)?政府信息公开(?:工作)?(?:年度|情况|有关|报告)"),
        "正文自称处",
        None,
    ),
    (re.compile(r"报告由(?P<who>\w{3,24}?)(?:办公室)?(?:负责|组织|牵头)?(?:编制|编写)"), "正文自称处", None),
    (re.compile(r"请(?:直接|及时)?与(?P<who>\w{3,24}?)(?:办公室|综合[股科])?(?:政务公开\w{0,4})?联系"), "联系方式处", INFO),
)
"""Where a unit speaks of itself, and at which level another's name is told there: whose report, by whom, whom to ask."""
_DATED = re.compile(r"(?:20\d\d年(?:度)?|(?:一|今)年来)")
_VISITS = terms("会同 配合 协同 协助 对接 指导 联系 学习 考察 交流 借鉴 来我 赴 调研 合作 联合 签订 协作 划转 移交")
_COMMON_AREAS = frozenset(("我", "全", "各", "本", "该", "外", "邻", "原", "其他", "其它", "兄弟", "周边", "上级", "下辖", "辖区", "所辖"))


_PROVINCIAL = ("省", "自治区")


def _foreign(name: _Name, other: str) -> str:
    """The other unit's area when it is of the same kind as the unit's own, and has another name; else ""."""
    theirs = _parted(f"{other}人民政府" if other[-1:] in _SUFFIXES else other)
    if theirs.suffix in _PROVINCIAL and theirs.last + theirs.suffix not in regions():
        return ""  # 形成自治区…合力
    if not theirs.last.isalpha() or theirs.suffix != name.suffix or theirs.last in _COMMON_AREAS or theirs.last == name.last:
        return ""
    # 清溪镇 may be called 临江县清溪镇; names that share their end are the same area. One character is W06's.
    if theirs.last.endswith(name.last) or name.last.endswith(theirs.last) or any(True for _ in near(other, name.whole)):
        return ""
    return theirs.last + theirs.suffix


@rule(
    "W06-foreign",
    title="写成了别的地方的单位",
    level="warning",
    defect="W06",
    basis=_BASIS,
    why="套用别处年报时没有改掉对方的名称，属于照抄，也会误导读者。",
    passes=[
        Case({"引言": "现将临江县水利局2023年政府信息公开工作年度报告公布如下。"}),
        Case({"一": "云河县水利局来我县考察学习；临江市水利局、省水利厅多次指导。"}),
    ],
    fails=[
        Case({"引言": "现将云河县水利局2023年政府信息公开工作年度报告公布如下。"}, "云河县"),
        Case({"一": "云河县水利局高度重视政府信息公开工作。"}, "云河县水利局"),
        Case(
            {"落款": "别县的局"},
            "落款",
            lambda report: replace(report, tail=(Paragraph("云河县水利局", report.intro[0].place),)),
        ),
    ],
)
def foreign(subject: Subject) -> Iterator[Outcome]:
    """Another county's or town's name in the introduction, the signature, or where a sentence begins."""
    report = subject.report
    name = _parted(_unit(report)[:LONGEST])
    if not name.last or len(name.stem) < 2:
        return
    text = running(report)
    plain = text.text
    told: set[str] = set()
    for start, end, where, level in _spoken(text, plain, name):
        who = plain[start:end]
        if who in name.whole or name.whole in who:
            continue
        area = _foreign(name, who) or (_other_body(report, name, who) if where == "正文自称处" else "")
        if not area or any(area.endswith(other) for other in told) or who in added(subject, UNITS) or let_pass(subject, plain, start, end):
            continue
        told.add(area)
        yield subject.finding(
            f"{where}写的是“{who}”，而本单位是“{report.unit}”；请核对是不是照抄别处的年报，写错的请改正。",
            level=level,
            section=text.section(start),
            quote=text.quote(start, end),
            place=text.place(start),
            expected=report.unit,
            actual=who,
            doubt=READING if report.facts["unit"].doubt else SOURCE,
            key=who,
        )


_BODY = terms("局 委员会 街道办事处")


def _other_body(report: Report, name: _Name, other: str) -> str:
    """The whole of another name with which a bureau or town of the same area speaks of itself; "" for its own, however short."""
    theirs = _parted(other)
    if report.facts["level"].value not in ("dept", "town", "street") or not theirs.areas or not theirs.stem.endswith(_BODY):
        return ""
    if not name.areas.endswith(theirs.last + theirs.suffix) or _shortened(theirs.stem, name.stem) or _shortened(name.stem, theirs.stem):
        return ""
    return other if not any(True for _ in near(other, name.whole)) else ""


def _shortened(stem: str, full: str) -> bool:
    """Whether a name may be the other one cut short, or with another word for the office: 文旅局, 发改委."""
    rest = iter(full)
    return all(one in rest for one in stem[:-1])


# What a sentence may begin with before 县水利局: none of it is the name of a county.
_BEGINNINGS = terms(
    "结合 根据 按照 依据 依托 围绕 立足 遵照 参照 优化 成立 建立 健全 完善 调整 组建 设立 组织 制定 印发 "
    "制发 出台 修订 编制 公布 发布 公开 推动 督促 落实 加强 强化 规范 提升 提高 改进 推进 开展 明确 展示 "
    "反映 体现 发挥 保障 确保 充实 配合 协助 登录 访问 关注 通过 利用 针对 对照 截至 截止 现将 其中 包括 "
    "以及"
)

_AREAS_LONG = 20
_REACH = 60


_JOINING = frozenset("、和与及")


def _is_named(areas: str) -> bool:
    """Whether what stands before the rest of a name is a name itself: not 结合省, 现公布区, 调整了县."""
    return not areas.startswith(_BEGINNINGS) and not areas[:-1].endswith(_BEGINNINGS) and areas[-2] not in _BEFORE


def _without_date(plain: str, start: int, end: int) -> int:
    dated = _DATED.match(plain, start, end)
    return dated.end() if dated else start


def _spoken(text: Running, plain: str, name: _Name) -> Iterator[tuple[int, int, str, str | None]]:
    """Names with which a unit speaks of itself: start, end, where it stands, and the level it is told at."""
    for pattern, where, level in _SELF:
        for found in pattern.finditer(plain):
            start, end = found.span("who")
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
