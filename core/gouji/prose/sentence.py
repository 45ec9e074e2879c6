"""Reading one sentence, clause by clause.

Every word that belongs to a number must be known, the clause must speak of the report's own body and
year, and the subject must be 政府信息公开; otherwise the number is set aside with the reason and never judged.
"""

from __future__ import annotations

from collections.abc import Sequence

from gouji.lean import NamedTuple
from gouji.prose import vocabulary as say
from gouji.prose.about import Business, leads_elsewhere
from gouji.prose.clause import is_out_of, unfolded
from gouji.prose.context import CHANGED, NO_WHOLE, OTHER_TIME, UNKNOWN, Context, Prose, Typed
from gouji.prose.counting import of_those_spoken_of
from gouji.prose.last_year import of_last_year
from gouji.prose.lists import listings
from gouji.prose.measures import APPLICANT, DISPUTE, Measure
from gouji.prose.mention import Mention
from gouji.prose.number import Number, Shared
from gouji.prose.partial import counts_bodies, names_part
from gouji.prose.quantity import CASES, ITEMS, PERCENT, TIMES_AS_MUCH
from gouji.prose.rates import rate, rate_of_told, share_untold
from gouji.prose.ratios import (
    became,
    change,
    ratio_of_each,
    share,
    share_in_brackets,
    share_of_sum,
    told_behind,
    told_in_brackets,
)
from gouji.prose.scope import NO_SUBJECT, of_own_body, subject_of
from gouji.prose.statements import kept, nothing
from gouji.prose.tokens import LAST, MARK, NUMBER, OTHER, OWN, TIME, Token
from gouji.prose.when import When

_WORDLESS = frozenset((say.FILL, say.NOUN, TIME))
"""All that a clause has that only tells another year's number."""
_BACK = (LAST, OTHER)
_PERCENTAGES = (rate_of_told, rate, ratio_of_each, change, share_of_sum, share, share_untold, share_in_brackets)
"""What a percentage may be, in the order in which it is asked."""


class Around(NamedTuple):
    """Where brackets stand: behind which number, and behind which numbers and words of their sentence."""

    head: Mention | None
    numbers: Sequence[Mention]
    words: Sequence[Token]


NOWHERE = Around(None, (), ())
"""Where what stands in no brackets does."""


class Sentence:
    """Reads one sentence, or what stands in brackets, into `read`.

    `tokens` must be gapless; their places are those of the line's squeezed text. `own_body` and `when`
    tell, at the token that is being read, whether the sentence speaks of the report's own body, and of what time;
    `business`, whether of something else, `document` and `dispute`, of which of these. `here` are the numbers told so far.
    """

    def __init__(self, tokens: list[Token], context: Context, read: Prose, around: Around = NOWHERE) -> None:
        self.context = context
        self.read = read
        self.around = around
        self.roles = {token.role for token in tokens}
        self.whole = tokens  # with what stands in brackets
        self.tokens, self.children = unfolded(tokens) if any(t.text == "(" for t in tokens) else (tokens, {})
        self.disclosure = say.NOUN in self.roles and any(t.which in say.DISCLOSURE for t in tokens)
        self.own_body = True
        self.when = When()
        self.document = ""
        self.dispute = context.dispute
        self.business = Business(context.topic == "other")
        self.business.other |= any(leads_elsewhere(child, context.scope) for child in self.children.get(-1, ()))  # 【投诉】收到12件
        self.here: list[Mention] = []
        self.shared = Shared()
        self._consumed = 0  # up to where words behind a number were taken as what it counts
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
        self.read.listings.extend(listings(self.tokens, self.roles, self.here, self.around.head, self.context.last))

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
            self._number(index, clause, cut)
            if self.here and self.here[-1].words is clause:
                became(self, self.here[-1])
                told_behind(self, cut, self.here[-1])
        else:
            self._percentage(index, start)
        if self.children:
            self._inside_brackets(index, self.here[-1] if self.here else self.around.head)

    def _clause_ends(self, mark: Token, clause: list[Token]) -> None:
        """What a clause without a number begins with may be the subject of the sentence."""
        self.own_body = of_own_body([t for t in clause if t.role not in NO_SUBJECT][:1], self.context.scope, self.own_body)
        self.when.ends_clause()
        self.business.clause_ends(clause, mark, self.context.scope, names_part(clause))
        if mark.text == ";":
            self.shared.waiting.clear()

    def _inside_brackets(self, index: int, head: Mention | None) -> None:
        for child in self.children.get(index, ()):
            outside = self.tokens[: index + 1 if index >= 0 else -1 - index]
            inner = Sentence(child, self.context, self.read, Around(head, self.here, outside))
            inner.own_body, inner.dispute, inner.document = self.own_body, self.dispute, self.document
            if any(t.role in (TIME, say.CHANGE) and t.which in (*_BACK, "same", "since") for t in outside[-1:]):
                inner.when = When(OTHER)  # 与2023年(收到85件、办结32件)相比
            elif head is not None and head.last_year is not None:
                inner.when = When(LAST)  # 上年办理12件(含结转2件)
            inner.disclosure = inner.disclosure or self.disclosure
            inner.go()
            if index >= 0:
                told_in_brackets(self, index, inner.here)

    def _percentage(self, index: int, start: int) -> None:
        if any(read(self, index, start) for read in _PERCENTAGES):
            return
        token = self.tokens[index]
        since = max((t.end for t in self.tokens[:index] if t.role in (MARK, NUMBER)), default=self.tokens[0].start)
        self.read.mentions.append(Mention(self.context.line, token.quantity, since, token.end, token.start, why=NO_WHOLE))

    def _number(self, index: int, clause: list[Token], cut: int) -> None:
        token = self.tokens[index]
        self.follow(clause)
        if self.tokens[index - 1].text == "、" and self.tokens[cut].role == NUMBER:
            clause = []  # 1件复议被纠正、2件诉讼败诉: what stands between says what the first one counts
        if self._consumed and clause and clause[0].start < self._consumed:
            clause = []
        number, quantity = Number(self, index, cut), token.quantity
        start, waiting = clause[0].start if clause else token.start, list(self.shared.waiting)
        typed = of_those_spoken_of(self, number.typed(clause), start)
        if typed.measure is not None and not number.right and is_out_of(self.tokens, index):
            typed = Typed(None, why=UNKNOWN)
        last_year = None
        if typed.why in (CHANGED, OTHER_TIME) and self.when.now in (OWN, LAST):
            self.shared.waiting = waiting
            last_year = of_last_year(number, clause)
        if typed.measure is None and not quantity.unit:
            return  # a number without a unit that counts nothing known is no number of prose: a telephone, a code
        taken = number.right if typed.measure is not None or last_year is not None else 0
        self._consumed = max(self._consumed, taken)
        mention = Mention(
            self.context.line,
            quantity,
            number.left if number.left >= 0 else start,
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

    def follow(self, clause: Sequence[Token]) -> None:
        """Notes whom the words of a clause speak of, where they say it."""
        self.own_body = of_own_body(subject_of(clause), self.context.scope, self.own_body)

    def head(self) -> Mention | None:
        """The number that what follows may be a part of."""
        return self.around.head or self._whole or self.context.head

    def heads(self) -> list[Mention]:
        """All numbers known to count something that what follows may be a part of, the nearest first."""
        parent = self.around.head
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
            self.business.other = False
        if measure.sort == "request":
            self.context.head = mention
        if measure.sort == DISPUTE:
            self.dispute = self.context.dispute = measure.id
