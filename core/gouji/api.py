"""The Python interface: load a report, check a report, check all there are. The command line does the same."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache

from gouji import engine
from gouji.document import Source
from gouji.errors import UnreadableError, UsageError, reason
from gouji.finding import Result
from gouji.in_force import InForce, Options, prepare, prepare_reading
from gouji.reading import read
from gouji.report import Report
from gouji.run import Run, run

Names = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
"""One name or path, or several."""


def load(path: str | os.PathLike[str], *, edition: str | None = None, rulesets: Names = (), plugins: Names = ()) -> Report:
    """Reads one file as a report.

    `edition` ("gov-2019", "gov-2021") overrides recognition. `rulesets` (ids or YAML files) are
    those whose further wordings of headings, rows and columns are to be understood. `plugins` are
    module names or Python files with further loaders. Raises NotAReportError, UnreadableError,
    UsageError, ConfigError or PluginError.
    """
    name = os.fspath(path)
    try:
        with open(name, "rb") as file:
            data = file.read()
    except OSError as error:
        raise UnreadableError(f"打不开 {name}：{reason(error)}") from error
    in_force = prepare_reading(Options(rulesets=_listed(rulesets), edition=edition, plugins=_listed(plugins)))
    return read(Source(name, data, os.path.abspath(name)), in_force.registry, edition, editions=in_force.editions).report


def check(
    report: Report,
    *,
    rulesets: Names | None = None,
    previous: Report | None = None,
    below: Iterable[Report] = (),
    other: Report | None = None,
    plugins: Names = (),
) -> Result:
    """Judges a report by the national rulesets, or by those named (ids or YAML files).

    `previous` is the same unit's report on the year before, `below` are the reports of the units
    under it, `other` is another of the same unit on the same year; rules that need the first two are
    listed in `Result.not_assessed` where they are missing. What a roster tells (who stands above whom,
    who has no report) takes all reports: see `check_all`. A rule that fails is in `Result.failures`.
    Raises UsageError and ConfigError.
    """
    if not isinstance(report, Report):
        raise UsageError("check 要的是读好的年报，请写 gouji.check(gouji.load(路径))")
    options = Options(rulesets=_listed(rulesets or ()), plugins=_listed(plugins))
    on_disk = any(os.path.exists(name) for name in (*options.rulesets, *options.plugins))
    in_force = prepare(options) if on_disk else _shipped(options)
    return engine.check(report, in_force.ruleset, previous=previous, below=below, other=other)


def check_all(
    paths: Names,
    *,
    rulesets: Names | None = None,
    plugins: Names = (),
    roster: str | os.PathLike[str] | None = None,
) -> Run:
    """Judges every report in these files, folders and zip archives, by itself and beside the others.

    Going through the `gouji.run.Run` it returns, once, reads and judges one input after the other;
    afterwards its `corpus` holds the findings that concern several reports, each with their paths.
    `roster` is a file with the units that must report, a table (CSV) or a list. Raises UsageError and
    ConfigError before anything is read.
    """
    named = None if roster is None else os.fspath(roster)
    options = Options(rulesets=_listed(rulesets or ()), plugins=_listed(plugins), roster=named)
    return run(_listed(paths), options)


def _listed(names: Names) -> tuple[str, ...]:
    return tuple(os.fspath(name) for name in ((names,) if isinstance(names, str | os.PathLike) else names))


@lru_cache(8)
def _shipped(options: Options) -> InForce:
    """Rules that cannot change while the program runs, so that checking many reports loads them once."""
    return prepare(options)
