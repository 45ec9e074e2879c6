"""Hypothesis strategies: valid reports, and families of them.

Reports are valid by construction, not by filtering: a handful of entries is drawn and the cells
follow from them (`gouji.testing.figures`), then the prose is written to agree (`gouji.testing.prose`).
They shrink towards the balanced report in which every cell is 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.vendor import pretty

from gouji.edition import Edition
from gouji.likeness import nearest
from gouji.once import once
from gouji.report import Report
from gouji.sample import FEES_SINCE, UNITS, balanced
from gouji.testing.choice import Pick
from gouji.testing.faults import FAULTS, Faulty
from gouji.testing.figures import NO_FEES, Activity, Answer, Dispute, Fees, Figures, add_up, settle
from gouji.testing.like import edition_for, expression
from gouji.testing.prose import write
from gouji.testing.show import show

T = TypeVar("T")


def _tell(report: Report, printer: pretty.RepresentationPrinter, _: bool) -> None:
    """A falsifying example in a few lines that can be pasted; the two hundred cells of a report would fill pages."""
    told = expression(report) or f"\n{show(report)}\n"
    printer.text(told.replace("\n", "\n" + " " * printer.indentation))


pretty.for_type_by_name("gouji.report", "Report", _tell)

quick = settings(
    deadline=None,
    phases=[phase for phase in Phase if phase is not Phase.explain],
    suppress_health_check=[HealthCheck.too_slow],
)
"""What properties of reports are best tested with: `@quick` above `@given(reports())`.

Hypothesis would explain a failure by tracing every line of gouji, which takes a minute and tells an example that is not the
smallest; and the first report takes longer than others, because rules and editions are loaded. For more or fewer examples write
`settings(quick, max_examples=500)`.
"""

NAMES: dict[str, tuple[str, ...]] = {
    "dept": ("临江县水利局", "临江县民政局", "临江市教育局", "临江县市场监督管理局", "临江县卫生健康委员会"),
    "gov.county": ("临江县人民政府", "云河区人民政府"),
    "town": ("临江县清溪镇人民政府", "临江县白石乡人民政府"),
    **{level: (unit,) for level, unit in UNITS.items() if level not in ("dept", "gov.county", "town")},
}
"""Made-up bodies for each level, the plainest first."""

counts = st.one_of(st.integers(1, 9), st.integers(1, 9), st.integers(1, 9), st.integers(1, 300), st.integers(1, 60000))
"""How many of something that happened: mostly few, sometimes hundreds, now and then tens of thousands.

