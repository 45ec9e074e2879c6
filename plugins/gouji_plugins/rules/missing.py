"""Units that must report and of which no report is at hand: P02."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.rule import Case, Outcome, Subject, rule

_NAMED = 20
"""Units named in the message; the others are counted."""


@rule(
    "P02",
    title="缺单位的年报",
    level="warning",
    defect="P02",
    basis="《中华人民共和国政府信息公开条例》第四十九条；应当公布的单位以给出的名册为准",
    why="名册里的单位在检查的文件里没有年报：可能没有发布，也可能没有收齐、没有读成，或者换了名称。要用 --roster 给出单位名册才能查。",
    family="roster",
    passes=[Case({"缺年报": []})],
    fails=[Case({"缺年报": ["临江县双桥镇人民政府", "临江县教育局"]}, "缺2个单位的年报：临江县双桥镇人民政府、临江县教育局")],
)
def without_report(subject: Subject) -> Iterator[Outcome]:
    """Units of the roster without a report on the year."""
    absent = subject.absent
    if not absent:
        return
    named = "、".join(absent[:_NAMED]) + ("等" if len(absent) > _NAMED else "")
    yield subject.finding(
        f"{subject.report.year}年度缺{len(absent)}个单位的年报：{named}；请核对是没有发布，还是没有收齐，换了名称的请写进单位名册。",
        actual=f"缺{len(absent)}个",
        key="roster",
    )
