"""Two reports of one unit on one year that do not agree: P04."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.finding import INFO, READING, SOURCE, CellEvidence
from gouji.report import NUMBER
from gouji.rule import Case, Outcome, Subject, rule
from gouji.values import written
from gouji_plugins.rules.evidence import filled

_NAMED = 3


@rule(
    "P04",
    title="同一年度的两份年报数据不一致",
    level="warning",
    defect="P04",
    basis="国办公开办函〔2021〕30号：年度报告数据应当准确；同一单位同一年度只有一套数据",
    why="门户网站和子站各发一份、发布后又改过，两份的数就可能不同；更正过的应当撤下旧的一份，属实的请说明。数大多不同的，可能是同名的两个单位，只作提示。",
    family="other",
    passes=[
        Case({"表三.新收.总计": 5, "同年": {"表三.新收.总计": 5}}),
        Case({"表三.新收.总计": 5, "同年": {"表三.新收.总计": ""}}),
    ],
    fails=[Case({"表三.新收.总计": 5, "同年": {"表三.新收.总计": 6}}, "这份为5，另一份为6")],
)
def conflicting(subject: Subject) -> Iterator[Outcome]:
    """Cells in which both reports have a number, and not the same."""
    if subject.other is None:
        return
    told = [
        (cell, found)
        for _, _, cells, _, _ in filled(subject.report)
        for cell in cells
        if (found := subject.other.cell(*cell.key)) is not None and cell.kind == found.kind == NUMBER and (cell.value or found.value)
    ]
    unlike = [(mine, its) for mine, its in told if mine.value != its.value]
    if not unlike:
        return
    first, found = unlike[0]
    named = "；".join(
        f"{subject.edition.cell_name(*mine.key)}这份为{written(mine.value)}，另一份为{written(its.value)}" for mine, its in unlike[:_NAMED]
    )
    more = f"等{len(unlike)}格" if len(unlike) > _NAMED else ""
    namesakes = 2 * len(unlike) > len(told) > _NAMED
    perhaps = "；两份的数大多不同，也可能是同名的两个单位" if namesakes else ""
    yield subject.finding(
        f"与本单位同一年度的另一份年报不一致：{named}{more}{perhaps}；请核对以哪一份为准，更正或撤下另一份。",
        level=INFO if namesakes else None,
        section=subject.edition.table(first.table).section,
        cells=[CellEvidence.of(cell) for cell, _ in unlike],
        place=first.place,
        expected=written(found.value),
        actual=written(first.value),
        doubt=READING if any(mine.doubt or its.doubt for mine, its in unlike) else SOURCE,
        key="conflicting",
    )
