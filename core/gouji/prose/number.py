"""One number of a sentence, and what the words around it say that it counts.

A number is typed by the words between it and the mark or number before it (收到申请35件), or, where
nothing there counts, by those behind it (35件予以公开), or by one of those that 分别 shares out
(新收、办结分别为30件、29件; 2022年、2023年新收分别为28件、35件).
"""

from __future__ import annotations

from gouji.lean import TYPE_CHECKING
from gouji.prose import vocabulary as say
from gouji.prose.about import requests_alone, sums_up
from gouji.prose.clause import (
    EXAMPLES,
    behind,
    behind_whole,
    carried_behind,
    changed_before,
    clause_before,
    run,
    with_reason,
    without_examples,
    without_ways,
)
from gouji.prose.context import NOT_REQUESTS, OTHER_TIME, PROBLEMS, UNKNOWN, Typed
from gouji.prose.counting import counted_by
from gouji.prose.mention import Mention
from gouji.prose.partial import by_neighbours, explained_in_part, hindrance_of, of_another_whole
from gouji.prose.tokens import MARK, NUMBER, OWN, REST, TIME, Token
from gouji.prose.when import years_of

if TYPE_CHECKING:
    from gouji.prose.sentence import Sentence

_AGAINST = frozenset((say.CHANGE, say.FOREIGN, say.PART, say.NOT))
"""Words before a number that forbid comparing it, whatever it counts."""
_UNEXPLAINED = frozenset((say.FILL, say.LIST, say.NOUN, say.OPEN, TIME, say.SCOPE))
"""All that may stand before a number that the words behind it explain."""
_WORDLESS = frozenset((say.FILL, say.NOUN, TIME))
"""All that may stand before a number that the clause before explains."""
_NAMING = frozenset((say.NOUN, *say.COUNTED))
_CIRCUMSTANCES = EXAMPLES | {say.CHANNEL, say.RESULT}
_VERBS = frozenset((say.FLOW, say.ACT))
_AND = ("和", "与", "及")


class Shared:
    """What a sentence shares out to its next numbers and percentages, in order.

    `waiting` are the words that say what the next numbers count, each with whose year it is of; `parts` are the words, and
    `numbers` the numbers told before, that the next percentages are the shares of.
    """

    def __init__(self) -> None:
        self.waiting: list[tuple[Token, str]] = []
        self.parts: list[Token] = []
        self.numbers: list[Mention] = []
        self._times: list[str] = []

    def out(self, listed: list[Token], times: list[str], numbers: int, time: str) -> tuple[list[Token], str]:
        """The words that say what the first of so many numbers counts, and of whose year, the others left waiting;
        no words where 分别 leaves it open.

        `times` are those named; without any those of 分别 before hold on, or `time`.
        """
        times = times or self._times  # 2022年、2023年新收分别为28件、35件，办结分别为27件、34件
        if len(listed) == 1 < numbers == len(times):
            listed = listed * numbers
            self._times = times
        else:
            times = [time] * numbers
        # 规范性文件制发、废止件数分别为3件、2件: what the first word names is common to all.
        common, each = ([listed[0]], listed[1:]) if len(listed) == numbers + 1 and listed[0].role != listed[1].role else ([], listed)
        if len(each) != numbers:
            return [], time
        self.waiting = list(zip(each[1:], times[1:], strict=True))
        return [*common, each[0]], times[0]


