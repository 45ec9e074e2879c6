"""The word lists of the wording rules: those that come with gouji, and what rulesets add to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from gouji.cache import remembered
from gouji.data import PackagedFile
from gouji.lean import Any
from gouji.rule import Subject
from gouji.ruleset.words import ALLOWED, WORDS
from gouji.text import squeeze

_FOLDER = "words/"


def shipped(name: str, make: Callable[[Any], Any], form: str) -> Any:
    """What `make` makes of a YAML list in `gouji_rulesets/words/`, remembered between runs.

    `form` names the form of what is made; it must change when `make` does.
    """
    file = PackagedFile("gouji_rulesets", f"{_FOLDER}{name}.yaml")
    content = file.read_bytes()

    def read() -> Any:
        from gouji.marked import read_yaml

        return make(read_yaml(content, file.name).plain())

    return remembered("words", [form.encode(), content], read)


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


class CommonWords:
    """Which two characters make a common word, and which characters are words by themselves.

    A line for each first character is looked for in the text of the list when it is asked for:
    cutting all of it into lines would take longer than any report asks for.
    """

    def __init__(self, content: str) -> None:
        while content.startswith("#"):
            content = content.partition("\n")[2]
        alone, _, rows = content.partition("\n")
        self._alone = frozenset(alone)
        self._rows = f"\n{rows}\n"
        self._known: dict[str, str] = {}

    def joined(self, first: str, second: str) -> bool:
        """Whether the two characters make a common word."""
        return bool(second) and second in self._followers(first)

    def partners(self, character: str) -> tuple[str, str]:
        """The characters that make a common word with this one: those before it, and those behind it."""
        rows = self._rows.splitlines()
        return "".join(row[0] for row in rows if character in row[1:]), self._followers(character)

    def _followers(self, first: str) -> str:
        found = self._known.get(first)
        if found is None:
            begin = self._rows.find(f"\n{first}") + 2 if first else 0
            found = self._known[first] = self._rows[begin : self._rows.find("\n", begin)] if begin > 1 else ""
        return found

    def alone(self, character: str) -> bool:
        """Whether the character is often a word by itself."""
        return character in self._alone


@lru_cache(1)
def common_words() -> CommonWords:
    """The list as shipped."""
    return CommonWords(PackagedFile("gouji_rulesets", f"{_FOLDER}common-words.txt").read_bytes().decode())
