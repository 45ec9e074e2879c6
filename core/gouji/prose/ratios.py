"""Percentages and changes of a sentence: 占54.1%, 办结率90%, 同比增长12%, 与上年持平, 是上年的1.5倍."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from gouji.lean import TYPE_CHECKING, replace
from gouji.prose import vocabulary as say
from gouji.prose.about import on_requests
from gouji.prose.clause import behind, part_begins
from gouji.prose.context import CHANGED, NOTHING, OTHER_TIME, SOME, TWICE
from gouji.prose.counting import counted_by
from gouji.prose.lists import parts_summed
from gouji.prose.measures import RESULT, Measure, either, together
from gouji.prose.mention import Mention, Ratio, counts
from gouji.prose.quantity import CASES, PERCENT, TIMES_AS_MUCH, Quantity
from gouji.prose.tokens import LAST, MARK, NUMBER, OWN, REST, TIME, Token
from gouji.prose.untold import subject

if TYPE_CHECKING:
    from gouji.prose.sentence import Sentence

_RATED = {"公开": "open", "完成": "done"}
"""What is the part of a rate that other words name as a rule: 公开率, 完成率."""
_ASKED = frozenset(("new", "received", "handled", "done", "carry_out", "carry_in"))
_REST_OF_THEM = (*say.REMAINING, *say.OTHERS)
_AGAIN = ("占", "占比", "占比为", "占比达")
"""All that is said of the whole of a share where it is that of the share before."""
_FALLING = ("减", "降", "下")
"""What a word begins with that says that a number became less: 减少到, 降至, 下降到."""
_SAYS_NOTHING = frozenset(("已", "均", "均已", "共", "共计", "的", "为", "是", "达", "达到", "件", "数"))
_OF_REQUESTS = (say.FILL, say.EACH, say.FLOW, say.NOUN)
"""All that may stand between 占 and a share of requests: 占办结总数的."""
_NAMED_WHOLES = (say.ACT, say.APPLICANT, say.DETAIL, say.DOCUMENT)
"""What names the whole of a share that no row of 表三 has, unless the text tells its number: 占企业申请的40%."""
_BESIDE = ("、", "和", "及", ",")
"""What stands between numbers that 分别 tells of one by one."""
_NOT_OF_IT = (say.FOREIGN, say.PART, say.CHANGE)


def rate_of_told(sentence: Sentence, index: int, start: int) -> bool:
    """A rate called like the number before it, of those told before that: 工单120件，按时办结114件，按时办结率95%.

    False when it is none, or 100%, which may be of those that were due.
    """
    token = sentence.tokens[index]
    since = next((n + 1 for n in range(index - 1, start - 1, -1) if sentence.tokens[n].role == MARK), start)
    named = sentence.tokens[since:index]
    part = sentence.here[-1] if sentence.here else None
    if part is None or token.quantity.value == 100 or not any("率" in t.text for t in named):
        return False
    if _called(named) != _called(part.words):
        return False
    kind, apart = part.quantity.kind, (CHANGED, OTHER_TIME)
    wholes = tuple(mention for mention in sentence.here[:-1] if mention.quantity.kind == kind and mention.why not in apart)
    if wholes:
        line = sentence.context.line
        base = wholes[0] if len(wholes) == 1 else None
        sentence.read.ratios.append(Ratio(line, token.quantity, part, "占", "", part.start, token.end, wholes, base=base))
    return bool(wholes)


def _called(words: Sequence[Token]) -> list[tuple[str, str]]:
    """What a number or rate is called, as far as that tells it from others."""
    named = [(t.role, t.which or t.text.replace("率", "")) for t in words if t.role not in (say.LIST, TIME) and t.text not in _SAYS_NOTHING]
    return [name for name in named if name[1]]


def rate(sentence: Sentence, index: int, start: int) -> bool:
    """A rate of requests finished, of those with some result, or of disputes with some outcome: 办结率90%, 不予公开率5%, 维持率60%.

    False when it is none, or 100%, which may be of those that were due.
    """
    at = next((n for n in range(index - 1, start, -1) if sentence.tokens[n].role != say.FILL), start)
    named = sentence.tokens[at - 1]
    if sentence.tokens[index].quantity.value == 100 or sentence.tokens[at].text != "率" or not (sentence.own_body and sentence.when.own):
        return False
    if _is_of_others(sentence, index, start, at - 1):
        return False
    if named.role == say.OUTCOME:
        return _outcome_rate(sentence, index, named)
    head, measure = sentence.head(), sentence.context.measures.get(_RATED.get(named.text, named.which))
    if measure is None or (measure.sort != RESULT and measure.id != "done"):
        return False
    if beside := _named_beside(sentence.tokens, at - 1):
        measure = together([sentence.context.measures[beside], measure])  # 予以公开和部分公开率
    if named.text == "公开":  # with what was made public in part, or without
        measure = either([measure, together([measure, sentence.context.measures["partial"]])])
    if head is not None:
        asked = head.measured in _ASKED or head.sort == measure.sort == RESULT
    else:  # which requests count as finished only the text can tell; documents have rates of their own
        asked = measure.sort == RESULT and on_requests(sentence) and sentence.roles.isdisjoint((say.FOREIGN, say.DOCUMENT))
    if not asked:
        return False
    of = "占收到" if measure.id == "done" else "占答复" if named.role == say.RESULT else "占"
    return _add_untold(sentence, index, [named], measure, of, (head,) if head else ())


def _named_beside(tokens: Sequence[Token], at: int) -> str:
    """The result that is named with another one: 予以公开和部分公开率; "" for none."""
    return tokens[at - 2].which if at > 1 and tokens[at - 1].text in ("和", "及", "、") and tokens[at - 2].role == say.RESULT else ""


def _outcome_rate(sentence: Sentence, index: int, named: Token) -> bool:
    """A rate of disputes with the outcome that a word names: 行政复议3件，维持率66.7%. False where it is not known of which."""
    measure = sentence.context.measures.get(f"{sentence.dispute}.{named.which}")
    told = (*reversed(sentence.here), *reversed(sentence.context.last))
    head = next((mention for mention in told if mention.measured == sentence.dispute), None)
    return measure is not None and head is not None and _add_untold(sentence, index, [named], measure, "占", (head,))


def _is_of_others(sentence: Sentence, index: int, start: int, named: int) -> bool:
    """Whether a rate named at this place is of what the last number counted (工单120件，办结率99%), or of what other words
    before it tell (领导信箱按期办结率, 当年新收当年办结率)."""
    if sentence.here and sentence.here[-1].measure is None:
        return True
    since = next((n + 1 for n in range(named - 1, start - 1, -1) if sentence.tokens[n].role == MARK), start)
    return any(t.role in (REST, *_NOT_OF_IT, say.FLOW, say.CHANNEL) or t.text == "当年" for t in sentence.tokens[since:named])


def share_untold(sentence: Sentence, index: int, start: int) -> bool:
    """A percentage of results or applicants whose number is not told: 其中予以公开占58.5%, 占比情况：予以公开58.5%,
    予以公开、部分公开分别占58.5%、8.8%. False when it is none."""
    cut = next(
        (n for n in range(index - 1, start - 1, -1) if sentence.tokens[n].role == MARK and sentence.tokens[n].text != "、"), start - 1
    )
    clause = [t for t in sentence.tokens[cut + 1 : index] if t.role != MARK]
    if not (sentence.own_body and sentence.when.own):
        return False
    if sentence.shared.parts and all(t.role == say.FILL for t in clause):
        counted = named = [sentence.shared.parts.pop(0)]
    elif not clause and any(t.role in (say.RESULT, say.APPLICANT) for t in behind(sentence.tokens, index)):
        named = behind(sentence.tokens, index)  # 61.0%来自自然人
        counted = [t for t in named if t.role in (say.RESULT, say.APPLICANT)]
        if len(counted) > 1 or any(t.role not in (say.RESULT, say.APPLICANT, say.FILL, say.NOUN) for t in named):
            return False
    else:
        at = next((n for n, t in enumerate(clause) if t.role == say.SHARE), len(clause) if _shares_follow(sentence) else 0)
        each = any(t.role == say.EACH for t in clause)
        named = [t for t in clause[:at] if t.role != say.EACH]
        within = next((n for n, t in enumerate(named) if t.text == "中"), -1)
        if all(t.role in _OF_REQUESTS for t in named[: within + 1]):
            named = named[within + 1 :]  # 新收申请中自然人占85.7%
        counted = [t for t in named if t.role in (say.RESULT, say.APPLICANT)]
        if not counted or any(t.role not in (say.RESULT, say.APPLICANT, say.FILL, say.LIST, say.NOUN) for t in named):
            return False
        if any(t.role not in _OF_REQUESTS for t in clause[at + 1 :]) or (each and len(counted) != _in_a_row(sentence, index)):
            return False
        if each:
            sentence.shared.parts = counted[1:]
            counted = named = counted[:1]
    measure = counted_by(sentence, counted, named, NOTHING).measure
    return measure is not None and _add_untold(sentence, index, named, measure, "占", (*sentence.here, *sentence.context.last))


def _add_untold(sentence: Sentence, index: int, named: Sequence[Token], measure: Measure, of: str, heads: tuple[Mention, ...]) -> bool:
    """Adds a percentage of what is named without its number, by these words before or behind it; always True."""
    line, token = sentence.context.line, sentence.tokens[index]
    first, last = min(named[0].start, token.start), max(named[-1].end, token.end)
    part = Mention(line, NOTHING, first, last, token.start, measure, False)
    sentence.read.ratios.append(Ratio(line, token.quantity, part, of, "", first, last, heads, told=False))
    return True


def _shares_follow(sentence: Sentence) -> bool:
    """Whether the sentence says before a colon, and before all numbers, that it tells of shares: 占比情况：予以公开58.5%."""
    announced = False
    for token in sentence.tokens:
        if token.role == NUMBER:
            break
        if token.text == ":" and announced:
            return True
        announced = announced or token.role == say.SHARE
    return False


def _in_a_row(sentence: Sentence, index: int) -> int:
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
        count = _in_a_row(sentence, index)
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
    if any(t.role in _NOT_OF_IT for t in segment) or any(_strange(t) for t in segment[at:]):
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
