"""A lean data class behaves as the standard library's, wherever gouji relies on it."""

import copy
import dataclasses
import pickle
import subprocess
import sys
from collections.abc import Mapping

import pytest

from gouji import lean


@lean.dataclass(frozen=True, slots=True)
class Lean:
    """A class."""

    name: str
    number: int = 3
    facts: Mapping[str, int] = lean.field(default_factory=dict)
    hidden: str = lean.field(default_factory=str, repr=False)

    @property
    def double(self) -> int:
        return self.number * 2


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    """The same class."""

    name: str
    number: int = 3
    facts: Mapping[str, int] = dataclasses.field(default_factory=dict)
    hidden: str = dataclasses.field(default_factory=str, repr=False)


@lean.dataclass(slots=True)
class Open:
    count: int = 0


def test_made_shown_and_compared_alike():
    assert repr(Lean("a", 4)) == repr(Standard("a", 4)).replace("Standard", "Lean")
    assert Lean("a") == Lean("a", 3, {}) != Lean("b")
    assert Lean("a") != Standard("a") and Lean("a") != "a"
    assert Lean("a").facts is not Lean("a").facts
    assert Lean("a").double == 6 and Lean.__doc__ == "A class."
    assert len({Lean("a", facts=None), Lean("a", facts=None)}) == 1


@pytest.mark.parametrize("arguments", [((), {}), (("a", 1, {}, "", 5), {}), (("a",), {"nmber": 1}), (("a",), {"name": "b"})])
def test_wrong_arguments_are_refused_alike(arguments):
    values, named = arguments
    for kind in (Standard, Lean):
        with pytest.raises(TypeError):
            kind(*values, **named)
    assert Lean("a").name == "a"


def test_frozen_means_frozen():
    one = Lean("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.name
    with pytest.raises((AttributeError, TypeError)):
        one.other = 1
    with pytest.raises(TypeError):
        hash(Open())
    free = Open()
    free.count += 1
    assert free == Open(1)


@pytest.mark.parametrize("one", [Lean("a", 4, {"x": 1}), Open(5)])
def test_copied_and_pickled(one):
    assert copy.copy(one) == copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one


def test_the_standard_functions_work_on_it():
    one = Lean("a", 4)
    assert dataclasses.replace(one, number=5) == lean.replace(one, number=5) == Lean("a", 5)
    with pytest.raises(TypeError):
        lean.replace(one, nmber=5)
    with pytest.raises(TypeError):
        dataclasses.replace(one, nmber=5)
    assert dataclasses.asdict(one) == dataclasses.asdict(Standard("a", 4))
    assert [(field.name, field.repr, field.default) for field in dataclasses.fields(Lean)] == [
        (field.name, field.repr, field.default) for field in dataclasses.fields(Standard)
    ]
    assert dataclasses.is_dataclass(Lean) and Lean.__match_args__ == Standard.__match_args__


def test_it_costs_no_import():
    code = "import sys, gouji.lean; sys.exit(bool({'dataclasses', 'inspect', 'typing'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {code}"], check=False).returncode == 0
