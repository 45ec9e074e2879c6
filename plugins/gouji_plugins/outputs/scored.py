"""The table of points: one line for each report, and under it what cost how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.scoring import Cost, Mark
from gouji.telling import printable
from gouji.width import pad, width
from gouji_plugins.outputs.lines import Line

NAME = 24
"""Columns a name takes at least."""


def scored(marks: Sequence[Mark], total: Decimal | None) -> Iterator[tuple[Line, int]]:
    """Every report with its points, in the order of the reports; the mean stands behind the last."""
    if not marks:
        return
    names = max(NAME, *(width(mark.name) for mark in marks))
    head = pad("单位", names) + pad("扣分", 8, right=True) + (pad("得分", 8, right=True) if total is not None else "")
    yield [(head, "dim")], 0
    for mark in marks:
        points = pad(_written(mark.lost), 8, right=True)
        left = pad(_written(mark.left), 8, right=True) if mark.left is not None else ""
        yield (
            [
                (pad(mark.name, names), "title"),
                (points, "error" if mark.lost else "passed"),
                (left, ""),
                (f"  {printable(mark.path)}", "dim"),
            ],
            4,
        )
        for cost in mark.costs:
            yield _cost(cost, names)
        for rule, why in mark.open:
            yield (
                [
                    (pad(f"  {rule}", 10), "dim"),
                    (pad("", names - 10), ""),
                    (pad("?", 8, right=True), "warning"),
                    (f"  没有核对：{printable(why)}", ""),
                ],
                names + 10,
            )
    lost = sum((mark.lost for mark in marks), Decimal(0))
    whole = f"，满分 {_written(total)}" if total is not None else ""
    mean = _written((lost / len(marks)).quantize(Decimal("0.01")))
    yield [(f"共 {len(marks)} 份年报，平均扣 {mean} 分{whole}。", "title")], 2
    yield [], 0


def _cost(cost: Cost, names: int) -> tuple[Line, int]:
    pending = f"；另有 {cost.pending} 处待核实，没有扣分" if cost.pending else ""
    found = f"{cost.findings} 处{pending}" if cost.findings else f"{cost.pending} 处待核实，没有扣分"
    line: Line = [
        (pad(f"  {cost.rule}", 10), "dim"),
        (pad("", names - 10), ""),
        (pad(f"-{_written(cost.points)}" if cost.points else "0", 8, right=True), "warning"),
        (f"  {cost.title}（{found}）", ""),
    ]
    return line, names + 10


def _written(points: Decimal) -> str:
    return f"{points.normalize():f}"
