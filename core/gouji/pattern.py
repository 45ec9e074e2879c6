"""Wordings to look for in prose: plain words with three signs, and no regular expressions.

    信息处理费|收费通知     either of them
    未收到…申请             the one and later the other, in the same sentence
    受理#件                 # stands for a number (12, 1,204, 十二)

A bare … stands for anything at all. Every search takes time in proportion to the text, whatever
the pattern. White space, width and the kinds of brackets and quotation marks make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from gouji.lean import NamedTuple
from gouji.text import squeeze

LONGEST = 200

Alternatives = tuple[tuple[tuple[str, ...], ...], ...]
"""Alternatives, each a sequence of pieces with gaps between, each a sequence of words and "#"."""

_GAP = re.compile(r"…+|\.{3,}")
_SENTENCE = re.compile(r"[^。！？；!?;\n]+[。！？；!?;]?")
_REGULAR = re.compile(r"\\\w|\.[*+?]|\[[^\[\]]+\][*+?{]|\(\?")
"""Signs of a regular expression, which no report has among its words."""
_ENDS = re.compile(r"[。！？；!?;\n]")
# Possessive: a number is taken whole and never given back, so that no pattern can backtrack.
_NUMBER = r"(?:[0-9][0-9,.]{0,15}+|[〇零一二两三四五六七八九十百千万亿]{1,12}+)"


class PatternError(ValueError):
    """A pattern that could match nothing, or everything by mistake; `offset` points into its text."""

    def __init__(self, text: str, offset: int = 0) -> None:
        super().__init__(text)
        self.offset = offset


class Hit(NamedTuple):
    """One sentence in which a pattern was found, as it stands, with its offset in the text."""

    sentence: str
    offset: int


def parse(text: str) -> Alternatives:
    """Understands a pattern. Raises PatternError, with the place, where it makes no sense."""
    if len(text) > LONGEST:
        raise PatternError(f"词语有 {len(text)} 个字符，超过 {LONGEST} 个的上限")
    if regular := _REGULAR.search(text):
        raise PatternError(f"“{regular[0]}”是正则表达式的写法；这里写原文的词，… 是中间隔着别的字，# 是一个数", regular.start())
    found: list[tuple[tuple[str, ...], ...]] = []
    offset = 0
    for alternative in re.split(r"[|｜]", text):
        if not alternative.strip():
            raise PatternError("有一个空的写法，它会匹配任何文字" if text.strip() else "要找的词是空的", offset)
        end = _ENDS.search(alternative.strip())
        if end:
            raise PatternError(f"“{end[0]}”把句子分开，带它的写法永远找不到", offset + alternative.index(end[0]))
        pieces = [piece for piece in _GAP.split(alternative) if piece.strip()]
        parts = tuple(tuple(squeeze(word) for word in re.split(r"([#＃])", piece) if word.strip()) for piece in pieces)
        parts = tuple(tuple("#" if word in "#＃" else word for word in piece if word) for piece in parts)
        if pieces and (not all(parts) or any(not word for piece in parts for word in piece)):
            raise PatternError(f"“{alternative}”里只有空白，什么也找不到", offset)
        found.append(parts)
        offset += len(alternative) + 1
    return tuple(found)


def written(pattern: Alternatives) -> str:
    """The pattern as its author would write it, for messages: 信息处理费 或 收费通知."""
    return "或".join("…".join("".join(piece) for piece in alternative) or "任何内容" for alternative in pattern)


def sentences(text: str) -> Iterator[Hit]:
    """The sentences of a text as they stand."""
    for found in _SENTENCE.finditer(text):
        if found[0].strip():
            yield Hit(found[0].strip(), found.start())


def possible(pattern: Alternatives, plain: str) -> bool:
    """Whether any alternative has all its words somewhere in a squeezed text; only then can a sentence of it be hit."""
    return any(all(word in plain for piece in alternative for word in piece if word != "#") for alternative in pattern)


def hits(pattern: Alternatives, text: str, unless: Sequence[str] = ()) -> Iterator[Hit]:
    """The sentences in which the pattern is found; `unless` are squeezed wordings left out of account."""
    for sentence in sentences(text):
        plain = squeeze(sentence.sentence)
        for allowed in unless:
            plain = plain.replace(allowed, "\n")
        if any(_found(alternative, plain) for alternative in pattern):
            yield sentence


def _found(pieces: tuple[tuple[str, ...], ...], plain: str) -> bool:
    """Whether the pieces stand in the sentence one after the other.

    Taking the first place of each piece is enough: a later one could only leave less room.
    """
    at = 0
    for piece in pieces:
        if "#" in piece:
            found = _expression(piece).search(plain, at)
            if not found:
                return False
            at = found.end()
        else:
            position = plain.find("".join(piece), at)
            if position < 0:
                return False
            at = position + sum(map(len, piece))
    return bool(plain)


@lru_cache(512)
def _expression(piece: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("".join(_NUMBER if word == "#" else re.escape(word) for word in piece))