class Number:
    """The number at a place among the tokens of a sentence, whose clause begins behind `cut`.

    `left` and `right` are where the words that count it begin and end; -1 and 0 where those are all of its clause up to it.
    """

    def __init__(self, sentence: Sentence, index: int, cut: int) -> None:
        self.sentence, self.index, self.cut = sentence, index, cut
        self.quantity = sentence.tokens[index].quantity
        self.left, self.right = -1, 0

    def typed(self, left: list[Token]) -> Typed:
        """What the number counts; `left` are the words before it in its clause."""
        sentence, index = self.sentence, self.index
        self.left, self.right = -1, 0
        if "除" in sentence.context.line.text:  # 收到的申请除3件结转下年外: what stands before 除 is said of the others
            left = left[next((n + 1 for n, t in enumerate(left) if t.text == "除"), 0) :]
        left = behind_whole(left)
        why = UNKNOWN if self._shares_words(left) else by_neighbours(sentence.tokens, index, left)
        if why and not (why == OTHER_TIME and sentence.when.looks_back):
            return Typed(None, why=why)
        roles = {token.role for token in left}
        if not roles.isdisjoint(_CIRCUMSTANCES):
            left = self._without_circumstances(left, roles)
            roles = {token.role for token in left}
        counted = [] if roles.isdisjoint(say.COUNTED) else [t for t in left if t.role in say.COUNTED]
        if sentence.shared.waiting and not counted:
            named, sentence.when.now = sentence.shared.waiting.pop(0)
            counted = [named]
            left = [*counted, *left]
        elif say.EACH in roles:
            counted = self._shared_out(left, counted)
            if not counted:
                return Typed(None, why=UNKNOWN)
            left = [*counted, *(t for t in left if t.role not in say.COUNTED and t.role != say.EACH)]
        elif sentence.own_body and sentence.when.own and roles.isdisjoint(_AGAINST):
            if not counted:
                left, counted = self._explained(left, roles)
            elif (told := self._by_verbs(left, counted)) is None:
                return Typed(None, why=NOT_REQUESTS)
            else:
                left, counted = told
            if not counted and say.NOUN in sentence.roles:
                before, after = left or clause_before(sentence.tokens, self.cut), behind(sentence.tokens, index)
                if requests_alone(sentence, before, after):
                    self.left = before[0].start if before else -1
                    self.right = after[0].end if after else 0
                    return Typed(sentence.context.measures["handled"], False)
            if not counted and sums_up(sentence, left):
                return Typed(sentence.context.measures["due"], False)
        roles = {token.role for token in left}
        hindrance = hindrance_of(sentence, left, roles, counted)
        if hindrance or say.CHANNEL in roles:
            return Typed(None, why=hindrance or UNKNOWN, family="channel" if say.CHANNEL in roles else "")
        typed = counted_by(sentence, counted, left, self.quantity)
        why = of_another_whole(sentence, typed.measure, index, roles) if typed.measure is not None else ""
        if why:
            return Typed(None, why=why)
        return typed._replace(sure=False) if sentence.context.line.section == PROBLEMS else typed

    def _without_circumstances(self, left: list[Token], roles: set[str]) -> list[Token]:
        """The words before the number without examples and ways that do not matter to it, with the reason of a result."""
        if not roles.isdisjoint(EXAMPLES):
            left = without_examples(left)
            roles = {token.role for token in left}
        if say.CHANNEL in roles:
            # How many documents were made does not depend on where they were published.
            left = [t for t in left if t.role != say.CHANNEL] if {say.DOCUMENT, say.ACT} <= roles else without_ways(left)
        return with_reason(self.sentence.tokens, self.cut, left) if say.RESULT in roles else left

    def _shared_out(self, left: list[Token], counted: list[Token]) -> list[Token]:
        """The words that 分别 says this number counts; none where that is left open."""
        sentence = self.sentence
        before = clause_before(sentence.tokens, self.cut)
        listed = counted or [t for t in before if t.role in say.COUNTED]
        if listed and any(t.role == REST and t.start > listed[0].start for t in before):
            return []  # 不予公开的理由是涉及第三方权益和过程性信息，分别为2件和1件
        numbers = run(sentence.tokens, self.index)
        times = years_of(left, numbers) or years_of(before, numbers)
        if not listed and times and OWN not in times:  # 新收18件、办结17件，而2022年分别为12件、11件
            listed = [t for mention in sentence.here[-numbers:] for t in mention.words if t.role in say.COUNTED]
        counted, sentence.when.now = sentence.shared.out(listed, times, numbers, sentence.when.now)
        return counted

    def _shares_words(self, left: list[Token]) -> bool:
        """Whether only 、 or 和 parts a number from one of which it is not known what it counts: 分别提出30件、5件申请."""
        sentence = self.sentence
        beside = bool(sentence.here) and not sentence.shared.waiting and sentence.tokens[self.cut].role == NUMBER
        return beside and sentence.here[-1].why == UNKNOWN and all(t.text in _AND for t in left)

    def _explained(self, left: list[Token], roles: set[str]) -> tuple[list[Token], list[Token]]:
        """The words of a number before which nothing is counted, and those that count: 20件予以公开; 收到申请，共35件."""
        sentence = self.sentence
        if roles <= _UNEXPLAINED:
            right = without_examples(behind(sentence.tokens, self.index))
            counted = [t for t in right if t.role in say.COUNTED]
            way = any(t.role == say.CHANNEL for t in right)
            if counted or way:
                if explained_in_part(sentence, left, right):
                    return left, []
                self.right = right[-1].end
                return [*left, *right], counted
            if carried := carried_behind(sentence.tokens, self.index):
                self.right = carried.end
                return [*left, carried], [carried]
        if roles <= _WORDLESS:
            last = sentence.here[-1] if sentence.here else None
            level = last is not None and any(t.which == "to" for t in left)
            if last is not None and last.why == OTHER_TIME and any(t.which == OWN for t in left):
                # 上年收到28件、本年35件; not 今年的35件中
                level = all(t.role == MARK for t in sentence.tokens[self.index + 1 : self.index + 2])
            earlier = clause_before(sentence.tokens, self.cut)
            if last is not None and level:
                words = last.words if any(t.role in _NAMING for t in last.words) else changed_before(sentence.tokens, last.start)
                earlier = [t for t in words if t.role not in (TIME, say.CHANGE) and t.text not in ("从", "由")]
            if any(t.role in say.COUNTED or (level and t.role == say.NOUN) for t in earlier):
                left = [*earlier, *left]
        return left, [t for t in left if t.role in say.COUNTED]

    def _by_verbs(self, left: list[Token], counted: list[Token]) -> tuple[list[Token], list[Token]] | None:
        """These words with the noun behind the number where a verb alone counts; None when that is something else: 受理12件投诉."""
        right = behind(self.sentence.tokens, self.index)
        if not right or any(t.role not in _VERBS for t in counted):
            return left, counted
        if all(t.role == say.FLOW for t in counted) and any(t.role in (say.RESULT, say.DETAIL, say.CARRY) for t in right):
            return None
        noun = right[0]
        if any(t.which in ("request", "apply") for t in left):
            return left, counted
        if noun.role in (say.FOREIGN, REST, say.PART, say.CHANNEL):
            return None
        if noun.role not in (say.DOCUMENT, say.NOUN):
            return left, counted
        self.right = noun.end
        return [*left, noun], [*counted, noun] if noun.role == say.DOCUMENT else counted
