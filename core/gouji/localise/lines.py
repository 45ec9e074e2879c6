"""Rows and columns of the form as lines of cells: what the equations that cross a line say it should hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gouji.edition import Edition
from gouji.lean import NamedTuple
from gouji.localise.broken import Broken
from gouji.localise.search import divided
from gouji.localise.system import Equation, Solution, computed_by
from gouji.once import once
from gouji.report import Key, Number
from gouji.values import written

SIDE_BY_SIDE = "t4"
"""The table whose rows are printed as one, so that what is moved runs from one into the next."""

MOST_CELLS_TOLD = 8
"""Cells of a line put into a sentence; the correction lists them all."""


class Line(NamedTuple):
    """Cells of the form in a row: `name` is what messages call the line, `names` its cells.

    `block` tells the lines that run beside each other, `level` is how deep a row stands in the form,
    `table` what its table is called.
    """

    name: str
    cells: tuple[Key, ...]
    names: tuple[str, ...]
    across: bool
    block: str
    level: int = 0
    table: str = ""

    @property
    def step(self) -> str:
        """What one cell along the line is called."""
        return "列" if self.across else "行"


class Slip(NamedTuple):
    """A mistake that explains these broken equations: its correction, and what a person would call it.

    `plain` is false where so little moved that chance may have made it look so.
    """

    settled: frozenset[int]
    solution: Solution
    words: str
    plain: bool = True


Candidate = tuple[Mapping[Key, Number], str, bool]
"""The cells to change with their new values, the words for it, and whether it is plain."""


@once(8)
def lines_of(edition: Edition) -> list[Line]:
    """Every row and column of the form with at least three cells, and 表四 as it is printed."""
    lines: list[Line] = []
    for table in edition.tables:
        for number, block in enumerate(table.blocks):
            rows = [row for row in block.rows if row.data]
            home = f"{table.id}.{number}"
            if len(block.columns) > 2:
                names = tuple(column.name for column in block.columns)
                for row in rows:
                    cells = tuple((table.id, row.id, column.id) for column in block.columns)
                    lines.append(Line(table.line(row.name, "行"), cells, names, True, f"{home} rows", row.level, table.name))
            if len(rows) > 2:
                names = tuple(row.name for row in rows)
                for column in block.columns:
                    cells = tuple((table.id, row.id, column.id) for row in rows)
                    lines.append(Line(table.line(column.name, "列"), cells, names, False, f"{home} columns", table=table.name))
            if table.id == SIDE_BY_SIDE:
                cells = tuple((table.id, row.id, column.id) for row in rows for column in block.columns)
                names = tuple(f"{row.name}·{column.name}" for row in rows for column in block.columns)
                lines.append(Line(table.name, cells, names, True, ""))
    return lines


def whole_lines(lines: Sequence[Line], broken: Broken) -> list[Slip]:
    """For every line that can restore all broken equations by itself: what its cells should hold."""
    candidates = []
    for line in lines:
        if line.block and broken.touches(line.cells) and all(key in broken.values for key in line.cells):
            should = restored(line, broken)
            if should:
                candidates.append((should, f"{line.name}有{len(should)}格与其他数对不上，{should_be(line, should)}", True))
    return [slip for slip in settling(candidates, broken) if len(slip.settled) == len(broken.amounts)]


def should_be(line: Line, changed: Mapping[Key, Number]) -> str:
    """What the changed cells of a line should hold: 应为自然人3、商业企业0."""
    told = [f"{name}{written(changed[key])}" for key, name in zip(line.cells, line.names, strict=True) if key in changed]
    rest = f"等（共{len(told)}格）" if len(told) > MOST_CELLS_TOLD else ""
    return f"应为{'、'.join(told[:MOST_CELLS_TOLD])}{rest}"


def restored(line: Line, broken: Broken) -> dict[Key, Number] | None:
    """The cells that must change, with what the equations crossing the line demand; None where they disagree or are silent."""
    pairs = [broken.system.equalities(key, broken.known) for key in line.cells]
    seen: dict[int, int] = {}
    for equations in pairs:
        for number, _ in equations:
            seen[number] = seen.get(number, 0) + 1
    changed: dict[Key, Number] = {}
    for key, equations in zip(line.cells, pairs, strict=True):
        demanded = {divided(-broken.amounts.get(number, 0), coefficient) for number, coefficient in equations if seen[number] == 1}
        amount = demanded.pop() if len(demanded) == 1 else None
        if amount is None:
            return None
        if amount:
            changed[key] = broken.values[key] + amount
    return changed


def demanded_by(equation: Equation, key: Key, values: Mapping[Key, Number]) -> Number | None:
    """What this cell must hold for the equation to come out, the others being as they are; None where no number would do."""
    rest = equation.constant + sum(coefficient * values[other] for other, coefficient in equation.terms if other != key)
    return divided(-rest, dict(equation.terms)[key])


def are_sums(keys: Iterable[Key], broken: Broken) -> bool:
    """Whether equations say of each of these cells how to compute it."""
    system = broken.system
    return all(any(computed_by(system.equations[number], key) for number, _ in system.by_cell.get(key, ())) for key in keys)


def settling(candidates: Iterable[Candidate], broken: Broken) -> list[Slip]:
    """Those of these candidates that restore every equation they touch."""
    found: dict[Solution, Slip] = {}
    for changed, words, plain in candidates:
        settled = broken.settled_by(changed)
        if settled:
            solution = tuple(changed.items())
            found.setdefault(solution, Slip(settled, solution, words, plain))
    return list(found.values())
