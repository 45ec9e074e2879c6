"""From ruling lines to tables: which lines belong together, and which cells they enclose.

Lines that touch form a table. Its rows and columns are the places of its lines, and the ends of
the lines that cross them where an outer line was not drawn, as browsers do at a page break. A line
missing between two neighbouring places makes one merged cell of them, so that rowspan and colspan
come out as they were drawn.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from gouji.lean import NamedTuple
from gouji_plugins.loaders.pdf_drawing import Rule

TOUCH = 3.0
"""Lines that miss each other by up to this many points touch; gaps of dotted lines are smaller."""
SAME = 4.0
"""Neighbouring lines closer than this are one line drawn double."""
WIDEST = 6.5
"""…as long as the bundle is no wider than this; no row or column of text is as narrow."""
DRAWN = 0.6
"""Two cells are separate when at least this share of the line between them is drawn."""
MAX_RULES = 4_000
"""Line pieces in one direction, after joining, beyond which a drawing is not taken for tables."""


class Span(NamedTuple):
    """One cell: it covers rows top … bottom-1 and columns left … right-1."""

    top: int
    bottom: int
    left: int
    right: int


class Lattice(NamedTuple):
    """One ruled table: the x of its column lines, the y of its row lines, and its cells.

    `cells[r][c]` is the cell that covers row r and column c.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[Span, ...], ...]

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """The outer lines: left, top, right and bottom."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @property
    def area(self) -> float:
        """The area in square points."""
        left, top, right, bottom = self.frame
        return (right - left) * (bottom - top)

    def at(self, x: float, y: float) -> Span:
        """The cell that a point inside the table, or beside it, lies in."""
        return self.cells[bisect_right(self.ys, y) - 1][bisect_right(self.xs, x, 1, len(self.xs) - 1) - 1]


def lattices(level: list[Rule], upright: list[Rule]) -> list[Lattice]:
    """The ruled tables of a page, from top to bottom.

    A frame around text (a single cell, or cells that are all as wide as the frame) is no table.
    """
    level, upright = _joined(level), _joined(upright)
    if len(level) > MAX_RULES or len(upright) > MAX_RULES:
        return []
    tables = [table for group in _touching(level, upright) if (table := _lattice(*group)) is not None]
    return sorted(tables, key=lambda table: (table.ys[0], table.xs[0]))


def _joined(rules: list[Rule]) -> list[Rule]:
    """Pieces that continue or repeat each other, made one line each."""
    joined: list[Rule] = []
    for bundle in _bundles(rules, 1.0, 1.5):
        at = sum(rule.at for rule in bundle) / len(bundle)
        joined.extend(Rule(at, start, end) for start, end in _merged(bundle) if end - start > 2.0)
    return joined


def _bundles(rules: list[Rule], gap: float, widest: float) -> list[list[Rule]]:
    """The rules that stand at almost the same place, in order of place."""
    bundles: list[list[Rule]] = []
    for rule in sorted(rules):
        if bundles and rule.at - bundles[-1][-1].at <= gap and rule.at - bundles[-1][0].at <= widest:
            bundles[-1].append(rule)
        else:
            bundles.append([rule])
    return bundles


def _merged(rules: list[Rule]) -> list[tuple[float, float]]:
    """The stretches that some rules cover together, gaps up to `TOUCH` closed."""
    stretches: list[tuple[float, float]] = []
    for _, start, end in sorted(rules, key=lambda rule: rule.start):
        if stretches and start <= stretches[-1][1] + TOUCH:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], end))
        else:
            stretches.append((start, end))
    return stretches


def _touching(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that hang together by crossing or touching."""
    parent = list(range(len(level) + len(upright)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = item = parent[parent[item]]
        return item

    heights = [rule.at for rule in level]  # sorted: _joined keeps the order of place
    for number, line in enumerate(upright, len(level)):
        for index in range(bisect_left(heights, line.start - TOUCH), bisect_right(heights, line.end + TOUCH)):
            if level[index].start - TOUCH <= line.at <= level[index].end + TOUCH:
                parent[root(index)] = root(number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate(level):
        groups.setdefault(root(index), ([], []))[0].append(rule)
    for index, rule in enumerate(upright, len(level)):
        groups.setdefault(root(index), ([], []))[1].append(rule)
    return [group for group in groups.values() if group[0] and group[1]]


def _lattice(level: list[Rule], upright: list[Rule]) -> Lattice | None:
    rows, columns = _bundles(level, SAME, WIDEST), _bundles(upright, SAME, WIDEST)
    ys = _with_ends([_middle(bundle) for bundle in rows], upright)
    xs = _with_ends([_middle(bundle) for bundle in columns], level)
    if len(xs) < 3 or len(ys) < 2:
        return None
    across = {_middle(bundle): _merged(bundle) for bundle in rows}
    down = {_middle(bundle): _merged(bundle) for bundle in columns}
    below = [[_is_drawn(across.get(ys[r + 1]), xs[c], xs[c + 1]) for c in range(len(xs) - 1)] for r in range(len(ys) - 2)]
    beside = [[_is_drawn(down.get(xs[c + 1]), ys[r], ys[r + 1]) for c in range(len(xs) - 2)] for r in range(len(ys) - 1)]
    cells = _spans(len(ys) - 1, len(xs) - 1, below, beside)
    if all(cell.right - cell.left == len(xs) - 1 for row in cells for cell in row):
        return None
    return Lattice(tuple(xs), tuple(ys), cells)


def _middle(bundle: list[Rule]) -> float:
    return sum(rule.at for rule in bundle) / len(bundle)


def _with_ends(places: list[float], crossing: list[Rule]) -> list[float]:
    """The places of lines, with an undrawn outer line added where the crossing lines end."""
    first, last = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    if first < places[0] - WIDEST:
        places = [first, *places]
    if last > places[-1] + WIDEST:
        places = [*places, last]
    return places


def _is_drawn(stretches: list[tuple[float, float]] | None, start: float, end: float) -> bool:
    if stretches is None:
        return False
    if len(stretches) == 1 and stretches[0][0] <= start and end <= stretches[0][1]:
        return True
    covered = sum(max(0.0, min(end, b) - max(start, a)) for a, b in stretches)
    return covered >= DRAWN * (end - start)


def _spans(rows: int, columns: int, below: list[list[bool]], beside: list[list[bool]]) -> tuple[tuple[Span, ...], ...]:
    """Merges neighbouring places that no line separates.

    Each cell is the widest, then tallest rectangle from its top left place; where a missing piece
    of line leaves an odd shape, this splits it into rectangles instead of swallowing its surroundings.
    """
    cells: list[list[Span | None]] = [[None] * columns for _ in range(rows)]
    for r in range(rows):
        for c in range(columns):
            if cells[r][c] is not None:
                continue
            right = c + 1
            while right < columns and cells[r][right] is None and not beside[r][right - 1]:
                right += 1
            bottom = r + 1
            while bottom < rows and _continues(below, beside, bottom, c, right):
                bottom += 1
            span = Span(r, bottom, c, right)
            for row in range(r, bottom):
                for column in range(c, right):
                    cells[row][column] = span
    return tuple(tuple(cell for cell in row if cell is not None) for row in cells)


def _continues(below: list[list[bool]], beside: list[list[bool]], row: int, left: int, right: int) -> bool:
    """Whether a cell over columns left … right-1 goes on into `row`: no line above or within it."""
    return not any(below[row - 1][left:right]) and not any(beside[row][left : right - 1])
