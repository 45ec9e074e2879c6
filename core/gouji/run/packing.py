"""Results as bytes: between processes, on the shelf until all reports are known, and between runs.

What is told of every report (who, which year, findings, counts, by what its prose is known again) is
read at once; its tables and its prose only when somebody looks at them, which few do. The single checks
are not packed at all: rules are pure functions, and those who want to see the checks of one report have
them made again.

The bytes are plain data, whose reading runs nobody's code. Where a plugin has put something into a
report or finding that only it knows, they are pickle's: good between the processes of one run, and
refused from anywhere else.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Mapping

from gouji.edition import Edition
from gouji.engine import check
from gouji.finding import Result
from gouji.in_force import InForce
from gouji.lean import Any
from gouji.report import Report, Section
from gouji.run.judging import Checked
from gouji.run.plain import as_bytes, as_plain, from_plain, is_plain

_HEAD = ("path", "format", "edition_evidence", "facts", "notes", "attachments", "images", "blank_form", "partial")
_BODY = ("headings", "tables", "intro", "tail", "ignored", "sections")


def pack(checked: Checked) -> bytes:
    """What became of an input, as bytes."""
    return as_bytes(checked, _checked_as_plain)


def unpack(content: bytes, in_force: InForce, *, own: bool = False) -> Checked:
    """What was packed, by the rules in force or by some of them; `own` says that it comes from this very run.

    Raises EOFError, LookupError, TypeError or ValueError for anything else.
    """
    if own and not is_plain(content):
        from gouji.run.pickling import unpickled

        checked: Checked = unpickled(content, in_force.editions)
        return checked
    plain, found = marshal.loads(content)
    checked = Checked(*from_plain(plain))
    if found is None:
        return checked
    return checked._replace(result=_result(_report(found[:-1], in_force.editions), found[-1], in_force))


def pack_report(report: Report) -> bytes:
    """A report as bytes."""
    return as_bytes(report, _report_as_plain)


def unpack_report(content: bytes, editions: Mapping[str, Edition]) -> Report:
    """The report that this run has packed."""
    if not is_plain(content):
        from gouji.run.pickling import unpickled

        report: Report = unpickled(content, editions)
        return report
    return _report(marshal.loads(content), editions)


def _checked_as_plain(checked: Checked) -> tuple[Any, ...]:
    plain = as_plain(tuple(checked._replace(result=None)))
    result = checked.result
    return (plain, None if result is None else (*_report_as_plain(result.report), _outcome(result)))


def _outcome(result: Result) -> tuple[Any, ...]:
    told = [as_plain(part) for part in (result.findings, result.not_assessed, result.failures)]
    return (*told, (result.rules, result.applied, result.hindered))


class PackedReport(Report):
    """A report whose tables and prose are unpacked when somebody first looks at them."""

    __slots__ = ("packed",)
    packed: tuple[Any, ...]

    def __getattr__(self, name: str) -> Any:
        if name not in _BODY:
            raise AttributeError(name)
        for field, value in zip(_BODY, _opened(self.packed[1]), strict=True):
            object.__setattr__(self, field, value)
        return getattr(self, name)

    @property
    def prints(self) -> tuple[bytes, ...]:
        """As `copies.prints` tells, without unpacking the prose."""
        return tuple(self.packed[2])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Report) and all(getattr(self, name) == getattr(other, name) for name in Report.__match_args__)

    __hash__ = None  # type: ignore[assignment]


class PackedResult(Result):
    """A result whose single checks are made again when somebody first looks at them."""

    __slots__ = ("counted", "in_force")
    counted: tuple[tuple[str, ...], int, int]
    in_force: InForce

    def __getattr__(self, name: str) -> Any:
        if name != "checks":
            raise AttributeError(name)
        kept = set(self.rules)
        rules = tuple(rule for rule in self.in_force.ruleset.rules if rule.id in kept)
        object.__setattr__(self, "checks", check(self.report, self.in_force.only(rules).ruleset).checks)
        return self.checks

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Result) and all(getattr(self, name) == getattr(other, name) for name in Result.__match_args__)

    __hash__ = None  # type: ignore[assignment]

    def __replace__(self, **changes: Any) -> Result:
        kept = ("report", "findings", "not_assessed", "failures", "counted", "in_force")
        return _made(**{name: getattr(self, name) for name in kept} | changes)

    @property
    def rules(self) -> tuple[str, ...]:
        """As of any result, without making the checks."""
        return self.counted[0] if hasattr(self, "counted") else super().rules

    @property
    def applied(self) -> int:
        """As of any result, without making the checks."""
        return self.counted[1] if hasattr(self, "counted") else super().applied

    @property
    def hindered(self) -> int:
        """As of any result, without making the checks."""
        return self.counted[2] if hasattr(self, "counted") else super().hindered


def _result(report: Report, outcome: tuple[Any, ...], in_force: InForce) -> PackedResult:
    *told, counted = outcome
    findings, not_assessed, failures = map(from_plain, told)
    return _made(report=report, findings=findings, not_assessed=not_assessed, failures=failures, counted=counted, in_force=in_force)


def _made(**values: Any) -> PackedResult:
    result = PackedResult.__new__(PackedResult)
    for name, value in values.items():
        object.__setattr__(result, name, value)
    return result


def _report(packed: tuple[Any, ...], editions: Mapping[str, Edition]) -> Report:
    report = PackedReport.__new__(PackedReport)
    edition, *head = packed[0]
    object.__setattr__(report, "edition", editions[edition])
    object.__setattr__(report, "packed", packed)
    for name, value in zip(_HEAD, head, strict=True):
        object.__setattr__(report, name, from_plain(value))
    return report


def _report_as_plain(report: Report) -> tuple[Any, ...]:
    """Head, body and prints of a report; one that was packed before has them still."""
    packed = getattr(report, "packed", None)
    if packed is not None:
        return tuple(packed)
    from gouji.copies import prints  # of no use where what was packed is only told

    return _head(report), _body(report), list(prints(report))


def _head(report: Report) -> tuple[Any, ...]:
    return (report.edition.id, *[as_plain(getattr(report, name)) for name in _HEAD])


def _body(report: Report) -> bytes:
    # Merged sections share their heading and lines, and must share them again when they are unpacked.
    shared = {id(part): part for section in report.sections.values() for part in (section.heading, section.lines)}
    places = {key: place for place, key in enumerate(shared)}
    sections = [(id_, one.id, places[id(one.heading)], places[id(one.lines)], one.covers) for id_, one in report.sections.items()]
    parts = (*[getattr(report, name) for name in _BODY[:-1]], *shared.values())
    return zlib.compress(marshal.dumps((sections, [as_plain(part) for part in parts])), 1)


def _opened(body: bytes) -> tuple[Any, ...]:
    """The parts of a report that `_BODY` names."""
    placed, plain = marshal.loads(zlib.decompress(body))
    parts = [from_plain(part) for part in plain]
    parts, shared = parts[: len(_BODY) - 1], parts[len(_BODY) - 1 :]
    sections = {key: Section(id_, shared[heading], shared[lines], tuple(covers)) for key, id_, heading, lines, covers in placed}
    return *parts, sections
