"""The table of points: what costs, what does not yet, and what nobody knows."""

from decimal import Decimal

from gouji.scoring import Cost, Mark
from gouji_plugins.outputs.scored import scored

COSTS = (Cost("P01", "超过期限发布", 1, Decimal("0.5"), 2), Cost("W02", "漏字", 0, Decimal(0), 3))
MARK = Mark("a.html", "临江县水利局 2023年度", "临江县水利局", 2023, Decimal("0.50"), Decimal("99.50"), COSTS, (("W07", "没有上年年报"),))


def told(total):
    left = None if total is None else MARK.left
    marks = [MARK._replace(left=left), MARK._replace(name="临江县教育局 2023年度", lost=Decimal(0), costs=(), open=())]
    return ["".join(text for text, _ in line).split() for line, _ in scored(marks, total)]


def test_what_is_not_certain_is_counted_apart_and_costs_nothing():
    assert told(Decimal(100)) == [
        ["单位", "扣分", "得分"],
        ["临江县水利局", "2023年度", "0.5", "99.5", "a.html"],
        ["P01", "-0.5", "超过期限发布（1", "处；另有", "2", "处待核实，没有扣分）"],
        ["W02", "0", "漏字（3", "处待核实，没有扣分）"],
        ["W07", "?", "没有核对：没有上年年报"],
        ["临江县教育局", "2023年度", "0", "99.5", "a.html"],
        ["共", "2", "份年报，平均扣", "0.25", "分，满分", "100。"],
        [],
    ]


def test_without_a_total_nothing_is_left():
    lines = told(None)
    assert lines[0] == ["单位", "扣分"] and lines[1][-2:] == ["0.5", "a.html"] and lines[-2][-1] == "分。"


def test_no_reports_no_table():
    assert list(scored([], Decimal(100))) == []
