"""Judging inputs one after the other, in this process or in several, always in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from gouji.engine import check
from gouji.errors import NotAReportError, PluginError, UnreadableError
from gouji.finding import Result, RuleFailure
from gouji.in_force import InForce, Options
from gouji.inputs import Input
from gouji.lean import TYPE_CHECKING, NamedTuple
from gouji.reading import Reading, UnknownFormatError, read

if TYPE_CHECKING:
    from gouji.earlier import Earlier

WORTH_IT = 96
"""From how many inputs on starting further processes pays, when their number is left open."""


class Checked(NamedTuple):
    """What became of one input: a result, or why there is none.

    `unread` says why it could not be read, `set_aside` why a file found in a folder was left out;
    exactly one of the three is set. `failures` are faults of ours met on the way.
    """

    path: str
    result: Result | None = None
    unread: str | None = None
    set_aside: str | None = None
    failures: tuple[RuleFailure, ...] = ()


def attempt(found: Input, in_force: InForce) -> Reading | Checked:
    """Reads one input; when that fails, a `Checked` that says why."""
    if found.source is None:
        return Checked(found.path, unread=found.error)
    try:
        return read(found.source, in_force.registry, in_force.edition, editions=in_force.editions)
    except (UnknownFormatError, NotAReportError) as error:
        if found.explicit:
            return Checked(found.path, unread=str(error))
        return Checked(found.path, set_aside=str(error))
    except UnreadableError as error:
        return Checked(found.path, unread=str(error))
    except PluginError as error:
        failure = RuleFailure(error.plugin, found.path, str(error))
        return Checked(found.path, unread="读这个文件时程序出错，没有检查；请把文件发给开发者", failures=(failure,))


def judge(found: Input, in_force: InForce) -> Checked:
    """Reads and checks one input; whatever is wrong with it is said in the answer, never raised."""
    reading = attempt(found, in_force)
    if isinstance(reading, Checked):
        return reading
    return Checked(found.path, check(reading.report, in_force.ruleset), failures=reading.failures)


def judged(inputs: Iterable[Input], options: Options, in_force: InForce, earlier: Earlier | None = None) -> Iterator[Checked]:
    """Every input judged, in the order given, whatever the number of processes.

    What `earlier` runs found out is taken from them, and what is new is kept for later ones.
    """
    jobs = options.jobs
    inputs = iter(inputs)
    if jobs == 0:
        import os

        head = list(islice(inputs, WORTH_IT))
        jobs = (os.cpu_count() or 1) if len(head) == WORTH_IT else 1
        inputs = chain(head, inputs)
    if jobs == 1:
        for found in inputs:
            yield _known_or_judged(found, in_force, earlier) if earlier else judge(found, in_force)
    else:
        from gouji.parallel import judged_in_parallel

        yield from judged_in_parallel(inputs, options, in_force, jobs, earlier)


def _known_or_judged(found: Input, in_force: InForce, earlier: Earlier) -> Checked:
    name = earlier.name(found)
    known = earlier.get(name, in_force.editions)
    if known is not None:
        return known
    checked = judge(found, in_force)
    earlier.keep(name, checked)
    return checked
