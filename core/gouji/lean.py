"""What data types and annotations take from `typing` and `dataclasses`, at a twentieth of the cost at start-up.

Importing these two and defining the hundred classes every run needs would take longer than reading
and checking a page: each would have a constructor written, parsed and compiled for it. To type
checkers, everything here is what the standard library has under the same name.

A class made by `dataclass` behaves as one made there, for `dataclasses.replace`, `fields` and
`asdict` as well; only what gouji's types use is offered: no inheritance, no `order`, no options of
`field` but `default_factory` and `repr`. A `NamedTuple` is a tuple with the methods of the standard one.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
    from types import CodeType
    from typing import Any as Any
    from typing import NamedTuple as NamedTuple
    from typing import Protocol as Protocol
    from typing import TypeVar as TypeVar
    from typing import cast as cast

    constructors: dict[tuple[int, bool], CodeType]
else:
    from collections import _tuplegetter
    from types import FunctionType

    Any = object

    class Protocol:
        """As `typing.Protocol`."""

    def TypeVar(name, bound=None):  # noqa: N802
        """As `typing.TypeVar`; the program never looks at one."""
        return name

    def cast(kind, value):
        """As `typing.cast`."""
        return value

    # Parsing takes most of the time of making a class, so that there is one constructor of a kind for
    # each number of fields, of which every class takes a copy with names and globals of its own. The
    # program keeps them with its bytecode.
    constructors = {}

    def _constructor(fields, of_tuple):
        """The code of a function of so many parameters after the first.

        That of a named tuple gives all of them to the global `make`; the other one gives each to a
        global of its own, `set_0` and so on, which puts it into its slot.
        """
        if (fields, of_tuple) not in constructors:
            values = "".join(f"value_{number}, " for number in range(fields))
            slots = "".join(f"set_{number}(_, value_{number}), " for number in range(fields))
            body = f"make(_, ({values}))" if of_tuple else f"(None, {slots})[0]"
            constructors[fields, of_tuple] = eval(f"lambda _, {values}: {body}").__code__
        return constructors[fields, of_tuple]

    def _function(name, of, names, defaults, known):
        """The method `__new__` or `__init__` of the class called `of`, with the globals that its code knows."""
        code = _constructor(len(names), name == "__new__")
        made = FunctionType(code.replace(co_varnames=("_", *names), co_name=name), known, name, tuple(defaults))
        made.__qualname__ = f"{of}.{name}"
        return made

    class _Field:
        """What `field` was told; `default_factory` makes the value where none is given."""

        __slots__ = ("default_factory", "repr")

        def __init__(self, default_factory, repr):
            self.default_factory, self.repr = default_factory, repr

    def field(*, default_factory, repr=True):
        """As `dataclasses.field`."""
        return _Field(default_factory, repr)

    def dataclass(*, frozen=False, slots=True):
        """As `dataclasses.dataclass`; classes always have slots."""
        return lambda cls: _made(cls, frozen)

    def _made(cls, frozen):
        told = dict(cls.__dict__)
        annotations = told.get("__annotations__") or cls.__annotations__
        names = tuple(annotations)
        defaults = {name: told.pop(name) for name in names if name in told}
        for name in ("__dict__", "__weakref__"):
            told.pop(name, None)
        told |= {"__slots__": names, "__match_args__": names, "__dataclass_fields__": _Fields(annotations, defaults, frozen)}
        shown = tuple(name for name in names if not isinstance(found := defaults.get(name), _Field) or found.repr)
        told.setdefault("__repr__", _repr_of(shown))
        told.setdefault("__eq__", _equal)
        if frozen:
            told |= {"__setattr__": _refuse, "__delattr__": _refuse}
        told |= {"__hash__": _hash if frozen else None, "__reduce__": _reduced}
        new = type(cls)(cls.__name__, cls.__bases__, told)
        new.__qualname__ = cls.__qualname__
        new.__init__ = _init(new, names, defaults)
        return new

    def _init(cls, names, defaults):
        # The descriptor of a slot sets it whether the class is frozen or not.
        setters = [getattr(cls, name).__set__ for name in names]
        optional = []
        for number, name in enumerate(names):
            default = defaults.get(name, _ABSENT)
            if isinstance(default, _Field):
                setters[number] = _setter_with_factory(setters[number], default.default_factory)
            if name in defaults:
                optional.append(default)

        known = {f"set_{number}": setter for number, setter in enumerate(setters)}
        return _function("__init__", cls.__qualname__, names, optional, known)

    def _setter_with_factory(setter, factory):
        return lambda self, value: setter(self, factory() if isinstance(value, _Field) else value)

    _ABSENT = object()

    class _Fields:
        """`__dataclass_fields__`, made with the standard library when it is first asked for."""

        def __init__(self, annotations, defaults, frozen):
            self._annotations, self._defaults, self._frozen = annotations, defaults, frozen

        def __get__(self, instance, owner):
            import dataclasses

            told = []
            for name, annotation in self._annotations.items():
                default = self._defaults.get(name, _ABSENT)
                if default is _ABSENT:
                    told.append((name, annotation))
                elif isinstance(default, _Field):
                    told.append((name, annotation, dataclasses.field(default_factory=default.default_factory, repr=default.repr)))
                elif type(default).__hash__ is None:
                    # The standard library refuses what has no hash as something that changes; here nobody changes it.
                    told.append((name, annotation, dataclasses.field(default_factory=lambda value=default: value)))
                else:
                    told.append((name, annotation, dataclasses.field(default=default)))
            fields = dataclasses.make_dataclass(owner.__name__, told, frozen=self._frozen).__dataclass_fields__
            owner.__dataclass_fields__ = fields
            return fields

    def _values(self):
        return tuple([getattr(self, name) for name in self.__match_args__])

    def _equal(self, other):
        return _values(self) == _values(other) if other.__class__ is self.__class__ else NotImplemented

    def _hash(self):
        return hash(_values(self))

    def _repr_of(names):
        def shown(self):
            return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

        return shown

    def _refuse(self, name, *value):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot change field {name!r}")

    def _reduced(self):
        return type(self), _values(self)

    def replace(thing, /, **changes):
        """As `dataclasses.replace`; a class may do it in its own way, as from Python 3.13 on for `copy.replace`."""
        own = getattr(type(thing), "__replace__", None)
        if own is not None:
            return own(thing, **changes)
        return type(thing)(**{name: getattr(thing, name) for name in thing.__match_args__} | changes)

    class _Tuple(tuple):
        """What all named tuples have in common."""

        __slots__ = ()

        @classmethod
        def _make(cls, values):
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **changes):
            made = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise TypeError(f"Got unexpected field names: {list(changes)!r}")
            return made

        __replace__ = _replace

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            return f"{type(self).__name__}({', '.join(map('{}={!r}'.format, self._fields, self))})"

        def __getnewargs__(self):
            return tuple(self)

    class _TupleMaker(type):
        """Makes a class that names this one's class as its base into a named tuple."""

        def __new__(cls, name, bases, told):
            # From 3.14 on a namespace holds them only where the module asks for them as text.
            names = tuple(told.get("__annotations__") or type(name, (), dict(told)).__annotations__)
            defaults = {field: told[field] for field in names if field in told}
            told |= {field: _tuplegetter(number, "") for number, field in enumerate(names)}
            told |= {"__slots__": (), "_fields": names, "__match_args__": names, "_field_defaults": defaults}
            told["__new__"] = _function("__new__", told["__qualname__"], names, defaults.values(), {"make": tuple.__new__})
            return type(name, (_Tuple,), told)

    NamedTuple = type.__new__(_TupleMaker, "NamedTuple", (), {})
