"""Reading one sentence, clause by clause.

A number is typed by the words between it and the mark or number before it (收到申请35件), or, where
nothing there counts, by those behind it (35件予以公开). Every word in between must be known, the
clause must speak of the report's own body and year, and the subject must be 政府信息公开; otherwise
the number is set aside with the reason and never judged.
"""

from __future__ import annotations

from collections.abc import Sequence

from gouji.prose import vocabulary as say
from gouji.prose.about import heads_other, leads_elsewhere, requests_alone, sums_up
from gouji.prose.clause import (
    EXAMPLES,
    behind,
    behind_whole,
    carried_behind,
    clause_before,
    is_out_of,
    run,
    unfolded,
    with_reason,
    without_examples,
    without_ways,
)
from gouji.prose.context import CHANGED, NO_WHOLE, NOT_REQUESTS, OTHER_TIME, PROBLEMS, UNKNOWN, Context, Prose, Typed
from gouji.prose.counting import counted_by, of_those_spoken_of
from gouji.prose.last_year import of_last_year
from gouji.prose.lists import listings
from gouji.prose.measures import APPLICANT, DISPUTE, Measure
from gouji.prose.mention import Mention
from gouji.prose.partial import by_neighbours, counts_bodies, explained_in_part, hindrance_of, names_part, of_another_whole
from gouji.prose.quantity import CASES, ITEMS, PERCENT, TIMES_AS_MUCH, Quantity
from gouji.prose.ratios import became, change, rate, rate_of_told, share, share_of_each, share_untold, told_behind, told_in_brackets
from gouji.prose.scope import NO_SUBJECT, of_own_body, subject_of
from gouji.prose.sharing import Shared
from gouji.prose.statements import kept, nothing
from gouji.prose.tokens import LAST, MARK, NUMBER, OTHER, OWN, REST, TIME, Token
from gouji.prose.when import When, years_of

_SUED = ("suit_direct", "suit_after")
_AGAINST = frozenset((say.CHANGE, say.FOREIGN, say.PART, say.NOT))
"""Words before a number that forbid comparing it, whatever it counts."""
_UNEXPLAINED = frozenset((say.FILL, say.LIST, say.NOUN, say.OPEN, TIME, say.SCOPE))
"""All that may stand before a number that the words behind it explain."""
_WORDLESS = frozenset((say.FILL, say.NOUN, TIME))
"""All that may stand before a number that the clause before explains."""
_VERBS = frozenset((say.FLOW, say.ACT))
_AND = ("和", "与", "及")
_BACK = (LAST, OTHER)


