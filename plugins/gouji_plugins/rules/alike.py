"""Characters that are typed for each other: they sound alike, or nearly so, or look alike."""

from __future__ import annotations

from functools import lru_cache

from gouji_plugins.rules.vocabulary import listed


@lru_cache(1)
def _table() -> str:
    """The list as shipped. It is searched as it stands: cutting it into lines takes longer than any report asks for."""
    return f"\n{listed('alike').decode()}"


@lru_cache(1024)
def meant(typed: str) -> frozenset[str]:
    """The characters that this one may have been typed for, itself among them."""
    table = _table()
    found: set[str] = set()
    at = table.find(typed)
    while at >= 0:
        begin = table.rfind("\n", 0, at) + 1
        *syllables, characters = table[begin : table.find("\n", at)].split(" ")
        if syllables:
            found.update(*map(_sounding, syllables))
        else:  # a character, and those that look like it
            found.add(characters[0])
        at = table.find(typed, at + 1)
    return frozenset(found)


@lru_cache(512)
def _sounding(syllable: str) -> str:
    """The characters of a syllable."""
    table = _table()
    begin = table.find(f"\n{syllable} ") + 1
    return table[begin : table.find("\n", begin)].rpartition(" ")[2]
