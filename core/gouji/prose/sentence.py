"""Reading one sentence, clause by clause.

A number is typed by the words between it and the mark or number before it (收到申请35件), or, where
nothing there counts, by those behind it (35件予以公开). Every word in between must be known, the
clause must speak of the report's own body and year, and the subject must be 政府信息公开; otherwise
the number is set aside with the reason and never judged.
"""

from __future__ import annotations

from collections.abc import Sequence

from gouji.prose import vocabulary as say
from gouji.prose.context import CHANGED, NO_WHOLE, NOT_REQUESTS, OTHER_BODY, OTHER_TIME, PROBLEMS, UNKNOWN, Context, Read, Typed
from gouji.prose.counting import counted_by
from gouji.prose.lists import listings
from gouji.prose.measures import APPLICANT
from gouji.prose.mention import Mention
from gouji.prose.quantity import PERCENT, Quantity
from gouji.prose.scope import Scope, other_body
from gouji.prose.statements import kept, nothing, percentage
from gouji.prose.tokens import MARK, NUMBER, OWN, REST, TIME, Token

_VERBS = (say.FLOW, say.ACT)
_SUED = ("suit_direct", "suit_after")


class Sentence:
    """Reads one sentence, or what stands in brackets behind the number `head`, into `read`.

    `tokens` must be gapless; their places are those of the line's squeezed text.
    """

    def __init__(self, tokens: Sequence[Token], context: Context, read: Read, head: Mention | None = None) -> None:
        self.context = context
        self.read = read
        self.parent = head
        self.tokens, self.children = _unfolded(tokens)
        self.own_body = True
        self.document = ""
        self.dispute = context.dispute
        self.here: list[Mention] = []
        self.queue: list[Token] = []
        self.consumed = 0  # up to where words behind a number were taken as what it counts
        self._right = 0
        self.passive = any(token.text == "被" or (token.role == say.DISPUTE and token.which in _SUED) for token in tokens)
        self.disclosure = any(token.role == say.NOUN and token.which != "apply" for token in tokens)

    def go(self) -> None:
        """Types every number and statement of the sentence into `read`."""
        start = 0  # first token of the segment the next number belongs to
        for index, token in enumerate(self.tokens):
            if self.children:
                self._inside_brackets(-1 - index, None)
            if token.role == NUMBER:
                self._number(index, start)
                start = index + 1
                self._inside_brackets(index, self.here[-1] if self.here else self.parent)
            elif token.role == say.NOT:
                nothing(self, index)
            elif token.role == say.ALL:
                kept(self, index)
            elif token.role == say.DISPUTE:
                self.dispute = token.which
            elif token.role == MARK and token.text in ";":
                self.queue.clear()
        self._inside_brackets(-1 - len(self.tokens), None)
        self.read.listings.extend(listings(self.tokens, self.here, self.parent, self.context.last))

    def _inside_brackets(self, index: int, head: Mention | None) -> None:
        for child in self.children.get(index, ()):
            inner = Sentence(child, self.context, self.read, head)
            inner.own_body, inner.dispute, inner.document = self.own_body, self.dispute, self.document
            inner.disclosure = inner.disclosure or self.disclosure
            inner.go()

    def _number(self, index: int, start: int) -> None:
        token = self.tokens[index]
        assert token.quantity is not None
        if token.quantity.kind == PERCENT:
            if not percentage(self, index, start):
                since = max((t.end for t in self.tokens[:index] if t.role in (MARK, NUMBER)), default=self.tokens[0].start)
                aside = Mention(self.context.line, token.quantity, since, token.end, token.start, why=NO_WHOLE)
                self.read.mentions.append(aside)
            return
        segment = self.tokens[start:index]
        cut = max((n for n, t in enumerate(segment) if t.role == MARK and t.text != "、"), default=-1)
        left = [t for t in segment[cut + 1 :] if t.role != MARK and t.start >= self.consumed]
        self.follow(segment)
        typed = self._typed(left, index, start + cut, token.quantity)
        taken = self._right if typed.measure is not None else 0
        self.consumed = max(self.consumed, taken)
        mention = Mention(
            self.context.line,
            token.quantity,
            left[0].start if left else token.start,
            taken or token.end,
            token.start,
            typed.measure,
            typed.sure,
            typed.why,
            typed.family,
            label="".join(t.text for t in left if t.role not in (say.LIST, say.FILL, MARK)),
            head=self.head(),
        )
        self.here.append(mention)
        self.read.mentions.append(mention)
        if typed.measure is not None:
            self._remember(mention, left)

    def _typed(self, left: list[Token], index: int, cut: int, quantity: Quantity) -> Typed:
        self._right = 0
        counted = [t for t in left if t.role in say.COUNTED]
        right = self._behind(index)
        if self.queue and not counted:
            counted = left = [self.queue.pop(0), *left]
        elif any(t.role == say.EACH for t in left):
            named = counted or self._counted_before(cut)
            numbers = self._run(index)
            if len(named) != len(numbers):
                return Typed(None, why=UNKNOWN)
            self.queue = list(named[1:])
            counted = [named[0]]
            left = [named[0], *(t for t in left if t.role not in say.COUNTED and t.role != say.EACH)]
        elif not counted:
            behind = [t for t in right if t.role in say.COUNTED]
            if behind and all(t.role in (say.FILL, say.LIST, say.NOUN, say.OPEN, TIME, say.SCOPE) for t in left):
                gap = right[: right.index(behind[0])]
                rest = right[right.index(behind[0]) :]
                if any(t.role in (REST, say.FOREIGN, say.PART) for t in [*gap, *rest]):
                    return Typed(None, why=UNKNOWN)
                self._right = right[-1].end
                left = [*left, *gap, *rest]
                counted = behind
            elif all(t.role in (say.FILL, say.NOUN) for t in left) and not any(t.role == say.LIST for t in left):
                earlier = self._clause_before(cut)
                if any(t.role in say.COUNTED for t in earlier):
                    left = [*earlier, *left]
                    counted = [t for t in left if t.role in say.COUNTED]
        elif any(t.role in (say.RESULT, say.DETAIL, say.CARRY) for t in right) and all(t.role == say.FLOW for t in counted):
            return Typed(None, why=UNKNOWN)
        elif right and all(t.role in _VERBS for t in counted) and not any(t.role == say.NOUN and t.which != "disclosure" for t in left):
            # 受理12件投诉, 制发3件规范性文件: what a verb alone counts stands behind the number.
            if right[0].role in (say.FOREIGN, REST, say.PART, say.CHANNEL):
                return Typed(None, why=NOT_REQUESTS)
            if right[0].role == say.DOCUMENT:
                self._right = right[0].end
                left = [*left, right[0]]
                counted = [*counted, right[0]]
        hindrance = self._hindrance(left, counted, index)
        if hindrance:
            family = "channel" if any(t.role == say.CHANNEL for t in left) else ""
            return Typed(None, why=hindrance, family=family)
        if any(t.role == say.CHANNEL for t in left):
            return Typed(None, why=UNKNOWN, family="channel")
        typed = counted_by(self, counted, left, quantity)
        if typed.measure is None:
            return typed
        return typed._replace(sure=typed.sure and self.context.line.section != PROBLEMS)

    def _hindrance(self, left: list[Token], counted: list[Token], index: int) -> str:
        """Why a number must not be compared, whatever it counts; "" when nothing stands against it."""
        roles = {t.role for t in left}
        if say.CHANGE in roles:
            return CHANGED
        if not self.own_body:
            return OTHER_BODY
        if not self.own_time(index):
            return OTHER_TIME
        if say.FOREIGN in roles:
            return NOT_REQUESTS
        if say.PART in roles or say.NOT in roles or not counted:
            return UNKNOWN
        if REST not in roles:
            return ""
        at = left.index(counted[0])
        # 征地方面收到, 当场答复: words that are not known may single out a part. Those before 全年 do not.
        dated = max((n for n, t in enumerate(left[:at]) if t.role == TIME), default=-1)
        strange = [t for t in left[dated + 1 :] if t.role == REST]
        if any(not (t in left[:at] and self.context.scope.named(t.text)) for t in strange):
            return UNKNOWN
        return ""

    def follow(self, segment: Sequence[Token]) -> None:
        """Whether the words since the last number change whom the sentence speaks of."""
        clause: list[Token] = []
        clauses = [clause]
        for token in segment:
            if token.role == MARK and token.text != "、":
                clause = []
                clauses.append(clause)
            else:
                clause.append(token)
        for part in clauses:
            last = part is clauses[-1]
            named = [t for t in part if t.role not in (TIME, say.LIST)]
            if not last:
                # What an earlier clause begins with may be the subject of the sentence.
                named = named[:1]
            marks = [t for t in named if t.role == say.SCOPE]
            if marks:
                covers = [self.context.scope.covers(t.which, t.text) for t in marks]
                wide = any(ok and t.which in ("whole", "own") for ok, t in zip(covers, marks, strict=True))
                self.own_body = wide or all(covers)
            elif last:
                named = named[: next((n for n, t in enumerate(named) if t.role in say.COUNTED), len(named))]
            if any(t.role == REST for t in named):
                text = "".join("," if t.role in (MARK, say.NOUN) else t.text for t in named)
                if other_body(text, self.context.scope):
                    self.own_body = False
                elif _names_own(text, self.context.scope):
                    self.own_body = True

    def own_time(self, index: int) -> bool:
        """Whether the last time named before a token is the whole year of the report."""
        compared = False
        for token in reversed(self.tokens[:index]):
            if token.role == MARK and token.text != "、":
                compared = False
            if token.role == say.CHANGE and token.which == "same":
                compared = True
            if token.role == TIME and not compared:
                return token.which == OWN
        return True

    def _behind(self, index: int) -> list[Token]:
        """The tokens after a number up to the next mark; none when another number comes first."""
        found: list[Token] = []
        for token in self.tokens[index + 1 :]:
            if token.role == MARK:
                return found
            if token.role == NUMBER:
                return [] if token.quantity and token.quantity.kind != PERCENT else found
            found.append(token)
        return found

    def _clause_before(self, cut: int) -> list[Token]:
        """The clause that ends with the mark at `cut`, when it holds no number."""
        found: list[Token] = []
        if cut < 0 or self.tokens[cut].role == NUMBER:
            return found
        for token in reversed(self.tokens[:cut]):
            if token.role == NUMBER:
                return []
            if token.role == MARK and token.text != "、":
                break
            if token.role != MARK:
                found.append(token)
        found.reverse()
        return found

    def _counted_before(self, cut: int) -> list[Token]:
        return [t for t in self._clause_before(cut) if t.role in say.COUNTED]

    def _run(self, index: int) -> list[Token]:
        """The numbers from this one on that follow each other with nothing that counts between them."""
        found: list[Token] = []
        for token in self.tokens[index:]:
            if token.role == NUMBER and token.quantity and token.quantity.kind != PERCENT:
                found.append(token)
            elif token.role in say.COUNTED or token.role in (REST, say.LIST) or (token.role == MARK and token.text in ";:"):
                break
        return found

    def head(self) -> Mention | None:
        """The number that what follows may be a part of."""
        return next(iter(self.heads()), None)

    def heads(self) -> list[Mention]:
        """All numbers that what follows may be a part of, the nearest first."""
        if self.parent is not None:
            return [self.parent]
        found = [mention for mention in reversed(self.here) if mention.measure is not None and mention.measure.sort != APPLICANT]
        return found or ([self.context.head] if self.context.head is not None else [])

    def _remember(self, mention: Mention, left: list[Token]) -> None:
        assert mention.measure is not None
        if mention.measure.sort in ("request", "carried", "result"):
            self.context.topic = "request"
        if mention.measure.sort == "request":
            self.context.head = mention
        if mention.family == "dispute":
            self.dispute = self.context.dispute = mention.measure.id