All ranges begin with 1, so that a large number can shrink to a small one.
"""


def picks(draw: st.DrawFn) -> Pick:
    """A `Pick` whose choices hypothesis makes, and shrinks towards the first option."""

    def pick(options: Sequence[T], /) -> T:
        return options[draw(st.integers(0, len(options) - 1))] if len(options) > 1 else options[0]

    return pick


@once(4)
def _entries(
    edition: Edition,
) -> tuple[st.SearchStrategy[list[Answer]], st.SearchStrategy[list[Dispute]], st.SearchStrategy[list[Activity]]]:
    """What may happen in a year, in terms of an edition: answers, disputes, activities."""
    t2, t3, t4 = (edition.table(id) for id in ("t2", "t3", "t4"))
    results = st.sampled_from((*t3.row_groups["办理结果"], "carry_out"))
    answers = st.builds(Answer, results, st.sampled_from(t3.column_groups["申请人"]), counts)
    outcomes = st.sampled_from(t4.column_groups["结果"])
    disputes = st.builds(Dispute, st.sampled_from([row.id for row in t4.rows]), outcomes, st.integers(1, 30))
    activities = st.builds(Activity, st.sampled_from([row.id for row in t2.rows if row.data]), counts, counts, counts)
    return st.lists(answers, max_size=6), st.lists(disputes, max_size=3), st.lists(activities, max_size=4)


@st.composite
def figures(
    draw: st.DrawFn,
    edition: Edition,
    *,
    level: str = "dept",
    unit: str = "",
    year: int | None = None,
    previous: Figures | None = None,
) -> Figures:
    """The numbers of a valid report; with `previous`, of the same body one year later."""
    answers, disputes, activities = _entries(edition)
    answered = draw(answers)
    supply: dict[str, int] = {}
    for answer in answered:
        if answer.row != "misc_nopay":
            supply[answer.column] = supply.get(answer.column, 0) + answer.number
    carried = {} if previous else {column: draw(st.integers(0, min(most, 20))) for column, most in supply.items()}
    fees = NO_FEES
    if (year or FEES_SINCE) >= FEES_SINCE and any(answer.row == "misc_nopay" for answer in answered):
        notices, tens = draw(st.integers(1, 40)), draw(st.integers(1, 500))
        fees = Fees(notices, tens * 10 * notices, draw(st.integers(0, tens * notices)) * 10)
    return settle(
        edition,
        answers=answered,
        carried=carried,
        disputes=draw(disputes),
        activities=draw(activities),
        fees=fees,
        level=level,
        unit=unit,
        year=year,
        previous=previous,
    )


@st.composite
def reports(
    draw: st.DrawFn,
    edition: Edition | None = None,
    *,
    level: str | None = None,
    year: int | None = None,
    unit: str | None = None,
) -> Report:
    """A valid report: every identity holds, the prose agrees with the tables, every duty is met.

    Whatever is not given is drawn. It shrinks to a small report of a county department. Raises
    ValueError for a year that no edition covers and for a level that does not exist.
    """
    if level is not None and level not in NAMES:
        raise ValueError(f"没有 {level!r} 这一级，有的是 {'、'.join(NAMES)}")
    if edition is None and year is not None:
        edition = edition_for(year)
    elif edition is None:
        edition = edition_for(draw(st.sampled_from((2023, 2020))))
    year = year or draw(st.integers(edition.year_from, edition.year_to or edition.year_from + 4))
    # One draw for both, so that a simpler body can take the place of another while shrinking.
    bodies = [(code, name) for code in ([level] if level else NAMES) for name in ([unit] if unit else NAMES[code])]
    level, unit = draw(st.sampled_from(bodies))
    numbers = draw(figures(edition, level=level, unit=unit, year=year))
    filled = numbers.fill(balanced(edition, year=year, level=level, unit=unit))
    return write(filled, picks(draw), numbers.fees)


def prose(report: Report, fees: Fees | None = None) -> st.SearchStrategy[Report]:
    """The same report in many wordings. `fees` is what its section six has to tell (default: the unpaid notices of 表三)."""

    @st.composite
    def written(draw: st.DrawFn) -> Report:
        return write(report, picks(draw), fees)

    return written()


@dataclass(frozen=True, slots=True)
class Family:
    """Reports that belong together: a government, the bodies below it, over consecutive years.

    `parent[i]` and `children[k][i]` are the reports on `years[i]`. Carried-over requests and running
    totals fit from year to year, and every cell of the parent is the sum of its children's.
    """

    years: tuple[int, ...]
    parent: tuple[Report, ...]
    children: tuple[tuple[Report, ...], ...]

    def units(self) -> tuple[tuple[Report, ...], ...]:
        """The reports of every body, the parent's first, each a row over the years."""
        return (self.parent, *self.children)

    def below(self, year: int) -> tuple[Report, ...]:
        """The children's reports on one year."""
        index = self.years.index(year)
        return tuple(child[index] for child in self.children)


CHILDREN = (
    ("office", "临江县人民政府办公室"),
    ("dept", "临江县水利局"),
    ("town", "临江县清溪镇人民政府"),
    ("dept", "临江县民政局"),
)


@st.composite
def families(
    draw: st.DrawFn,
    *,
    years: Sequence[int] = (2022, 2023),
    units: Sequence[tuple[str, str]] = CHILDREN[:2],
    parent: tuple[str, str] = ("gov.county", "临江县人民政府"),
) -> Family:
    """A county, some of its bodies (level, name), over consecutive years.

    Numbers fit across years and units. Wordings are drawn for each report by itself, so nothing is
    promised to rules that compare texts.
    """
    editions = [edition_for(year) for year in years]
    told: list[list[Figures]] = [[] for _ in units]
    for index, (level, unit) in enumerate(units):
        for year, edition in zip(years, editions, strict=True):
            last = told[index][-1] if told[index] else None
            told[index].append(draw(figures(edition, level=level, unit=unit, year=year, previous=last)))

    def report(numbers: Figures, edition: Edition, year: int, level: str, unit: str) -> Report:
        return write(numbers.fill(balanced(edition, year=year, level=level, unit=unit)), picks(draw), numbers.fees)

    rows = [
        tuple(report(numbers, edition, year, *unit) for numbers, edition, year in zip(told[k], editions, years, strict=True))
        for k, unit in enumerate(units)
    ]
    sums = tuple(
        report(add_up([figures[i] for figures in told]), edition, year, *parent)
        for i, (edition, year) in enumerate(zip(editions, years, strict=True))
    )
    return Family(tuple(years), sums, tuple(rows))


@st.composite
def faults(draw: st.DrawFn, report: Report, *, only: Sequence[str] | None = None) -> Faulty:
    """This report with one fault in it, of the kinds named in `only` (default: all) that it has room for.

    Raises ValueError for a kind that does not exist, and where the report has room for none.
    """
    pick = picks(draw)
    kinds = list(only or FAULTS)
    for kind in kinds:
        if kind not in FAULTS:
            raise ValueError(f"没有 {kind!r} 这种差错{nearest(kind, FAULTS)}（全部种类见 gouji.testing.faults.FAULTS）")
    first = draw(st.integers(0, len(kinds) - 1))
    for id in (*kinds[first:], *kinds[:first]):
        faulty = FAULTS[id].apply(report, pick)
        if faulty is not None:
            return faulty
    raise ValueError("这份报告容不下所列的任何一种差错")
