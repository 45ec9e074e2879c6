"""Mistakes of a whole row or column, and of two cells, told as the one mistake they are."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from gouji.data import editions
from gouji.engine import check
from gouji.in_force import Options, prepare
from gouji.localise import residuals, system_of, values_of
from gouji.report import NUMBER
from gouji.sample import balanced

COLUMNS = ("person", "biz", "sci", "ngo", "law", "other", "total")
OUTCOMES = ("keep", "correct", "other", "pending", "total")


@pytest.fixture(scope="module")
def rules():
    """The equations alone; the prose of the sample knows nothing of the figures set here."""
    return prepare(Options(select=("A", "B"), ignore=("B5",))).ruleset


def filled(edition, table, columns, rows):
    """A sample report with these rows of a table."""
    report = balanced(editions()[edition])
    return with_rows(report, table, columns, rows)


def with_rows(report, table, columns, rows):
    cells = [
        report.cell(table, row, column)._replace(value=value, raw=str(value), kind=NUMBER)
        for row, values in rows.items()
        for column, value in zip(columns, values, strict=True)
    ]
    return report.with_cells(*cells)


@pytest.fixture(params=["gov-2019", "gov-2021"])
def report(request):
    """A busy year: five kinds of applicants, requests carried in and out."""
    rows = {
        "new": (31, 12, 0, 4, 0, 7, 54),
        "carry_in": (2, 0, 0, 1, 0, 0, 3),
        "open": (20, 8, 0, 0, 0, 5, 33),
        "partial": (7, 0, 0, 3, 0, 2, 12),
        "unable_nohold": (4, 4, 0, 1, 0, 0, 9),
        "done": (31, 12, 0, 4, 0, 7, 54),
        "carry_out": (2, 0, 0, 1, 0, 0, 3),
    }
    return filled(request.param, "t3", COLUMNS, rows)


def of_row(report, row, table="t3", columns=COLUMNS):
    return [report.cell(table, row, column).value for column in columns]


def told(wrong, rules):
    return [finding for finding in check(wrong, rules).findings if finding.equations]


def corrects(finding, right):
    """Whether the first correction listed gives back the right report, cell by cell."""
    return all(str(right.cell(c.table, c.row, c.column).value) == c.new for c in finding.corrections[0])


@pytest.mark.parametrize("row", ["new", "open", "partial", "unable_nohold", "done", "carry_in"])
@pytest.mark.parametrize("way", ["右", "左"])
def test_a_row_moved_by_one_column_is_one_finding(report, rules, row, way):
    values = of_row(report, row)
    moved = [0, *values[:-1]] if way == "右" else [*values[1:], 0]
    (finding,) = told(with_rows(report, "t3", COLUMNS, {row: moved}), rules)
    assert f"{way}移了一列" in finding.message
    assert len(finding.corrections) == 1
    assert corrects(finding, report)
    assert len(finding.equations) >= 4


def test_a_row_moved_but_for_its_total(report, rules):
    (finding,) = told(with_rows(report, "t3", COLUMNS, {"open": (0, 20, 8, 0, 0, 5, 33)}), rules)
    assert "从“自然人”到“科研机构”像是右移了一列，应为自然人20、商业企业8、科研机构0：" in finding.message
    assert corrects(finding, report)


def test_a_small_office_with_one_request_in_the_wrong_column(rules):
    rows = dict.fromkeys(("new", "open", "done"), (1, 0, 0, 0, 0, 0, 1))
    report = filled("gov-2021", "t3", COLUMNS, rows)
    (finding,) = told(with_rows(report, "t3", COLUMNS, {"open": (0, 1, 0, 0, 0, 0, 0)}), rules)
    assert "表三予以公开行整体像是右移了一列，应为自然人1、商业企业0、总计1" in finding.message
    assert corrects(finding, report)


def test_a_column_moved_down_by_one_row(report, rules):
    rows = {"open": 0, "partial": 20, "deny_secret": 7}
    wrong = with_rows(report, "t3", ("person",), {row: (value,) for row, value in rows.items()})
    (finding,) = told(wrong, rules)
    assert "表三自然人列从“予以公开”到“国家秘密”像是下移了一行" in finding.message
    assert corrects(finding, report)


@pytest.mark.parametrize("line", ["总计列", "办理总计行"])
def test_a_line_left_at_nought_is_one_finding(report, rules, line):
    if line == "总计列":
        table = report.edition.table("t3")
        wrong = with_rows(report, "t3", ("total",), {row.id: (0,) for row in table.rows if row.data})
    else:
        wrong = with_rows(report, "t3", COLUMNS, {"done": (0,) * 7})
    (finding,) = told(wrong, rules)
    assert f"表三{line}像是漏填了（全为0），应为" in finding.message
    assert corrects(finding, report)


def test_a_row_copied_from_the_one_above(report, rules):
    (finding,) = told(with_rows(report, "t3", COLUMNS, {"carry_in": of_row(report, "new")}), rules)
    assert "各数相同，像是抄重了" in finding.message
    assert any(c.new == "2" and c.row == "carry_in" for correction in finding.corrections for c in correction)


@pytest.mark.parametrize(("one", "other"), [("carry_in", "open"), ("done", "carry_out")])
def test_two_rows_exchanged(report, rules, one, other):
    wrong = with_rows(report, "t3", COLUMNS, {one: of_row(report, other), other: of_row(report, one)})
    (finding,) = told(wrong, rules)
    assert "像是整行互换了" in finding.message
    assert corrects(finding, report)


def test_carried_over_rows_exchanged_are_told_beside_what_is_smaller(report, rules):
    """One applicant's row and total would mend it with two cells; that they stand in each other's row says more."""
    right = with_rows(report, "t3", COLUMNS, {"new": (32, 12, 0, 4, 0, 7, 55), "carry_out": (3, 0, 0, 1, 0, 0, 4)})
    assert told(right, rules) == []
    wrong = with_rows(right, "t3", COLUMNS, {"carry_in": of_row(right, "carry_out"), "carry_out": of_row(right, "carry_in")})
    (finding,) = told(wrong, rules)
    assert len(finding.corrections) > 1
    assert corrects(finding, right)
    assert "表三上年结转行与表三结转下年行像是整行互换了，或" in finding.message


@pytest.mark.parametrize(
    ("line", "rows", "words"),
    [
        ("total", ("new", "carry_in", "open", "partial", "unable_nohold", "done", "carry_out"), "表三总计列像是没有加上表三商业企业列"),
        ("done", COLUMNS, "表三办理总计行像是没有加上表三部分公开行"),
    ],
)
def test_a_sum_that_leaves_out_one_line(report, rules, line, rows, words):
    if line == "total":
        less = {row: (report.cell("t3", row, "total").value - report.cell("t3", row, "biz").value,) for row in rows}
        wrong = with_rows(report, "t3", ("total",), less)
    else:
        less = [report.cell("t3", "done", c).value - report.cell("t3", "partial", c).value for c in rows]
        wrong = with_rows(report, "t3", COLUMNS, {"done": less})
    (finding,) = told(wrong, rules)
    assert words in finding.message
    assert corrects(finding, report)


def test_a_sum_that_counts_one_line_twice(report, rules):
    more = [a + b for a, b in zip(of_row(report, "done"), of_row(report, "partial"), strict=True)]
    (finding,) = told(with_rows(report, "t3", COLUMNS, {"done": more}), rules)
    assert "表三办理总计行像是多加了表三部分公开行，应为自然人31" in finding.message
    assert corrects(finding, report)


def test_totals_that_repeat_the_first_column(report, rules):
    rows = {row.id: (report.cell("t3", row.id, "person").value,) for row in report.edition.table("t3").rows if row.data}
    (finding,) = told(with_rows(report, "t3", ("total",), rows), rules)
    assert "表三总计列与表三自然人列各数相同，像是抄重了" in finding.message
    assert corrects(finding, report)


def test_rows_alike_by_chance_are_no_copies(report, rules):
    """Rows of one number each are alike in every office; the row left out may be any."""
    alike = {"deny_law": (2, 0, 0, 0, 0, 0, 2), "deny_safety": (2, 0, 0, 0, 0, 0, 2), "done": (35, 12, 0, 4, 0, 7, 58)}
    right = with_rows(report, "t3", COLUMNS, {**alike, "carry_out": (0, 0, 0, 1, 0, 0, 1), "new": (33, 12, 0, 4, 0, 7, 56)})
    assert told(right, rules) == []
    (finding,) = told(with_rows(right, "t3", COLUMNS, {"partial": (0,) * 7}), rules)
    assert "抄重" not in finding.message.partition("可能的原因")[0]
    assert any(all(str(right.cell(c.table, c.row, c.column).value) == c.new for c in correction) for correction in finding.corrections)


def test_a_line_that_is_wrong_in_no_known_way_is_still_one_finding(report, rules):
    wrong = with_rows(report, "t3", COLUMNS, {"done": (40, 13, 5, 9, 1, 8, 76)})
    (finding,) = told(wrong, rules)
    assert "表三办理总计行有7格与其他数对不上，应为自然人31、" in finding.message
    assert corrects(finding, report)


def test_a_moved_row_and_a_fault_elsewhere_are_two_findings(report, rules):
    values = of_row(report, "open")
    wrong = with_rows(report, "t3", COLUMNS, {"open": [0, *values[:-1]], "carry_out": (2, 0, 0, 1, 6, 0, 3)})
    one, other = told(wrong, rules)
    assert {len(one.corrections), len(other.corrections)} == {1}
    assert corrects(one, report)
    assert corrects(other, report)


def test_exchanged_cells_far_apart_are_one_finding(report, rules):
    wrong = with_rows(report, "t3", ("total",), {"open": (12,)})
    wrong = with_rows(wrong, "t3", ("total",), {"partial": (33,)})
    (finding,) = told(with_rows(wrong, "t3", ("person",), {}), rules)
    assert "互换" in finding.message
    assert corrects(finding, report)
    diagonal = with_rows(with_rows(report, "t3", ("person",), {"open": (0,)}), "t3", ("law",), {"partial": (20,)})
    (finding,) = told(diagonal, rules)
    assert "表三·予以公开·自然人的0与表三·部分公开·法律服务机构的20像是互换了" in finding.message


def test_cells_exchanged_between_two_ways_of_dispute_are_one_finding(disputes, rules):
    wrong = with_rows(disputes, "t4", ("pending",), {"review": (5,), "suit_after": (2,)})
    (finding,) = told(wrong, rules)
    assert {equation.rule for equation in finding.equations} == {"B1", "B3"}
    assert corrects(finding, disputes)
    assert "表四·行政复议·尚未审结的5与表四·复议后起诉·尚未审结的2像是互换了" in finding.message


def test_unlike_faults_far_apart_stay_two_findings(report, rules):
    wrong = with_rows(with_rows(report, "t3", ("person",), {"open": (21,)}), "t3", ("law",), {"partial": (3,)})
    assert len(told(wrong, rules)) == 2


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ({"new": (13, 12, 0, 4, 0, 7, 54)}, "应为31（像是数字颠倒）"),
        ({"new": (311, 12, 0, 4, 0, 7, 54)}, "应为31（像是多了一位数字）"),
        ({"new": (3, 12, 0, 4, 0, 7, 54)}, "应为31（像是漏了一位数字）"),
        ({"new": (31, 12, 0, 4, 0, 8, 54)}, "应为7："),
        ({"new": (31, 1, 2, 4, 0, 7, 54)}, "（像是12被拆填在两格）"),
        ({"new": (3112, 0, 0, 4, 0, 7, 54)}, "（像是两格的数连在了一起）"),
        ({"new": (31, 16, 0, 0, 0, 7, 54)}, "（像是有4件填错了列）"),
        ({"new": (31, 9, 0, 7, 0, 7, 54)}, "（像是有3件填错了列）"),
    ],
)
def test_what_happened_to_the_digits_is_said(report, rules, rows, words):
    (finding,) = told(with_rows(report, "t3", COLUMNS, rows), rules)
    assert words in finding.message
    assert corrects(finding, report)


def test_every_correction_restores_what_it_is_told_for_and_breaks_nothing(report, rules):
    system = system_of(rules.rules, report.edition)
    chosen = random.Random(5)
    rows = [row.id for row in report.edition.table("t3").rows if row.data]
    for _ in range(60):
        damaged = {row: chosen.sample(of_row(report, row), 7) for row in chosen.sample(rows, chosen.choice((1, 2, 3)))}
        wrong = with_rows(report, "t3", COLUMNS, damaged)
        broken, _ = residuals(system, values_of(wrong))
        for finding in told(wrong, rules):
            mine = {frozenset((cell.table, cell.row, cell.column) for cell in equation.cells) for equation in finding.equations}
            for correction in finding.corrections:
                changed = {(c.table, c.row, c.column): int(c.new) for c in correction}
                left, _ = residuals(system, values_of(wrong) | changed)
                assert left.keys() <= broken.keys()
                assert not any(frozenset(key for key, _ in system.equations[number].terms) in mine for number in left)


@pytest.mark.parametrize("row", ["new", "open", "done", "carry_in"])
@pytest.mark.parametrize("way", ["右", "左"])
def test_a_row_moved_away_from_a_cell_now_blank(report, rules, row, way):
    values = of_row(report, row)
    wrong = with_rows(report, "t3", COLUMNS, {row: [0, *values[:-1]] if way == "右" else [*values[1:], 0]})
    blank = wrong.cell("t3", row, "person" if way == "右" else "total")
    (finding,) = told(wrong.with_cells(blank._replace(value=None, raw="", kind="blank")), rules)
    assert f"{way}移了一列" in finding.message
    assert corrects(finding, report)
    assert [change.new for change in finding.corrections[0] if change.old == ""] == [str(report.cell(*blank.key).value)]
    assert [cell.value for cell in finding.cells if (cell.table, cell.row, cell.column) == blank.key] == [None]


def test_a_blank_in_the_line_leaves_its_equations_one_by_one(report, rules):
    cell = report.cell("t3", "open", "sci")
    values = of_row(report, "open")
    wrong = with_rows(report, "t3", COLUMNS, {"open": [0, *values[:-1]]}).with_cells(cell._replace(value=None, raw="", kind="blank"))
    assert all("移了一列" not in finding.message for finding in told(wrong, rules))


@pytest.fixture
def disputes():
    rows = {"review": (6, 1, 0, 2, 9), "suit_direct": (3, 0, 2, 1, 6), "suit_after": (0, 4, 0, 5, 9)}
    return filled("gov-2021", "t4", OUTCOMES, rows)


def test_table_four_moved_by_one_cell_is_one_finding(disputes, rules):
    flat = [value for row in ("review", "suit_direct", "suit_after") for value in of_row(disputes, row, "t4", OUTCOMES)]
    moved = [0, *flat[:-1]]
    rows = {row: moved[5 * number : 5 * number + 5] for number, row in enumerate(("review", "suit_direct", "suit_after"))}
    (finding,) = told(with_rows(disputes, "t4", OUTCOMES, rows), rules)
    assert "表四整体像是右移了一列" in finding.message
    assert corrects(finding, disputes)
    assert {equation.rule for equation in finding.equations} == {"B1", "B2", "B3"}


def test_a_move_is_not_believed_where_no_equation_says_what_fell_off(disputes):
    without_the_last = prepare(Options(select=("B",), ignore=("B3", "B5"))).ruleset
    flat = [value for row in ("review", "suit_direct", "suit_after") for value in of_row(disputes, row, "t4", OUTCOMES)]
    moved = [0, *flat[:-1]]
    rows = {row: moved[5 * number : 5 * number + 5] for number, row in enumerate(("review", "suit_direct", "suit_after"))}
    found = told(with_rows(disputes, "t4", OUTCOMES, rows), without_the_last)
    assert {finding.rule for finding in found} == {"B1", "B2"}
    assert all("表四整体" not in finding.message for finding in found)


@pytest.mark.parametrize("values", [(5, 3, 4, 5, 17), (0, 4, 2, 1, 7), (2, 0, 1, 0, 3)])
def test_a_row_of_table_four_moved_to_the_left_is_thought_of(rules, values):
    right = filled("gov-2021", "t4", OUTCOMES, {"review": values})
    (finding,) = told(with_rows(right, "t4", OUTCOMES, {"review": (*values[1:], 0)}), rules)
    assert "表四行政复议行整体像是左移了一列，应为结果维持" in finding.message
    plain = values[0] == 0  # the last part is the sum of the others: it may as well have been exchanged with the total
    right_ones = [corrects(replace(finding, corrections=(one,)), right) for one in finding.corrections]
    assert right_ones == ([True, False, False] if plain else [False, True])


def test_a_row_of_table_four_moved_to_the_right_is_thought_of_where_the_total_is_less_than_a_part(rules):
    right = filled("gov-2021", "t4", OUTCOMES, {"suit_after": (9, 6, 11, 7, 33)})
    (finding,) = told(with_rows(right, "t4", OUTCOMES, {"suit_after": (0, 9, 6, 11, 7)}), rules)
    assert "复议后起诉·总计由7改为26，或表四复议后起诉行整体像是右移了一列" in finding.message
    (finding,) = told(with_rows(right, "t4", OUTCOMES, {"suit_after": (0, 9, 6, 8, 9)}), rules)
    assert "整体像是右移了一列，应为结果维持9" in finding.message
    for not_moved in ((0, 9, 6, 7, 11), (0, 9, 4, 8, 2), (0, 0, 9, 0, 5)):
        (finding,) = told(with_rows(right, "t4", OUTCOMES, {"suit_after": not_moved}), rules)
        assert "移了一列" not in finding.message


@pytest.mark.parametrize(("part", "first"), [(0, True), (2, False)])
def test_a_total_of_table_four_exchanged_with_a_part_is_thought_of(rules, part, first):
    values = [8, 3, 0 if part else 2, 2]
    values.append(sum(values))
    right = filled("gov-2021", "t4", OUTCOMES, {"review": tuple(values)})
    values[part], values[4] = values[4], values[part]
    (finding,) = told(with_rows(right, "t4", OUTCOMES, {"review": tuple(values)}), rules)
    assert f"表四·行政复议·总计的{values[4]}互换" in finding.message
    assert corrects(replace(finding, corrections=(finding.corrections[not first],)), right)


@pytest.mark.parametrize("values", [(5, 3, 0, 0, 0), (0, 0, 0, 5, 0), (3, 1, 2, 4, 0)])
def test_a_total_of_table_four_left_out_is_no_moved_row(rules, values):
    (finding,) = told(filled("gov-2021", "t4", OUTCOMES, {"review": values}), rules)
    assert "移了一列" not in finding.message


@pytest.mark.parametrize(
    ("row", "beside", "words"),
    [
        ("done", "carry_out", "表三办理总计行的数像是填到了表三结转下年行，表三结转下年行应为自然人2、商业企业0、社会公益组织1"),
        ("carry_in", "open", "表三上年结转行的数像是填到了表三予以公开行，表三予以公开行应为自然人20、商业企业8"),
        ("open", "carry_in", "表三予以公开行的数像是填到了表三上年结转行，表三上年结转行应为自然人2、商业企业0"),
    ],
)
def test_the_numbers_of_a_row_filled_into_the_one_beside_it(report, rules, row, beside, words):
    (finding,) = told(with_rows(report, "t3", COLUMNS, {row: (0,) * 7, beside: of_row(report, row)}), rules)
    assert words in finding.message
    assert len(finding.corrections) == 1
    assert corrects(finding, report)


def test_of_two_parts_of_one_sum_nothing_says_which_numbers_are_whose(report, rules):
    found = told(with_rows(report, "t3", COLUMNS, {"open": (0,) * 7, "partial": of_row(report, "open")}), rules)
    assert found
    assert all("的数像是填到了" not in finding.message for finding in found)


def test_a_sum_added_to_the_row_below_it(report, rules):
    both = [a + b for a, b in zip(of_row(report, "done"), of_row(report, "carry_out"), strict=True)]
    (finding,) = told(with_rows(report, "t3", COLUMNS, {"done": (0,) * 7, "carry_out": both}), rules)
    assert "表三办理总计行的数像是并进了表三结转下年行，表三办理总计行应为自然人31、商业企业12" in finding.message
    assert corrects(finding, report)


def test_a_row_of_results_left_out_is_not_taken_for_another_one_added_to_the_sum(report, rules):
    right = with_rows(report, "t3", COLUMNS, {"new": (29, 12, 0, 3, 0, 7, 51), "carry_out": (0,) * 7})
    wrong = with_rows(right, "t3", COLUMNS, {"partial": (0,) * 7})
    (finding,) = told(wrong, rules)
    assert "并进" not in finding.message


def test_totals_of_table_four_left_at_nought(disputes, rules):
    rows = dict.fromkeys(("review", "suit_direct", "suit_after"), (0,))
    (finding,) = told(with_rows(disputes, "t4", ("total",), rows), rules)
    assert "表四总计列像是漏填了（全为0），应为行政复议9、未经复议直接起诉6、复议后起诉9" in finding.message


def test_little_that_moved_in_table_four_proves_nothing(rules):
    report = filled("gov-2021", "t4", OUTCOMES, {"review": (0, 1, 0, 0, 1), "suit_direct": (0, 0, 0, 0, 0)})
    wrong = with_rows(report, "t4", OUTCOMES, {"review": (0, 1, 0, 0, 2), "suit_direct": (0, 0, 1, 0, 0)})
    assert all("移了" not in finding.message for finding in told(wrong, rules))


def test_what_came_in_and_what_was_done_with_it_may_be_exchanged(report, rules):
    right = with_rows(report, "t3", COLUMNS, {"new": (30, 12, 0, 4, 0, 7, 53), "carry_out": (1, 0, 0, 1, 0, 0, 2)})
    wrong = with_rows(right, "t3", COLUMNS, {"new": of_row(right, "done"), "done": of_row(right, "new")})
    (finding,) = told(wrong, rules)
    assert "表三新收行与表三办理总计行像是整行互换了" in finding.message
    assert not told(right, rules) and corrects(finding, right)
