"""A made-up county with faults, and the application over it, driven by Pilot."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from gouji.data import editions
from gouji.document import Place
from gouji.edition import Edition
from gouji.finding import LEVELS, CellEvidence, Finding, Result
from gouji.in_force import InForce, Options, prepare
from gouji.report import Report
from gouji.run.judging import Checked
from gouji.sample import balanced
from gouji.testing.choice import plainest
from gouji.testing.layouts import lay_out
from gouji.testing.prose import write
from gouji.tui.app import GoujiApp
from gouji.tui.session import Session
from gouji.tui.store import Store

Numbers = dict[tuple[str, str], int]
WIDE, MIDDLE, NARROW = (140, 40), (112, 30), (80, 24)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOUJI_CONFIG_DIR", str(tmp_path / "config"))


@pytest.fixture(scope="session")
def edition() -> Edition:
    return editions()["gov-2021"]


@pytest.fixture(scope="session")
def in_force() -> InForce:
    """The sums of 表三 only: other rules may come and go without touching these tests."""
    return prepare(Options(select=("A",)))


def with_numbers(report: Report, numbers: Numbers) -> Report:
    cells = []
    for (row, column), value in numbers.items():
        cell = report.cell("t3", row, column)
        assert cell
        cells.append(cell._replace(raw=str(value), value=value))
    return report.with_cells(*cells)


def asked(edition: Edition, unit: str, count: int, *, total: int | None = None, year: int = 2023) -> Report:
    """A unit with `count` requests granted; with another `total` than that in the row of 予以公开."""
    numbers = {(row, column): count for row in ("new", "open", "done") for column in ("person", "total")}
    if total is not None:
        numbers["open", "total"] = total
    return write(with_numbers(balanced(edition, unit=unit, year=year), numbers), plainest)


@pytest.fixture
def county(tmp_path: Path, edition: Edition) -> Path:
    """水利局 has a wrong sum, 审计局 is in order, and one file is no report."""
    folder = tmp_path / "临江县"
    folder.mkdir()
    for unit, total in (("水利局", 7), ("审计局", None), ("交通局", 6)):
        data, _ = lay_out(asked(edition, f"临江县{unit}", 5, total=total), "html-official")
        (folder / f"{unit}.html").write_bytes(data)
    (folder / "说明.txt").write_text("会议通知", encoding="utf-8")
    return folder


@pytest.fixture
def browsing(county: Path, in_force: InForce) -> Callable[..., object]:
    """Opens the county: `async with browsing() as (app, pilot)`."""

    @asynccontextmanager
    async def browse(
        size: tuple[int, int] = WIDE, *, paths: list[str] | None = None, watch: bool = False, options: Options | None = None
    ) -> AsyncIterator[tuple[GoujiApp, Pilot[None]]]:
        session = Session(paths or [str(county)], options or Options(select=("A",)), in_force if options is None else None)
        app = GoujiApp(session, watch=watch)
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: app.finished and not app.main._stale)
            await settle(pilot)
            yield app, pilot

    return browse


def put_years(folder: Path, edition: Edition, years: Mapping[str, int]) -> None:
    """Puts reports of one more unit into a folder: for each name of a file, without its ending, the year that it is on."""
    for name, year in years.items():
        data, suffix = lay_out(asked(edition, "临江县乙局", 1, year=year), "html-official")
        (folder / f"{name}{suffix}").write_bytes(data)


async def until(pilot: Pilot[None], true: Callable[[], object], seconds: float = 8) -> None:
    for _ in range(int(seconds / 0.02)):
        if true():
            return
        await pilot.pause(0.02)
    raise AssertionError(f"still not: {true}")


async def settle(pilot: Pilot[None]) -> None:
    """Until workers have answered and the screen is painted."""
    app = pilot.app
    for _ in range(100):
        await pilot.pause(0.02)
        if not [worker for worker in app.workers if worker.group in ("tree", "view", "hits", "source") and not worker.is_finished]:
            break
    await pilot.pause(0.02)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


Press = Callable[..., Awaitable[None]]


def screen(app: GoujiApp) -> str:
    """What stands on the screen, as text."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


def notified(app: GoujiApp) -> list[str]:
    """What pops up in a corner, the oldest first."""
    return [notification.message for notification in app._notifications]


def fake(edition: Edition, unit: str, count: int, *, year: int = 2023) -> Result:
    """A result with made-up findings, for the store."""
    report = balanced(edition, unit=unit, year=year)
    findings = tuple(
        Finding(
            rule=("A1", "A3", "S02")[number % 3],
            defect=("G01", "G03", "S02")[number % 3],
            level=LEVELS[number % 3],
            message=f"第{number}处：左边 {number}，右边 0，差 {number}",
            section="s3",
            cells=(CellEvidence("t3", "new", "person", "0", "subject", Place(line=number + 1)),),
            key=str(number),
        )
        for number in range(count)
    )
    return Result(report, findings, ())


@pytest.fixture
def store() -> Iterator[Store]:
    made = Store()
    yield made
    made.close()


def fill(store: Store, edition: Edition, reports: int, each: int) -> None:
    store.add(
        Checked(f"{number}.html", fake(edition, f"临江县第{number}水利站", each, year=2021 + number % 3)) for number in range(reports)
    )