def named_whole(tokens: list[Token], scope: Scope) -> list[Token]:
    """The tokens with 桥头 and 街道 as one word of scope where together they name the report's own body."""
    for n in range(len(tokens) - 1, 0, -1):
        before, token = tokens[n - 1], tokens[n]
        if token.role == say.SCOPE and before.role == REST and scope.named(before.text + token.text):
            tokens[n - 1 : n + 1] = [Token(say.SCOPE, "own", before.text + token.text, before.start, token.end)]
    return tokens


def _names_own(text: str, scope: Scope) -> bool:
    return bool(scope.unit) and scope.unit in text


def _unfolded(tokens: Sequence[Token]) -> tuple[list[Token], dict[int, list[list[Token]]]]:
    """The tokens outside brackets, and the tokens inside: by the index of the number they follow, or,
    where they follow none, by -1 - the index of the token behind them.

    A bracket that holds nothing but the number of what stands before it, 予以公开(20件), is no bracket.
    """
    flat: list[Token] = []
    children: dict[int, list[list[Token]]] = {}
    inside: list[Token] | None = None
    depth = 0
    for token in tokens:
        if token.role == MARK and token.text == "(":
            depth += 1
            if inside is None:
                inside = []
        elif token.role == MARK and token.text == ")":
            depth = max(depth - 1, 0)
            if depth == 0 and inside is not None:
                if len(inside) == 1 and inside[0].role == NUMBER and flat and flat[-1].role in say.COUNTED:
                    flat += inside
                else:
                    owner = next((n for n in range(len(flat) - 1, -1, -1) if flat[n].role in (NUMBER, MARK)), -1)
                    behind = owner >= 0 and flat[owner].role == NUMBER
                    children.setdefault(owner if behind else -1 - len(flat), []).append(inside)
                inside = None
        elif inside is not None:
            inside.append(token)
        else:
            flat.append(token)
    return flat + (inside or []), children
