"""`--format junit`: a test suite a report, a test case a rule, for build servers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from gouji.finding import ERROR, LEVEL_NAMES, Finding, Result
from gouji.run import Run
from gouji.telling import place_words, printable, report_name


def write(run: Run) -> Iterator[str]:
    """Findings that must be corrected fail their rule's case; others are said in its output. What
    could not be assessed is skipped with the reason; what could not be read is an error."""
    titles = {rule.id: f"{rule.id} {rule.title}" for rule in run.in_force.ruleset.rules}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="gouji">\n'
    for checked in run:
        if checked.result is not None:
            yield _written(_report(checked.result, titles))
    if run.corpus:
        cases = [
            _case("、".join(j.paths), titles.get(j.finding.rule, j.finding.rule), [(j.finding, j.finding.message)]) for j in run.corpus
        ]
        yield _written(_suite("几份年报之间", cases))
    for one in run.unread:
        yield _written(_suite(one.path, [_error(one.path, "读取", one.unread or "")]))
    for failure in run.failures:
        yield _written(_suite(failure.rule, [_error(failure.path, failure.rule, failure.error)]))
    yield "</testsuites>\n"


def _report(result: Result, titles: Mapping[str, str]) -> Element:
    report = result.report
    found: dict[str, list[Finding]] = {}
    for finding in result.findings:
        found.setdefault(finding.rule, []).append(finding)
    hindered = {one.rule: one.why for one in result.not_assessed}
    cases = []
    for rule in sorted({*result.rules, *found, *hindered}):
        placed = [(finding, place_words(report, finding), finding.message) for finding in found.get(rule, ())]
        said = [(finding, told if told.startswith(where) else f"{where}：{told}") for finding, where, told in placed]
        case = _case(report.path, titles.get(rule, rule), said)
        if not said and rule in hindered:
            SubElement(case, "skipped", message=printable(hindered[rule]))
        cases.append(case)
    return _suite(f"{report_name(report)} {report.path}", cases)


def _case(whose: str, name: str, said: Iterable[tuple[Finding, str]]) -> Element:
    case = Element("testcase", classname=printable(whose), name=printable(name))
    errors = [printable(text) for finding, text in said if finding.level == ERROR]
    others = [f"{LEVEL_NAMES[finding.level]}：{printable(text)}" for finding, text in said if finding.level != ERROR]
    if errors:
        SubElement(case, "failure", message=errors[0]).text = "\n".join(errors)
    if others:
        SubElement(case, "system-out").text = "\n".join(others)
    return case


def _error(whose: str, name: str, message: str) -> Element:
    case = _case(whose, name, ())
    SubElement(case, "error", message=printable(message))
    return case


def _suite(name: str, cases: list[Element]) -> Element:
    counts = {kind + "s" if kind != "skipped" else kind: str(sum(case.find(kind) is not None for case in cases)) for kind in _KINDS}
    suite = Element("testsuite", {"name": printable(name), "tests": str(len(cases)), **counts})
    suite.extend(cases)
    return suite


_KINDS = ("failure", "error", "skipped")


def _written(suite: Element) -> str:
    return tostring(suite, encoding="unicode") + "\n"
