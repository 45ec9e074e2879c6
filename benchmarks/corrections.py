"""The smallest correction of wrong cells: one wrong cell everywhere, two wrong cells at random."""

from __future__ import annotations

import random
import statistics
import time
from collections import Counter

from measure import reports

from gouji.in_force import Options, prepare
from gouji.localise import residuals, smallest, system_of, values_of
from gouji.localise.search import parts

PAIRS = 600


def main() -> None:
    rules = prepare(Options()).ruleset.rules
    one: list[float] = []
    two: list[float] = []
    right: Counter[str] = Counter()
    chosen = random.Random(7)
    drawn = reports(6)
    for report in drawn:
        system, values = system_of(rules, report.edition), values_of(report)
        keys = [key for key in values if key[0] in ("t3", "t4")]

        def search(wrong: dict[tuple[str, str, str], int], system=system, values=values) -> float:  # type: ignore[no-untyped-def]
            changed = {key: value + wrong.get(key, 0) for key, value in values.items()}
            begin = time.process_time()
            broken, known = residuals(system, changed)
            found = [smallest(system, changed, part, known) for part in parts(system, broken)]
            taken = time.process_time() - begin
            right["nothing broken" if not broken else "explained" if all(found) else "not explained"] += 1
            return taken

        for key in keys:
            one += [search({key: amount}) for amount in (1, 9)]
        for _ in range(PAIRS // len(drawn)):
            first, second = chosen.sample(keys, 2)
            two.append(search({first: chosen.choice((1, 2, 5)), second: chosen.choice((1, 3, 10))}))
    for name, times, target in (("one wrong cell", one, "target: median 2"), ("two wrong cells", two, "target: worst 50")):
        times.sort()
        median, worst = statistics.median(times) * 1000, times[-1] * 1000
        print(f"{name:<16}{len(times):6} tried, median {median:6.2f} ms, worst {worst:6.2f} ms ({target})")
    print(", ".join(f"{what}: {count}" for what, count in right.items()))


if __name__ == "__main__":
    main()
