"""The word lists of the wording rules: those that come with gouji, and what rulesets add to them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from gouji.cache import remembered
from gouji.data import PackagedFile, shipped_yaml
from gouji.lean import Any
from gouji.rule import Subject
from gouji.ruleset.words import ALLOWED, WORDS
from gouji.text import squeeze

_FOLDER = "words/"


def shipped(name: str, make: Callable[[Any], Any]) -> Any:
    """What `make` makes of a YAML list in `gouji_rulesets/words/`, remembered between runs."""
    return remembered("words", [name], lambda: make(shipped_yaml(f"{_FOLDER}{name}.yaml")))


def added(subject: Subject, name: str) -> dict[str, str]:
    """The words that the rulesets in force add to a list, squeezed, with what is said of each ("" for nothing)."""
    return {squeeze(word): said for word, said in as_written(subject, name).items()}


def as_written(subject: Subject, name: str) -> Mapping[str, str]:
    """The same with the words as their authors wrote them, spaces and marks included."""
    listed: Mapping[str, str] = subject.tables.get(WORDS, {}).get(name, {})
    return listed


def let_pass(subject: Subject, text: str, start: int, end: int) -> bool:
    """Whether a word that the rulesets let pass stands over, or reaches into, `text[start:end]`."""
    return any(text.find(word, max(0, start - len(word) + 1), end + len(word) - 1) >= 0 for word in added(subject, ALLOWED))


class Rows(dict[str, str]):
    """What stands behind the first character of each line of a sorted list in UTF-8, found and decoded when it is asked for:
    reports ask for few of its thousands of lines."""

    def __init__(self, lines: Sequence[bytes]) -> None:
        self.lines = lines

    def __missing__(self, first: str) -> str:
        at = bisect_left(self.lines, first.encode("utf-8", "surrogatepass"))
        line = self.lines[at].decode() if at < len(self.lines) else ""
        self[first] = found = line[1:] if first and line.startswith(first) else ""
        return found


def listed(name: str) -> bytes:
    """A generated list in `gouji_rulesets/words/`, without the remarks at its head."""
    content = PackagedFile("gouji_rulesets", f"{_FOLDER}{name}.txt").read_bytes()
    start = 0
    while content.startswith(b"#", start):
        start = content.index(b"\n", start) + 1
    return content[start:]


class Words:
    """Which two characters make a word, and which characters are words by themselves; `behind` has those that make one behind each."""

    def __init__(self, content: bytes) -> None:
        alone, *lines = content.splitlines()
        self._alone = frozenset(alone.decode())
        self.behind = Rows(lines)

    def joined(self, first: str, second: str) -> bool:
        """Whether the two characters make a word."""
        return second in self.behind[first] and second != ""

    def alone(self, character: str) -> bool:
        """Whether the character is often a word by itself."""
        return character in self._alone


@lru_cache(2)
def _words(name: str) -> Words:
    return Words(listed(name))


def common_words() -> Words:
    """The common words, as shipped."""
    return _words("common-words")


def rare_words() -> Words:
    """Words that are not common, as shipped; none of their characters is said to stand alone."""
    return _words("rare-words")


class _Every(dict[str, str]):
    """What stands behind a character in common words and in rare ones."""

    def __missing__(self, first: str) -> str:
        self[first] = found = common_words().behind[first] + rare_words().behind[first]
        return found


EVERY_WORD = _Every()
"""By a character those that make a word behind it, common or rare."""


def is_word(first: str, second: str) -> bool:
    """Whether two characters make a word, common or rare."""
    return second in EVERY_WORD[first]


def is_han(character: str) -> bool:
    """Whether this is a Chinese character, of those in everyday use; "" is none."""
    return "\u4e00" <= character <= "\u9fff"
