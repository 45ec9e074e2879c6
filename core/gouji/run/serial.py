"""Judging and linking in this process, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gouji.in_force import Divided
from gouji.lean import TYPE_CHECKING
from gouji.run.inputs import Input
from gouji.run.judging import Checked, judge

if TYPE_CHECKING:
    from gouji.run.earlier import Names
    from gouji.run.linking import Linked
    from gouji.run.shelf import Shelf


class Serial:
    """What is kept under its name since an earlier run is taken from there, and what is new is kept likewise."""

    def __init__(self, rules: Divided, names: Names | None = None) -> None:
        """Without `names` nothing is taken and nothing kept."""
        self._rules, self._names = rules, names

    def close(self) -> None:
        """There is nothing to be ended."""

    def judged(self, inputs: Iterable[Input]) -> Iterator[Checked]:
        """Every input judged, in the order given."""
        for found in inputs:
            yield self._known_or_judged(found, self._names.of(found)) if self._names else judge(found, self._rules.alone)

    def _known_or_judged(self, found: Input, name: str) -> Checked:
        from gouji.run import earlier

        checked = earlier.known(name, self._rules.alone)
        if checked is None:
            checked = judge(found, self._rules.alone)
            earlier.keep(name, checked)
        return checked

    def linked(self, shelf: Shelf) -> Iterator[Linked]:
        """Every report on the shelf linked with its family, in the order in which they came."""
        from gouji.run import linking

        for family in shelf.families():
            name = self._names.of_family(family) if self._names else ""
            linked = linking.known(name)
            if linked is None:
                linked = linking.link(shelf.get(family), self._rules)
                linking.keep(name, linked)
            yield linked
