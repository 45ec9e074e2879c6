"""`--format json`: the contract `gouji.findings/1`, written report by report so that memory stays flat."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

import gouji
from gouji.document import Place
from gouji.finding import LEVELS, Finding, Result
from gouji.lean import Any
from gouji.run import Run

SCHEMA = "gouji.findings/1"
_RISKY = re.compile(r"[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")

_encoded = json.JSONEncoder(ensure_ascii=False).encode


def write(run: Run) -> Iterator[str]:
    """One JSON object; the summary stands at its end, because it is known only then."""
    yield f'{{"schema": {dumps(SCHEMA)},\n "version": {dumps(gouji.__version__)},\n "rulesets": '
    yield dumps([{"id": id, "version": version} for id, version in run.in_force.ruleset.sources])
    yield ',\n "reports": ['
    separator = "\n  "
    for checked in run:
        if checked.result is not None:
            yield separator + _report(checked.result)
            separator = ",\n  "
    yield "]"
    yield from _list("corpus", ({**finding_as_json(one.finding, one.fingerprint), "reports": list(one.paths)} for one in run.corpus))
    yield from _list("corpus_not_assessed", ({"rule": one.rule, "why": one.why, "reports": list(one.paths)} for one in run.unlinked))
    yield from _list("unread", ({"path": one.path, "error": one.unread} for one in run.unread))
    yield from _list("set_aside", ({"path": one.path, "why": one.set_aside} for one in run.set_aside))
    yield from _list("failed_rules", ({"rule": one.rule, "path": one.path, "error": one.error} for one in run.failures))
    if run.scorecard is not None:
        yield f',\n "scores": {dumps(run.scorecard.as_json(run.corpus, run.unlinked))}'
    summary = {"reports": run.reports, **{level: run.levels[level] for level in LEVELS}}
    yield f',\n "summary": {dumps(summary)}}}\n'


def dumps(data: Any) -> str:
    """Chinese as it is; what a terminal might obey or hide as an escape, which means the same."""
    return _RISKY.sub(lambda found: f"\\u{ord(found[0]):04x}", _encoded(data))


def _list(key: str, items: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield f',\n "{key}": ['
    separator = "\n  "
    for item in items:
        yield separator + dumps(item)
        separator = ",\n  "
    yield "]"


def _report(result: Result) -> str:
    report = result.report
    published = report.value("published")
    head = {
        "path": report.path,
        "unit": report.unit,
        "level": report.level,
        "year": report.year,
        "edition": report.edition.id,
        "published": published.isoformat() if hasattr(published, "isoformat") else published,
    }
    findings = [dumps(finding_as_json(finding, finding.fingerprint(report))) for finding in result.findings]
    not_assessed = [dumps({"rule": one.rule, "why": one.why}) for one in result.not_assessed]
    return f'{dumps(head)[:-1]},\n   "findings": {_deeper(findings)},\n   "not_assessed": {_deeper(not_assessed)}}}'


def _deeper(items: list[str]) -> str:
    return "[\n    " + ",\n    ".join(items) + "]" if items else "[]"


def finding_as_json(finding: Finding, fingerprint: str) -> dict[str, Any]:
    """The contract's form of a finding: always every key, in a fixed order."""
    return {
        "rule": finding.rule,
        "defect": finding.defect,
        "severity": finding.level,
        "message": finding.message,
        "section": finding.section,
        "quote": finding.quote,
        "cells": [{**cell.as_json(), **_place(cell.place)} for cell in finding.cells],
        "expected": finding.expected,
        "actual": finding.actual,
        "delta": finding.delta,
        "equations": [equation.as_json() for equation in finding.equations],
        "corrections": [[change.as_json() for change in correction] for correction in finding.corrections],
        "place": finding.place.as_json(),
        "doubt": finding.doubt,
        "basis": finding.basis,
        "fingerprint": fingerprint,
    }


def _place(place: Place) -> dict[str, Any]:
    where = place.as_json()
    return {"place": where} if where else {}
