"""Characters that are typed for each other: they sound alike, or nearly so, or look alike."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from gouji.data import PackagedFile


@lru_cache(1)
def _table() -> str:
    """The list as shipped. It is searched as it stands: cutting it into lines takes longer than any report asks for."""
    content = PackagedFile("gouji_rulesets", "words/alike.txt").read_bytes().decode()
    while content.startswith("#"):
        content = content.partition("\n")[2]
    return f"\n{content}"


@lru_cache(1024)
def alike(meant: str, typed: str) -> bool:
    """Whether the second character may have been typed for the first."""
    return typed in _row(meant) or any(meant in _row(f"{syllable} ") for syllable in _sounds(typed))


def _row(head: str) -> str:
    """What stands in the list behind these characters, at the beginning of a line."""
    table = _table()
    begin = table.find(f"\n{head}") + 1
    return table[begin + len(head) : table.find("\n", begin)] if begin else ""


def _sounds(character: str) -> Iterator[str]:
    """The syllables of a character, and those near them."""
    table = _table()
    at = table.find(character)
    while at >= 0:
        *syllables, _ = table[table.rfind("\n", 0, at) + 1 : table.find("\n", at)].split(" ")
        yield from syllables
        at = table.find(character, at + 1)
