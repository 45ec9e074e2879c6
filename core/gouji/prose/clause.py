"""Which words of a sentence belong together: those around a number, in brackets, in a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from gouji.prose import vocabulary as say
from gouji.prose.quantity import PERCENT
from gouji.prose.scope import ENDINGS, Scope
from gouji.prose.tokens import MARK, NUMBER, REST, TIME, Token

_NAMES = (REST, say.SCOPE, say.FOREIGN, say.FILL)
"""What the words of a name may be taken for."""
_THROUGH = ("通过", "以", "经")
_EXEMPLIFIED = (say.RESULT, say.DETAIL, say.APPLICANT, say.OUTCOME, say.DECISION)
_SUITS = re.compile(
    r"(?:(未经)|先|经)?(?:行政)?复议(?(1)|[后再])[^,。;:、()\d]{0,12}?(?:起诉|诉讼(?!讼)|提起(?=的|[,;)]|$))|经过?(?:行政)?复议(?=的|[,;)]|$)"
)
_OTHER_WAYS = re.compile("网|线上|在线|邮|信函|信件|当面|现场|窗口|传真|平台|电话|口头|渠道|方式|途径|形式")
EXAMPLES = frozenset((REST, say.NOT, say.FOREIGN, say.PART))
"""Words before a number that may be no more than examples of what it counts."""
_OF_OTHERS = (say.FOREIGN, say.DISPUTE, say.DECISION, say.PART)
"""What a number may be of that is no request."""
_BECAUSE = ("因", "由于", "因为")
"""What a reason begins with."""
_LAST_KINDS = {
    say.OUTCOME: ({"keep", "correct", "pending"}, "other"),
    say.RESULT: ({"open", "partial", "deny", "unable", "reject"}, "misc"),
    say.APPLICANT: ({"person", "biz"}, "rest"),
}
"""What 其他 is beside all these."""
_KIND = {"pub": "open"}
_KINDS = ("类", "情形", "情况", "结果", "类型")
_HOW_MANY = ("数", "件数", "总数", "数量", "总量")
WITHIN = ("中", "当中", "里")
"""What ends the words for what a number is a part of."""
_WAY = ("渠道", "方式", "途径", "形式", "等方式")


def behind(tokens: Sequence[Token], index: int) -> list[Token]:
    """The tokens after a number up to the next mark; none when another number comes first."""
    found: list[Token] = []
    for token in tokens[index + 1 :]:
        if token.role == MARK:
            return found
        if token.role == NUMBER:
            return found if token.quantity.kind == PERCENT else []
        found.append(token)
    return found


def behind_whole(words: list[Token]) -> list[Token]:
    """The words before a number behind those that only name what it is a part of: 10件复议中3件, 占全部案件40件的."""
    begin = 0
    for n, token in enumerate(words, 1):
        if token.role == say.SHARE:
            begin = n if any(t.role in say.COUNTED for t in words[n:]) else begin  # not 自然人占6件
        elif token.text in WITHIN and (n == 1 or words[n - 2].role != REST):  # not 集中
            begin = n
    return words[begin:]


def is_out_of(tokens: Sequence[Token], index: int) -> bool:
    """Whether the words before a number only name what it is a part of: 收到的申请中有20件, 收到的申请中，有20件."""
    at = index - 1
    while at > 0 and tokens[at].text in ("有", ","):
        at -= 1
    return at > 0 and tokens[at].text in WITHIN


def clause_before(tokens: Sequence[Token], cut: int) -> list[Token]:
    """The clause that ends with the mark at `cut`, when it holds no number."""
    found: list[Token] = []
    if cut < 0 or tokens[cut].role == NUMBER or tokens[cut].text == ";":
        return found
    for token in reversed(tokens[:cut]):
        if token.role == NUMBER:
            return []
        if token.role == MARK:
            if token.text != "、":
                break
        else:
            found.append(token)
    found.reverse()
    return found


def changed_before(tokens: Sequence[Token], at: int) -> list[Token]:
    """The words of the clause before a place that tell what has changed: 申请量大幅上升，由上年77件上升到93件."""
    mark = next((n for n in range(len(tokens) - 1, -1, -1) if tokens[n].end <= at and tokens[n].text == ","), 0)
    begin = next((n + 1 for n in range(mark - 1, -1, -1) if tokens[n].role == MARK), 0)
    changes = next((n for n in range(begin, mark) if tokens[n].role == say.CHANGE), begin)
    return [t for t in tokens[begin:changes] if t.role != REST]


def carried_behind(tokens: Sequence[Token], index: int) -> Token | None:
    """The word of the next clause that says that a number was carried over, where that begins with it: 剩余5件尚未到期，结转下年办理."""
    own = behind(tokens, index)
    mark = index + len(own) + 1
    clause = behind(tokens, mark) if mark < len(tokens) and tokens[mark].text == "," else []
    said = next((t for t in clause if t.role not in (say.FILL, TIME)), None)
    after = tokens[mark + len(clause) + 1 : mark + len(clause) + 2]
    others = any(t.role in _OF_OTHERS for t in own) and own[0].text not in _BECAUSE  # 5件因需征求第三方意见，结转下年办理
    if any(t.role == NUMBER or t.text == ":" for t in after) or others or not tokens[index].quantity.unit:
        return None
    return said if said is not None and (said.role, said.which) == (say.CARRY, "out") else None


def part_begins(tokens: Sequence[Token], at: int) -> int:
    """Where the part of a sentence begins that a place stands in: behind the last ; before it."""
    return max((t.end for t in tokens if t.text == ";" and t.end <= at), default=tokens[0].start)


def run(tokens: Sequence[Token], index: int) -> int:
    """How many numbers, from this one on, follow each other with nothing that counts between them."""
    found = 0
    for token in tokens[index:]:
        if token.role == NUMBER and token.quantity.kind != PERCENT:
            found += 1
        elif token.role in say.COUNTED or token.role in (REST, say.LIST) or token.text in say.TOTALS or token.text in (";", ":"):
            break
    return found


def without_ways(words: list[Token]) -> list[Token]:
    """The words before a number without an adverb that names all ways of coming in: 通过信函、网络等渠道.

    One way alone stays: what came through it is a part.
    """
    begin = next((n for n, t in enumerate(words) if t.text in _THROUGH), len(words))
    ways = 0
    for n in range(begin + 1, len(words)):
        token = words[n]
        if token.text in _WAY:
            return words[:begin] + words[n + 1 :] if ways > 1 else words
        if token.role == say.CHANNEL:
            ways += 1
        elif token.role not in (say.FILL, say.OPEN, say.NOUN):
            break
    return words


def without_examples(words: list[Token]) -> list[Token]:
    """The words around a number without examples of what they name: 因信息不存在等原因无法提供, 公证处等法律服务机构."""
    for n in range(1, len(words) - 1):
        if words[n].text[0] == "等" and words[n + 1].role in _EXEMPLIFIED:
            return [*(t for t in words[:n] if t.role not in EXAMPLES), *words[n:]]
    return words


def with_reason(tokens: Sequence[Token], cut: int, words: list[Token]) -> list[Token]:
    """The words before a number of results with the clause before that gives their reason: 因本机关不掌握，无法提供3件."""
    before = clause_before(tokens, cut)
    reason = before and (before[0].text in _BECAUSE or any(t.role == say.DETAIL for t in before)) and all(t.role != say.NOT for t in before)
    return [*before, *words] if reason else words


def named_whole(tokens: list[Token], scope: Scope) -> list[Token]:
    """The tokens with those that together name the report's own body as one word of scope: 桥头 街道, 县 应急 管理局, 高 新 区管委会."""
    n = len(tokens) - 1
    while n > 0:
        token = tokens[n]
        if token.role in _NAMES and token.text != "全部" and token.text[-1] in ENDINGS and tokens[n - 1].role in _NAMES:
            for begin in range(max(n - 2, 0), n):
                part = tokens[begin : n + 1]
                text = "".join(t.text for t in part)
                if all(t.role in _NAMES for t in part) and scope.named(text):
                    tokens[begin : n + 1] = [Token(say.SCOPE, "own", text, part[0].start, token.end)]
                    n = begin
                    break
        n -= 1
    return tokens


