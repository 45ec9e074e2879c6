"""Lists that divide a number: 其中 A 20件、B 15件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gouji.lean import dataclass
from gouji.prose import vocabulary as say
from gouji.prose.measures import CARRIED, PUBLISHED, REQUEST
from gouji.prose.mention import Mention
from gouji.prose.tokens import Token

_DOING = re.compile(
    r"召开|举办|开展|组织|培训|回应|回复|解读|接待|参加|发放|印制|开设|新增|更新|推送|转载|阅读|点击|访问|浏览|关注|累计|较|比"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """其中 A 20件、B 15件 behind a number.

    `heads` are the numbers it may divide, the likeliest first; `certain` tells that there is only
    one. `closed` is False where the list says or shows that it is not complete.
    """

    heads: tuple[Mention, ...]
    items: tuple[Mention, ...]
    closed: bool
    certain: bool


def listings(tokens: Sequence[Token], here: Sequence[Mention], parent: Mention | None, last: Sequence[Mention]) -> Iterator[Listing]:
    """The lists of one sentence, or of one pair of brackets behind the number `parent`.

    `here` are the numbers found in it, `last` those of the sentence before.
    """
    marks = [token for token in tokens if token.role == say.LIST or (token.role == say.OPEN and token.text != "等" and token.text != "如")]
    if parent is not None and len(here) > 1 and not marks:
        yield _list(tokens, here, (parent,), True)
        return
    ways = [mention for mention in here if mention.family == "channel"]
    if not marks and len(ways) > 1:
        asked = [
            mention for mention in here if mention.end <= ways[0].start_of_number and mention.measure and mention.measure.sort == REQUEST
        ]
        if asked:
            yield Listing((asked[-1],), tuple(ways), True, True)
    for number, mark in enumerate(marks):
        end = marks[number + 1].start if number + 1 < len(marks) else tokens[-1].end
        before = [mention for mention in here if mention.end <= mark.start]
        inside = [mention for mention in here if mark.end <= mention.start_of_number < end]
        if len(inside) < 2:
            continue
        kind = inside[0].quantity.kind
        heads = [mention for mention in reversed(before) if mention.quantity.kind == kind]
        if not heads and parent is not None:
            heads = [parent]
        elsewhere = not heads
        if elsewhere:
            heads = [mention for mention in last if mention.quantity.kind == kind]
        if heads:
            part = [token for token in tokens if mark.start <= token.start < end]
            yield _list(part, inside, tuple(heads), len(heads) == 1)


def _list(tokens: Sequence[Token], inside: Sequence[Mention], heads: tuple[Mention, ...], certain: bool) -> Listing:
    kind = heads[0].quantity.kind
    closed = not any(token.role in (say.OPEN, say.CHANGE) for token in tokens)
    items: list[Mention] = []
    for mention in inside:
        sort = mention.measure.sort if mention.measure else ""
        if sort in (REQUEST, CARRIED, PUBLISHED) or (mention.measure is None and _DOING.search(mention.label)):
            break
        if mention.quantity.kind != kind:
            closed = False
            continue
        items.append(mention)
    return Listing(heads, tuple(items), closed, certain)
