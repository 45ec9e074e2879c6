"""Shares and changes of numbers that a sentence tells: 20件，占54.1%, 同比增长12%, 与上年持平, 是上年的1.5倍."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from gouji.lean import TYPE_CHECKING, replace
from gouji.prose import vocabulary as say
from gouji.prose.about import on_requests
from gouji.prose.clause import part_begins
from gouji.prose.context import CHANGED, NOTHING, OTHER_TIME, SOME, TWICE
from gouji.prose.lists import parts_summed
from gouji.prose.measures import together
from gouji.prose.mention import Mention, Ratio, counts
from gouji.prose.quantity import CASES, PERCENT, TIMES_AS_MUCH, Quantity
from gouji.prose.tokens import LAST, MARK, NUMBER, OWN, REST, TIME, Token
from gouji.prose.untold import subject

if TYPE_CHECKING:
    from gouji.prose.sentence import Sentence

_REST_OF_THEM = (*say.REMAINING, *say.OTHERS)
_AGAIN = ("占", "占比", "占比为", "占比达")
"""All that is said of the whole of a share where it is that of the share before."""
_FALLING = ("减", "降", "下")
"""What a word begins with that says that a number became less: 减少到, 降至, 下降到."""
_NAMED_WHOLES = (say.ACT, say.APPLICANT, say.DETAIL, say.DOCUMENT)
"""What names the whole of a share that no row of 表三 has, unless the text tells its number: 占企业申请的40%."""
_BESIDE = ("、", "和", "及", ",")
"""What stands between numbers that 分别 tells of one by one."""
NOT_OF_IT = (say.FOREIGN, say.PART, say.CHANGE)
"""Words of other business, of a part and of a change: what they stand with is of something else."""


def in_a_row(sentence: Sentence, index: int) -> int:
    """How many percentages, from this one on, follow each other with nothing but 、 or 和 between them."""
    found = 0
    for token in sentence.tokens[index:]:
        if token.quantity.kind == PERCENT:
            found += 1
        elif token.text not in ("、", "和") and token.role != say.CHANGE:
            break
    return found


def ratio_of_each(sentence: Sentence, index: int, start: int) -> bool:
    """A percentage of several told for as many numbers in a row: 动态、公告分别为30条、20条，分别占60%、40%; 许可20件，处罚15件，
    同比分别增长25%、下降10%."""
    token, segment = sentence.tokens[index], sentence.tokens[start:index]
    if any(t.role == say.EACH for t in segment):
        kinds = {t.role for t in segment} - {say.EACH, say.FILL, MARK}
        told = kinds == {say.SHARE} or (kinds == {say.CHANGE} and any(t.which == "same" for t in segment))
        count = in_a_row(sentence, index)
        row = sentence.here[-count:]
        beside = all(one.line.text[one.end : other.start] in _BESIDE for one, other in pairwise(row))
        sentence.shared.numbers = row if told and 1 < count == len(row) and beside else []
    elif any(t.role not in (MARK, say.FILL, say.CHANGE) for t in segment):
        sentence.shared.numbers = []
    if not sentence.shared.numbers:
        return False
    way = next((t.which for t in reversed(segment) if t.which in ("up", "down")), "")
    if not way and any(t.role == say.CHANGE for t in segment):
        return False
    part = sentence.shared.numbers.pop(0)
    _add(sentence, part, token.quantity, [t for t in segment if t.role in (say.SHARE, say.CHANGE)], way, token.end)
    return True


def share_of_sum(sentence: Sentence, index: int, start: int) -> bool:
    """A percentage of several numbers together: 予以公开20件、部分公开3件，两项合计占67.6%."""
    segment = sentence.tokens[start:index]
    at = next((n for n, t in enumerate(segment) if t.role == say.SHARE), -1)
    many = parts_summed("".join(t.text for t in segment[:at] if t.role != MARK)) if at > 0 else 0
    row = sentence.here[-many:]
    if not 1 < many == len(row) or len({one.quantity.unit for one in row}) > 1 or any(map(_strange, segment[at:])):
        return False
    known = [one.measure for one in row if one.measure is not None]
    quantity = replace(
        row[-1].quantity, value=sum((one.quantity.value for one in row), Decimal(0)), exact=all(one.quantity.exact for one in row)
    )
    part = replace(row[-1], start=row[0].start, quantity=quantity, measure=together(known) if len(known) == many else None)
    _add(sentence, part, sentence.tokens[index].quantity, segment[at:], "", sentence.tokens[index].end)
    return True


def share(sentence: Sentence, index: int, start: int) -> bool:
    """A percentage of which the number before it is the part: 20件，占54.1%. `start` is the first token behind that number.

    False when it is not certain what the percentage is of.
    """
    token = sentence.tokens[index]
    segment = sentence.tokens[start:index]
    part = _number_before(sentence)
    if any(t.which == "to" for t in sentence.tokens[index + 1 : index + 2]):
        return False  # 占比由26.9%降至18.0%
    if [t.text for t in segment] == ["的"] and len(sentence.here) > 1:
        part, base = sentence.here[-2:]
        if all(t.role != say.SHARE for t in base.words):
            return False
        _add(sentence, part, token.quantity, list(base.words), "", token.end, base)  # 20件，占办结总数34件的58.8%
        return True
    at = next((n for n, t in enumerate(segment) if t.role == say.SHARE), -1)
    if part is None or (at < 0 and segment):
        return False
    if any(t.role in NOT_OF_IT for t in segment) or any(_strange(t) for t in segment[at:]):
        return False
    # Only the words that belong to the number itself may stand before 占; 其余占 is another number's.
    own = [t for t in segment[: max(at, 0)] if t.start >= part.end]
    if any(t.text in _REST_OF_THEM or t.role in say.COUNTED for t in own) or any(t.role == MARK for t in own[:-1]):
        return False
    whole = None
    if named := {(t.role, t.which) for t in segment[at:] if t.role in _NAMED_WHOLES}:
        whole = next((m for m in (*reversed(sentence.here[:-1]), *sentence.context.last) if named <= counts(m)), None)
        if whole is None:
            return False  # 部分公开7件，占公开类总数的23.3%
    _add(sentence, part, token.quantity, segment[at:], "", token.end, whole)
    return True


def change(sentence: Sentence, index: int, start: int) -> bool:
    """How the number before it stands to last year's: 同比增长12%, 较上年增加5件, 与上年持平, 是上年的1.5倍, 上年为12件，增长50%.

    `start` is the first token behind that number. False when it tells of no such change.
    """
    token = sentence.tokens[index]
    segment = sentence.tokens[start:index]
    part = subject(sentence, index, segment, _number_before(sentence))
    base = _base(sentence, part) if part is not None else None
    ways = [t.which for t in segment if t.role == say.CHANGE]
    quantity = token.quantity
    kind = quantity.kind
    if token.role != NUMBER:
        quantity, way = (TWICE, "times") if token.which == "double" else (NOTHING, "up")  # 与上年持平: nothing was added
        way = way if set(ways) == {"same"} else ""
    elif "same" in ways or base is not None or _told_again(sentence, part, segment):
        way = next((which for which in reversed(ways) if which not in ("same", "since")), "times" if kind == TIMES_AS_MUCH else "")
    else:
        way = "times" if kind == TIMES_AS_MUCH and any(map(_last_year, segment)) else ""
    if part is None or not way:
        return False
    if any((t.role in say.COUNTED and (t.role, t.which) not in counts(part)) or (_strange(t) and way != "times") for t in segment):
        return False
    _add(sentence, part, quantity, segment, way, token.end, base)
    return True


def told_in_brackets(sentence: Sentence, index: int, inside: Sequence[Mention]) -> None:
    """Adds to the changes told last what the brackets behind them say they are from: 同比增加7件(上年为28件),
    同比分别增长25%、下降10%(上年分别为28件、20件)."""
    if len(inside) == 1:
        _is_from(sentence, inside[0], sentence.tokens[index].end)
        return
    ratios, count = sentence.read.ratios, len(inside)
    told = ratios[-count:]
    each = count > 0 and any(t.role == say.EACH for t in inside[0].words) and any(t.which == LAST for t in inside[0].words)
    if each and len(told) == count and told[-1].end == sentence.tokens[index].end and all(one.change and one.base is None for one in told):
        ratios[-count:] = [replace(one, base=base) for one, base in zip(told, inside, strict=True)]


def share_in_brackets(sentence: Sentence, index: int, start: int) -> bool:
    """A percentage of which the number in brackets behind it is the part: 全年公开311条，政策类占28.0%(87条). False when it is none."""
    segment, inside = sentence.tokens[start:index], sentence.children.get(index, [[]])[0]
    at = next((n for n, t in enumerate(segment) if t.role == say.SHARE), -1)
    if at < 0 or len(inside) != 1 or inside[0].role != NUMBER or any(t.role != say.FILL for t in segment[at + 1 :]):
        return False
    number, begin = inside[0], next((n + 1 for n in range(at, -1, -1) if segment[n].role == MARK), 0)
    part = Mention(sentence.context.line, number.quantity, segment[begin].start, number.end, number.start, words=segment[begin:at])
    _add(sentence, part, sentence.tokens[index].quantity, segment[at:], "", number.end)
    return True


def told_behind(sentence: Sentence, cut: int, told: Mention) -> None:
    """The same of a clause that begins behind the mark there and has no other words: 同比增加7件，上年为28件."""
    last_year = any(map(_last_year, told.words)) and all(t.role in (TIME, say.FILL) for t in told.words)
    if last_year and cut > 0 and sentence.tokens[cut].text == ",":
        _is_from(sentence, told, sentence.tokens[cut - 1].end)


def _is_from(sentence: Sentence, base: Mention, end: int) -> None:
    """Adds to the change that ends there the number of another year that it is from."""
    ratios = sentence.read.ratios
    if ratios and ratios[-1].end == end and base.why == OTHER_TIME and _alike(base, ratios[-1].part):
        part = ratios[-1].part
        for n in range(len(ratios) - 1, -1, -1):  # 比上年增加5件，增长25%(上年20件)
            if ratios[n].part is not part or ratios[n].base is not None or not ratios[n].change:
                break
            ratios[n] = replace(ratios[n], base=base)


def became(sentence: Sentence, part: Mention) -> None:
    """Whether a number is more or less than the one before, as its words say: 由28件增至35件."""
    word = next((t.text for t in part.words if t.which == "to"), "")
    base = _base(sentence, part) if word else None
    if base is not None and word[0] != "变":
        _add(sentence, part, SOME, [], "down" if word[0] in _FALLING else "up", part.end, base)


def _number_before(sentence: Sentence) -> Mention | None:
    """The number a percentage is of: not 5件 in 收到17件,比上年增加5件,增长41.7%, for both changes are of the 17."""
    return next((mention for mention in reversed(sentence.here) if mention.why not in (CHANGED, OTHER_TIME)), sentence.around.head)


def _base(sentence: Sentence, part: Mention) -> Mention | None:
    """The number of another year that this one is compared with: the 15件 of 收到21件,比上年的15件增加6件."""
    if any(t.which == "to" for t in part.words):
        at = next((n for n, mention in enumerate(sentence.here) if mention is part), 0)
        return sentence.here[at - 1] if at else None  # 由12件增至18件
    before: Mention | None = None  # the last number that a change may be of
    base: Mention | None = None  # of several years the one told last: 2021年20件，2022年28件，2023年35件，增长25%
    begin = part_begins(sentence.tokens, part.start)
    for mention in sentence.here:
        if before is not None and before.start < begin <= mention.start:
            before = None  # 上年收到28件，今年35件；上年办结27件，今年办结34件
        compared = mention.why == CHANGED and not any(t.role in (REST, say.LIST) for t in mention.words)  # 其中征地的较上年的15件减少2件
        compared = compared and all(t.which in ("same", "since") for t in mention.words if t.role == say.CHANGE)
        if not compared and mention.why not in (CHANGED, OTHER_TIME):
            before = mention
        elif before in (None, part) and (compared or mention.why == OTHER_TIME) and _alike(mention, part):
            base = mention
    return base


def _alike(base: Mention, part: Mention) -> bool:
    """Whether two numbers count the same, as far as their words say."""
    return base.quantity.kind == part.quantity.kind and counts(base) <= counts(part)


def _told_again(sentence: Sentence, part: Mention | None, segment: list[Token]) -> bool:
    """Whether this is but another way to tell the change told last: 同比增加10件、增长43.5%; not 较2022年增加10件，较2021年增加21件."""
    told = sentence.read.ratios[-1:]
    again = all(t.role in (MARK, say.FILL, say.CHANGE) and t.which != "since" for t in segment)
    return again and any(ratio.change and ratio.part is part for ratio in told)


def _strange(token: Token) -> bool:
    return token.role in (REST, say.NOT, say.EACH, say.SCOPE) or (token.role == TIME and token.which != OWN)


def _last_year(token: Token) -> bool:
    return token.role == TIME and token.which == LAST


def _add(
    sentence: Sentence, part: Mention, quantity: Quantity, segment: list[Token], way: str, end: int, base: Mention | None = None
) -> None:
    told = part.quantity is not NOTHING
    # What is itself so many percent of something stands beside this number, not above it.
    beside = {id(ratio.part) for ratio in sentence.read.ratios if ratio.part is not sentence.around.head} | {id(part)}
    now = (mention for mention in (*sentence.here, *sentence.around.numbers) if mention.why not in (CHANGED, OTHER_TIME))
    above = (mention for mention in now if id(mention) not in beside)
    heads = (*above, *sentence.context.last)
    if not told and any(t.start >= sentence.tokens[0].start for t in part.words):
        heads = ()  # 新收申请同比增长12%: of what its own words name
    of = "".join(t.text for t in segment)
    ratios = sentence.read.ratios
    asked = not way and _asked(sentence, part, segment)
    if of in _AGAIN and ratios and ratios[-1].part in sentence.here:
        asked = ratios[-1].asked  # A 20件，占申请总数的57.1%；B 15件，占42.9%
    ratios.append(Ratio(sentence.context.line, quantity, part, of, way, part.start, end, heads, told, base, asked))


def _asked(sentence: Sentence, part: Mention, segment: list[Token]) -> bool:
    """Whether a share is of all requests for information, or all that were answered, as these words say, or as ways of
    applying, and cases of a paragraph on requests, are of as a rule."""
    if any(t.which == "request" for t in segment):
        return True
    if sentence.context.topic == "request" and part.quantity.kind == CASES:
        return True
    return on_requests(sentence) and (part.family == "channel" or any(t.role == say.FLOW or t.which == "apply" for t in segment))
