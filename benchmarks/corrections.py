"""The smallest correction of wrong cells: one everywhere, two and five at random, and rows moved by a column."""

from __future__ import annotations

import random
import statistics
import time
from collections import Counter
from collections.abc import Mapping

from measure import reports

from gouji.in_force import Options, prepare
from gouji.localise import Broken, causes, residuals, system_of, values_of

Key = tuple[str, str, str]

PAIRS = 600
COLUMNS = ("person", "biz", "sci", "ngo", "law", "other", "total")


def main() -> None:
    rules = prepare(Options()).ruleset.rules
    times: dict[str, list[float]] = {"one wrong cell": [], "two wrong cells": [], "five wrong cells": [], "a row moved": []}
    told: Counter[str] = Counter()
    chosen = random.Random(7)
    drawn = reports(6)
    for report in drawn:
        system, values = system_of(rules, report.edition), values_of(report)
        keys = [key for key in values if key[0] in ("t3", "t4")]

        def search(what: str, changes: Mapping[Key, int], report=report, system=system, values=values) -> None:  # type: ignore[no-untyped-def]
            changed = {**values, **changes}
            begin = time.process_time()
            broken, known = residuals(system, changed)
            found = causes(report.edition, Broken(system, changed, known, broken)) if broken else []
            times[what].append(time.process_time() - begin)
            explained = {number for cause in found for number in cause.equations}
            told["nothing broken" if not broken else "explained" if explained >= broken.keys() else "not explained"] += 1

        for key in keys:
            for amount in (1, 9):
                search("one wrong cell", {key: values[key] + amount})
        for _ in range(PAIRS // len(drawn)):
            search("two wrong cells", {key: values[key] + chosen.choice((1, 2, 3, 5, 10)) for key in chosen.sample(keys, 2)})
        for _ in range(PAIRS // 10 // len(drawn)):
            search("five wrong cells", {key: values[key] + chosen.choice((1, 2, 3, 5, 10)) for key in chosen.sample(keys, 5)})
        for row in dict.fromkeys(row for table, row, _ in keys if table == "t3"):
            old = [values["t3", row, column] for column in COLUMNS]
            search("a row moved", {("t3", row, column): value for column, value in zip(COLUMNS, [0, *old[:-1]], strict=True)})
    for name, taken in times.items():
        taken.sort()
        median, worst = statistics.median(taken) * 1000, taken[-1] * 1000
        print(f"{name:<17}{len(taken):6} tried, median {median:6.2f} ms, worst {worst:6.2f} ms (targets: median 2, worst 50)")
    print(", ".join(f"{what}: {count}" for what, count in told.items()))


if __name__ == "__main__":
    main()
