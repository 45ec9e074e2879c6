"""`gouji plugins`: every plugin with its version, where it came from, what it gives, why it failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gouji.cli import status
from gouji.cli.choices import add_format_option, add_plugin_option, show
from gouji.cli.talk import talking
from gouji.lean import TYPE_CHECKING, Any
from gouji.plugins import Plugin, load_plugins

if TYPE_CHECKING:
    import argparse


def add_parser(subparsers: Any) -> None:
    """Declares the command and its options."""
    parser = subparsers.add_parser("plugins", description="列出插件：名称、版本、来源、提供的东西；出错的写明原因。")
    add_format_option(parser)
    add_plugin_option(parser)


def run(chosen: argparse.Namespace) -> int:
    """Runs the command; BROKEN when a plugin failed."""
    with talking():
        registry = load_plugins(chosen.plugin)
    listed = [
        {"name": one.name, "version": one.version, "origin": one.origin, "gives": list(one.gives), "failed": one.error or None}
        for one in registry.plugins
    ]
    show(chosen, {"schema": "gouji.plugins/1", "plugins": listed}, _told(registry.plugins))
    return status.BROKEN if registry.failures else status.CLEAN


def _told(plugins: Iterable[Plugin]) -> Iterator[str]:
    for one in plugins:
        yield f"{one.name} {one.version}（{one.origin}）：{'、'.join(one.gives) or '没有提供东西'}"
        if one.error:
            yield f"  出错：{one.error}"
