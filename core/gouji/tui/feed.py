"""The engine at work beside the keys: checks everything in a thread, stores it in batches, says how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from itertools import chain
from typing import NamedTuple

from gouji.digest import blake2b
from gouji.in_force import InForce
from gouji.lean import replace
from gouji.run import Run
from gouji.run.joints import Joints
from gouji.run.judging import Checked
from gouji.run.linking import link
from gouji.run.packing import unpack
from gouji.run.shelf import Shelf
from gouji.tui.keeper import Keeper

BATCH_SECONDS = 0.15
LARGEST_BATCH = 256


class Progress(NamedTuple):
    """How far a run is: inputs done, whether it is over, faults of ours."""

    done: int
    over: bool = False
    failures: tuple[str, ...] = ()


def feed(run: Run, keeper: Keeper, told: Callable[[Progress], None], stopped: Callable[[], bool]) -> None:
    """Goes through a run, storing as it goes; at the end the findings on pairs of reports join their first report."""
    done = keep(run, keeper, told, stopped)
    if stopped():
        return
    if run.corpus:
        _join(run.corpus, run.in_force, keeper)
    failures = tuple(dict.fromkeys(f"{failure.rule}：{failure.error}" for failure in run.failures))
    told(Progress(done, True, failures))


def keep(inputs: Iterable[Checked], keeper: Keeper, told: Callable[[Progress], None], stopped: Callable[[], bool]) -> int:
    """Stores what became of inputs in batches as they come, and returns how many."""
    batch: list[Checked] = []
    done, since = 0, time.monotonic()
    for one in inputs:
        if stopped():
            return done
        batch.append(one)
        done += 1
        if len(batch) >= LARGEST_BATCH or time.monotonic() - since > BATCH_SECONDS:
            keeper.add(batch).result()
            batch, since = [], time.monotonic()
            told(Progress(done))
    keeper.add(batch).result()
    return done


class Linker:
    """Holds the reports in the store against each other; a family that is as it was is not asked again."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._known: dict[tuple[object, ...], tuple[bytes, ...]] = {}

    def link(self, loaded: InForce, in_force: InForce, stopped: Callable[[], bool]) -> None:
        """Does so after some reports changed, or the rules; `loaded` are all rules, those switched off since among them."""
        rules, states = in_force.divided(several=True), in_force.states
        alone = {rule.id for rule in rules.alone.ruleset.rules}
        stored: dict[str, bytes] = {}
        found: dict[tuple[object, ...], tuple[bytes, ...]] = {}
        connection = self._keeper.store.connect()
        try:
            with Shelf(in_force.roster) as shelf:
                for content in self._keeper.store.packed(connection):
                    path, result = unpack(content, loaded, own=True)[:2]
                    if result is not None:
                        shelf.put(result.report, [finding for finding in result.findings if finding.rule in alone])
                        stored[path] = blake2b(content, digest_size=16).digest()
                for family in shelf.families():
                    if stopped():
                        return
                    members = (one and stored[one.path] for one in family.members)
                    name = (states, family.left_out, family.absent, *members)
                    found[name] = self._known[name] if name in self._known else link(shelf.get(family), rules).joints
        finally:
            connection.close()
        self._known = found
        _join(Joints(chain.from_iterable(found.values())), loaded, self._keeper)


def _join(joints: Joints, loaded: InForce, keeper: Keeper) -> None:
    """Puts findings that concern several reports to the first of them, in place of those that stood there."""
    ids = {rule.id for rule in loaded.ruleset.rules if rule.family}
    told: dict[str, list[int]] = {}
    concerned = []
    for number, joint in enumerate(joints):
        told.setdefault(joint.paths[0], []).append(number)
        concerned.append((joint.fingerprint, joint.paths))
    changed = []
    connection = keeper.store.connect()
    try:
        for path, result in keeper.store.results(loaded, connection):
            own = (finding for finding in result.findings if finding.rule not in ids)
            findings = (*own, *(joints[number].finding for number in told.get(path, ())))
            if findings != result.findings:
                changed.append(Checked(path, replace(result, findings=findings)))
    finally:
        connection.close()
    keeper.add(changed).result()
    keeper.relate(concerned).result()
