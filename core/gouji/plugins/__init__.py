"""The plugin host: finds plugins, calls each by itself, and keeps what they give in a `Registry`.

Three kinds of plugin, treated alike: the built-in ones (by module name, in `BUILTIN`), other
people's packages (entry point group "gouji"), and what `--plugin` names. One that cannot be loaded,
offers something wrong, or implements a hook that does not exist, is named in `Registry.failures`
and set aside; the others go on.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType, ModuleType

from gouji import __version__, hooks
from gouji.code_state import changes
from gouji.data import editions
from gouji.digest import blake2b
from gouji.errors import UsageError, described
from gouji.finding import RuleFailure
from gouji.hooks import Kind, Loader, Output, RulesetFile
from gouji.lean import Any, NamedTuple, dataclass, replace
from gouji.plugins.catalogue import Given, recall, remember
from gouji.plugins.index import installed_plugins
from gouji.plugins.registration import Host
from gouji.rule import Rule
from gouji.timelimit import PLUGIN_SECONDS, TooLongError, limit

BUILTIN: tuple[str, ...] = (
    "gouji_plugins.kinds",
    "gouji_plugins.loaders.convert",
    "gouji_plugins.loaders.doc",
    "gouji_plugins.loaders.docx",
    "gouji_plugins.loaders.exchange",
    "gouji_plugins.loaders.html",
    "gouji_plugins.loaders.pdf",
    "gouji_plugins.loaders.text",
    "gouji_plugins.loaders.xlsx",
    "gouji_plugins.national",
    "gouji_plugins.outputs",
    "gouji_plugins.provinces",
    "gouji_plugins.rules",
)
"""The modules of the built-in plugins; `gouji` knows them by name only."""

GIVES: Mapping[str, tuple[str, type]] = MappingProxyType(
    {
        "gouji_loaders": ("文件格式", Loader),
        "gouji_kinds": ("检查方式", Kind),
        "gouji_rules": ("规则", Rule),
        "gouji_rulesets": ("规则集", RulesetFile),
        "gouji_outputs": ("输出格式", Output),
    }
)
"""Hook name → what it hands over, in Chinese, and as a type."""

MOST_GIVEN = 10_000
"""Things one hook of a plugin may hand over; what gives more gives them without end."""

ORIGIN_BUILTIN, ORIGIN_PACKAGE, ORIGIN_ASKED = "内置", "安装包", "--plugin"


class Plugin(NamedTuple):
    """One plugin: its name, its package's version, where it came from, what it gave, why it failed.

    `gives` lists what was taken over ("规则 X01"); `error` is "" when nothing went wrong.
    """

    name: str
    version: str
    origin: str
    gives: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything the plugins gave, each by its id and sorted by it.

    `asked_rules` are the rules of plugins named with `--plugin`: they are in force without a
    ruleset naming them. `failures` names plugins that were set aside, wholly or in part. `code` is
    the state of the code of all that are not built in.
    """

    loaders: Mapping[str, Loader]
    kinds: Mapping[str, Kind]
    rules: Mapping[str, Rule]
    rulesets: Mapping[str, RulesetFile]
    outputs: Mapping[str, Output]
    asked_rules: tuple[str, ...] = ()
    plugins: tuple[Plugin, ...] = ()
    failures: tuple[RuleFailure, ...] = ()
    code: tuple[str, ...] = ()

    def set_aside(self) -> list[str]:
        """Which plugins failed and why, a sentence each."""
        return [f"{failure.rule} 出错，已搁置：{failure.error}" for failure in self.failures]


class _Candidate(NamedTuple):
    name: str
    version: str
    origin: str
    target: str  # "module", "module:attribute" or the path of a Python file


