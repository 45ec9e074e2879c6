"""A run 批次: every input behind some paths, read, checked and handed on one by one, in order.

Results stream: only what concerns several reports waits for the end. Nothing is printed here.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from gouji.engine import Ruleset
from gouji.finding import LEVELS, Result, RuleFailure
from gouji.in_force import Divided, InForce, Options, prepare
from gouji.lean import TYPE_CHECKING, NamedTuple, dataclass
from gouji.run.inputs import Input, find
from gouji.run.joints import Joints
from gouji.run.judging import Checked
from gouji.run.serial import Serial

if TYPE_CHECKING:
    from gouji.run.linking import Linked
    from gouji.run.parallel import Parallel
    from gouji.run.shelf import Shelf
    from gouji.scoring import Scorecard

WORTH_IT = 96
"""From how many inputs on starting further processes pays, when their number is left open."""


class Unlinked(NamedTuple):
    """A rule on several reports, and the reports it could not be applied to, for one reason."""

    rule: str
    why: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Display:
    """Where the output goes: how wide it may be (None: unlimited), and whether it is a terminal."""

    width: int | None = None
    terminal: bool = False
    quiet: bool = False
    verbose: bool = False


class Run:
    """The results of one run, to be gone through once; what it counted is complete afterwards.

    `corpus` holds the findings that concern several reports, `unlinked` the rules that found no
    second report, `unread` and `set_aside` the inputs without a result. `scorecard` is set where
    points are asked for; it has taken each result before the result is handed on.
    """

    def __init__(
        self,
        inputs: Iterable[Input],
        options: Options,
        in_force: InForce,
        display: Display | None = None,
        watch: Callable[[Checked], None] | None = None,
    ) -> None:
        self.options = options
        self.in_force = in_force
        self.display = display or Display()
        self.reports = 0
        self.scorecard: Scorecard | None = None
        self.applied = 0
        self.hindered = 0
        self.levels: Counter[str] = Counter()
        self.corpus = Joints()
        self.unlinked: list[Unlinked] = []
        self.unread: list[Checked] = []
        self.set_aside: list[Checked] = []
        self.failures: list[RuleFailure] = list(in_force.registry.failures)
        self._inputs = inputs
        self._watchers = [watch] if watch is not None else []
        self._sources = {*options.rulesets, *options.plugins, options.roster or ""}

    @property
    def ruleset(self) -> Ruleset:
        """The rules in force."""
        return self.in_force.ruleset

    def watch(self, watcher: Callable[[Checked], None]) -> None:
        """Has this called, too, with each result as it comes."""
        self._watchers.append(watcher)

    def worst(self) -> str | None:
        """The highest level found so far, or None."""
        return next((level for level in LEVELS if self.levels[level]), None)

    def has_read(self, path: str) -> bool:
        """Whether this existing file is one of those that were read, and so must not be written to."""
        return any(os.path.exists(source) and os.path.samefile(source, path) for source in self._sources)

    def __iter__(self) -> Iterator[Checked]:
        inputs = iter(self._inputs)
        head = list(islice(inputs, WORTH_IT if self.options.jobs == 0 else 2))
        # With several reports the rules on more than one wait until all are known.
        rules = self.in_force.divided(several=len(head) > 1)
        processes = self._processes(rules, len(head))
        try:
            results = self._counted(processes.judged(chain(head, inputs)))
            if not rules.together.ruleset.rules:
                yield from results
                return
            from gouji.run.shelf import Shelf

            with Shelf(self.in_force.roster, remember=self.options.remember) as shelf:
                for checked in results:
                    if checked.result is not None:
                        shelf.put(checked.result.report, checked.result.findings)
                    yield checked
                self._link(shelf, processes.linked(shelf))
        finally:
            processes.close()

    def _processes(self, rules: Divided, expected: int) -> Serial | Parallel:
        names = None
        if self.options.remember and not self.failures:
            from gouji.run.earlier import Names

            names = Names(rules)
        jobs = self.options.jobs or ((os.cpu_count() or 1) if expected == WORTH_IT else 1)
        if jobs == 1:
            return Serial(rules, names)
        from gouji.run.parallel import Parallel

        return Parallel(self.options, rules, jobs, names)

    def _counted(self, results: Iterable[Checked]) -> Iterator[Checked]:
        for checked in results:
            self._count(checked)
            for watch in self._watchers:
                watch(checked)
            yield checked

    def _count(self, checked: Checked) -> None:
        self.failures += checked.failures
        if checked.set_aside is None:
            # The path itself, or an archive in it; a folder's name may end in "!", too.
            self._sources.update(checked.path[: end.start()] for end in re.finditer("!/|$", checked.path))
        if checked.result is not None:
            self.reports += 1
            self._tally(checked.result)
            if self.scorecard is not None:
                self.scorecard.take(checked.result)
        elif checked.unread is not None:
            self.unread.append(checked)
        else:
            self.set_aside.append(checked)

    def _tally(self, result: Result) -> None:
        self.hindered += result.hindered
        self.applied += result.applied
        self.failures += result.failures
        for finding in result.findings:
            self.levels[finding.level] += 1

    def _link(self, shelf: Shelf, linked: Iterable[Linked]) -> None:
        """Takes in what the rules on several reports said."""
        missing: dict[tuple[str, str], list[str]] = {}
        for one in linked:
            self.applied += one.applied
            self.hindered += one.hindered
            self.levels.update(one.levels)
            self.corpus.extend(one.joints)
            self.failures += [RuleFailure(*failure) for failure in one.failures]
            for why in one.missing:
                missing.setdefault(why, []).append(one.path)
        if shelf.failure:
            missing = {(rule.id, shelf.failure): list(shelf.paths) for rule in self.in_force.ruleset.rules if rule.family}
        self.unlinked = [Unlinked(rule, why, tuple(paths)) for (rule, why), paths in missing.items()]


def run(
    paths: Iterable[str],
    options: Options | None = None,
    *,
    display: Display | None = None,
    in_force: InForce | None = None,
    watch: Callable[[Checked], None] | None = None,
) -> Run:
    """Finds, reads and checks everything behind these paths, as the returned `Run` is gone through.

    Rules and plugins are loaded at once (or taken from `in_force`): raises UsageError and
    ConfigError before any input is opened. `watch` is called with each result as it comes.
    """
    options = options or Options()
    return Run(find(paths), options, in_force or prepare(options), display, watch)
