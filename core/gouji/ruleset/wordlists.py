"""`words`: what a ruleset adds to the lists of the wording rules. Used only when a file is read anew."""

from __future__ import annotations

from gouji.likeness import nearest
from gouji.marked import Marked
from gouji.ruleset import schema
from gouji.ruleset.schema import Notes
from gouji.ruleset.words import LISTS, MISSPELT, PHRASES

LONGEST = 60
SHORTEST_PHRASE = 4
"""A set phrase of three characters would be found in half of it, which proves nothing."""


def wordlists(pack: Marked, notes: Notes) -> dict[str, dict[str, str]]:
    """The words under `words`: list → word → what is said of it ("" for nothing)."""
    node = pack.get("words")
    if node is None or not schema.mapping(node, notes, "words"):
        return {}
    found: dict[str, dict[str, str]] = {}
    for name, item in node.value.items():
        if name not in LISTS:
            notes.at_key(node, name, f"没有“{name}”这个词表（有的是 {'、'.join(LISTS)}）{nearest(name, LISTS)}")
            continue
        pairs = item.value.items() if isinstance(item.value, dict) else [(None, part) for part in _parts(item)]
        words = {(part.text if word is None else word).strip(): "" if word is None else _said(part, notes) for word, part in pairs}
        for word, said in words.items():
            if problem := _problem(name, word, said):
                notes.at(item, problem)
        found[name] = words
    return found


def _parts(item: Marked) -> list[Marked]:
    if item.value is None:
        return []
    return item.value if isinstance(item.value, list) else [item]


def _said(part: Marked, notes: Notes) -> str:
    if isinstance(part.value, list | dict):
        notes.at(part, "词后面应当是一段文字")
        return ""
    return "" if part.value is None else part.text.strip()


def _problem(name: str, word: str, said: str) -> str:
    """What is wrong with a word of this list, or ""."""
    if not word:
        return f"词表“{name}”里有一个空的词"
    if len(word) > LONGEST:
        return f"词表“{name}”里的“{word[:12]}…”超过 {LONGEST} 个字"
    if name == MISSPELT and not said:
        return f"错别字“{word}”后面要写正确的写法，如“{word}: ……”"
    length = len(word.replace(" ", "").replace("!", "").replace("！", ""))
    if name == PHRASES and length < SHORTEST_PHRASE:
        return f"固定词“{word}”太短：至少 {SHORTEST_PHRASE} 个字，漏一字后才认得出来"
    return ""
