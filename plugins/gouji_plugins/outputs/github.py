"""`--format github`: one annotation a problem, as GitHub Actions reads them from a log."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.finding import ERROR, INFO, WARNING
from gouji.run import Run
from gouji.telling import printable
from gouji_plugins.outputs.problems import problems

_COMMANDS = {ERROR: "error", WARNING: "warning", INFO: "notice"}


def write(run: Run) -> Iterator[str]:
    """One workflow command a line; what was not read and what failed are errors too."""
    for problem in problems(run):
        finding = problem.finding
        where = {"file": problem.path, "line": finding.place.line, "title": f"{finding.rule} {problem.where}".strip()}
        yield _command(_COMMANDS[finding.level], where, finding.message)
    for one in run.unread:
        yield _command("error", {"file": one.path, "title": "没有读成"}, one.unread or "")
    for failure in run.failures:
        yield _command("error", {"file": failure.path or None, "title": f"{failure.rule} 出错"}, failure.error)


def _command(name: str, properties: dict[str, str | int | None], message: str) -> str:
    given = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    return f"::{name} {given}::{_escaped(printable(message))}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(printable(text)).replace(":", "%3A").replace(",", "%2C")
