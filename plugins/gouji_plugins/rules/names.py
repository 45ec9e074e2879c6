"""The unit's own name, and where it is written wrongly: W06."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.finding import READING, SOURCE
from gouji.lean import NamedTuple
from gouji.report import Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji.ruleset.words import UNITS
from gouji.text import fold, squeeze
from gouji_plugins.rules import examples
from gouji_plugins.rules.alike import meant
from gouji_plugins.rules.near_names import ADDED, LOST, Near, near
from gouji_plugins.rules.running import PUNCTUATION, running
from gouji_plugins.rules.slips import Slip, told, untold
from gouji_plugins.rules.vocabulary import added, common_words, is_han

BASIS = "公布的年报应当准确；单位名称以机构编制文件为准"

_SUFFIX = "自治区|自治州|自治县|自治旗|地区|街道|省|市|州|盟|县|区|旗|镇|乡"
# 市场, 城市, 城乡建设, 区域, 乡村, 乡镇 and the like hold a suffix that closes no area.
_AREA = re.compile(rf"(?P<name>(?:(?!和|与|及|住房)\w){{1,6}}?)(?P<suffix>{_SUFFIX})(?<!城市|城乡|城镇|乡镇|社区)(?![场政容村建域规])")


class Name(NamedTuple):
    """A unit's name: the areas before it, the place in it where the last area's own name begins, and the rest."""

    areas: str
    last: str
    suffix: str
    stem: str

    @property
    def whole(self) -> str:
        """The full name."""
        return self.areas + self.stem


def parted(unit: str) -> Name:
    """A unit's name in its parts."""
    at, last, suffix = 0, "", ""
    while (found := _AREA.match(unit, at)) and found.end() < len(unit):
        at, last, suffix = found.end(), found["name"], found["suffix"]
    return Name(unit[:at], last, suffix, unit[at:])


def short_for(short: str, name: str) -> bool:
    """Whether a name may be the other one with characters left out: 发改委 for 发展和改革委员会."""
    rest = iter(name)
    return all(one in rest for one in short)


# What may stand before 县水利局, 市水利局 in a sentence, so that it is no area's name written wrongly.
NOT_OF_NAMES = frozenset("由经在向与和对报请据按以为从被让使将把各全我本该原同及或于是到给至自因就凡前后外邻两每某等的了省市州区并而")
_ENDS_OF_TIMES = frozenset("年度月日")
"""What may stand before a name, too: 全年, 2023年度."""
_LINKS = frozenset("和与及、暨总分")
SUFFIXES = frozenset("省市州盟县区旗镇乡")
_OF_OTHERS = SUFFIXES | NOT_OF_NAMES | _LINKS | {"级"}
"""What may stand between an area's own name and that of a bureau: 临江市水利局, 临江各水利局, 市级政务服务局."""

_SIDES = frozenset("东西南北中左右上下前后内外新老大小")
"""Neighbours' names differ by one of them: 左旗, 右旗."""

_GOVERNMENT = "人民政府"
_STEM = 5
"""A shorter 水利局 is one character from another body's name (水务局), so a changed one that is none like it proves nothing."""

_ECHO = 2
"""What was added repeats one of so many characters before it, or the one behind: 管理管局."""

_PREDICATES = ("认真", "高度重视", "严格按照", "严格落实", "严格执行", "紧紧围绕")
"""What only a body does: 临江县水利认真落实 lost its 局."""

_ALONE = 6
"""The rest of a name this long is recognised without the area before it."""


def _is_slip(name: Name, found: Near, text: str) -> bool:
    """Whether the difference is a slip, not another or a shorter name; of the areas before it only the last is looked at."""
    areas = len(name.areas)
    if found.what == ADDED:
        return _is_slip_of_addition(name, found)
    if found.at >= areas:
        return _is_slip_in_stem(name, found, text)
    if found.at == areas - 1 and len(name.suffix) == 1:
        return _is_slip_in_suffix(name, found)
    own_name = range(areas - len(name.suffix) - len(name.last), areas - len(name.suffix))
    return found.at in own_name and _is_slip_in_area(name, found, text, own_name.start)