class Sentence:
    """Reads one sentence, or what stands in brackets behind the number `head`, into `read`.

    `tokens` must be gapless; their places are those of the line's squeezed text. `own_body` and `when`
    tell, at the token that is being read, whether the sentence speaks of the report's own body, and of what time.
    """

    def __init__(self, tokens: list[Token], context: Context, read: Prose, head: Mention | None = None) -> None:
        self.context = context
        self.read = read
        self.parent = head
        self.roles = {token.role for token in tokens}
        self.whole = tokens  # with what stands in brackets
        self.disclosure = say.NOUN in self.roles and any(t.which in say.DISCLOSURE for t in tokens)
        self.passive = say.DISPUTE in self.roles and any(t.text[0] == "被" or t.which in _SUED for t in tokens)
        self.tokens, self.children = unfolded(tokens) if any(t.text == "(" for t in tokens) else (tokens, {})
        self.own_body = True
        self.when = When()
        self.document = ""
        self.dispute = context.dispute
        self.here: list[Mention] = []
        self.around: Sequence[Mention] = ()  # the numbers of the sentence that these brackets stand in
        self.outside: list[Token] = []  # the words of that sentence before the brackets
        self.shared = Shared()  # what 分别 says the next numbers count
        self.shares: list[Token] = []  # what the next percentages are the shares of
        self.each: list[Mention] = []  # the numbers that they are the shares of, where those are told before
        # Whether what stands before has named a part, or what may be other business: 在征地领域，收到12件; 【投诉】收到12件.
        self.partial = False
        self.elsewhere = context.topic == "other" or any(leads_elsewhere(child, context.scope) for child in self.children.get(-1, ()))
        self.headed = 0  # where what stands under a head of other business begins: 收到申请35件；公积金提取：办结57件
        self.consumed = 0  # up to where words behind a number were taken as what it counts
        self.left, self.right = -1, 0  # where the words that count a number begin and end, when its clause is not all of them
        self._whole: Mention | None = None  # the last number of this sentence that others may be parts of

    def go(self) -> None:
        """Types every number and statement of the sentence into `read`."""
        clause: list[Token] = []  # the words since the last mark or number
        cut = start = -1  # where that mark or number stands, and the last number
        for index, token in enumerate(self.tokens):
            if self.children:
                self._inside_brackets(-1 - index, None)
            if token.role == NUMBER:
                self._told(index, clause, cut, start + 1)
                if start >= 0 and clause and clause[0].which in _BACK and {t.role for t in clause} <= _WORDLESS:
                    self.when.only_looked_back()  # 无法提供7件，上年为3件；不予公开5件
                self.own_body = self.own_body and not counts_bodies(self.tokens, index, clause)
                cut = start = index
                clause = []
            elif token.role != MARK:
                self._word(index, clause, start + 1)
                clause.append(token)
            elif token.text != "、":
                self._clause_ends(token, clause)
                cut = index
                clause = []
        self._inside_brackets(-1 - len(self.tokens), None)
        self.read.listings.extend(listings(self.tokens, self.roles, self.here, self.parent, self.context.last))

    def _word(self, index: int, clause: list[Token], start: int) -> None:
        """Notes of what time, or which disputes, a word tells, and reads what it states by itself; `clause` are those before it."""
        token = self.tokens[index]
        role = token.role
        if role == TIME:
            self.when.is_named(self.tokens, index, clause)
        elif role == say.CHANGE:
            if token.which in ("even", "double"):
                change(self, index, start)
            elif token.which in ("same", "since"):
                self.when.only_looked_back()
        elif role == say.NOT:
            nothing(self, index, clause)
        elif role == say.ALL:
            kept(self, index, clause)
        elif role == say.DISPUTE:
            self.dispute = token.which
        elif token.which == "to":
            self.when.only_looked_back()
        elif token.text == "以来":
            self.when.is_since(clause)
        elif token.text in say.TOTALS:
            self.when.is_summed_up(self.tokens, index)

    def _told(self, index: int, clause: list[Token], cut: int, start: int) -> None:
        """Types a number or percentage; `start` is the first token behind the number before."""
        quantity = self.tokens[index].quantity
        if quantity.kind != PERCENT:
            if quantity.kind == TIMES_AS_MUCH or (quantity.kind in (CASES, ITEMS) and say.CHANGE in self.roles):
                change(self, index, start)  # 较上年减少13件 is judged like 较上年减少20%
            self._number(index, quantity, clause, cut)
            if self.here and self.here[-1].words is clause:
                became(self, self.here[-1])
                told_behind(self, cut, self.here[-1])
        else:
            self._percentage(index, start)
        if self.children:
            self._inside_brackets(index, self.here[-1] if self.here else self.parent)

    def _clause_ends(self, mark: Token, clause: list[Token]) -> None:
        """What a clause without a number begins with may be the subject of the sentence."""
        self.own_body = of_own_body([t for t in clause if t.role not in NO_SUBJECT][:1], self.context.scope, self.own_body)
        self.when.ends_clause()
        self.partial = self.partial or names_part(clause)
        self.elsewhere = self.elsewhere or leads_elsewhere(clause, self.context.scope)
        if mark.text == ":" and heads_other(clause, self.context.scope):
            self.headed = mark.end
        if mark.text == ";":
            self.shared.waiting.clear()
            self.partial, self.elsewhere = False, self.context.topic == "other"

    def _inside_brackets(self, index: int, head: Mention | None) -> None:
        for child in self.children.get(index, ()):
            inner = Sentence(child, self.context, self.read, head)
            inner.around, inner.outside = self.here, self.tokens[: index + 1 if index >= 0 else -1 - index]
            inner.own_body, inner.dispute, inner.document = self.own_body, self.dispute, self.document
            if any(t.role in (TIME, say.CHANGE) and t.which in (*_BACK, "same", "since") for t in inner.outside[-1:]):
                inner.when = When(OTHER)  # 与2023年(收到85件、办结32件)相比
            elif head is not None and head.last_year is not None:
                inner.when = When(LAST)  # 上年办理12件(含结转2件)
            inner.disclosure = inner.disclosure or self.disclosure
            inner.go()
            if index >= 0:
                told_in_brackets(self, index, inner.here)

    def _percentage(self, index: int, start: int) -> None:
        if any(read(self, index, start) for read in (rate_of_told, rate, change, share_of_each, share, share_untold)):
            return
        token = self.tokens[index]
        since = max((t.end for t in self.tokens[:index] if t.role in (MARK, NUMBER)), default=self.tokens[0].start)
        self.read.mentions.append(Mention(self.context.line, token.quantity, since, token.end, token.start, why=NO_WHOLE))

    def _number(self, index: int, quantity: Quantity, clause: list[Token], cut: int) -> None:
        token = self.tokens[index]
        self.follow(clause)
        if self.tokens[index - 1].text == "、" and self.tokens[cut].role == NUMBER:
            clause = []  # 1件复议被纠正、2件诉讼败诉: what stands between says what the first one counts
        if self.consumed and clause and clause[0].start < self.consumed:
            clause = []
        start, shared = clause[0].start if clause else token.start, list(self.shared.waiting)
        typed = of_those_spoken_of(self, self.typed(list(clause), index, cut, quantity), start)
        if typed.measure is not None and not self.right and is_out_of(self.tokens, index):
            typed = Typed(None, why=UNKNOWN)
        last_year = None
        if typed.why in (CHANGED, OTHER_TIME) and self.when.now in (OWN, LAST):
            self.shared.waiting = shared
            last_year = of_last_year(self, clause, index, cut, quantity)
        if typed.measure is None and not quantity.unit:
            return  # a number without a unit that counts nothing known is no number of prose: a telephone, a code
        taken = self.right if typed.measure is not None or last_year is not None else 0
        self.consumed = max(self.consumed, taken)
        mention = Mention(
            self.context.line,
            quantity,
            self.left if self.left >= 0 else start,
            taken or token.end,
            token.start,
            typed.measure,
            typed.sure and bool(quantity.unit),
            typed.why,
            typed.family,
            clause,
            False,
            self.head(),
            last_year,
        )
        self.here.append(mention)
        self.read.mentions.append(mention)
        if typed.measure is not None:
            self._remember(mention, typed.measure)
        elif any(t.text in say.TOTALS for t in clause):
            self.dispute = ""  # 直接起诉5件，复议后起诉4件，两项合计9件，其中维持6件: what follows is said of both

    def typed(self, left: list[Token], index: int, cut: int, quantity: Quantity) -> Typed:
        """What a number counts; `left` are the words before it in its clause, which begins behind `cut`."""
        self.left, self.right = -1, 0
        if "除" in self.context.line.text:  # 收到的申请除3件结转下年外: what stands before 除 is said of the others
            left = left[next((n + 1 for n, t in enumerate(left) if t.text == "除"), 0) :]
        left = behind_whole(left)
        roles = {token.role for token in left}
        why = UNKNOWN if self._shares_words(left, cut) else by_neighbours(self.tokens, index, left)
        if why and not (why == OTHER_TIME and self.when.looks_back):
            return Typed(None, why=why)
        if not roles.isdisjoint(EXAMPLES):
            left = without_examples(left)
            roles = {token.role for token in left}
        if say.CHANNEL in roles:
            # How many documents were made does not depend on where they were published.
            left = [t for t in left if t.role != say.CHANNEL] if {say.DOCUMENT, say.ACT} <= roles else without_ways(left)
            roles = {token.role for token in left}
        if say.RESULT in roles:
            left = with_reason(self.tokens, cut, left)
            roles = {token.role for token in left}
        counted = [] if roles.isdisjoint(say.COUNTED) else [t for t in left if t.role in say.COUNTED]
        if self.shared.waiting and not counted:
            named, self.when.now = self.shared.waiting.pop(0)
            counted = [named]
            left = [*counted, *left]
        elif say.EACH in roles:
            counted = self._shared_out(left, counted, index, cut)
            if not counted:
                return Typed(None, why=UNKNOWN)
            left = [*counted, *(t for t in left if t.role not in say.COUNTED and t.role != say.EACH)]
        elif self.own_body and self.when.own and roles.isdisjoint(_AGAINST):
            if not counted:
                left, counted = self._explained(left, roles, index, cut)
            elif not self._by_verbs(left, counted, index):
                return Typed(None, why=NOT_REQUESTS)
            if not counted and say.NOUN in self.roles:
                before, after = left or clause_before(self.tokens, cut), behind(self.tokens, index)
                if requests_alone(self, before, after):
                    self.left = before[0].start if before else -1
                    self.right = after[0].end if after else 0
                    return Typed(self.context.measures["handled"], False)
            if not counted and sums_up(self, left):
                return Typed(self.context.measures["due"], False)
        roles = {token.role for token in left}
        hindrance = hindrance_of(self, left, roles, counted)
        if hindrance or say.CHANNEL in roles:
            return Typed(None, why=hindrance or UNKNOWN, family="channel" if say.CHANNEL in roles else "")
        typed = counted_by(self, counted, left, quantity)
        why = of_another_whole(self, typed.measure, index, roles) if typed.measure is not None else ""
        if why:
            return Typed(None, why=why)
        return typed._replace(sure=False) if self.context.line.section == PROBLEMS else typed

    def _shared_out(self, left: list[Token], counted: list[Token], index: int, cut: int) -> list[Token]:
        """The words that 分别 says this number counts; none where that is left open."""
        before = clause_before(self.tokens, cut)
        listed = counted or [t for t in before if t.role in say.COUNTED]
        if listed and any(t.role == REST and t.start > listed[0].start for t in before):
            return []  # 不予公开的理由是涉及第三方权益和过程性信息，分别为2件和1件
        numbers = run(self.tokens, index)
        times = years_of(left, numbers) or years_of(before, numbers)
        if not listed and times and OWN not in times:  # 新收18件、办结17件，而2022年分别为12件、11件
            listed = [t for mention in self.here[-numbers:] for t in mention.words if t.role in say.COUNTED]
        counted, self.when.now = self.shared.out(listed, times, numbers, self.when.now)
        return counted

    def _shares_words(self, left: list[Token], cut: int) -> bool:
        """Whether only 、 or 和 parts a number from one of which it is not known what it counts: 分别提出30件、5件申请."""
        beside = bool(self.here) and not self.shared.waiting and self.tokens[cut].role == NUMBER
        return beside and self.here[-1].why == UNKNOWN and all(t.text in _AND for t in left)

    def _explained(self, left: list[Token], roles: set[str], index: int, cut: int) -> tuple[list[Token], list[Token]]:
        """The words of a number before which nothing is counted, and those that count: 20件予以公开; 收到申请，共35件."""
        if roles <= _UNEXPLAINED:
            right = without_examples(behind(self.tokens, index))
            counted = [t for t in right if t.role in say.COUNTED]
            way = any(t.role == say.CHANNEL for t in right)
            if counted or way:
                if explained_in_part(self, left, right):
                    return left, []
                self.right = right[-1].end
                return [*left, *right], counted
            if carried := carried_behind(self.tokens, index):
                self.right = carried.end
                return [*left, carried], [carried]
        if roles <= _WORDLESS:
            last = self.here[-1] if self.here else None
            level = last is not None and any(t.which == "to" for t in left)
            if last is not None and last.why == OTHER_TIME and any(t.which == OWN for t in left):
                level = all(t.role == MARK for t in self.tokens[index + 1 : index + 2])  # 上年收到28件、本年35件; not 今年的35件中
            earlier = [t for t in last.words if t.role != TIME and t.text != "从"] if last and level else clause_before(self.tokens, cut)
            if any(t.role in say.COUNTED for t in earlier):
                left = [*earlier, *left]
        return left, [t for t in left if t.role in say.COUNTED]

    def _by_verbs(self, left: list[Token], counted: list[Token], index: int) -> bool:
        """Adds to what a verb alone counts the noun behind the number; False when that is something else: 受理12件投诉."""
        if any(t.role not in _VERBS for t in counted):
            return True
        right = behind(self.tokens, index)
        if not right:
            return True
        if all(t.role == say.FLOW for t in counted) and any(t.role in (say.RESULT, say.DETAIL, say.CARRY) for t in right):
            return False
        if any(t.which in ("request", "apply") for t in left):
            return True
        if right[0].role in (say.DOCUMENT, say.NOUN):
            self.right = right[0].end
            left.append(right[0])
        if right[0].role == say.DOCUMENT:
            counted.append(right[0])
        return right[0].role not in (say.FOREIGN, REST, say.PART, say.CHANNEL)

    def follow(self, clause: Sequence[Token]) -> None:
        """Notes whom the words of a clause speak of, where they say it."""
        self.own_body = of_own_body(subject_of(clause), self.context.scope, self.own_body)

    def head(self) -> Mention | None:
        """The number that what follows may be a part of."""
        return self.parent or self._whole or self.context.head

    def heads(self) -> list[Mention]:
        """All numbers known to count something that what follows may be a part of, the nearest first."""
        parent = self.parent
        while parent is not None and parent.sort == APPLICANT:
            parent = parent.head  # 法人或其他组织5件（商业企业3件）: both are of the requests received
        if parent is not None:
            return [parent] if parent.measure is not None else []
        found = [mention for mention in reversed(self.here) if mention.sort not in ("", APPLICANT)]
        return found or ([self.context.head] if self.context.head is not None else [])

    def _remember(self, mention: Mention, measure: Measure) -> None:
        if measure.sort != APPLICANT:
            self._whole = mention
        if measure.sort in ("request", "carried", "result"):
            self.context.topic = "request"
            self.elsewhere = False
        if measure.sort == "request":
            self.context.head = mention
        if measure.sort == DISPUTE:
            self.dispute = self.context.dispute = measure.id
