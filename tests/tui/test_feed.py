"""The engine at work beside the keys: batches, an end asked for, faults of ours, families linked again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from gouji.edition import Edition
from gouji.errors import UsageError
from gouji.finding import Result, RuleFailure
from gouji.in_force import Options, prepare
from gouji.run.judging import Checked
from gouji.run.linking import Linked, link
from gouji.sample import balanced
from gouji.tui import feed as feeding
from gouji.tui.app import GoujiApp
from gouji.tui.feed import Linker, Progress, feed, keep
from gouji.tui.keeper import Keeper
from gouji.tui.session import Session
from gouji.tui.store import Store

from .conftest import notified, settle, with_numbers


class FakeRun:
    """A run of made-up results whose rules break."""

    corpus = ()

    def __init__(self, results: list[Checked], failures: tuple[RuleFailure, ...] = ()) -> None:
        self.results, self.failures = results, failures

    def __iter__(self) -> Iterator[Checked]:
        return iter(self.results)


@pytest.fixture
def keeper(store: Store) -> Iterator[Keeper]:
    made = Keeper(store)
    yield made
    made.close()


def results(edition: Edition, count: int) -> list[Checked]:
    report = balanced(edition, unit="临江县水利局")
    return [Checked(f"{number}.html", result=Result(report, (), ())) for number in range(count)]


def test_failed_rules_are_told_once_as_faults_of_ours(keeper: Keeper) -> None:
    told: list[Progress] = []
    feed(FakeRun([], (RuleFailure("A1", "a.html", "ValueError: x"),) * 2), keeper, told.append, lambda: False)  # type: ignore[arg-type]
    assert told == [Progress(0, True, ("A1：ValueError: x",))]


def test_results_are_stored_in_batches_and_told_as_they_are(keeper: Keeper, edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeding, "LARGEST_BATCH", 2)
    monkeypatch.setattr(feeding, "BATCH_SECONDS", 3600)
    told: list[tuple[int, int]] = []
    feed(FakeRun(results(edition, 5)), keeper, lambda one: told.append((one.done, keeper.store.totals().reports)), lambda: False)  # type: ignore[arg-type]
    assert told == [(2, 2), (4, 4), (5, 5)]


def test_an_end_asked_for_keeps_what_was_stored_and_tells_no_end(keeper: Keeper, edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeding, "LARGEST_BATCH", 2)
    told: list[Progress] = []
    feed(FakeRun(results(edition, 5)), keeper, told.append, lambda: bool(told))  # type: ignore[arg-type]
    assert told == [Progress(2)] and keeper.store.totals().reports == 2


def test_outcomes_are_stored_in_batches_until_an_end_is_asked_for(
    keeper: Keeper, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeding, "LARGEST_BATCH", 2)
    outcomes = [Checked(one.path, one.result) for one in results(edition, 5)]
    gone_through: list[Checked] = []
    through = (gone_through.append(one) or one for one in outcomes)
    assert keep(through, keeper, lambda _: None, lambda: len(gone_through) == 4) == 3
    assert keeper.store.totals().reports == 2, "a batch not yet full is not stored: the rules have changed again"
    assert keep(outcomes, keeper, lambda _: None, lambda: False) == 5 and keeper.store.totals().reports == 5


@pytest.mark.parametrize(
    "error, told", [(UsageError("没有这条规则"), "没有这条规则"), (RuntimeError("坏了"), "检查时程序出错：RuntimeError: 坏了")]
)
async def test_a_run_that_breaks_says_so_and_leaves_the_screen(store: Store, error: Exception, told: str) -> None:
    def fail(paths: Any = None) -> Any:
        raise error

    session = Session([])
    session.run = fail  # type: ignore[method-assign]
    app = GoujiApp(session, store=store, watch=False)
    async with app.run_test() as pilot:
        app.check_all()
        await settle(pilot)
        await app.workers.wait_for_complete()
        await settle(pilot)
        assert app.finished and app.status == "出错 1 处"
        assert [text.partition("（")[0] for text in notified(app)] == [told]


def test_only_families_with_a_changed_report_are_linked_again(keeper: Keeper, edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    in_force = prepare(Options(select=("F1",)))
    linked: list[int] = []

    def counted(*arguments: Any) -> Linked:
        linked[-1] += 1
        return link(*arguments)

    monkeypatch.setattr("gouji.tui.feed.link", counted)

    def year(unit: str, year: int, carried: int) -> Checked:
        numbers = {(row, column): carried for row in ("carry_in", "carry_out") for column in ("person", "total")}
        report = replace(with_numbers(balanced(edition, unit=unit, year=year), numbers), path=f"{unit}{year}")
        return Checked(report.path, Result(report, (), ()))

    linker, store = Linker(keeper), keeper.store
    store.add([year("临江县水利局", 2022, 2), year("临江县水利局", 2023, 1), year("临江县民政局", 2020, 0)])
    for change, findings in ((None, 1), (None, 1), (None, 1), (year("临江县民政局", 2021, 0), 1), (year("临江县水利局", 2022, 1), 0)):
        store.add([change] if change else [])
        linked.append(0)
        linker.link(in_force, in_force, lambda: False)
        assert store.totals().findings == findings
    assert linked == [3, 1, 0, 1, 2], "once more where a finding came to a report"
