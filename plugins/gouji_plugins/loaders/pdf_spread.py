"""Two pages of a report printed side by side on one sheet of paper, as for a booklet."""

from __future__ import annotations

from gouji_plugins.loaders.pdf_page import Page

GUTTER = 6.0
"""So many points to either side of the middle of the sheet nothing is printed."""
LEAST = 20
"""Characters that each of the two pages has at least."""


def single_pages(page: Page) -> list[Page]:
    """The two pages on a sheet, moved to where they would stand by themselves, or the page as it is.

    There must be ruling lines: of a table without any, the middle may be a gap between two columns.
    """
    middle = page.width / 2
    if page.width <= page.height or not page.level or _is_crossed(page, middle):
        return [page]
    left, right = _half(page, 0.0, middle), _half(page, middle, page.width)
    if min(len(left.chars), len(right.chars)) < LEAST:
        return [page]
    return [left, right._replace(images=0, slanted="", undefined=0)]


def _is_crossed(page: Page, middle: float) -> bool:
    first, last = middle - GUTTER, middle + GUTTER
    return (
        any(rule.start < last and rule.end > first for rule in page.level)
        or any(first < rule.at < last for rule in page.upright)
        or any(char.left < last and char.right > first and not char.text.isspace() for char in page.chars)
    )


def _half(page: Page, start: float, stop: float) -> Page:
    """What stands between two places, counted from the first of them."""
    return page._replace(
        width=stop - start,
        chars=[
            char._replace(left=char.left - start, right=char.right - start, x=char.x - start)
            for char in page.chars
            if start <= char.x < stop
        ],
        level=[rule._replace(start=rule.start - start, end=rule.end - start) for rule in page.level if start <= rule.start < stop],
        upright=[rule._replace(at=rule.at - start) for rule in page.upright if start <= rule.at < stop],
        faint=frozenset((x - start, y) for x, y in page.faint if start <= x < stop),
        beyond=(),
    )