def load_plugins(extra: Iterable[str] = (), *, packages: bool = True) -> Registry:
    """Loads the built-in plugins, the installed ones (unless `packages` is false), then `extra`.

    `extra` are module names or paths of single Python files. Raises UsageError when one of them
    does not exist at all; a plugin that exists and fails is listed in `Registry.failures`.
    """
    host = Host()
    known = recall()
    taken: dict[str, dict[str, Any]] = {hook: {} for hook in GIVES}
    plugins: list[Plugin] = []
    asked: list[str] = []
    code: list[str] = []
    things: list[tuple[str, Given]] = []
    wanted = list(_asked(extra))
    # An installed plugin that is asked for too is loaded once, as asked for.
    twice = {candidate.target for candidate in wanted}
    installed = [candidate for candidate in _installed() if candidate.target not in twice] if packages else []
    for candidate in (*_builtin(), *installed, *wanted):
        builtin = candidate.origin == ORIGIN_BUILTIN
        plugin, given = _take(host, candidate, taken, known.get(candidate.name) if builtin else None)
        plugins.append(plugin)
        if candidate.origin == ORIGIN_ASKED:
            asked.extend(thing.id for hook, thing in given if hook == "gouji_rules")
        if builtin:
            things.append((candidate.name, given))
        else:
            code += [f"{candidate.target} {plugin.version}", *changes(candidate.target)]
    host.keep()
    if not known and not any(plugin.error for plugin in plugins):
        remember(things)
    loaders, kinds, rules_, rulesets, outputs = (dict(sorted(taken[hook].items())) for hook in GIVES)
    return Registry(
        loaders=loaders,
        kinds=kinds,
        rules=rules_,
        rulesets=rulesets,
        outputs=outputs,
        asked_rules=tuple(sorted(asked)),
        plugins=tuple(plugins),
        failures=tuple(RuleFailure(f"插件 {plugin.name}", "", plugin.error) for plugin in plugins if plugin.error),
        code=tuple(code),
    )


def _take(host: Host, candidate: _Candidate, taken: dict[str, dict[str, Any]], known: Given | None) -> tuple[Plugin, Given]:
    """Loads one plugin, unless what it gives is `known`; returns it, and what was taken over from it."""
    errors: list[str] = []
    version = candidate.version
    if known is None:
        try:
            with limit(PLUGIN_SECONDS):
                module = _import(candidate.target)
                _fitting(module)
                implemented = host.implementations(module)
                known = _handed_over(implemented, errors)
                if not implemented:
                    errors.append(f"没有用 @hookimpl 标出的挂钩，什么也没有提供；挂钩有 {'、'.join(GIVES)}")
        except KeyboardInterrupt:
            raise
        # A plugin may raise anything while it is imported; it must not end the run.
        except BaseException as error:
            return Plugin(candidate.name, version, candidate.origin, (), f"无法加载：{described(error)}"), []
        version = version or str(getattr(module, "__version__", ""))
    given: Given = []
    for hook, thing in known:
        if isinstance(thing, Rule) and candidate.target.endswith(".py"):
            # The name the file was imported under says nothing to anybody.
            thing = replace(thing, place=f"{os.path.basename(candidate.target)}:{thing.place.rpartition(':')[2]}")
        problem = _unfit(thing, hook, taken[hook])
        if problem:
            errors.append(problem)
            continue
        taken[hook][_id(thing)] = thing
        given.append((hook, thing))
    gives = tuple(f"{GIVES[hook][0]} {_id(thing)}" for hook, thing in given)
    return Plugin(candidate.name, version, candidate.origin, gives, "；".join(errors)), given


def _handed_over(implemented: Mapping[str, Callable[[], Any]], errors: list[str]) -> Given:
    """Everything the hooks of a plugin give; what they raise is said in `errors`."""
    given: Given = []
    for hook in GIVES:
        if hook in implemented:
            try:
                things = implemented[hook]()
                if things is None or isinstance(things, GIVES[hook][1]):
                    raise TypeError(f"应返回列表，返回的是 {type(things).__name__}")
                things = list(islice(things, MOST_GIVEN + 1))
                if len(things) > MOST_GIVEN:
                    raise ValueError(f"给出的东西超过 {MOST_GIVEN} 个")
                given += [(hook, thing) for thing in things]
            except (KeyboardInterrupt, TooLongError):
                raise
            except BaseException as error:
                errors.append(f"{hook} 出错：{described(error)}")
    return given


