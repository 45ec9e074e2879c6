"""`--format sarif`: SARIF 2.1.0 (OASIS), the exchange form of static analysis tools."""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import quote

import gouji
from gouji.finding import ERROR, INFO, WARNING
from gouji.lean import Any
from gouji.rule import Rule
from gouji.run import Run
from gouji.telling import printable
from gouji_plugins.outputs.json import dumps
from gouji_plugins.outputs.problems import Problem, problems

VERSION = "2.1.0"
SCHEMA = f"https://json.schemastore.org/sarif-{VERSION}.json"
_LEVELS = {ERROR: "error", WARNING: "warning", INFO: "note"}


def write(run: Run) -> Iterator[str]:
    """One run of one tool; results stream, the invocation with what was not read stands at the end."""
    rules = run.in_force.ruleset.rules
    index = {rule.id: number for number, rule in enumerate(rules)}
    driver = {"name": "gouji", "version": gouji.__version__, "language": "zh-CN", "rules": [_rule(rule) for rule in rules]}
    yield f'{{"$schema": {dumps(SCHEMA)},\n "version": {dumps(VERSION)},\n "runs": [{{"tool": {dumps({"driver": driver})},\n'
    yield '  "columnKind": "unicodeCodePoints",\n  "results": ['
    separator = "\n   "
    for problem in problems(run):
        yield separator + dumps(_result(problem, index))
        separator = ",\n   "
    unread = [_notification(one.path, one.unread or "") for one in run.unread]
    failed = [_notification(failure.path, f"{failure.rule} 出错：{failure.error}") for failure in run.failures]
    invocation = {"executionSuccessful": not failed and not unread, "toolExecutionNotifications": unread + failed}
    yield f'],\n  "invocations": [{dumps(invocation)}]}}]}}\n'


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.title,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why or rule.title},
        "help": {"text": f"依据：{rule.basis}"},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
        "properties": {"defect": rule.defect, "basis": rule.basis},
    }


def _result(problem: Problem, index: dict[str, int]) -> dict[str, Any]:
    finding = problem.finding
    # Readers of code insist on a line, also of what has none.
    region: dict[str, Any] = {"startLine": finding.place.line or 1}
    if finding.quote:
        region["snippet"] = {"text": printable(finding.quote)}
    if finding.place.page is not None:
        region["properties"] = {"page": finding.place.page}
    place = {"artifactLocation": {"uri": _uri(problem.path)}, "region": region}
    cells = [{"fullyQualifiedName": f"{c.table}.{c.row}.{c.column}", "kind": "member"} for c in finding.cells]
    location: dict[str, Any] = {"physicalLocation": place}
    location["logicalLocations"] = cells or [{"fullyQualifiedName": printable(problem.where) or "report", "kind": "module"}]
    result: dict[str, Any] = {"ruleId": finding.rule, "level": _LEVELS[finding.level], "message": {"text": printable(finding.message)}}
    if finding.rule in index:
        result["ruleIndex"] = index[finding.rule]
    result["locations"] = [location]
    result["partialFingerprints"] = {"gouji/1": problem.fingerprint}
    result["properties"] = {
        "defect": finding.defect,
        "expected": finding.expected,
        "actual": finding.actual,
        "delta": finding.delta,
        "basis": finding.basis,
        "doubt": finding.doubt,
    }
    return result


def _notification(path: str, text: str) -> dict[str, Any]:
    told: dict[str, Any] = {"level": "error", "message": {"text": printable(text)}}
    if path:
        told["locations"] = [{"physicalLocation": {"artifactLocation": {"uri": _uri(path)}}}]
    return told


def _uri(path: str) -> str:
    return quote(os.fsencode(path.replace("\\", "/")), safe="/!-._~")
