"""The exact reasoning about sums: what a point satisfies is possible, what adds up to a contradiction is not."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.authoring.formula_trial import understood
from gouji.authoring.linear import Row, demands, possible, signed_cells, smallest
from gouji.data import editions

CELLS = [("t3", "new", column) for column in "abcdef"]
SIGNED = frozenset(CELLS[-2:])
numbers = st.integers(-4, 4).map(Fraction)
terms = st.dictionaries(st.sampled_from(CELLS), numbers.filter(bool), min_size=1, max_size=4)


def sum_of(coefficients, point):
    return sum((coefficient * point[cell] for cell, coefficient in coefficients.items()), Fraction(0))


@st.composite
def satisfied(draw):
    """Rows that a drawn point satisfies, and the point."""
    point = {cell: Fraction(draw(st.integers(-5 if cell in SIGNED else 0, 9)), draw(st.integers(1, 3))) for cell in CELLS}
    rows = []
    for number in range(draw(st.integers(1, 6))):
        coefficients = draw(terms)
        equal = draw(st.booleans())
        slack = Fraction(0) if equal else Fraction(draw(st.integers(0, 3)))
        rows.append(Row(f"X{number}", tuple(coefficients.items()), slack - sum_of(coefficients, point), equal))
    return rows, point


@settings(deadline=None)
@given(satisfied())
def test_what_some_numbers_satisfy_is_possible(found):
    rows, point = found
    assert possible(rows, SIGNED)
    assert possible(rows, SIGNED, [cell for cell in CELLS if cell not in SIGNED]) or sum(v for k, v in point.items() if k not in SIGNED) < 1


@settings(max_examples=60, deadline=None)
@given(satisfied(), st.lists(st.integers(1, 3), min_size=6, max_size=6))
def test_what_adds_up_to_less_than_nothing_is_not(found, weights):
    rows, _ = found
    total: dict = {}
    constant = Fraction(0)
    for row, weight in zip(rows, weights, strict=False):
        for cell, coefficient in row.terms:
            total[cell] = total.get(cell, 0) + weight * coefficient
        constant += weight * row.constant
    against = Row("Y", tuple((cell, -coefficient) for cell, coefficient in total.items() if coefficient), -constant - 1, False)
    assert not possible([*rows, against], SIGNED)
    needed = smallest([*rows, against], SIGNED, "")
    kept = [row for row in [*rows, against] if row.rule in needed]
    assert not possible(kept, SIGNED)
    for rule in needed:
        assert possible([row for row in kept if row.rule != rule], SIGNED)


def test_cells_are_never_negative_unless_the_form_allows_it():
    below = Row("X", ((CELLS[0], Fraction(-1)),), Fraction(-1), False)
    assert not possible([below], frozenset())
    assert possible([below], frozenset(CELLS[:1]))


def test_a_sum_that_is_nothing_alone_can_still_be_asked_for():
    same = Row("X", ((CELLS[0], Fraction(1)), (CELLS[1], Fraction(-1))), Fraction(0), True)
    double = Row("Y", ((CELLS[0], Fraction(1)), (CELLS[1], Fraction(-2))), Fraction(0), True)
    assert possible([same, double], frozenset())
    assert not possible([same, double], frozenset(), CELLS[:2])
    assert possible([same], frozenset(), CELLS[:2])


def together(*formulas):
    edition = editions()["gov-2021"]
    understood_ones = [understood(text, [edition], each="表三 自然人 列") for text in formulas]
    rows = [row for number, formula in enumerate(understood_ones) for row in demands(formula, f"X{number}", edition)[0]]
    return possible(rows, signed_cells(edition))


def test_between_whole_numbers_less_means_at_least_one_less():
    assert not together("新收 < 办理总计", "办理总计 < 新收 + 1")
    assert together("新收 < 办理总计", "办理总计 < 新收 + 2")
    assert together("0.5 × 新收 < 办理总计", "办理总计 < 0.5 × 新收 + 0.5")
