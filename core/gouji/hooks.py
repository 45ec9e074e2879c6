"""The hooks: the only door through which anything comes into gouji, the built-in parts too.

Every hook takes no argument, is called once while the plugins are loaded, and hands things over;
hooks do not run rules. Each plugin is called by itself, so that one that fails is named and set
aside. A hook name that does not exist is refused when the plugin is loaded.
"""

from __future__ import annotations

from collections.abc import Callable

from gouji.document import Document, Source
from gouji.lean import TYPE_CHECKING, Any, TypeVar, dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable

    from gouji.data import PackagedFile
    from gouji.report import Report
    from gouji.rule import Rule
    from gouji.run import Run

_Function = TypeVar("_Function", bound=Callable[..., Any])


def hookimpl(function: _Function) -> _Function:
    """Marks a function of a plugin as an implementation of the hook it is named after.

    The mark is the one `pluggy.HookimplMarker("gouji")` sets, which may be used as well; pluggy
    itself is imported only when a plugin is new (see `gouji.plugins.registration`).
    """
    function.gouji_impl = {}  # type: ignore[attr-defined]
    return function


def hookspec(function: _Function) -> _Function:
    """Marks a function below as a hook, as `pluggy.HookspecMarker("gouji")` would."""
    function.gouji_spec = {}  # type: ignore[attr-defined]
    return function


def specifications() -> tuple[str, ...]:
    """The names of all hooks."""
    return tuple(name for name, value in globals().items() if hasattr(value, "gouji_spec"))


API_VERSION = 1
"""Grows when a hook changes in a way that an older plugin would notice."""

OLDEST_API_VERSION = 1
"""Plugins written for this version and later ones work."""

API_NAME = "GOUJI_API"
"""A plugin module may say `GOUJI_API = 1`: the version it was written for. Another one is refused."""


@dataclass(frozen=True, slots=True)
class Loader:
    """One file format.

    `sniff` looks at the bytes (and only then at the name) and returns how sure it is that the
    input is of its format, from 0 (certainly not) to 100. The loader that is surest reads it.
    `load` returns a `Document` — or a `Report`, for a format that already is one — and raises
    `UnreadableError` with one Chinese sentence when it cannot. `suffixes` are the usual endings,
    in lower case with a dot. Keep imports of heavy libraries inside `load`.
    """

    id: str
    title: str
    suffixes: tuple[str, ...]
    sniff: Callable[[Source], int]
    load: Callable[[Source], Document | Report]


@dataclass(frozen=True, slots=True)
class Output:
    """One output format of `gouji check --format ID`.

    `write` takes a `gouji.run.Run` (results in order, inputs not read, rulesets) and yields the
    text piece by piece; nothing is printed by the engine.
    """

    id: str
    title: str
    write: Callable[[Run], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of check that rulesets can use: `KEY: …` in a rule.

    `key` is the word that stands in the YAML ("assert", "require"). `parameters` maps the name of
    each parameter, the key itself among them, to a (type, default, explanation) triple; the type
    `object` takes anything, and the key itself is always required.

    `compile` turns the parameters, checked for their types and with defaults filled in, into a
    function from `Subject` to outcomes, or into a `gouji.ruleset.setting.Compiled` that says more.
    `prepare`, where given, comes before it: it gets the parameters and a
    `gouji.ruleset.setting.Setting`, refuses what makes no sense with a `ParameterError`, and returns
    plain data (numbers, texts, tuples, lists, dicts), which is remembered between runs and handed
    to `compile` in place of the parameters.
    """

    key: str
    title: str
    parameters: dict[str, tuple[type, Any, str]]
    compile: Callable[..., Any]
    prepare: Callable[..., Any] | None = None


@dataclass(frozen=True, slots=True)
class RulesetFile:
    """A ruleset shipped by a plugin: its id, a title, and its YAML file."""

    id: str
    title: str
    file: Traversable | PackagedFile


@hookspec
def gouji_loaders() -> list[Loader]:  # type: ignore[empty-body]
    """File formats to read: one `Loader` for each.

    Called once at start-up. Of all loaders, the built-in ones too, the one whose `sniff` is surest
    reads an input, so a plugin can take over a format by being surer. Those that name the input's
    suffix are asked first; when one of them says 95 or more, the others are not asked. A loader that
    raises something else than `UnreadableError` costs that one input, which is named with the error.
    """


@hookspec
def gouji_kinds() -> list[Kind]:  # type: ignore[empty-body]
    """Kinds of check: one `Kind` for each new key that rules in YAML may use.

    Called once, before any ruleset is read. A key that another plugin has taken is refused.
    """


@hookspec
def gouji_rules() -> list[Rule]:  # type: ignore[empty-body]
    """Rules written in Python: functions made rules by `gouji.rule.rule`.

    Called once. A rule is in force when a ruleset in use names it (`- use: ID`), or when its plugin
    was asked for with `--plugin`. A rule that raises while it judges a report is named with its
    error (exit status 4); what it had found in that report is dropped, the other rules go on.
    """


@hookspec
def gouji_rulesets() -> list[RulesetFile]:  # type: ignore[empty-body]
    """Rulesets in YAML: one `RulesetFile` for each file.

    Called once; `--ruleset ID` and `extends` choose among them, and only those chosen are read. A
    broken ruleset ends the run with exit status 2 and the place of every mistake.
    """


@hookspec
def gouji_outputs() -> list[Output]:  # type: ignore[empty-body]
    """Output formats: one `Output` for each.

    Called once; `gouji check --format ID` chooses among them.
    """
