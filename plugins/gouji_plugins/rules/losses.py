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
            if not _intact(text, start, end, whole, position) and _believable(_Rest(text, start, end, each, position), odd):
                yield Broken(start, end, whole)


def _intact(text: str, start: int, end: int, whole: str, position: int) -> bool:
    """Whether the phrase is whole after all, on one line or broken over two."""
    if text[start - 1 : end] == whole or text[start : end + 1] == whole:
        return True
    if position == 0 and text[start - 1 : start] == "\n":
        return text[start - 2 : start - 1] == whole[0]
    return position == len(whole) - 1 and text[end : end + 1] == "\n" and text[end + 1 : end + 2] == whole[-1]


class _Rest(NamedTuple):
    """What is left of a phrase, `text[start:end]`, without the character at `position` of it."""

    text: str
    start: int
    end: int
    phrase: Phrase
    position: int

    @property
    def before(self) -> str:
        """The character before it."""
        return self.text[self.start - 1] if self.start else "\n"

    @property
    def behind(self) -> str:
        """The character behind it."""
        return self.text[self.end] if self.end < len(self.text) else "\n"

    @property
    def lost_first(self) -> bool:
        """Whether its first character is the lost one."""
        return self.position == 0

    @property
    def lost_last(self) -> bool:
        """Whether its last character is the lost one."""
        return self.position == len(self.phrase.text) - 1

    @property
    def ends_open(self) -> tuple[bool, bool]:
        """Whether what is left of the broken word stands at its beginning, and at its end: of a longer word both ends are whole."""
        number, _ = word_at(self.phrase, self.position)
        short, words = len(self.phrase.words[number]) == 2, len(self.phrase.words)
        return self.lost_first or (short and number == 0), self.lost_last or (short and number == words - 1)


def _believable(rest: _Rest, odd: Places) -> bool:
    """Whether what stands beside it does not make another word with the rest of the broken one."""
    if "-" in (rest.before, rest.behind):  # 进-步加强: something else stands in the place of a character
        return False
    # 立体化政务公开, 村（居）务公开
    if rest.lost_first and (rest.text[rest.start] in ENDINGS or _in_brackets_before(rest.text, rest.start)):
        return False
    number, place = word_at(rest.phrase, rest.position)
    word = rest.phrase.words[number]
    left = word[:place] + word[place + 1 :]
    # 进步 is left of 进一步; 规性 of 规范性 is no word.
    if rest.phrase.certain[number] and (len(left) != 2 or is_word(*left)):
        return _certain(rest, number)
    return not _belongs_elsewhere(rest) and (rest.end - rest.start > SHORTEST or _sets_off(rest, odd))


def _certain(rest: _Rest, number: int) -> bool:
    """Whether the broken word, one that its author calls certain, is not cut off by its neighbour."""
    if rest.lost_last:
        return rest.behind in PUNCTUATION and rest.behind != "\n"
    # 会 stands apart, but not in 社会.
    return number > 0 or (
        _apart(rest.before) and not common_words().joined(rest.text[max(0, rest.start - 2) : rest.start - 1], rest.before)
    )


def _belongs_elsewhere(rest: _Rest) -> bool:
    """Whether an end of it makes a word with its neighbour, may end there by itself, or may go on in another line."""
    text, start, end = rest.text, rest.start, rest.end
    first, final = rest.ends_open
    # The less is left of a phrase, the more likely its ends belong to other words: 民生实[事项目].
    few = end - start <= _FEW
    if ((first or few) and is_word(rest.before, text[start])) or ((final or few) and is_word(text[end - 1], rest.behind)):
        return True
    if (rest.lost_last and rest.behind == "\n") or (rest.lost_first and rest.before == "\n" and start):
        return True
    if first and listed_singly(text, start - 1, -1):
        return True
    return final and (listed_singly(text, end) or _may_stand(text[end - 1], rest.behind, rest.lost_last or end - start == SHORTEST))


def _sets_off(rest: _Rest, odd: Places) -> bool:
    """Whether three characters, which are little, stand apart from their neighbours, or stick out (紧紧绕保供)."""
    text, start, end = rest.text, rest.start, rest.end
    first, final = rest.ends_open
    seam = start + rest.position - 1
    inside = not rest.lost_first and not rest.lost_last
    if first and not _apart(rest.before) and not (inside and _sticks_out(text, start, start - 1, seam, odd)):
        return False
    if not final or _apart(rest.behind):
        return True
    if rest.lost_last:
        return common_words().alone(rest.behind) and text[end + 1 : end + 2] in PUNCTUATION
    return inside and _sticks_out(text, end - 1, end - 1, seam, odd)


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
