"""A sentence of prose as tokens: numbers with units, words of this field, times, marks, and the rest."""

from __future__ import annotations

import re

from gouji.lean import NamedTuple
from gouji.prose.numerals import CHINESE
from gouji.prose.quantity import NO_QUANTITY, PATTERN, Quantity, quantity
from gouji.prose.vocabulary import ALL, CARRY, CHANGE, COUNTED, FILL, FLOW, FOREIGN, LIST, TOTALS, WORDS

NUMBER, TIME, MARK, REST = "number", "time", "mark", "rest"
OWN, LAST, OTHER, PERIOD = "own", "last", "other", "period"
"""Whose time a TIME token names: the report's year, the one before, another year, or only a part of a year."""


class Token(NamedTuple):
    """A piece of a sentence: what it does, which of its sort it is, where it stands, and how much it says if it is a number."""

    role: str
    which: str
    text: str
    start: int
    end: int
    quantity: Quantity = NO_QUANTITY


_YEAR = r"20\d\d"
_SPAN = rf"(?:至|到|-|~)(?:{_YEAR}年)?"
_LAST = "(?:上一?年度?|去年度?|往年)"
_TIMES = (
    rf"(?:自)?(?P<full>{_YEAR})年?1月1日起?{_SPAN}12月31日(?:止)?期?间?"
    rf"|(?P<versus>(?:较之?|比|与|同比?|相比于?|对比|[高低多少]于)(?:(?P<than>{_YEAR})年度?|[上去]年度?|上一年度?|前一年)(?!结转|转入|遗留|未办结)(?:同期|年?[末底])?(?:相比|比)?)"
    rf"|截[至止]到?(?P<until>{_YEAR})?年?(?:12月31日|12月底|年?[底末])"
    rf"|(?P<brought>加?[由从]?(?:(?P<carried>{_YEAR})年度?|{_LAST})[末底]?(?:(?:未办结|在办|结转|转入|转过?来|过来|遗留|留存|留下|结余|延续)(?:办理)?)+"
    rf"(?:[至到]?(?:本年度?|今年|(?P<into>{_YEAR})年度?))?(?![至到入]?下一?年)|(?:结转|承接){_LAST}(?:未办结|结转)?|{_LAST}(?=(?:无|没有|未有)结转))"
    rf"|(?P<passed>(?:(?:[于到待至]|转入)(?=(?:下一?|次|明)年度?(?:继续)?[办答])|结转|顺延|延续|留待?|转|延期?)[至到入在]?(?:(?P<onward>{_YEAR})年度?|(?:下一?|次|明)年度?)(?:办(?![理结]))?)"
    rf"|自?(?P<since>{_YEAR})年?(?P<since_month>\d{{1,2}}月)?以来"
    rf"|(?P<years>近?[二两三四五六七八九十]年(?:以?来|间)|近[二两三四五]年(?=[^,;:、]*分别)|[二两三四五]年(?=累计|合计)|{_YEAR}年?[至到~-]{_YEAR}年度?)"
    rf"|(?P<month>(?:{_YEAR}年)?\d{{1,2}}(?:月[份底末]?|(?=[至到-]\d+月))(?:\d{{1,2}}日)?(?:{_SPAN}\d{{1,2}}月[份底末]?(?:\d{{1,2}}日)?)?)"
    rf"|(?P<year>{_YEAR})年度?(?:同期|年?[末底])?"
    r"|(?P<last>(?:上一?年度?|去年度?)(?:同期|年?[末底])?)|(?P<past>前年|往年|以前年度|前[两三]年|历年)"
    r"|(?P<next>拟(?=保留|废止|修改|修订|制定|出台|制发|印发)|次年|明年|下一?年度?)"
    r"|(?P<this>[全本]年度?|今年(?:来(?!自))?|当年|年度?内|本?报告年度)"
    r"|(?P<more>(?<=上年|去年|今年|年度|同期|同比|相比|\d[年件宗]|[件宗份条][,)])[多少增减](?:公开|发布|收到|受理|办结)?了?(?=[\d约近超一二两三四五六七八九]))"
)
_WHOLE_YEAR = re.compile(r"(?:(20\d\d)年)?1(?:月份?)?[至到-]12月(?:份|底)?")
_KEPT = r"(?:(?:结果)?(?:均|都|皆|全部|全都|一律|悉数)[已被予以获得到为是结果作出]*|结果为(?=维持(?!\d)))维持"
_ARTICLE = r"第[一二三四五六七八九十百]{1,4}条(?:第?\(?[一二三四五六七八九十]{1,3}\)?[款项])*"
_CITED = rf"(?:依据|根据|按照|依照)(?:《[^》]{{2,40}}》|条例)?{_ARTICLE}(?:[、和]{_ARTICLE})*(?:之?规定)?"
_SORTED = r"按照?(?:[\u4e00-\u9fff]{2,8}?)(?:划分|区分|分类|(?<!拆)分)(?=[,:为有])"
_VIEWED = "从(?:总体|整体|收件|申请|受理|办件|办理|处理|答复|存量|总量|数量|结果)(?:情况|结果|数量|总量)?来?看(?=,)"
_BRIEF = r"(?<![^\d件宗起份请已共应年度,、:;)])(?P<brief>收|办)(?=\d)"
"""What was received and answered in one syllable: 收35件，办34件; not 政府办35件."""
_INSIDE = ("里", "内")
"""What stands alone behind a number some of which are told of next: 35件里."""
_FIXED = re.compile(
    rf"{_BRIEF}|(?P<number>{PATTERN})|(?P<time>{_TIMES})|(?P<kept>{_KEPT})|(?P<cited>{_CITED}|{_VIEWED})|(?P<sorted>{_SORTED})"
)
_BARE = re.compile(r"\d[\d,]*(?=[,;、()办]|$)")
"""A number without a unit, behind what it counts: 收到申请总数6，予以公开3."""
_BEFORE_BARE = TOTALS | {"数", "总数", "数量", "总量", "件数", "为", "是", ":"}
_FIXED_STARTS = frozenset(
    "0123456789约大近将超逾不至共自较比高低与同相对截由从结承顺转延留上一去前往以历次明下全本今当年报多少增减于待均都皆悉半依根按加拟收办"
    + CHINESE
)
"""Every character a number, a time, 均获维持, 依据第三十六条 or 按类型分 can begin with."""
_MARKS = frozenset(",。;:、()!?")


