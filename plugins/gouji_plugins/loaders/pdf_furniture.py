"""Page numbers, running heads and running feet: lines, and tables of lines, that belong to the page, not to the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from gouji_plugins.loaders.pdf_page import Page
from gouji_plugins.loaders.pdf_table import Table
from gouji_plugins.loaders.pdf_text import Line

EDGE = 0.13
"""Page numbers stand in this share of the page's height at its top or bottom."""
RUNNING = 0.1
"""…and repeated lines in this share of it."""
FRAMED = 0.2
"""…and repeated tables in this share: a letterhead in cells is higher than a line."""

_NUMBER = re.compile(
    r"[-—–―－‐•·.\s]*(?:第\s*)?(?P<page>\d{1,3})(?:\s*页)?(?:\s*[,，/／]?\s*(?:共|of)?\s*\d{1,3}(?:\s*页)?)?[-—–―－‐•·.\s]*"
    r"|第\s*[一二三四五六七八九十]{1,3}\s*页.{0,8}|(?:Page|P\.?)\s*\d{1,3}.{0,8}",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"(?:https?|file)://\S+.{0,12}|\d{1,4}[/年-]\d{1,2}[/月-]\d{1,4}日?[,，]?\s*(?:[上下]午)?\s*\d{1,2}:\d{2}.*", re.IGNORECASE
)
"""What a browser prints at the edge of a page: the address, the date and time."""
_DRESSED = re.compile(r"\D")


def furniture(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> set[Line]:
    """The lines, of those given for each page, that are page numbers or repeated from page to page.

    A bare number counts as a page number only where it counts along with the pages, or stands on
    page one as "1": any other lone number may be part of the report.
    """
    found: set[Line] = set()
    bare: list[tuple[int, Line]] = []
    seen: dict[tuple[str, int], list[Line]] = {}
    for page, here in zip(pages, lines, strict=True):
        for line in [*here[:2], *here[2:][-2:]]:
            share, text = line.middle / max(page.height, 1.0), line.text
            match = _NUMBER.fullmatch(text)
            if match and (share < EDGE or share > 1 - EDGE):
                if _DRESSED.search(text):
                    found.add(line)
                else:
                    bare.append((int(text) - page.number, line))
            elif _PRINTED.fullmatch(text) and (share < EDGE or share > 1 - EDGE):
                found.add(line)
            if share < RUNNING or share > 1 - RUNNING:
                seen.setdefault((_masked(text), round(line.middle / 4)), []).append(line)
    offsets = Counter(offset for offset, _ in bare)
    found.update(line for offset, line in bare if offsets[offset] > 1 or (offset == 0 and len(pages) == 1))
    for (text, at), repeated in seen.items():
        near = [*repeated, *seen.get((text, at + 1), [])]
        if len({line.page for line in near}) > 1:
            found.update(near)
    return found


def running_tables(pages: Sequence[Page], tables: Sequence[Sequence[Table]]) -> list[Table]:
    """The tables of words, of those given for each page, that stand at its top or bottom and are repeated from page to page."""
    seen: dict[tuple[str, int], list[Table]] = {}
    for page, here in zip(pages, tables, strict=True):
        for table in here:
            at_edge = table.bottom < FRAMED * page.height or table.top > (1 - FRAMED) * page.height
            if at_edge and any(map(str.isalpha, table.text)):
                seen.setdefault((_masked(table.text), round(table.top / 4)), []).append(table)
    return [table for repeated in seen.values() if len({table.page for table in repeated}) > 1 for table in repeated]


def _masked(text: str) -> str:
    """A text without space, its numbers made alike: they count the pages."""
    return re.sub(r"\d+", "0", "".join(text.split()))
