"""Cost of the rules: one cross-sum with its evidence, the wording rules, a warm and a cold start of the rulesets.

Ratios are taken side by side in one process, medians of many runs; run it twice before believing it.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable

from measure import reports

from gouji.data import PackagedFile, editions
from gouji.lean import replace
from gouji.plugins import load_plugins
from gouji.rule import Subject
from gouji.ruleset import load
from gouji.sample import balanced
from gouji_plugins.rules import examples
from gouji_rulesets import EDITIONS, RULESETS

NAMES = ("national-2019", "national-2021")


def median(run: Callable[[], object], times: int = 31) -> float:
    taken = []
    for _ in range(times):
        begin = time.process_time()
        run()
        taken.append(time.process_time() - begin)
    return statistics.median(taken) * 1e6


def cross_sum() -> tuple[float, float]:
    """µs of one cross-sum as a rule, and as a bare lambda over a dict."""
    edition = editions()["gov-2021"]
    rule = next(rule for rule in load(NAMES, registry).rules if rule.id == "A3")
    instances = rule.formula.instances(edition)
    numbers = {key: 0 for instance in instances for key, _ in instance.terms}
    bare = []
    for instance in instances:
        left, *right = (key for key, _ in instance.terms)
        bare.append(eval(f"lambda d: d[{left!r}] == {' + '.join(f'd[{key!r}]' for key in right)}"))
    subject = Subject(rule, balanced(edition))
    ours = median(lambda: list(rule.check(subject)))
    return ours / len(instances), median(lambda: [one(numbers) for one in bare]) / len(instances)


def wording() -> tuple[float, float]:
    """µs of all wording rules on 2,000 characters of prose, and of looking at each of these characters once."""
    lines = [line.text for report in reports(20) for line in report.prose()]
    text = "".join(lines)
    report = examples.written("s1", *lines)(balanced(editions()["gov-2021"]))
    rules = [rule for rule in load(NAMES, registry).rules if rule.id.startswith("W")]

    def judge() -> None:
        again = replace(report)  # nothing is remembered about it
        for rule in rules:
            list(rule.check(Subject(rule, again)))

    share = 2000 / len(text)
    return median(judge) * share, median(lambda: [ord(character) for character in text]) * share


def start() -> None:
    editions.cache_clear()  # type: ignore[attr-defined]
    editions()
    load(NAMES, registry)


def yaml_alone() -> None:
    from ruamel.yaml import YAML

    for text in texts:
        YAML(typ="safe").load(text)


if __name__ == "__main__":
    registry = load_plugins(packages=False)
    texts = [PackagedFile("gouji_rulesets", path).read_bytes().decode() for path in (*EDITIONS, *(path for path, _ in RULESETS.values()))]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GOUJI_CACHE_DIR"] = folder
        start()
        rule, bare = cross_sum()
        print(f"cross-sum    {rule:8.2f} µs   {rule / bare:5.2f} × a lambda (target ≤ 10)")
        ours, once = wording()
        print(f"wording      {ours:8.0f} µs   {ours / once:5.1f} × looking at each of 2,000 characters once")
        warm, plain = median(start), median(yaml_alone, 9)
        print(f"warm start   {warm:8.0f} µs   {warm / plain:5.2f} × ruamel's safe load (target ≤ 0.1)")
        os.environ["GOUJI_CACHE_DIR"] = os.devnull
        cold = median(start, 9)
        print(f"cold start   {cold:8.0f} µs   {cold / plain:5.2f} × ruamel's safe load (target ≤ 1.5)")