def _lengths() -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for word in sorted(WORDS, key=len, reverse=True):
        lengths = found.setdefault(word[:2], [])
        if len(word) not in lengths:
            lengths.append(len(word))
    return found


# A thousand words as one pattern would take longer to compile than a report takes to read.
_LENGTHS = _lengths()
"""How long the words are that begin with these two characters, the longest first."""
_FIRST = {
    character: (character if character in WORDS else "", character in _FIXED_STARTS)
    for character in _MARKS | _FIXED_STARTS | {word[0] for word in WORDS}
}
"""The characters at which something may begin: the word that each is by itself, and whether a number or time may."""


def scan(text: str, year: int | None, offset: int = 0) -> list[Token]:
    """The tokens of a squeezed text, in order and without gaps.

    `year` is the year of the report; `offset` is added to all places.
    """
    tokens: list[Token] = []
    at = rest = 0  # where the scan stands, and where words that are not known began
    length = len(text)
    while at < length:
        character = text[at]
        begins = _FIRST.get(character)
        if begins is None:
            at += 1
            continue
        if character in _MARKS:
            token = Token(MARK, character, character, at + offset, at + 1 + offset)
        else:
            word, perhaps = begins
            for long in _LENGTHS.get(text[at : at + 2], ()):
                if text[at : at + long] in WORDS:
                    word = text[at : at + long]
                    break
            fixed = _FIXED.match(text, at) if perhaps else None
            if fixed is None and rest == at and tokens and character.isdigit() and _counts(tokens[-1]):
                fixed = _BARE.match(text, at)
            # 上年结转 is one word, though 上年 alone is a time.
            if fixed is not None and fixed.end() - at >= len(word):
                token = _fixed(fixed, offset, year)
            elif word:
                role, which = WORDS[word]
                token = Token(role, which, word, at + offset, at + len(word) + offset)
            else:
                at += 1
                continue
        if rest < at:
            tokens.append(_rest(text, rest, at, offset))
        tokens.append(token)
        at = rest = token.end - offset
    if rest < length:
        tokens.append(_rest(text, rest, length, offset))
    return tokens


