"""Headings inside a paragraph: pages whose body came down as one line, 一、总体情况 and all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from gouji.recognise.headings import Titles
from gouji.recognise.tokens import Line, Token
from gouji.text import fold, squeeze

_SHORTEST = 60
_ORDINAL = re.compile(r"[一二三四五六](?<=[\s\u00a0\u3000].)[、.．]\s*(?=[总總主收政因存其])")
_LISTED = ("、", ",", ";", "和", "及")
_CONTENTS = 3


def broken_out(lines: Sequence[Line], titles: Titles) -> list[Line]:
    """The lines with every long paragraph cut before the headings of sections inside it: the form's
    titles with their ordinals, white space before them. A list of the sections is no heading."""
    out: list[Line] = []
    for line in lines:
        text = line.paragraph.text if line.paragraph is not None else ""
        cuts = _headings(text, titles) if len(text) >= _SHORTEST and line.grid < 0 else []
        if not cuts or line.paragraph is None:
            out.append(line)
            continue
        for start, stop in zip([0, *cuts], [*cuts, len(text)], strict=True):
            if piece := text[start:stop].strip():
                out.append(Line((Token(piece, line.paragraph.place),), -1, line.paragraph._replace(text=piece)))
    return out


def _headings(text: str, titles: Titles) -> list[int]:
    found: list[tuple[int, int]] = []
    for ordinal in _ORDINAL.finditer(text):
        rest = fold(squeeze(text[ordinal.end() : ordinal.end() + 60]))
        known = titles.beginning(rest)
        if known is not None and not rest[known[2] :].startswith(_LISTED):
            found.append((ordinal.start(), ordinal.end() + known[2]))
    bare = sum(begin - end <= 2 for (_, end), (begin, _) in pairwise(found))
    return [] if bare >= _CONTENTS - 1 else [begin for begin, _ in found]
