"""What is laid out comes back: every layout, quirk and encoding, read as a user's file would be."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gouji.data import editions
from gouji.report import BLANK, PLACEHOLDER, Report
from gouji.sample import balanced
from gouji.testing.choice import seeded
from gouji.testing.figures import Activity, Answer, Dispute, settle
from gouji.testing.layouts import ENCODINGS, LAYOUTS, QUIRKS
from gouji.testing.prose import write
from gouji.testing.strategies import reports

from .returning import bring_back, lost

OUTSIDE = {id: layout for id, layout in LAYOUTS.items() if layout.needs}


def need(layout: str) -> None:
    if LAYOUTS[layout].needs:
        pytest.importorskip(LAYOUTS[layout].needs)


def filled(edition: str, level: str = "dept", seed: int = 1) -> Report:
    figures = settle(
        editions()[edition],
        answers=[
            Answer("open", "person", 12),
            Answer("deny_secret", "biz", 3),
            Answer("carry_out", "person", 2),
            Answer("rej_mass", "law", 1234),
        ],
        carried={"person": 1},
        disputes=[Dispute("review", "keep", 3), Dispute("suit_after", "pending", 2)],
        activities=[
            Activity("a20_1.norm", 3, 1, 4),
            Activity("a20_8.fee", 160, 59, 0),
            Activity("a20_6.penalty", 7, 3, 90),
        ],
        level=level,
    )
    return write(figures.fill(balanced(editions()[edition], level=level)), seeded(seed), figures.fees)


@pytest.mark.parametrize("edition", ["gov-2019", "gov-2021"])
@pytest.mark.parametrize("layout", list(LAYOUTS))
def test_every_layout(layout: str, edition: str) -> None:
    need(layout)
    report = filled(edition)
    assert list(lost(report, bring_back(report, layout))) == []


@pytest.mark.parametrize("quirk", QUIRKS)
@pytest.mark.parametrize("layout", ["text-cells", "html-site", "docx-official"])
def test_every_quirk(layout: str, quirk: str) -> None:
    report = filled("gov-2019")
    reworded = quirk == "same-names"
    assert list(lost(report, bring_back(report, layout, [quirk]), words=not reworded)) == []


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("layout", ["text-cells", "html-site", "html-unclosed"])
def test_every_encoding(layout: str, encoding: str) -> None:
    report = filled("gov-2021", "gov.county")
    assert list(lost(report, bring_back(report, layout, encoding=encoding))) == []


@pytest.mark.parametrize("kind", [BLANK, PLACEHOLDER])
@pytest.mark.parametrize("layout", [id for id, layout in LAYOUTS.items() if layout.keeps_blanks])
def test_cells_without_a_number_stay_without_one(layout: str, kind: str) -> None:
    need(layout)
    report = filled("gov-2021")
    raw = "" if kind == BLANK else "/"
    cells = [
        report.cell(*key) for key in (("t3", "open", "biz"), ("t3", "new", "law"), ("t4", "review", "other"), ("t2", "a20_1.rule", "made"))
    ]
    holed = report.with_cells(*(cell._replace(raw=raw, kind=kind, value=None) for cell in cells))
    assert list(lost(holed, bring_back(holed, layout))) == []


@settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate, Phase.shrink))
@given(
    reports(),
    st.sampled_from([id for id in LAYOUTS if id not in OUTSIDE]),
    st.sets(st.sampled_from([quirk for quirk in QUIRKS if quirk not in ("same-names", "title-in-word")]), max_size=4),
)
def test_any_report_in_any_layout(report: Report, layout: str, quirks: set[str]) -> None:
    assert list(lost(report, bring_back(report, layout, sorted(quirks)))) == []
