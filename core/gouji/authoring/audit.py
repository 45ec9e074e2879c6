"""Mutation testing of rules: generated valid reports, known faults, and which rules notice them.

The reports are made from a fixed seed, so an audit of the same rules gives the same figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gouji.authoring.guards import STEPS, Guards, Judges, guards
from gouji.edition import Edition
from gouji.report import Report
from gouji.rule import Rule
from gouji.testing.choice import Pick, seeded
from gouji.testing.drawn import Drawn, drawn
from gouji.testing.faults import FAULTS

COPIED = "last-year-copied"
TITLES = {**{id: fault.title for id, fault in FAULTS.items()}, COPIED: "整表照抄上年"}
"""Every fault an audit applies, by its id."""

TRIES = 2
"""How often each fault is put into each sample, at another place every time."""


@dataclass(slots=True)
class Tally:
    """How one fault fared: how often it could be put in, was noticed, and by which rules."""

    kind: str
    tried: int = 0
    noticed: int = 0
    rules: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Audit:
    """What an audit found. `baseline` are rules that spoke up on valid reports, with their words."""

    edition: Edition
    guards: Guards
    faults: list[Tally]
    reports: int
    baseline: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The contract's form."""
        faults = [{"kind": tally.kind, "tried": tally.tried, "noticed": tally.noticed} for tally in self.faults]
        return {"edition": self.edition.id, "faults": faults, "cells": self.guards.counts()}


def samples(edition: Edition, rules: Iterable[Rule], seed: int = 1) -> list[Drawn]:
    """Valid reports of the levels these rules speak for: one with hardly an empty cell, others with little in them."""
    levels = list(dict.fromkeys(level for rule in rules for level in rule.levels))
    chosen = ["dept", "gov.county", *(level for level in levels if level not in ("dept", "gov.county"))][:3]
    if all(rule.levels for rule in rules):
        chosen = levels[:3]
    pick = seeded(seed)
    return [drawn(pick, edition, level=level, full=full) for full in (True, False) for level in chosen]


def audit(rules: Iterable[Rule], tables: Mapping[str, Any], edition: Edition, *, seed: int = 1) -> Audit:
    """Tries every fault on generated valid reports of this edition."""
    listed = list(rules)
    reports = samples(edition, listed, seed)
    judges = Judges(listed, tables, edition)
    single = guards(listed, tables, edition, reports)
    tallies = [Tally(fault, single.tried[fault], single.noticed[fault]) for fault in STEPS]
    pick = seeded(seed)
    baseline: dict[str, str] = {}
    usual = []
    for sample in reports:
        said = judges.said(sample, sample.report)
        baseline.update({rule: f"{sample.report.unit}{sample.report.year}年度" for rule, _ in said})
        usual.append(said)
    for kind in (id for id in TITLES if id not in STEPS):
        tally = Tally(kind)
        for sample, said in zip(reports, usual, strict=True):
            for _ in range(1 if kind == COPIED else TRIES):
                report = _faulty(kind, sample, pick)
                if report is None:
                    break
                new = {rule for rule, mark in judges.said(sample, report) if (rule, mark) not in said}
                tally.tried += 1
                tally.noticed += bool(new)
                tally.rules.update(new)
        tallies.append(tally)
    single.failed |= judges.failed
    return Audit(edition, single, tallies, len(reports), baseline)


def _faulty(kind: str, sample: Drawn, pick: Pick) -> Report | None:
    if kind != COPIED:
        faulty = FAULTS[kind].apply(sample.report, pick)
        return faulty.report if faulty else None
    before = sample.previous
    return replace(sample.report, tables=before.tables) if before and before.edition is sample.report.edition else None
