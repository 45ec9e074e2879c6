"""What is known of the equations when a cause is looked for: which are broken, and what a change would do to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from gouji.lean import NamedTuple
from gouji.localise.search import allowed
from gouji.localise.system import System
from gouji.report import Key, Number


class Broken(NamedTuple):
    """What is known of the equations when a cause is looked for: by how much each broken one is off.

    `blank` are the cells that are there and hold no number.
    """

    system: System
    values: Mapping[Key, Number]
    known: frozenset[int]
    amounts: Mapping[int, Number]
    blank: frozenset[Key] = frozenset()

    def only(self, equations: Iterable[int]) -> Broken:
        """As if these were the only broken equations to be explained."""
        return self._replace(amounts={number: self.amounts[number] for number in equations})

    def without(self, equations: Collection[int]) -> Broken:
        """As if these were explained."""
        return self.only(number for number in self.amounts if number not in equations)

    def touches(self, cells: Iterable[Key]) -> bool:
        """Whether any of these cells stands in a broken equation."""
        return any(number in self.amounts for key in cells for number, _ in self.system.by_cell.get(key, ()))

    def parts(self) -> list[Broken]:
        """The same divided into what shares no cell, directly or through other equations."""
        divided: dict[int, list[int]] = {}
        for number in self.amounts:
            divided.setdefault(self.system.parts[number], []).append(number)
        return [self.only(part) for part in divided.values()]

    def settled_by(self, changed: Mapping[Key, Number]) -> frozenset[int] | None:
        """The broken equations these new values restore; None when they leave or make one broken."""
        if not all(key in self.values or self._holds(key, changed) for key in changed):
            return None
        off = self._off(changed)
        if any(off.values()) or not allowed(self.system, self.values, tuple(changed.items()), self.known):
            return None
        return frozenset(off).intersection(self.amounts)

    def after(self, changed: Mapping[Key, Number]) -> Broken:
        """As it would be with these values."""
        amounts = {**self.amounts, **self._off(changed)}
        left = {number: amount for number, amount in amounts.items() if amount}
        return self._replace(values={**self.values, **changed}, amounts=left)

    def apart_from(self, cells: Iterable[Key]) -> Broken:
        """As if the equations that hold any of these cells were unknown."""
        theirs = {number for key in cells for number, _ in self.system.equalities(key, self.known)}
        return self._replace(known=self.known - theirs)

    def leaves_numbers(self, changed: Mapping[Key, Number]) -> bool:
        """Whether no broken equation then holds noughts only, as that of a sum would whose parts were not filled in."""
        after = {**self.values, **changed}
        return all(any(after[key] for key, _ in self.system.equations[number].terms) for number in self.amounts)

    def _off(self, changed: Mapping[Key, Number]) -> dict[int, Number]:
        """By how much each equation that holds one of these cells would be off."""
        off: dict[int, Number] = {}
        for key, new in changed.items():
            if key in self.values:
                for number, coefficient in self.system.equalities(key, self.known):
                    off[number] = off.get(number, self.amounts.get(number, 0)) + coefficient * (new - self.values[key])
        return off

    def _holds(self, key: Key, changed: Mapping[Key, Number]) -> bool:
        """Whether the equations that can be computed once this blank cell is filled hold."""
        filled = {**self.values, **changed}
        equations = [self.system.equations[number] for number, _ in self.system.by_cell.get(key, ())]
        computable = [one for one in equations if one.equal and all(k in filled for k, _ in one.terms)]
        return not any(one.constant + sum(c * filled[k] for k, c in one.terms) for one in computable)
