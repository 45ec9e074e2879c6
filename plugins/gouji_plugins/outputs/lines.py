"""Lines of styled pieces, folded by display width."""

from __future__ import annotations

from gouji.width import wide, width

Piece = tuple[str, str]
"""A text and the name of its style, "" for plain."""

Line = list[Piece]

_NO_START = frozenset("，。、；：？！）〕】》”’…％%),.;:?!]}")
_NO_END = frozenset("（〔【《“‘([{")


def fold(line: Line, columns: int | None, hang: int) -> list[Line]:
    """The line in pieces of at most `columns`, later ones indented by `hang`; whole when unlimited.

    Words and numbers stay whole where they fit; no line begins with a closing mark.
    """
    text = "".join(piece for piece, _ in line)
    if columns is None or width(text) <= columns:
        return [line]
    hang = min(hang, columns // 2)
    folded: list[Line] = []
    start = 0
    for end in (*_breaks(text, columns, hang), len(text)):
        part = _slice(line, start, end)
        folded.append([(" " * hang, ""), *part] if folded else part)
        start = end
    return folded


def _breaks(text: str, columns: int, hang: int) -> list[int]:
    offsets: list[int] = []
    start = at = used = 0
    while at < len(text):
        taken = wide(text[at])
        if used + taken <= columns or at == start:
            used += taken
            at += 1
            continue
        end = at
        while end > start + 1 and _glued(text[end - 1], text[end]):
            end -= 1
        if end <= start + 1:
            end = at
        offsets.append(end)
        start = at = end
        used = hang
    return offsets


def _glued(before: str, after: str) -> bool:
    if after in _NO_START or before in _NO_END:
        return True
    return before.isascii() and after.isascii() and not before.isspace() and not after.isspace()


def _slice(line: Line, start: int, end: int) -> Line:
    part: Line = []
    at = 0
    for text, style in line:
        piece = text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            part.append((piece, style))
        at += len(text)
    return part
