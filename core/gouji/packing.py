"""Results as bytes: between processes, on the shelf until all reports are known, and between runs.

What is told of every report (who, which year, findings, counts) is read at once; its tables, its
prose and the single checks only when somebody looks at them, which few do.

The bytes are `marshal`'s, whose reading runs nobody's code. Where a plugin has put something into a
report or finding that only it knows, they are pickle's: good between the processes of one run, and
refused from anywhere else.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Mapping

from gouji.edition import Edition
from gouji.finding import Check, Result
from gouji.judging import Checked
from gouji.lean import Any, replace
from gouji.plain import as_plain, cells_as_plain, cells_from_plain, from_plain
from gouji.report import Report, Section, Table

_PICKLE = b"\x80"
_HEAD = ("path", "format", "edition_evidence", "facts", "notes", "attachments", "images", "blank_form", "partial")
_BODY = ("headings", "sections", "tables", "intro", "tail", "ignored")


def pack(checked: Checked) -> bytes:
    """What became of an input, as bytes."""
    try:
        return _packed(checked)
    except (TypeError, ValueError):
        from gouji.pickling import pickled

        return pickled(checked)


def is_plain(content: bytes) -> bool:
    """Whether the bytes are plain data, which may be kept and read by another run."""
    return content[:1] != _PICKLE


def unpack(content: bytes, editions: Mapping[str, Edition], *, own: bool = False) -> Checked:
    """What was packed; `own` says that it comes from this very run.

    Raises EOFError, LookupError, TypeError or ValueError for anything else.
    """
    if own and not is_plain(content):
        from gouji.pickling import unpickled

        checked: Checked = unpickled(content, editions)
        return checked
    plain, found = marshal.loads(content)
    checked = Checked(*from_plain(plain))
    if found is None:
        return checked
    head, body, outcome = found
    return checked._replace(result=_result(_report(head, body, editions), outcome))


def pack_report(report: Report) -> bytes:
    """A report as bytes."""
    try:
        return marshal.dumps(_report_as_plain(report))
    except (TypeError, ValueError):
        from gouji.pickling import pickled

        return pickled(report)


def unpack_report(content: bytes, editions: Mapping[str, Edition]) -> Report:
    """The report that this run has packed."""
    if not is_plain(content):
        from gouji.pickling import unpickled

        report: Report = unpickled(content, editions)
        return report
    head, body = marshal.loads(content)
    return _report(head, body, editions)


def pack_outcome(result: Result) -> bytes:
    """A result without its report. Raises TypeError when it holds what only a plugin knows."""
    return marshal.dumps(_outcome(result))


def unpack_outcome(content: bytes, report: Report) -> Result:
    """The result that was packed, of this report. Raises as `unpack` does."""
    return _result(report, marshal.loads(content))


def _packed(checked: Checked) -> bytes:
    plain = as_plain(tuple(checked._replace(result=None)))
    result = checked.result
    if result is None:
        return marshal.dumps((plain, None))
    return marshal.dumps((plain, (*_report_as_plain(result.report), _outcome(result))))


def _outcome(result: Result) -> tuple[Any, ...]:
    checks = getattr(result, "packed", None)
    if checks is None:
        checks = _squeezed([(check.rule, check.outcome, check.cells, check.text) for check in result.checks])
    told = [as_plain(part) for part in (result.findings, result.not_assessed, result.failures)]
    return (told, (result.applied, result.hindered), checks)


class PackedReport(Report):
    """A report whose tables and prose are unpacked when somebody first looks at them."""

    __slots__ = ("packed",)
    packed: tuple[Any, ...]

    def __getattr__(self, name: str) -> Any:
        if name not in _BODY:
            raise AttributeError(name)
        for field, value in zip(_BODY, _opened(self.packed[-1]), strict=True):
            object.__setattr__(self, field, value)
        return getattr(self, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Report) and all(getattr(self, name) == getattr(other, name) for name in Report.__match_args__)

    __hash__ = None  # type: ignore[assignment]


class PackedResult(Result):
    """A result whose single checks are unpacked when somebody first looks at them."""

    __slots__ = ("counted", "packed")
    counted: tuple[int, int]
    packed: bytes

    def __getattr__(self, name: str) -> Any:
        if name != "checks":
            raise AttributeError(name)
        object.__setattr__(self, "checks", tuple([Check(*check) for check in marshal.loads(zlib.decompress(self.packed))]))
        return self.checks

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Result) and all(getattr(self, name) == getattr(other, name) for name in Result.__match_args__)

    __hash__ = None  # type: ignore[assignment]

    @property
    def applied(self) -> int:
        """As of any result, without unpacking the checks."""
        return self.counted[0] if hasattr(self, "counted") else super().applied

    @property
    def hindered(self) -> int:
        """As of any result, without unpacking the checks."""
        return self.counted[1] if hasattr(self, "counted") else super().hindered


def _result(report: Report, outcome: tuple[Any, ...]) -> Result:
    told, counted, checks = outcome
    result = PackedResult.__new__(PackedResult)
    findings, not_assessed, failures = map(from_plain, told)
    values = {"report": report, "findings": findings, "not_assessed": not_assessed, "failures": failures}
    for name, value in (values | {"counted": counted, "packed": checks}).items():
        object.__setattr__(result, name, value)
    return result


def _report(head: tuple[Any, ...], body: bytes, editions: Mapping[str, Edition]) -> Report:
    report = PackedReport.__new__(PackedReport)
    object.__setattr__(report, "edition", editions[head[0]])
    object.__setattr__(report, "packed", (head, body))
    for name, value in zip(_HEAD, head[1:], strict=True):
        object.__setattr__(report, name, from_plain(value))
    return report


def _head(report: Report) -> tuple[Any, ...]:
    return (report.edition.id, *[as_plain(getattr(report, name)) for name in _HEAD])


def _squeezed(plain: Any) -> bytes:
    return zlib.compress(marshal.dumps(plain), 1)


def _report_as_plain(report: Report) -> tuple[Any, ...]:
    """Head and body of a report; one that was packed before has them still."""
    packed = getattr(report, "packed", None)
    return (_head(report), _body_of(report)) if packed is None else tuple(packed)


def _body_of(report: Report) -> bytes:
    # Merged sections share their heading and lines, and must share them again when they are unpacked.
    shared = {id(part): part for section in report.sections.values() for part in (section.heading, section.lines)}
    places = {key: place for place, key in enumerate(shared)}
    sections = [(id_, one.id, places[id(one.heading)], places[id(one.lines)], one.covers) for id_, one in report.sections.items()]
    tables = [(id_, as_plain(replace(table, cells={})), cells_as_plain(table.cells)) for id_, table in report.tables.items()]
    return _squeezed(
        (
            as_plain(report.headings),
            [as_plain(part) for part in shared.values()],
            sections,
            tables,
            [as_plain(part) for part in (report.intro, report.tail, report.ignored)],
        )
    )


def _opened(body: bytes) -> tuple[Any, ...]:
    """The parts of a report that `_BODY` names."""
    headings, plain, placed, tables, rest = marshal.loads(zlib.decompress(body))
    shared = list(map(from_plain, plain))
    sections = {key: Section(id_, shared[heading], shared[lines], tuple(covers)) for key, id_, heading, lines, covers in placed}
    filled: dict[str, Table] = {key: replace(from_plain(table), cells=cells_from_plain(cells)) for key, table, cells in tables}
    intro, tail, ignored = map(from_plain, rest)
    return from_plain(headings), sections, filled, intro, tail, ignored
