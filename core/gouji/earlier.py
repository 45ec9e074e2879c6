"""Results of earlier runs: an input that has not changed is not read and judged again.

A result is found by everything it depends on: the input's content and name, the rules in force and
the rulesets and plugins they come from, the options, and the code. It is kept in the cache folder,
a few KB each, at most some 25,000 of them; the oldest are dropped. A result that says that
something went wrong is not kept, for it may go right next time.
"""

from __future__ import annotations

from collections.abc import Mapping

from gouji import cache
from gouji.code_state import own_code
from gouji.digest import blake2b
from gouji.edition import Edition
from gouji.finding import Result
from gouji.in_force import InForce
from gouji.inputs import Input
from gouji.judging import Checked
from gouji.packing import is_plain, pack, pack_outcome, unpack, unpack_outcome
from gouji.report import Report

KEPT = 96
"""Results kept in each of the 256 folders they are spread over."""

LARGEST = 256 << 10
"""Bytes of a result that is still kept."""

DAMAGED = (EOFError, LookupError, TypeError, ValueError)


class Earlier:
    """What earlier runs with the same rules, options and code found out."""

    def __init__(self, in_force: InForce, alone: InForce) -> None:
        """`alone` is in force for one report, `in_force` for all of them together."""
        self._rules = tuple(rule.id for rule in in_force.family_rules())
        together = (in_force.ruleset.key, str(in_force.edition), *own_code(), *in_force.registry.code)
        self._together = cache.key("linked", *together, *self._rules)
        self._alone = cache.key("result", *together, *(rule.id for rule in alone.ruleset.rules))
        self._names: dict[str, str] = {}

    def name(self, found: Input) -> str:
        """The name under which the result of this input is kept, "" where none can be."""
        source = found.source
        if source is None:
            return ""
        name = self._names[found.path] = _spread("result", self._alone, source.path, str(found.explicit), source.data)
        return name

    def get(self, name: str, editions: Mapping[str, Edition]) -> Checked | None:
        """The result kept under a name, or None."""
        content = cache.read(name) if name else None
        try:
            return unpack(content, editions) if content else None
        except DAMAGED:
            return None

    def keep(self, name: str, checked: Checked) -> None:
        """Keeps a result under its name."""
        keep_packed(name, checked, pack(checked))

    def linked(self, report: Report, previous: Report) -> Result | None:
        """What the rules on several reports said of these two, if it is known."""
        name = self._link(report, previous)
        content = cache.read(name) if name else None
        try:
            return unpack_outcome(content, report) if content else None
        except DAMAGED:
            return None

    def keep_linked(self, report: Report, previous: Report, result: Result) -> None:
        """Keeps what the rules on several reports said."""
        try:
            if not result.failures:
                _write(self._link(report, previous), pack_outcome(result))
        except (TypeError, ValueError):  # what only a plugin knows
            return

    def _link(self, report: Report, previous: Report) -> str:
        names = [self._names.get(one.path, "") for one in (report, previous)]
        return _spread("linked", self._together, *names) if all(names) else ""


def keep_packed(name: str, checked: Checked, content: bytes) -> None:
    """Keeps a result, as it is packed, under its name; what went wrong and what only a plugin can read is left out."""
    failed = checked.unread is not None or checked.failures or (checked.result is not None and checked.result.failures)
    if name and not failed and is_plain(content):
        _write(name, content)


def _spread(purpose: str, *parts: str | bytes) -> str:
    digest = blake2b(digest_size=16)
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%d:" % len(content))
        digest.update(content)
    found = digest.hexdigest()
    return f"results/{found[:2]}/{purpose}-{found[2:]}"


def _write(name: str, content: bytes) -> None:
    if name and len(content) <= LARGEST:
        cache.write(name, content, KEPT)
