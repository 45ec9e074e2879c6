"""Prose read against tables: every number of the text with what it counts.

`read(report)` gives the numbers that could be typed with certainty, those that could not, the
percentages, the lists and the statements in words. Nothing here judges.

From a text to its numbers: `tokens` cuts a sentence into numbers (`numerals`, `quantity`), times, words
of this field (`vocabulary`) and unknown ones; `clause` says which of these belong together; `sentence` goes through
them, `number` finds the words that count each number, its own or those that 分别 shares out, and `when` keeps
the time it tells of. `partial` tells why a number must not be compared whatever they say: it is of a part, of
another time, or of another body (`scope`). `counting` finds the one of the `measures` that they name,
and `about` whether it is disclosure that they speak of. What comes of it is a `mention`. `last_year`,
`ratios`, `rates`, `lists`, `statements` and `fees` read what else a sentence tells, and `context` is what it
hands on to the next.

`comparison` holds numbers against the tables, and `mistaken` says how far a difference is believed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import is_

from gouji.lean import Any
from gouji.prose.about import heads_other
from gouji.prose.clause import announced, in_writing, named_whole, rest_named, suits_named
from gouji.prose.context import NOTHING, Context, Prose
from gouji.prose.fees import Fee, fees
from gouji.prose.lists import Listing, in_lines
from gouji.prose.measures import measures
from gouji.prose.mention import Kept, Line, Mention, Ratio
from gouji.prose.numerals import CHINESE
from gouji.prose.scope import Scope, scope_of
from gouji.prose.sentence import Sentence
from gouji.prose.tokens import scan
from gouji.report import Report
from gouji.text import squeeze

__all__ = ["Fee", "Kept", "Line", "Listing", "Mention", "Prose", "Ratio", "lines", "read", "uncompared"]

_SENTENCES = re.compile(r"[^。!?]+")
_WORTH = re.compile(
    rf"\d[余多十百千万亿]{{0,3}}(?:[件宗起例份封条篇则项次部元%笔倍个场期人名])|[{CHINESE}][余多]?(?:件(?!事)|宗|(?<!一)[起例份]|万元|亿元)"
    r"|(?:公开|申请|复议|诉讼|事项|案件)[^。,;]{0,4}(?:零|未发生|未出现)|[请开理供结复收转织人数量](?:\(件\))?[:均为是共]{0,2}\d+(?=[,;、()。办]|$)"
    r"|(?:[未没无零](?!正当)|不存在|均|全部)[^。,;]{0,40}?(?:申请|复议|诉讼|结转|依申请|维持|规范性|规章|行政处罚|行政强制|行政许可|败诉|纠|不予|无法提供)"
)
_REQUESTS = re.compile(r"依申请|公开(?:的)?申请|申请公开")
_DISPUTES = re.compile(r"信息公开[^。]{0,6}(?:复议|诉讼)")
_OWN_DISPUTES = re.compile("(?:行政)?(?:复议|诉讼|争议)[^,。;:]{0,8}(?:[,。;:]|$)")
_LABEL = re.compile("(?:申请|受理|接收|收件|办件|期限|时限|办理|处理|答复|办结)?(?:情况|结果)?[。:]")
"""A heading that names nothing of its own: 2.办理结果。"""
_NUMBER = re.compile(r"(?<![\d.])\d[\d,.]*(?![\d年月日.,])")
_LONGEST_HEAD = 16
"""Characters of a sentence without a number that may be a head: （三）殡葬救助。"""
_ORDINAL = re.compile(
    r"^(?:\(?[一二三四五六七八九十]{1,3}(?![年季月个一二三四五六七八九十])\)?[、.)]?|\(?\d{1,2}[).、]|[一二三四五六七八九十]是|\(\d{1,2}\))"
)
_GOES_ON = re.compile(
    r"(?:本年度?|全年|共|已|依法|按时|均|作出)*(?:(?:新收|收到)(?=申请|:?\d)|答复|办结|上年结转|结转|予以公开|部分公开|不予公开|无法提供|不予处理)"
)
"""What a numbered line begins with that goes on with what its heading names: 2.作出答复34件."""
_NUMBERED = re.compile(r"\(?\d{1,2}[.、)](?!\d)(?:办件(?:情况|结果)?:)?")
_CIRCLED = re.compile("[\u2460-\u24ff\u2776-\u2793]")
_ITEM = re.compile(r"(?<=[:;,。])\d{1,2}[.、](?!\d)")
_YEAR = re.compile("二[〇○零OＯ][〇○零OＯ一二三四五六七八九]{2}(?=年)")
_YEAR_DIGITS = str.maketrans("〇○零OＯ一二三四五六七八九", "00000123456789")
_DIVIDES = ("其中", "在主动公开", "在公开的")
"""What a paragraph begins with that divides a number of the one before."""
_LONGEST = 2000
"""Characters of one sentence beyond which it is not read: no sentence of a report is that long."""
_SHOWN = 40
"""Characters of such a sentence that are quoted."""


_last: list[Any] = [(None,), None]


def uncompared(report: Report) -> list[str]:
    """A Chinese sentence for each number of the prose that no table was held against, and why."""
    told: list[str] = []
    prose = read(report)
    # What is told of last year is held against its report, the parts of a list against their whole.
    judged = {(id(ratio.line), ratio.end) for ratio in prose.ratios if ratio.change}
    for listing in prose.listings:
        parts = (listing.heads[0], *listing.items)
        if listing.closed and all(part.quantity.exact for part in parts):
            judged.update((id(part.line), part.end) for part in parts)
    for mention in prose.untyped if not report.blank_form else ():
        if mention.last_year is not None or (id(mention.line), mention.end) in judged:
            continue
        place = str(mention.line.paragraph.place)
        told.append(f"{place + '：' if place else ''}“{mention.quote}”{mention.why}")
    return told


def read(report: Report) -> Prose:
    """Everything the prose of a report says in numbers. The result for the last words is kept: many
    rules ask for it, and the words stay the same when cells are corrected."""
    words = report.edition, report.facts, report.intro, report.sections
    known, prose = _last
    if not all(map(is_, known, words)):
        prose = _read(report)
        _last[:] = [words, prose]
    return prose  # type: ignore[no-any-return]


def lines(report: Report) -> list[Line]:
    """The paragraphs of prose that may speak of numbers: introduction and sections, merged ones once."""
    found = [Line(None, paragraph, _plain(paragraph.text)) for paragraph in report.intro]
    seen: set[int] = set()
    for name, section in report.sections.items():
        # Merged sections share their lines; they are read once.
        if id(section.lines) not in seen:
            seen.add(id(section.lines))
            found += [Line(name, paragraph, _plain(paragraph.text)) for paragraph in section.lines]
    return found


def _read(report: Report) -> Prose:
    found = Prose([], [], [], [], [])
    scope, known = scope_of(report), dict(measures(report.edition))
    topic, section = "", None
    last: list[Mention] = []
    prose = lines(report)
    for line in prose:
        if line.section != section:
            section, topic = line.section, "request" if line.section == "s3" else ""
        heading = _ORDINAL.match(line.text)
        if heading and not _GOES_ON.match(line.text, heading.end()):
            topic = _topic_under(line.text, heading.end(), scope, topic)
        context = Context(scope, known, line, topic)
        if line.text.startswith(_DIVIDES):
            context.last = last
        if not _WORTH.search(line.text):
            found.fees += fees(line)
            if len(line.text) <= 30 and _REQUESTS.search(line.text):
                topic = "request"
            elif heading and _is_other_head(line.text, scope):
                topic = "other"
            continue
        paid = list(fees(line))
        found.fees += paid
        paid_at = {at for fee in paid for at in range(fee.start, fee.end)}
        numbered = _NUMBERED.match(line.text)
        for number, sentence in enumerate(_SENTENCES.finditer(line.text, numbered.end() if numbered else 0)):
            said = sentence[0]
            if len(said) > _LONGEST:
                span = sentence.start(), sentence.start() + _SHOWN
                found.mentions.append(Mention(line, NOTHING, *span, span[0], why=f"所在的一句超过{_LONGEST}字，没有读"))
            elif _WORTH.search(said) and not (paid_at and _all_paid(said, sentence.start(), paid_at)):
                _sentence(said, sentence.start(), context, found, report.year)
            if _REQUESTS.search(said):
                context.topic = "request"
            elif (number == 0 or _ORDINAL.match(said)) and _is_other_head(said, scope):
                context.topic = "other"
        last = context.last
        if len(line.text) <= 30:
            topic = context.topic
    found.listings += in_lines(prose, found.mentions)
    return found


def _topic_under(text: str, at: int, scope: Scope, topic: str) -> str:
    """What is spoken of under a heading that ends its number at a place; `topic` is what was before, which a mere label leaves as it is."""
    if _REQUESTS.search(text, 0, 30):
        return "request"
    # Of most bodies there is no need to say that their disputes are about disclosure.
    if _DISPUTES.search(text, 0, 30) or (not scope.judges and _OWN_DISPUTES.match(text, at)):
        return "dispute"
    return topic if _LABEL.match(text, at) else ""


def _is_other_head(said: str, scope: Scope) -> bool:
    """Whether a sentence is a head that may name other business: （三）殡葬救助。"""
    return len(said) <= _LONGEST_HEAD and not _WORTH.search(said) and heads_other(scan(said, None), scope)


def _all_paid(said: str, offset: int, paid_at: set[int]) -> bool:
    """Whether a sentence tells of nothing but fees, each of its numbers read as one; `paid_at` is where the line tells of any."""
    numbers = [offset + number.start() for number in _NUMBER.finditer(said)]
    return "申请" not in said and bool(numbers) and paid_at.issuperset(numbers)


def _sentence(text: str, offset: int, context: Context, found: Prose, year: int | None) -> None:
    before, lists = len(found.mentions), len(found.listings)
    tokens = named_whole(scan(text, year, offset), context.scope)
    if "复议" in text:
        tokens = suits_named(tokens, text, offset)
    if "书面" in text:
        tokens = in_writing(tokens, context.line.text)
    if "其他" in text or "其它" in text:
        tokens = rest_named(tokens)
    if "分别" in text:
        tokens = announced(tokens)
    Sentence(tokens, context, found).go()
    told = [mention for mention in found.mentions[before:] if not mention.zero]
    items = {id(item) for listing in found.listings[lists:] for item in listing.items}
    if not (told and all(id(mention) in items for mention in told)):
        context.last = told  # 按申请人分，…。按内容分，…: both divide what was told before


@lru_cache(4096)
def _plain(text: str) -> str:
    if "二" in text:
        text = _YEAR.sub(lambda found: found[0].translate(_YEAR_DIGITS), text)
    if _CIRCLED.search(text):
        # ①20件 must not become 120件.
        text = _CIRCLED.sub(lambda found: "、" * len(squeeze(found[0])), text)
    text = squeeze(text)
    text = text.replace("｜", "、").replace("|", "、")
    return _ITEM.sub(lambda found: "、" * len(found[0]), text) if ":1" in text else text
