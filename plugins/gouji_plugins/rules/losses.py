"""Set phrases that lost a character: finding 信公开网络体系 for 信息公开网络体系.

Where the characters that a loss brings together stand in a text, the phrase is compared, and what
stands around it is looked at: the rest may belong to other words (公开道路 is no 公开[渠]道).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gouji.lean import Any, NamedTuple
from gouji_plugins.rules.lexicon import POSITIONS, SHORTEST, Phrase, phrase, word_at
from gouji_plugins.rules.neighbours import Places
from gouji_plugins.rules.running import PUNCTUATION
from gouji_plugins.rules.vocabulary import common_words, is_han, is_word

PARTICLES = frozenset("的了和与及或并将要应须需以来已对在是为等于而也更可能会由把让使其再又还就均都得地着上中下")
"""Words that end before a phrase begins: behind them the rest of a broken word stands by itself."""

# What ends a word of its own when its other half is lost: 责任追究制[度], 公开[程]度.
ENDINGS = frozenset("制性化率量部会法员者力式型类案费度表书区点站室网")

_FEW = 4

# What may follow a verb of one character (公开作了, 信息发在), and verbs that take a name behind them (网站设“…”).
_ASPECTS = frozenset("着了过住")
_COMPLEMENTS = frozenset("在到给往至")
_VERBS = frozenset("设开办报发建用看查管审送编列有推")
_NAMES_BEGIN = frozenset('"《(')

ALONE = frozenset(
    "府期依设办改做建定收审查看管报发学抓送写讲供选派转用编列引推举含网主栏量提听找谈贴挂晒补清退催换印抽缺紧松快慢多少难全齐涉计本"
)
"""What may stand alone though it mostly stands in words: verbs (网站设专栏, 及时改), 网, 主, 期."""

_FREE = ENDINGS | frozenset("权组作日月周")
"""What stands beside words without being left of one: 矿业权, 纪检组, 作去标识化处理, 日监测."""


class Broken(NamedTuple):
    """A phrase found without one of its characters at `text[start:end]`."""

    start: int
    end: int
    phrase: str


def broken(text: str, index: Mapping[str, Any], odd: Places) -> Iterator[Broken]:
    """Every phrase of an index that stands in squeezed text without one of its characters, the longest at each place."""
    taken = bytearray(len(text))
    longest: list[Broken] = []
    for hit in sorted(_all(text, index, odd), key=lambda hit: (hit.start - hit.end, hit.start)):
        if not any(taken[hit.start : hit.end]):
            taken[hit.start : hit.end] = b"x" * (hit.end - hit.start)
            longest.append(hit)
    yield from sorted(longest)


def _all(text: str, index: Mapping[str, Any], odd: Places) -> Iterator[Broken]:
    phrases, before, behind, first, last = (index[name] for name in ("phrases", "before", "behind", "first", "last"))
    # Where a phrase lost an end, its neighbour stands beside something unusual.
    beside = odd.unusual + odd.seams
    found = [(at + 1, code) for at in odd.seams if (three := text[at - 1 : at + 2]) in before for code in before[three]]
    found += [(at + 1, code) for at in beside if (three := text[at - 2 : at + 1]) in last for code in last[three]]
    starts = [(start - code % POSITIONS, code) for start, code in found]
    starts += [(at, code) for at in odd.seams if (three := text[at : at + 3]) in behind for code in behind[three]]
    starts += [(at + 1, code) for at in beside if (three := text[at + 1 : at + 4]) in first for code in first[three]]
    for start, code in starts:
        each, position = phrase(phrases[code // POSITIONS]), code % POSITIONS
        whole = each.text
        # The phrase without this one of its characters.
        if text.startswith(whole[position + 1 :], start + position) and start >= 0 and text.startswith(whole[:position], start):
            end = start + len(whole) - 1
            if not _intact(text, start, end, whole, position) and _believable(text, start, end, each, position, odd):
                yield Broken(start, end, whole)


def _intact(text: str, start: int, end: int, whole: str, position: int) -> bool:
    """Whether the phrase is whole after all, on one line or broken over two."""
    if text[start - 1 : end] == whole or text[start : end + 1] == whole:
        return True
    if position == 0 and text[start - 1 : start] == "\n":
        return text[start - 2 : start - 1] == whole[0]
    return position == len(whole) - 1 and text[end : end + 1] == "\n" and text[end + 1 : end + 2] == whole[-1]


def _believable(text: str, start: int, end: int, each: Phrase, position: int, odd: Places) -> bool:
    """Whether what stands beside it does not make another word with the rest of the broken one."""
    number, place = word_at(each, position)
    before = text[start - 1] if start else "\n"
    behind = text[end] if end < len(text) else "\n"
    if "-" in (before, behind):  # 进-步加强: something else stands in the place of a character
        return False
    last = position == len(each.text) - 1
    if position == 0 and (text[start] in ENDINGS or _in_brackets_before(text, start)):  # 立体化政务公开, 村（居）务公开
        return False
    left = each.words[number][:place] + each.words[number][place + 1 :]
    # 进步 is left of 进一步; 规性 of 规范性 is no word.
    if each.certain[number] and (len(left) != 2 or is_word(*left)):
        if last:
            return behind in PUNCTUATION and behind != "\n"
        # 会 stands apart, but not in 社会.
        return number > 0 or (_apart(before) and not common_words().joined(text[max(0, start - 2) : start - 1], before))
    common = common_words()
    # A longer word that lost a character inside still has its ends.
    short = len(each.words[number]) == 2
    first = position == 0 or (short and number == 0)
    final = last or (short and number == len(each.words) - 1)
    # The less is left of a phrase, the more likely its ends belong to other words: 民生实[事项目].
    few = end - start <= _FEW
    if ((first or few) and is_word(before, text[start])) or ((final or few) and is_word(text[end - 1], behind)):
        return False
    if first and listed_singly(text, start - 1, -1):
        return False
    # At the end of a line the rest may be on the next one.
    if (last and behind == "\n") or (position == 0 and before == "\n" and start):
        return False
    if final and (listed_singly(text, end) or _may_stand(text[end - 1], behind, last or end - start == SHORTEST)):
        return False
    if end - start > SHORTEST:
        return True
    # Three characters are little: what is left of the broken word must stand apart from its neighbour, or stick out (紧紧绕保供).
    seam = start + position - 1
    lost_inside = position > 0 and not last
    if first and not _apart(before) and not (lost_inside and _sticks_out(text, start, start - 1, seam, odd)):
        return False
    if not final or _apart(behind) or (last and common.alone(behind) and text[end + 1 : end + 2] in PUNCTUATION):
        return True
    return lost_inside and _sticks_out(text, end - 1, end - 1, seam, odd)


def _sticks_out(text: str, left: int, beside: int, seam: int, odd: Places) -> bool:
    """Whether what is left of a word at `left` is none, and the pairs it makes with its neighbours, at `beside` and `seam`, are unusual."""
    usual = beside not in odd.unusual or seam not in odd.unusual
    free = often_alone(text[left]) or text[left] in _FREE
    return not usual and not free and not is_word(text[seam], text[seam + 1])


def often_alone(one: str) -> bool:
    """Whether a character is often a word by itself."""
    return one in ALONE or common_words().alone(one)


def _in_brackets_before(text: str, start: int) -> bool:
    """Whether what stands in brackets right before a place goes on from a word: 村（居）, but not (四) at the head of a line."""
    head, _, inside = text[:start].rpartition("(")
    return inside.endswith(")") and is_han(head[-1:])


def listed_singly(text: str, mark: int, toward: int = 1) -> bool:
    """Whether a mark stands beside a single character in a list, behind or, `toward` -1, before it: 信息采、编、审、发流程,
    or one that shares a word's other character with its neighbour: 预、决算."""
    beyond = mark + 2 * toward
    if text[mark : mark + 1] != "、" or not 0 <= beyond < len(text):
        return False
    near, far = text[mark - toward], text[beyond]
    joined = common_words().joined
    return far in PUNCTUATION or (joined(near, far) if toward > 0 else joined(far, near))


def _may_stand(left: str, behind: str, short: bool) -> bool:
    """Whether what is left of the last word can end there by itself."""
    return behind in _ASPECTS or (left in _VERBS and behind in _NAMES_BEGIN | _COMPLEMENTS) or (short and left in ENDINGS)


def _apart(neighbour: str) -> bool:
    return neighbour in PUNCTUATION or neighbour in PARTICLES