def _unfit(thing: object, hook: str, taken: Mapping[str, Any]) -> str:
    """Why this thing cannot be taken over from this hook, or ""."""
    kind = GIVES[hook][1]
    if not isinstance(thing, kind):
        return f"{hook} 应返回 {kind.__name__} 的列表，其中有一个 {type(thing).__name__}"
    id = _id(thing)
    if id in taken:
        return f"{GIVES[hook][0]} {id} 已经提供过，编号不能重复"
    if isinstance(thing, Rule) and (unknown := [edition for edition in thing.editions if edition not in editions()]):
        return f"规则 {id} 的 editions 里没有 {unknown[0]!r} 这种格式，有的是 {'、'.join(editions())}"
    if isinstance(thing, Loader) and isinstance(thing.suffixes, str):
        return f'文件格式 {id} 的 suffixes 应是元组：("{thing.suffixes}",)'
    if isinstance(thing, Kind) and not all(map(_is_parameter, thing.parameters.values())):
        return f"检查方式 {id} 的 parameters 应是：名称 → （类型，默认值，说明）"
    return ""


def _is_parameter(told: object) -> bool:
    return isinstance(told, tuple) and len(told) == 3 and isinstance(told[0], type)


def _id(thing: Any) -> str:
    return str(thing.key if isinstance(thing, Kind) else thing.id)


def _fitting(module: Any) -> None:
    """Raises ValueError when the plugin says it was written for hooks this gouji does not have."""
    wanted = getattr(module, hooks.API_NAME, hooks.API_VERSION)
    oldest, newest = hooks.OLDEST_API_VERSION, hooks.API_VERSION
    if not isinstance(wanted, int) or isinstance(wanted, bool):
        raise ValueError(f"{hooks.API_NAME} 应是整数，现在是 {newest}")
    if wanted > newest:
        raise ValueError(f"它要用第 {wanted} 版插件接口，这个 gouji 只有第 {newest} 版；请升级 gouji")
    if wanted < oldest:
        raise ValueError(f"它按第 {wanted} 版插件接口编写，这个 gouji 最早支持第 {oldest} 版；请升级这个插件")


def _import(target: str) -> Any:
    if target.endswith(".py"):
        return _import_file(target)
    from importlib import import_module

    name, _, attribute = target.partition(":")
    found: Any = import_module(name)
    for part in filter(None, attribute.split(".")):
        found = getattr(found, part)
    return found


def _import_file(path: str) -> ModuleType:
    from importlib.util import module_from_spec, spec_from_file_location

    # The name must differ from every real module's, and from that of a same-named file elsewhere.
    stem = os.path.splitext(os.path.basename(path))[0]
    name = f"gouji_plugin_file_{stem}_{blake2b(os.fsencode(os.path.realpath(path)), digest_size=4).hexdigest()}"
    spec = spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None  # as of every path that ends in .py
    module = module_from_spec(spec)
    # Classes that look up their own module (dataclasses, pickle) need it to be listed.
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _builtin() -> Iterator[_Candidate]:
    for name in BUILTIN:
        yield _Candidate(name, __version__, ORIGIN_BUILTIN, name)


def _installed() -> Iterator[_Candidate]:
    for entry in installed_plugins():
        yield _Candidate(entry.name, entry.version, ORIGIN_PACKAGE, entry.target)


def _asked(extra: Iterable[str]) -> Iterator[_Candidate]:
    for target in extra:
        if target.endswith(".py"):
            if not os.path.isfile(target):
                raise UsageError(f"--plugin：找不到文件 {target}")
        else:
            from importlib.util import find_spec

            try:
                missing = find_spec(target.partition(":")[0]) is None
            except (ImportError, ValueError):
                missing = True
            if missing:
                raise UsageError(f"--plugin：找不到模块 {target}；自己的包要先安装（pip install -e .），单个文件请写出 .py 结尾的路径")
        yield _Candidate(target, "", ORIGIN_ASKED, target)
