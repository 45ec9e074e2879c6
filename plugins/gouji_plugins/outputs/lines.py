"""Lines of styled pieces, folded by display width."""

from __future__ import annotations

from gouji.width import breaks, width

Piece = tuple[str, str]
"""A text and the name of its style, "" for plain."""

Line = list[Piece]


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
    for end in (*breaks(text, columns, hang=hang), len(text)):
        part = _slice(line, start, end - text[start:end].endswith(" "))
        folded.append([(" " * hang, ""), *part] if folded else part)
        start = end
    return folded


def _slice(line: Line, start: int, end: int) -> Line:
    part: Line = []
    at = 0
    for text, style in line:
        piece = text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            part.append((piece, style))
        at += len(text)
    return part
