"""Characters that do not belong in standard simplified Chinese, and the standard one each stands for.

The table (`variants.txt`) is made from Unicode's and OpenCC's data by `scripts/make_characters.py`.
It holds traditional, Japanese and variant characters, kana typed for a character that looks the
same, and the compatibility characters (⻓, ⼀) which some fonts and converters put in their place.
A standard character (通用规范汉字表), however rare, is not in it, nor is one whose standard form is
not certain.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from gouji.data import PackagedFile

TRADITIONAL = "traditional"
JAPANESE = "japanese"
VARIANT = "variant"
COMPATIBLE = "compatible"
KANA = "kana"

_SPOKEN = {TRADITIONAL: "繁体字", JAPANESE: "日文汉字", VARIANT: "异体字", COMPATIBLE: "兼容字符", KANA: "日文假名"}

# 於 is standard, but as a surname only; in a label or a title it is the traditional 于.
_ONLY_A_NAME = {"於": "于"}


@lru_cache(1)
def _lists() -> Mapping[str, tuple[str, str]]:
    """Kind → its characters, and the standard ones in the same order."""
    lines = PackagedFile(__name__, "variants.txt").read_bytes().decode().splitlines()
    return {kind: (wrong, right) for kind, wrong, right in (line.split("\t") for line in lines if not line.startswith("#"))}


# All a clean page asks is whether a character is among them, so that the tables are made apart;
# `re` finds out in a tenth of the time that looking up each character takes.
@lru_cache(1)
def _any() -> re.Pattern[str]:
    return re.compile(f"[{''.join(wrong for wrong, _ in _lists().values())}]")


@lru_cache(1)
def _standard() -> Mapping[str, str]:
    return dict(pair for wrong, right in _lists().values() for pair in zip(wrong, right, strict=True))


@lru_cache(1)
def _folding() -> Mapping[int, str]:
    return str.maketrans({**_standard(), **_ONLY_A_NAME})


def variants_in(text: str) -> frozenset[str]:
    """The distinct characters of a text that have a standard one to take their place."""
    return frozenset(_any().findall(text))


def standard_of(character: str) -> str:
    """The standard character for one of `variants_in`, or the character itself."""
    return _standard().get(character, character)


def kind_of(character: str) -> str:
    """What one of `variants_in` is: TRADITIONAL, JAPANESE, VARIANT, COMPATIBLE or KANA. Raises KeyError for any other."""
    for kind, (characters, _) in _lists().items():
        if character in characters:
            return kind
    raise KeyError(character)


def spoken(kind: str) -> str:
    """A kind in Chinese: 繁体字."""
    return _SPOKEN[kind]


def fold(text: str) -> str:
    """The text with every such character replaced by its standard one; the length stays the same."""
    if _any().search(text) is None and "於" not in text:
        return text
    return text.translate(_folding())
