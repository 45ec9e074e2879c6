"""Percentages of what a sentence names without its number: 办结率90%, 不予公开率5%, 维持率60%, 其中予以公开占58.5%."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.lean import TYPE_CHECKING
from gouji.prose import vocabulary as say
from gouji.prose.about import on_requests
from gouji.prose.clause import behind
from gouji.prose.context import CHANGED, NOTHING, OTHER_TIME
from gouji.prose.counting import counted_by
from gouji.prose.measures import RESULT, Measure, either, together
from gouji.prose.mention import Mention, Ratio
from gouji.prose.ratios import NOT_OF_IT, in_a_row
from gouji.prose.tokens import MARK, NUMBER, REST, TIME, Token

if TYPE_CHECKING:
    from gouji.prose.sentence import Sentence

_RATED = {"公开": "open", "完成": "done"}
"""What is the part of a rate that other words name as a rule: 公开率, 完成率."""
_ASKED = frozenset(("new", "received", "handled", "done", "carry_out", "carry_in"))
_SAYS_NOTHING = frozenset(("已", "均", "均已", "共", "共计", "的", "为", "是", "达", "达到", "件", "数"))
_OF_REQUESTS = (say.FILL, say.EACH, say.FLOW, say.NOUN)
"""All that may stand between 占 and a share of requests: 占办结总数的."""


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
    return any(t.role in (REST, *NOT_OF_IT, say.FLOW, say.CHANNEL) or t.text == "当年" for t in sentence.tokens[since:named])


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
        if any(t.role not in _OF_REQUESTS for t in clause[at + 1 :]) or (each and len(counted) != in_a_row(sentence, index)):
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
