"""A lean data class behaves as the standard library's, wherever gouji relies on it."""

import copy
import dataclasses
import inspect
import pickle
import subprocess
import sys
import typing
from collections.abc import Mapping
from types import MappingProxyType

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


def test_a_default_without_a_hash_is_shared():
    nothing = MappingProxyType({})

    @lean.dataclass(frozen=True)
    class Shared:
        facts: Mapping[str, int] = nothing

    assert Shared().facts is Shared().facts is nothing
    assert dataclasses.replace(Shared({"a": 1})) == Shared({"a": 1})


def test_it_costs_no_import():
    code = "import sys, gouji.lean; sys.exit(bool({'dataclasses', 'inspect', 'typing'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {code}"], check=False).returncode == 0


class Record(lean.NamedTuple):
    """A record."""

    name: str
    number: int = 3
    note: str = ""

    @property
    def double(self) -> int:
        return self.number * 2


class StandardRecord(typing.NamedTuple):
    """A record."""

    name: str
    number: int = 3
    note: str = ""


def test_a_named_tuple_is_made_shown_and_compared_alike():
    one, other = Record("a", note="b"), StandardRecord("a", note="b")
    assert one == other == ("a", 3, "b") and isinstance(one, tuple)
    assert repr(one) == repr(other).replace("StandardRecord", "Record")
    assert (one.name, one.number, one.note, one.double) == ("a", 3, "b", 6)
    assert one._replace(number=5) == Record._make(["a", 5, "b"]) == Record(note="b", number=5, name="a")
    assert one._asdict() == other._asdict() and Record.__doc__ == "A record."
    for fact in ("_fields", "_field_defaults", "__match_args__", "__annotations__", "__slots__"):
        assert getattr(Record, fact) == getattr(StandardRecord, fact)
    assert inspect.signature(Record).parameters.keys() == inspect.signature(StandardRecord).parameters.keys()


def test_a_named_tuple_is_copied_pickled_and_taken_apart():
    one = Record("a")
    assert type(copy.copy(one)) is type(pickle.loads(pickle.dumps(one))) is Record
    assert copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one
    match one:
        case Record(name, number=number):
            assert (name, number) == ("a", 3)


@pytest.mark.parametrize("kind", [Record, StandardRecord])
def test_a_named_tuple_refuses_what_it_does_not_know(kind):
    for values, named in [((), {}), (("a", 1, "", 2), {}), (("a",), {"nmber": 1}), (("a",), {"name": "b"})]:
        with pytest.raises(TypeError, match="__new__"):
            kind(*values, **named)
    with pytest.raises((TypeError, ValueError)):
        kind("a")._replace(nmber=1)
    with pytest.raises(TypeError):
        kind._make(["a"])
    with pytest.raises(AttributeError):
        kind("a").name = "b"
    with pytest.raises(AttributeError):
        kind("a").other = "b"


def test_constructors_of_equally_many_fields_do_not_mix_up_their_names():
    class Other(lean.NamedTuple):
        first: str
        second: str = "2"
        third: str = "3"

    assert Other(third="x", first="y") == ("y", "2", "x")
    assert Record(note="x", name="y") == ("y", 3, "x")