def announced(tokens: list[Token]) -> list[Token]:
    """The tokens with 分别为 that each number's own words follow as the beginning of a list: 分别为撤回3件、重复2件."""
    for n, (token, after) in enumerate(pairwise(tokens)):
        if token.role == say.EACH and token.text != "分别" and after.role not in (NUMBER, MARK):
            tokens[n] = token._replace(role=say.LIST, which="all")
    return tokens


def in_writing(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with 书面, where the paragraph names no other way of applying, as the way in which every request comes."""
    return tokens if _OTHER_WAYS.search(text) else [t._replace(role=say.FILL) if t.text == "书面" else t for t in tokens]


def suits_named(tokens: list[Token], text: str, offset: int) -> list[Token]:
    """The tokens of a text with suits that are named by what went before them as one: 未经复议直接向法院起诉, 复议后又诉讼."""
    for found in _SUITS.finditer(text):
        start, end = found.start() + offset, found.end() + offset
        within = [n for n, t in enumerate(tokens) if start <= t.start and t.end <= end]
        if within and tokens[within[-1]].end == end:
            which = "suit_direct" if found[1] else "suit_after"
            tokens[within[0] : within[-1] + 1] = [Token(say.DISPUTE, which, found[0], start, end)]
    return tokens


def rest_named(tokens: list[Token]) -> list[Token]:
    """The tokens with 其他 behind all other kinds as the last one: 维持5件、纠正2件、未审结3件、其他1件."""
    for n, token in enumerate(tokens):
        if token.text in say.OTHERS and tokens[n - 1].role == MARK:
            last = next((t.role for t in reversed(tokens[:n]) if t.role in say.COUNTED), "")
            others, which = _LAST_KINDS.get(last, (set(), ""))
            after = [t.role for t in tokens[n + 1 :] if t.text not in _KINDS][:2]
            # 其他2件为行政处罚案件 are of none of these kinds.
            if others and after in ([NUMBER], [NUMBER, MARK]) and others <= {_KIND.get(t.which, t.which) for t in tokens}:
                tokens[n] = token._replace(role=last, which=which)
    return tokens


def _takes(words: Sequence[Token], inside: Sequence[Token]) -> bool:
    """Whether what stands in brackets behind some words belongs to the last of them: 新收(35件), 新收申请数(35件)."""
    token = next((t for t in reversed(words) if t.role != say.NOUN and t.text not in _HOW_MANY), words[-1])
    if len(inside) == 1 and inside[0].role == NUMBER:
        since = takewhile(lambda t: t.role not in (MARK, NUMBER), reversed(words))
        if any(t.role == say.SHARE for t in since):
            return True  # 占全部公开信息(85篇)的57.6%
        return token.role in say.COUNTED or token.role == say.CHANGE or token.role == TIME
    return token.role in say.COUNTED and _is_more(inside)


def _is_more(inside: Sequence[Token]) -> bool:
    return all(t.role == say.RESULT or t.text in ("含", "包括", "、", "和") for t in inside)


def unfolded(tokens: Sequence[Token]) -> tuple[list[Token], dict[int, list[list[Token]]]]:
    """The tokens outside brackets, and the tokens inside: by the index of the number they follow, or,
    where they follow none, by -1 - the index of the token behind them.

    A bracket that holds nothing but the number of what stands before it, 予以公开(20件), 较2022年(15件)增长20%,
    or only more of that, 公开(含部分公开), is no bracket.
    """
    flat: list[Token] = []
    inside: list[Token] = []
    children: dict[int, list[list[Token]]] = {}
    depth = 0
    for token in tokens:
        opens, closes = token.text == "(", token.text == ")" and depth > 0
        if closes and depth == 1:
            if flat and _takes(flat, inside):
                flat += inside
            else:
                owner = next((n for n in range(len(flat) - 1, -1, -1) if flat[n].role in (NUMBER, MARK)), -1)
                after = owner >= 0 and flat[owner].role == NUMBER
                children.setdefault(owner if after else -1 - len(flat), []).append(inside)
            inside = []
        elif depth:
            inside.append(token)
        elif token.text not in ("(", ")"):
            flat.append(token)
        depth += opens - closes
    return flat + inside, children