def _is_slip_of_addition(name: Name, found: Near) -> bool:
    """管理管局, 水人利局; but 和 and the like may join two names."""
    if found.written in name.whole[max(0, found.at - _ECHO) : found.at + 1]:
        return found.written not in _LINKS
    inside_of_stem = len(name.areas) < found.at < len(name.whole) - 1
    parts_word = inside_of_stem and common_words().joined(*name.whole[found.at - 1 : found.at + 1])
    return parts_word and is_han(found.written) and found.written not in _OF_OTHERS


def _is_slip_in_stem(name: Name, found: Near, text: str) -> bool:
    own, last = name.whole[found.at], found.at == len(name.whole) - 1
    if own in _LINKS:
        return False
    if found.what == LOST:
        # 县教育局 is called 教育局 by everybody.
        is_short = found.at == 0 and own in SUFFIXES
        return bool(name.areas) and text.startswith(_PREDICATES, found.end) if last else not is_short
    # 水力局 for 水利局, but not 水务局: a short name is one character from another body's.
    confusable = own in meant(found.written) and found.written not in _LINKS
    long = len(name.stem) >= _STEM or name.stem.startswith(_GOVERNMENT)
    return confusable or (long and not last and found.written not in PUNCTUATION)


def _is_slip_in_suffix(name: Name, found: Near) -> bool:
    """临江水利局 may be said, 临江人民政府 not; nor 临江国水利局."""
    if found.what == LOST:
        return name.stem.startswith(_GOVERNMENT)
    return len(name.last) > 1 and is_han(found.written) and found.written not in _OF_OTHERS


def _is_slip_in_area(name: Name, found: Near, text: str, first: int) -> bool:
    """A slip in the last area's own name, which begins at `first` in the whole one."""
    before = text[found.start - 1] if found.start else "\n"
    changed = is_han(found.written)
    if len(name.last) > 1:
        # 阿拉善右旗 is the whole name of 阿右旗.
        inside = found.at == 0 and before not in PUNCTUATION and before not in NOT_OF_NAMES and before not in _ENDS_OF_TIMES
        return not inside and (found.what == LOST or (changed and not {found.written, name.whole[found.at]} <= _SIDES))
    # 攸县 is known by one character only: without it 县水利局 is a proper way to speak of the bureau.
    if found.what == LOST or first or not changed or found.written in NOT_OF_NAMES:
        return False
    return before in PUNCTUATION or not (common_words().joined(before, found.written) or common_words().alone(found.written))


def unit_name(report: Report) -> str:
    """The name of a report's unit as it would stand in the running text; "" where none was found."""
    return fold(squeeze(report.unit or ""))


def _slips(text: str, name: Name) -> Iterator[tuple[Near, str]]:
    """Names that are the unit's but for a slip, each with what it should be."""
    taken: list[Near] = []
    for found in near(text, name.whole):
        if _is_slip(name, found, text) and not _overlaps(found, taken):
            taken.append(found)
            yield found, name.whole
    if not name.areas or len(name.stem) < _ALONE:
        return
    bare = Name("", "", "", name.stem)
    for found in near(text, name.stem):
        inside = 0 < found.at < len(name.stem) - 1
        if inside and _is_slip(bare, found, text) and not _overlaps(found, taken):
            taken.append(found)
            yield found, name.stem


def _overlaps(found: Near, taken: list[Near]) -> bool:
    return any(found.start < one.end and one.start < found.end for one in taken[-4:])


def slips(subject: Subject) -> list[Slip]:
    """The same in the running text of a report, but for names that the rulesets know."""
    plain, known = running(subject.report).text, added(subject, UNITS)
    found = _slips(plain, parted(unit_name(subject.report)))
    return untold(subject, [Slip(near.start, near.end, (right,)) for near, right in found if plain[near.start : near.end] not in known])


@rule(
    "W06",
    title="单位名称差一字",
    level="warning",
    defect="W06",
    basis=BASIS,
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
        Case({"一": "临江县水力局高度重视。"}, "应为“临江县水利局”"),
        Case({"一": "全年凌江县水利局持续做好各项工作。"}, "应为“临江县水利局”"),
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
    """The unit's own name with one character changed, lost or added."""
    if wrong := slips(subject):
        doubt = READING if subject.report.facts["unit"].doubt else SOURCE
        yield from told(subject, wrong, "与本单位名称差一个字", act="请核对改正，确是别的单位的可以说明", doubt=doubt)