def _counts(token: Token) -> bool:
    """Whether a number without a unit may stand behind this."""
    return token.role in COUNTED or token.text in _BEFORE_BARE


def _rest(text: str, start: int, end: int, offset: int) -> Token:
    said = text[start:end]
    # Quotation marks and dots say nothing.
    role = REST if said not in _INSIDE and any(map(str.isalnum, said)) else FILL
    return Token(role, "", said, start + offset, end + offset)


def _fixed(found: re.Match[str], offset: int, year: int | None) -> Token:
    said, start, end = found[0], found.start() + offset, found.end() + offset
    if found.lastgroup in ("number", None):
        amount = quantity(said)
        return Token(NUMBER, "", said, start, end, amount) if amount else Token(REST, "", said, start, end)
    if found["brief"]:
        return Token(FLOW, "received" if said == "收" else "done", said, start, end)
    if found["sorted"]:
        return Token(LIST, "all", said, start, end)
    if found["cited"]:
        return Token(FILL, "", said, start, end)
    if found["kept"]:
        return Token(ALL, "", said, start, end)
    return _time(found, said, start, end, year)


def _time(found: re.Match[str], said: str, start: int, end: int, year: int | None) -> Token:
    if found["versus"]:
        last = year is None or not found["than"] or int(found["than"]) == year - 1
        return Token(CHANGE, "same" if last else "since", said, start, end)
    if found["more"]:
        return Token(CHANGE, "up" if said[0] in "多增" else "down", said, start, end)
    if found["this"]:
        return Token(TIME, OWN, said, start, end)
    named = found["full"] or found["until"] or found["year"]
    if named or said.startswith("截"):
        return Token(TIME, _of_year(named, year), said, start, end)
    if found["brought"] or found["passed"]:
        way, told = ("in", found["carried"]) if found["brought"] else ("out", found["onward"])
        if year is not None and found["into"] == str(year + 1):
            way = "out"  # 2023年结转到2024年 in the report on 2023
        elif told and year is not None and int(told) == year - 1 and said.startswith("结转"):
            way = "in"  # 结转2022年 in the report on 2023
        elif told and (year is None or int(told) != year + (1 if way == "out" else -1)):
            return Token(FOREIGN, "", said, start, end)
        return Token(CARRY, way, said, start, end)
    if found["since"]:
        return Token(TIME, OWN if year == int(found["since"]) and not found["since_month"] else PERIOD, said, start, end)
    if found["last"]:
        return Token(TIME, LAST, said, start, end)
    if found["past"] or found["next"]:
        return Token(TIME, OTHER, said, start, end)
    whole = _WHOLE_YEAR.fullmatch(said)
    if whole and whole[1] is not None:
        return Token(TIME, _of_year(whole[1], year), said, start, end)
    return Token(TIME, OWN if whole else PERIOD, said, start, end)


def _of_year(named: str | None, year: int | None) -> str:
    """Whose time the year `named` is, where the report is on `year`."""
    if year is None or not named or int(named) == year:
        return OWN
    return LAST if int(named) == year - 1 else OTHER
