"""The store and its views: filters, orders, groups, pages, replacement."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from gouji.edition import Edition
from gouji.finding import LEVELS, Result
from gouji.in_force import Options, prepare
from gouji.run.judging import Checked
from gouji.tui import views
from gouji.tui.keeper import Keeper, SupersededError
from gouji.tui.query import Query, Scope, TreeQuery
from gouji.tui.store import Store
from gouji.tui.views import FindingRow, GroupRow, View

from .conftest import fake, fill

IN_FORCE = prepare(Options())


def everything(store: Store, view: View) -> list[FindingRow | GroupRow]:
    return views.page(store.read, view, 0, view.rows + 10)


def test_usual_order_without_a_table_is_that_of_a_built_view(store: Store, edition: Edition) -> None:
    fill(store, edition, 9, 7)
    natural = views.build(store.write, Query())
    built = views.build(store.write, Query(words="临江"))
    assert not natural.table and built.table
    rows = everything(store, natural)
    assert rows == everything(store, built) and len(rows) == 63
    assert [views.page(store.read, natural, first, 5) for first in range(0, 65, 5)] == [
        rows[first : first + 5] for first in range(0, 65, 5)
    ]
    for number in (0, 20, 62):
        row = rows[number]
        assert isinstance(row, FindingRow)
        assert views.build(store.write, Query(), row.id).position == number


@pytest.mark.parametrize("order", ["level", "unit", "year", "rule", "place", "message"])
@pytest.mark.parametrize("descending", [False, True])
def test_every_column_sorts_both_ways(store: Store, edition: Edition, order: str, descending: bool) -> None:
    fill(store, edition, 5, 4)
    rows = everything(store, views.build(store.write, Query(order=order, descending=descending)))
    values = [LEVELS.index(row.level) if order == "level" else getattr(row, order) for row in rows if isinstance(row, FindingRow)]
    assert len(values) == 20
    assert values == sorted(values, reverse=descending)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("第3处", 6),
        ("差 2022", 10),
        ("第3处 2022", 2),
        ("A3", 12),
        ("强制性", 12),
        ("slz", 30),
        ("第4水利站", 5),
        ("没有这样的", 0),
        ("%", 0),
        ("_", 0),
        ("\\", 0),
        ("'", 0),
    ],
)
def test_words_are_sought_in_every_column_and_hidden_ones_counted(store: Store, edition: Edition, words: str, found: int) -> None:
    fill(store, edition, 6, 5)
    view = views.build(store.write, Query(words=words))
    assert (view.findings, view.hidden) == (found, 30 - found)


def test_facets_filter_and_count(store: Store, edition: Edition) -> None:
    fill(store, edition, 2, 6)
    found = views.facets(store.write, Query())
    assert [(facet.value, facet.findings) for facet in found["levels"]] == [("error", 4), ("warning", 4), ("info", 4)]
    assert {facet.value for facet in found["families"]} == {"G", "S"}
    query = Query(levels=frozenset({"error"}), families=frozenset({"G"}), sections=frozenset({"s3"}), tables=frozenset({"t3"}))
    assert views.build(store.write, query).findings == 4
    assert views.build(store.write, Query(rules=frozenset({"S02"}))).hidden == 8
    assert views.hits(store.write) == {"A1": 4, "A3": 4, "S02": 4}


def test_levels_are_offered_from_the_gravest_and_rules_from_the_most_frequent(store: Store, edition: Edition) -> None:
    result = fake(edition, "临江县水利站", 6)
    hints = tuple(finding for finding in fake(edition, "临江县水利站", 12).findings[6:] if finding.level == "info")
    store.add([Checked("甲.html", replace(result, findings=(*result.findings, *hints)))])
    found = views.facets(store.read, Query())
    assert [(facet.value, facet.findings) for facet in found["levels"]] == [("error", 2), ("warning", 2), ("info", 4)]
    assert [facet.value for facet in found["rules"]] == ["S02", "A1", "A3"]


@pytest.mark.parametrize(("group", "names"), [("unit", 3), ("rule", 3), ("cell", 1)])
def test_groups_have_headings_and_fold(store: Store, edition: Edition, group: str, names: int) -> None:
    fill(store, edition, 3, 6)
    view = views.build(store.write, Query(group=group))
    rows = everything(store, view)
    headings = [row for row in rows if isinstance(row, GroupRow)]
    assert len(headings) == names and view.rows == 18 + names and view.findings == 18
    assert sum(row.size for row in headings) == 18
    folded = views.build(store.write, Query(group=group, folded=frozenset(row.name for row in headings)))
    assert everything(store, folded) == headings and folded.findings == 18


def test_scopes(store: Store, edition: Edition) -> None:
    fill(store, edition, 4, 5)
    assert views.build(store.write, Query(scope=Scope(report=2))).findings == 5
    assert views.build(store.write, Query(scope=Scope(region="临江县"))).findings == 20
    scoped = views.build(store.write, Query(scope=Scope("临江县", "临江县第1水利站"), words="第0处"))
    assert (scoped.findings, scoped.hidden) == (1, 4)


def test_a_file_checked_again_takes_the_place_of_its_older_self(store: Store, edition: Edition) -> None:
    fill(store, edition, 3, 5)
    before = store.totals()
    store.add([Checked("1.html", fake(edition, "临江县第1水利站", 2))])
    assert store.totals().findings == before.findings - 3
    assert store.path_ids()["1.html"] == 2
    store.add([Checked("1.html", unread="找不到")])
    totals = store.totals()
    assert (totals.reports, totals.unread, totals.findings) == (2, 1, 10)
    row = store.report(2)
    assert row and row.why == "找不到" and store.result(2, IN_FORCE) is None
    tree = views.build_tree(store.write, TreeQuery())
    assert [(row.region, row.n) for row in views.tree_page(store.read, tree, 0, 20) if row.kind == 0] == [
        ("临江县", 2),
        ("未能读取的文件", 1),
    ]


def test_results_come_back_whole_with_one_copy_of_the_edition(store: Store, edition: Edition) -> None:
    result = fake(edition, "临江县水利局", 3)
    (id,) = store.add([Checked("a.html", result)])
    back = store.result(id, IN_FORCE)
    assert isinstance(back, Result)
    assert back.findings == result.findings and back.report == result.report
    assert back.report.edition is edition
    assert [path for path, _ in store.results(IN_FORCE)] == ["a.html"]


def test_a_failure_while_storing_leaves_the_store_as_it_was(store: Store, edition: Edition) -> None:
    fill(store, edition, 1, 2)

    def broken():  # type: ignore[no-untyped-def]
        yield Checked("b.html", fake(edition, "临江县水利局", 1))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.add(broken())
    assert store.totals().findings == 2
    fill(store, edition, 1, 2)


def test_the_reports_of_joint_findings_are_replaced_as_a_whole(store: Store, edition: Edition) -> None:
    store.add(Checked(f"{name}.html", fake(edition, f"临江县{name}", 0)) for name in "甲乙丙")
    store.relate([("一", ("甲.html", "丙.html", "乙.html")), ("二", ("甲.html",))])
    assert [other.unit for other in store.others(1, "一")] == ["临江县丙", "临江县乙"]
    assert store.others(1, "二") == store.others(2, "一") == []
    store.relate([("三", ("乙.html", "甲.html", "不在.html"))])
    assert store.others(1, "一") == [] and [other.id for other in store.others(2, "三")] == [1]


def test_units_of_no_region_stand_last(store: Store, edition: Edition) -> None:
    store.add(Checked(f"{unit}.html", fake(edition, unit, 0)) for unit in ("远山市财政局", "水利局", "临江县水利局"))
    rows = views.tree_page(store.read, views.build_tree(store.write, TreeQuery()), 0, 50)
    assert [row.region for row in rows if row.kind == 0] == ["临江县", "远山市", "其他单位"]


def test_the_findings_of_one_unit_are_not_grouped_by_units(store: Store, edition: Edition) -> None:
    fill(store, edition, 2, 3)
    view = views.build(store.write, Query(scope=Scope("临江县", "临江县第1水利站"), group="unit"))
    assert view.rows == view.findings == 3


@pytest.mark.parametrize("order", ["name", "worst", "date"])
@pytest.mark.parametrize("unfolded", [True, False])
def test_tree_of_regions_units_and_years(store: Store, edition: Edition, order: str, unfolded: bool) -> None:
    outcomes = [Checked(f"{unit}{year}", fake(edition, unit, n, year=year)) for unit, year, n in UNITS]
    store.add([*outcomes, Checked("x.txt", set_aside="不是年报")])
    flipped = frozenset({"r:临江县"}) if not unfolded else frozenset()
    tree = views.build_tree(store.write, TreeQuery(order=order, open=unfolded, flipped=flipped))
    rows = views.tree_page(store.read, tree, 0, 50)
    assert tree.inputs == 5
    regions = [row.region for row in rows if row.kind == 0]
    assert regions[-1] == "不是年报的文件" and set(regions) == {"临江县", "远山市", "不是年报的文件"}
    if order == "worst":
        assert regions[0] == "远山市"
    water = [row for row in rows if row.unit == "临江县水利局"]
    assert [row.kind for row in water] == ([1, 3, 3] if unfolded else [1])
    if unfolded:
        assert [row.year for row in water][1:] == [2023, 2022] or order != "name"
    assert next(row for row in rows if row.region == "临江县").error == 2


UNITS = [("临江县水利局", 2022, 1), ("临江县水利局", 2023, 2), ("临江县审计局", 2023, 0), ("远山市财政局", 2023, 9)]


@pytest.mark.parametrize(
    ("words", "found"), [("sjj", ["临江县审计局"]), ("2022", ["临江县水利局"]), ("远山", ["远山市财政局"]), ("zzzz", [])]
)
def test_tree_filters_by_name_year_and_initials(store: Store, edition: Edition, words: str, found: list[str]) -> None:
    store.add(Checked(f"{unit}{year}", fake(edition, unit, n, year=year)) for unit, year, n in UNITS)
    tree = views.build_tree(store.write, TreeQuery(words=words, open=False))
    assert [row.unit for row in views.tree_page(store.read, tree, 0, 50) if row.kind >= 2] == found


async def test_a_newer_question_supersedes_the_older(store: Store, edition: Edition) -> None:
    fill(store, edition, 60, 20)
    keeper = Keeper(store)
    try:
        older = [asyncio.ensure_future(keeper.view(Query(words=f"第{number}处", order="message"))) for number in range(6)]
        await asyncio.sleep(0)
        view = await keeper.view(Query(words="第7处"))
        assert view.findings == 60
        answers = await asyncio.gather(*older, return_exceptions=True)
        assert all(isinstance(answer, SupersededError | View) for answer in answers)
        assert any(isinstance(answer, SupersededError) for answer in answers)
    finally:
        keeper.close()


async def test_storing_goes_on_while_views_are_read(store: Store, edition: Edition) -> None:
    keeper = Keeper(store)
    try:
        for number in range(10):
            future = keeper.add([Checked(f"{number}", fake(edition, f"临江县第{number}站", 5))])
            view = await keeper.view(Query(order="unit"))
            assert len(everything(store, view)) == view.rows
            await asyncio.wrap_future(future)
            keeper.drop(view.table)
        assert store.totals().findings == 50
    finally:
        keeper.close()


def test_rows_are_read_a_page_at_a_time() -> None:
    asked: list[int] = []

    def read(first: int, rows: int) -> range:
        asked.append(first)
        return range(first, min(first + rows, views.PAGE * 20 + 5))

    row = views.paged(read)
    last = views.PAGE * 20 + 4
    assert [row(index) for index in (0, 1, last, last + 1, 2)] == [0, 1, last, None, 2]
    assert asked == [0, views.PAGE * 20]
