"""Registering plugins with pluggy: which hooks a plugin implements, and what is wrong with it.

pluggy's verdict follows from the names a plugin has, how they are marked and what arguments they
take. It is remembered between starts for plugins that look the same, so that pluggy is imported
only when a plugin is new or has changed: importing it takes as long as checking a page.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType, ModuleType

from gouji import cache, hooks
from gouji.lean import Any
from gouji.likeness import nearest

MARK = "gouji_impl"
"""The attribute `hookimpl` sets, as pluggy's own marker does."""

REMEMBERED = 500
"""How many looks of plugins are kept."""


class Host:
    """The plugins of one start; `keep` remembers what was found out about them."""

    def __init__(self) -> None:
        self._key = cache.key("hooks", *map(str, hooks.specifications()))
        self._known: dict[Any, tuple[str, ...]] = cache.load(self._key) or {}
        self._new: dict[Any, tuple[str, ...]] = {}
        self._seen: set[int] = set()
        self._manager: Any = None

    def implementations(self, plugin: Any) -> dict[str, Callable[[], Any]]:
        """The hooks this plugin implements, each with its function.

        Raises ValueError for a hook that does not exist or is not marked, and for a plugin that
        comes a second time; whatever pluggy raises for a hook with the wrong arguments.
        """
        if id(plugin) in self._seen:
            raise ValueError("同一个插件加载了两次")
        self._seen.add(id(plugin))
        look = _look(plugin) if isinstance(plugin, ModuleType) else None
        found = self._known.get(look) if look is not None else None
        if found is not None:
            return {hook: getattr(plugin, hook) for hook in found}
        registered = self._register(plugin)
        if look is not None:
            self._new[look] = tuple(registered)
        return registered

    def keep(self) -> None:
        """Remembers the plugins that pluggy was asked about and had nothing against."""
        if self._new:
            cache.store(self._key, dict([*self._known.items(), *self._new.items()][-REMEMBERED:]))

    def _register(self, plugin: Any) -> dict[str, Callable[[], Any]]:
        import pluggy

        for attribute, value in vars(plugin).items():
            if attribute.startswith("gouji_") and callable(value) and not hasattr(value, MARK):
                raise ValueError(f"{attribute} 前缺少 @hookimpl")
            if hasattr(value, MARK) and isinstance(value, FunctionType) and value.__code__.co_argcount:
                raise ValueError(f"{attribute} 不带参数，请写作 def {attribute}():")
        if self._manager is None:
            self._manager = pluggy.PluginManager("gouji")
            self._manager.add_hookspecs(hooks)
        self._manager.register(plugin)
        callers = self._manager.get_hookcallers(plugin) or ()
        try:
            self._manager.check_pending()
        except pluggy.PluginValidationError:
            foreign = next(caller.name for caller in callers if not caller.has_spec())
            self._manager.unregister(plugin)
            raise ValueError(f"没有 {foreign} 这个挂钩{nearest(foreign, hooks.specifications())}") from None
        return {caller.name: one.function for caller in callers for one in caller.get_hookimpls() if one.plugin is plugin}


def _look(module: ModuleType) -> tuple[tuple[str, bool, tuple[str, ...]], ...] | None:
    """Everything pluggy looks at in a module; None for what only pluggy can tell."""
    look = []
    for name, value in vars(module).items():
        if isinstance(value, FunctionType):
            marked = getattr(value, MARK, None)
            if marked:  # a mark with options
                return None
            if marked is not None or name.startswith("gouji_"):
                code = value.__code__
                look.append((name, marked is not None, code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]))
        elif name.startswith("gouji_") and callable(value):
            return None
    return tuple(sorted(look))
