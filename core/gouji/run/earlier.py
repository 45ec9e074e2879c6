"""Results of earlier runs: an input that has not changed is not read and judged again.

A result is found by everything it depends on: the input's content and name, the rules in force and
the rulesets and plugins they come from, the options, and the code. It is kept in the cache folder,
a few KB each, at most some 25,000 of them; of more, some are dropped. A result that says that
something went wrong is not kept, for it may go right next time.
"""

from __future__ import annotations

from gouji import cache
from gouji.digest import blake2b
from gouji.in_force import Divided, InForce
from gouji.lean import TYPE_CHECKING
from gouji.run.inputs import Input
from gouji.run.judging import Checked
from gouji.run.packing import pack, unpack
from gouji.run.plain import is_plain

if TYPE_CHECKING:
    from gouji.run.shelf import Family

KEPT = 96
"""Results kept in each of the 256 folders they are spread over."""

LARGEST = 256 << 10
"""Bytes of a result that is still kept."""


class Names:
    """Under which names it is kept what runs with the same rules, options and code found out."""

    def __init__(self, rules: Divided) -> None:
        alone = rules.alone
        same = (alone.ruleset.key, str(alone.edition), *alone.registry.code)
        self._alone = cache.key("result", *same, repr(alone.states))
        self._together = cache.key("linked", *same, repr(rules.together.states))
        self._names: dict[str, str] = {}

    def of(self, found: Input) -> str:
        """The name for the result of an input, "" where none can be kept."""
        source = found.source
        if source is None:
            return ""
        name = self._names[found.path] = _spread("result", self._alone, source.path, str(found.explicit), source.data)
        return name

    def of_family(self, family: Family) -> str:
        """The name for what came of linking reports that were named before, "" where there is nothing to keep."""
        if not family.others:
            return ""
        names = [self._names.get(one.path, "") if one else "-" for one in family.members]
        return _spread("linked", self._together, repr((family.left_out, family.absent)), *names) if all(names) else ""


def known(name: str, in_force: InForce) -> Checked | None:
    """The result kept under a name, if there is one."""
    content = cache.read(name) if name else None
    return unpack(content, in_force) if content else None


def keep(name: str, checked: Checked, content: bytes = b"") -> None:
    """Keeps a result (and packs it, unless that is done); what went wrong and what only a plugin can read is left out."""
    failed = checked.unread is not None or checked.failures or (checked.result is not None and checked.result.failures)
    if name and not failed:
        write(name, content or pack(checked))


def write(name: str, content: bytes) -> None:
    """Keeps bytes under a name, unless there is none, they are too many, or not everybody may read them."""
    if name and len(content) <= LARGEST and is_plain(content):
        cache.write(name, content, KEPT)


def _spread(purpose: str, *parts: str | bytes) -> str:
    digest = blake2b(digest_size=16)
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%d:" % len(content))
        digest.update(content)
    found = digest.hexdigest()
    return f"results/{found[:2]}/{purpose}-{found[2:]}"
