"""Set phrases that lost a character: finding 信公开网络体系 for 信息公开网络体系.

Where the characters that a loss brings together stand in a text, the phrase is compared, and what
stands around it is looked at: the rest may belong to other words (公开道路 is no 公开[渠]道).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gouji.lean import Any, NamedTuple
from gouji_plugins.rules.lexicon import POSITIONS, SHORTEST, Phrase, fours, later_threes, phrase, threes, word_at
from gouji_plugins.rules.running import PUNCTUATION
from gouji_plugins.rules.vocabulary import common_words

# Words that end before a phrase begins: behind them the rest of a broken word stands by itself.
_PARTICLES = frozenset("的了和与及或并将要应须需以来已对在是为等于而也更可能会由把让使其再又还就均都得地着上中下")

# What ends a word of its own when its other half is lost: 责任追究制[度], 公开[程]度.
_ENDINGS = frozenset("制性化率量部会法员者力式型类案费度表书区点站室网")

_FEW = 4

# What may follow a verb of one character (紧紧绕着), and verbs that take a name behind them (网站设“…”).
_ASPECTS = frozenset("着过住")
_VERBS = frozenset("设开办报发建用看查管审送编列有推")
_NAMES_BEGIN = frozenset('"《(')


class Broken(NamedTuple):
    """A phrase found without one of its characters at `text[start:end]`."""

    start: int
    end: int
    phrase: str


def broken(text: str, index: Mapping[str, Any]) -> Iterator[Broken]:
    """Every phrase of an index that stands in squeezed text without one of its characters, the longest at each place."""
    taken = bytearray(len(text))
    longest: list[Broken] = []
    for hit in sorted(_all(text, index), key=lambda hit: (hit.start - hit.end, hit.start)):
        if not any(taken[hit.start : hit.end]):
            taken[hit.start : hit.end] = b"x" * (hit.end - hit.start)
            longest.append(hit)
    yield from sorted(longest)


def _all(text: str, index: Mapping[str, Any]) -> Iterator[Broken]:
    phrases: list[str] = index["phrases"]
    # What stands in whole phrases is left out, and there is little else in most reports.
    unusual = fours(f"\n{text}\n").difference(index["usual"])
    beginning = threes(unusual)
    for seam in index["inner"].keys() & beginning:
        for code in index["inner"][seam]:
            each, position = phrase(phrases[code // POSITIONS]), code % POSITIONS
            rest = _rest(each, position)
            start = text.find(rest)
            while start >= 0:
                yield from _judged(text, start, start + len(rest), each, position)
                start = text.find(rest, start + 1)
    for edge, step, found in (("first", -1, later_threes(unusual)), ("last", 3, beginning)):
        for three in index[edge].keys() & found:
            characters, usual, codes = index[edge][three]
            for at in _unusual(text, characters, usual, step):
                yield from _at_edge(text, at, phrases, codes)


def _rest(each: Phrase, position: int) -> str:
    return each.text[:position] + each.text[position + 1 :]


def _unusual(text: str, three: str, usual: str, step: int) -> Iterator[int]:
    """Where these characters stand without one of their usual neighbours."""
    at = text.find(three)
    while at >= 0:
        beside = at + step
        if not 0 <= beside < len(text) or text[beside] not in usual:
            yield at
        at = text.find(three, at + 1)


def _at_edge(text: str, at: int, phrases: list[str], codes: tuple[int, ...]) -> Iterator[Broken]:
    """The phrases whose first or last three characters, one beyond them lost, stand at this place."""
    for code in codes:
        each, position = phrase(phrases[code // POSITIONS]), code % POSITIONS
        rest = _rest(each, position)
        start = at if position == 0 else at + 3 - len(rest)
        if start >= 0 and text.startswith(rest, start):
            yield from _judged(text, start, start + len(rest), each, position)


def _judged(text: str, start: int, end: int, each: Phrase, position: int) -> Iterator[Broken]:
    if not _intact(text, start, end, each.text, position) and _believable(text, start, end, each, position):
        yield Broken(start, end, each.text)


def _intact(text: str, start: int, end: int, whole: str, position: int) -> bool:
    """Whether the phrase is whole after all, on one line or broken over two."""
    if text[start - 1 : end] == whole or text[start : end + 1] == whole:
        return True
    if position == 0 and text[start - 1 : start] == "\n":
        return text[start - 2 : start - 1] == whole[0]
    return position == len(whole) - 1 and text[end : end + 1] == "\n" and text[end + 1 : end + 2] == whole[-1]


def _believable(text: str, start: int, end: int, each: Phrase, position: int) -> bool:
    """Whether what stands beside it does not make another word with the rest of the broken one."""
    number, _ = word_at(each, position)
    before = text[start - 1] if start else "\n"
    behind = text[end] if end < len(text) else "\n"
    last = position == len(each.text) - 1
    if each.certain[number]:
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
    if ((first or few) and common.joined(before, text[start])) or ((final or few) and common.joined(text[end - 1], behind)):
        return False
    # At the end of a line the rest may be on the next one.
    if (last and behind == "\n") or (position == 0 and before == "\n" and start):
        return False
    if final and _may_stand(text[end - 1], behind, last or end - start == SHORTEST):
        return False
    if end - start > SHORTEST:
        return True
    # Three characters are little: what is left of the broken word must stand apart from its neighbour.
    if first and not _apart(before):
        return False
    return not final or _apart(behind) or (last and common.alone(behind) and text[end + 1 : end + 2] in PUNCTUATION)


def _may_stand(left: str, behind: str, short: bool) -> bool:
    """Whether what is left of the last word can end there by itself."""
    return behind in _ASPECTS or (left in _VERBS and behind in _NAMES_BEGIN) or (short and left in _ENDINGS)


def _apart(neighbour: str) -> bool:
    return neighbour in PUNCTUATION or neighbour in _PARTICLES
