"""Reads a made-up document as a user would have it read and lists everything that is not as written."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

import gouji
from gouji.document import Source
from gouji.in_force import InForce, Options, prepare_reading
from gouji.reading import read
from gouji.report import NUMBER, Report
from gouji.text import fold, squeeze
from gouji.values import parse, written

from .truth import Truth


@lru_cache(1)
def _in_force() -> InForce:
    return prepare_reading(Options())


def reading(data: bytes | str, name: str) -> Report:
    """The report in a document of this name."""
    source = Source(name, data.encode() if isinstance(data, str) else data)
    in_force = _in_force()
    return read(source, in_force.registry, editions=in_force.editions).report


def wrong(
    data: bytes | str,
    name: str,
    truth: Truth,
    *,
    warnings: Collection[str] = (),
    errors: Collection[str] = (),
    prose: bool = True,
    oddities: Collection[str] = (),
    without: Collection[str] = (),
) -> list[str]:
    """What of the truth was read otherwise, in words; [] when everything is right.

    `warnings` and `errors` are the rules that may fire; `oddities` the words of extras and remarks
    that the document really has; `without` the facts that the document does not tell.
    """
    report = reading(data, name)
    out: list[str] = []
    facts = {
        "edition": (truth.edition.id, report.edition.id),
        "unit": (truth.unit, report.unit),
        "year": (truth.year, report.year),
        "level": (truth.level, report.level),
        "published": (truth.published, str(report.value("published"))),
    }
    for fact, (want, got) in facts.items():
        if (None if fact in without else want) != (None if got == "None" else got):
            out.append(f"{fact}: {got} for {want}")
    out.extend(_wrong_cells(report, truth, oddities))
    out.extend(_wrong_words(report, truth, prose))
    out.extend(_judged(report, warnings, errors))
    return out


def misread(report: Report, truth: Truth) -> list[tuple[str, str, str]]:
    """The cells that are not there or say something else, whether doubted or not."""
    return [key for key, raw in truth.cells.items() if (cell := report.cell(*key)) is None or cell.raw != raw]


def doubted(report: Report) -> set[tuple[str, str, str]]:
    """The cells of which it is not certain that they were read aright."""
    return {cell.key for table in report.tables.values() for cell in table.cells.values() if cell.doubt}


def _wrong_cells(report: Report, truth: Truth, oddities: Collection[str]) -> list[str]:
    out: list[str] = []
    for key, raw in truth.cells.items():
        cell = report.cell(*key)
        kind, value, _ = parse(raw)
        if cell is None:
            out.append(f"{'.'.join(key)}: missing")
        elif (cell.kind, cell.value) != (kind, value):
            out.append(f"{'.'.join(key)}: {written(cell.value) if cell.kind == NUMBER else cell.kind} for {raw!r}")
        elif cell.doubt:
            out.append(f"{'.'.join(key)}: doubted: {cell.doubt}")
    for table in report.tables.values():
        out.extend(
            f"{table.id} {cell.row}.{cell.column}: {cell.raw!r} not there" for cell in table.cells.values() if cell.key not in truth.cells
        )
        expected = set(oddities)
        out.extend(f"{table.id} misfit {m.id}: {[t for t, _ in m.cells]}" for m in table.misfits if f"{table.id}.{m.id}" not in expected)
        out.extend(f"{table.id} extra {e.axis} {e.label}" for e in table.extras if e.label not in expected)
        out.extend(f"{table.id} remark {r.text}" for r in table.remarks if r.text.strip() not in expected)
    return out


def _flat(text: str) -> str:
    return fold(squeeze(text))


def _wrong_words(report: Report, truth: Truth, prose: bool) -> list[str]:
    out: list[str] = []
    numbers = [heading.sections for heading in report.headings]
    if numbers != [(section.id,) for section in truth.edition.sections]:
        out.append(f"headings: {[h.raw for h in report.headings]}")
    for id, section in report.sections.items():
        want = _flat("".join(truth.prose.get(id, ())))
        got = _flat(section.text)
        if prose and want != got:
            at = next((n for n, (a, b) in enumerate(zip(want, got, strict=False)) if a != b), min(len(want), len(got)))
            out.append(f"{id}: differs at {at}: read {got[at : at + 40]!r} for {want[at : at + 40]!r}")
    missing = [s.id for s in truth.edition.sections if s.id not in report.sections]
    if missing:
        out.append(f"sections missing: {missing}")
    return out


def _judged(report: Report, warnings: Collection[str], errors: Collection[str]) -> list[str]:
    result = gouji.check(report)
    allowed = {"error": errors, "warning": warnings}
    out = [
        f"{finding.level} {finding.rule}: {finding.message}"
        for finding in result.findings
        if finding.level in allowed and finding.rule not in allowed[finding.level]
    ]
    out.extend(f"failed {failure}" for failure in result.failures)
    return out
