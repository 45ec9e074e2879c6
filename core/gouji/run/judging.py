"""Judging one input: it is read and checked, or it is said why not."""

from __future__ import annotations

from gouji.engine import check
from gouji.errors import NotAReportError, PluginError, UnreadableError
from gouji.finding import Result, RuleFailure
from gouji.in_force import InForce
from gouji.lean import NamedTuple
from gouji.reading import Reading, UnknownFormatError, read
from gouji.run.inputs import Input


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
