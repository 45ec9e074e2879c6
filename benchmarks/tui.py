"""How fast the terminal UI paints, moves and filters, at 10,000, 100,000 and 1,000,000 findings.

    python benchmarks/tui.py [--million]

First paint is from the start of the application until it is ready and has painted findings, beside
an empty Textual app; a key's figure is from the press to the end of the last paint it caused, terminal sequences
included; a filter's from the question to its view.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import statistics
import tempfile
import time
from typing import Any

from textual.app import App

from gouji.data import editions
from gouji.finding import LEVELS, CellEvidence, Finding, Result
from gouji.in_force import Options, prepare
from gouji.run.judging import Checked
from gouji.sample import balanced
from gouji.tui.app import GoujiApp
from gouji.tui.query import SHIFT, Query
from gouji.tui.session import Session
from gouji.tui.store import Store

PER_REPORT = 20
KEYS = ("down",) * 20 + ("pagedown",) * 10 + ("end", "up", "pageup", "home", "down", "end", "pageup", "up", "home", "down")


def filled(findings: int) -> Store:
    """A store with this many findings, copied within SQLite from one report that the engine's types made."""
    store = Store()
    edition = editions()["gov-2021"]
    report = balanced(edition)
    cell = CellEvidence("t3", "new", "person", "0", "subject")
    made = tuple(
        Finding(
            rule=f"A{number % 7}",
            defect="G01",
            level=LEVELS[number % 3],
            message=f"自然人列：本年新收 {number} ＋ 上年结转 1 ＝ {number + 1}，办理总计 5 ＋ 结转下年 0 ＝ 5，差 {number - 4}",
            section="s3",
            cells=(cell,),
            key=str(number),
        )
        for number in range(PER_REPORT)
    )
    store.add([Checked("1.html", Result(report, made, ()))])
    reports = findings // PER_REPORT
    write = store.write
    write.execute("BEGIN")
    write.execute(
        "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
        "INSERT INTO report SELECT i, CAST(i || '.html' AS BLOB), i || '.html', '临江县第' || i || '水利站', 2020 + i % 5, '临江县',"
        " published, error, warning, info, state, why, '临江县第' || i || '水利站', packed FROM n, report WHERE id = 1",
        (reports,),
    )
    write.execute(
        f"INSERT INTO finding SELECT (r.id << {SHIFT}) | (f.id & 1048575), level, rule, defect, family, section, tbl, place, message,"
        f" text, print FROM report r, finding f WHERE r.id > 1 AND f.id >> {SHIFT} = 1"
    )
    write.execute("UPDATE total SET reports = ?, error = error * ?, warning = warning * ?, info = info * ?", (reports,) * 4)
    write.execute("UPDATE region SET n = ?, e = e * ?, w = w * ?, i = i * ?", (reports,) * 4)
    write.execute("COMMIT")
    return store


async def first_paint(app: App[Any]) -> float:
    """Milliseconds from start until the app is ready and has painted; ours must show findings."""
    gc.collect()
    painted: list[float] = []
    display = app._display

    def timed(screen: Any, renderable: Any) -> None:
        display(screen, renderable)
        if hasattr(renderable, "render_segments"):
            renderable.render_segments(app.console)
            if not isinstance(app, GoujiApp) or app.main.findings.rows.row(0):
                painted.append(time.perf_counter())

    app._display = timed  # type: ignore[method-assign]
    start = time.perf_counter()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        ready = time.perf_counter()
        while not painted:
            await asyncio.sleep(0.001)
        return (max(painted[0], ready) - start) * 1000


IN_FORCE = prepare(Options())


def session() -> Session:
    """A session that reads nothing; its rules are loaded, as they are when the application starts."""
    return Session([], Options(), IN_FORCE)


async def keys(app: GoujiApp) -> list[float]:
    """Milliseconds from each key to the end of the last paint it caused."""
    painted = [0.0]
    display = app._display

    def timed(screen: Any, renderable: Any) -> None:
        display(screen, renderable)
        if hasattr(renderable, "render_segments"):
            renderable.render_segments(app.console)
        painted[0] = time.perf_counter()

    app._display = timed  # type: ignore[method-assign]
    figures = []
    async with app.run_test(size=(120, 40)) as pilot:
        while app.main.findings.rows.view is None:
            await pilot.pause(0.05)
        app.main.findings.rows.focus()
        await pilot.pause(0.5)
        for key in KEYS:
            start = time.perf_counter()
            app.simulate_key(key)
            await asyncio.sleep(0.12)
            figures.append((painted[0] - start) * 1000)
    return figures


async def filters(app: GoujiApp) -> dict[str, float]:
    """Milliseconds from a question to its view."""
    found = {}
    for words in ("差 3", "新收 17", "slz 2022", "没有的词"):
        start = time.perf_counter()
        view = await app.keeper.view(Query(words=words))
        found[f"{words}（{view.findings} 项）"] = (time.perf_counter() - start) * 1000
    return found


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--million", action="store_true", help="also with 1,000,000 findings")
    sizes = [10_000, 100_000] + ([1_000_000] if parser.parse_args().million else [])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GOUJI_CONFIG_DIR"] = folder
        asyncio.run(first_paint(App()))  # imports and first-time work
        gc.freeze()
        empty = statistics.median(asyncio.run(first_paint(App())) for _ in range(7))
        print(f"empty app         first paint {empty:6.0f} ms")
        for size in sizes:
            store = filled(size)
            paints = []
            for _ in range(5):
                app = GoujiApp(session(), store=store, watch=False)
                app.store = Kept(store)  # type: ignore[assignment]
                paints.append(asyncio.run(first_paint(app)))
            figure = statistics.median(paints)
            app = GoujiApp(session(), store=store, watch=False)
            app.store = Kept(store)  # type: ignore[assignment]
            pressed = asyncio.run(keys(app))
            print(f"{size:>9} findings first paint {figure:6.0f} ms = {figure / empty:.2f} × empty", end="")
            print(f"   key median {statistics.median(pressed):.1f} ms, worst of {len(pressed)} {max(pressed):.1f} ms")
            app = GoujiApp(session(), store=store, watch=False)
            for words, took in asyncio.run(filters(app)).items():
                print(f"{'':18} filter {words} {took:.0f} ms")
            app.keeper.close()
            store.close()


class Kept:
    """A store that outlives the applications that show it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def close(self) -> None:
        """Stays open."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


if __name__ == "__main__":
    main()
