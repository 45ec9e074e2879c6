"""The engine at work beside the keys: checks everything in a thread, stores it in batches, says how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from gouji.finding import Result
from gouji.judging import Checked
from gouji.lean import replace
from gouji.run import Run
from gouji.tui.keeper import Keeper
from gouji.tui.store import SET_ASIDE, UNREAD, Outcome

BATCH_SECONDS = 0.15
LARGEST_BATCH = 256


class Progress(NamedTuple):
    """How far a run is: inputs done, whether it is over, faults of ours."""

    done: int
    over: bool = False
    failures: tuple[str, ...] = ()


def outcome(checked: Checked) -> Outcome:
    """What the store keeps of a checked input."""
    if checked.result is not None:
        return Outcome(checked.path, checked.result)
    if checked.unread is not None:
        return Outcome(checked.path, None, UNREAD, checked.unread)
    return Outcome(checked.path, None, SET_ASIDE, checked.set_aside or "")


def feed(run: Run, keeper: Keeper, told: Callable[[Progress], None], stopped: Callable[[], bool]) -> None:
    """Goes through a run, storing as it goes; at the end the findings on pairs of reports join their first report."""
    batch: list[Outcome] = []
    done, since = 0, time.monotonic()
    for checked in run:
        if stopped():
            return
        batch.append(outcome(checked))
        done += 1
        if len(batch) >= LARGEST_BATCH or time.monotonic() - since > BATCH_SECONDS:
            keeper.add(batch).result()
            batch, since = [], time.monotonic()
            told(Progress(done))
    keeper.add(batch).result()
    joined = list(_joined(run, keeper))
    if joined:
        keeper.add(joined).result()
    failures = tuple(dict.fromkeys(f"{failure.rule}：{failure.error}" for failure in run.failures))
    told(Progress(done, True, failures))


def _joined(run: Run, keeper: Keeper) -> Iterator[Outcome]:
    additions: dict[str, list[int]] = {}
    for number, joint in enumerate(run.corpus):
        if joint.paths:
            additions.setdefault(joint.paths[0], []).append(number)
    if not additions:
        return
    connection = keeper.store.connect()
    try:
        for path, result in keeper.store.results(run.in_force, connection):
            if path in additions:
                extra = tuple(run.corpus[number].finding for number in additions[path])
                yield Outcome(path, replace(result, findings=(*result.findings, *extra)))
    finally:
        connection.close()


def judge_again(
    results: Iterable[tuple[str, Result]], check: Callable[[Result], Result], keeper: Keeper, stopped: Callable[[], bool]
) -> int:
    """Judges stored reports anew, after rules changed; nothing is read from disk. Returns how many."""
    batch: list[Outcome] = []
    done = 0
    for path, result in results:
        if stopped():
            return done
        batch.append(Outcome(path, check(result)))
        done += 1
        if len(batch) >= LARGEST_BATCH:
            keeper.add(batch).result()
            batch = []
    keeper.add(batch).result()
    return done
