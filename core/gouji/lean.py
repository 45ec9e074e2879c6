"""`dataclass`, `field` and `replace` as gouji's data types use them, at a twentieth of the cost at start-up.

Importing the standard `dataclasses` and defining the thirty classes every run needs would take
longer than reading and checking a page. A class made here behaves as one made there, to type
checkers and to `dataclasses.replace`, `fields` and `asdict` as well; only what gouji's types use is
offered: no inheritance, no `order`, no options of `field` but `default_factory` and `repr`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
else:

    class _Field:
        """What `field` was told; `default_factory` makes the value where none is given."""

        __slots__ = ("default_factory", "repr")

        def __init__(self, default_factory, repr):
            self.default_factory, self.repr = default_factory, repr

    def field(*, default_factory=None, repr=True):
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
        told["__init__"] = _first_init(names, defaults)
        shown = tuple(name for name in names if not isinstance(found := defaults.get(name), _Field) or found.repr)
        told.setdefault("__repr__", _repr_of(shown))
        told.setdefault("__eq__", _equal)
        if frozen:
            told |= {"__setattr__": _refuse, "__delattr__": _refuse}
        told |= {"__hash__": _hash if frozen else None, "__reduce__": _reduced}
        new = type(cls)(cls.__name__, cls.__bases__, told)
        new.__qualname__ = cls.__qualname__
        return new

    def _first_init(names, defaults):
        """An `__init__` that is written when the first object is made: many classes are never used."""

        def init(self, *values, **named):
            cls = type(self)
            cls.__init__ = _init(cls, names, defaults)
            self.__init__(*values, **named)

        return init

    def _init(cls, names, defaults):
        known = {"_absent": _ABSENT}
        parameters, body = [], []
        for name in names:
            # The descriptor of a slot sets it whether the class is frozen or not.
            known[f"_set_{name}"] = getattr(cls, name).__set__
            default = defaults.get(name, _ABSENT)
            if default is _ABSENT or (isinstance(default, _Field) and default.default_factory is None):
                parameters.append(name)
            elif isinstance(default, _Field):
                known[f"_make_{name}"] = default.default_factory
                parameters.append(f"{name}=_absent")
                body.append(f" if {name} is _absent: {name} = _make_{name}()")
            else:
                known[f"_default_{name}"] = default
                parameters.append(f"{name}=_default_{name}")
            body.append(f" _set_{name}(self, {name})")
        exec(f"def __init__(self, {', '.join(parameters)}):\n" + "\n".join(body), known)
        made = known["__init__"]
        made.__qualname__ = f"{cls.__qualname__}.__init__"
        return made

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
                    more = {"default_factory": default.default_factory} if default.default_factory else {}
                    told.append((name, annotation, dataclasses.field(repr=default.repr, **more)))
                else:
                    # A default of a kind the standard library refuses is one that is never changed.
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
