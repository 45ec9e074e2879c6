"""`gouji plugins`: every plugin with its version, where it came from, what it gives, why it failed."""

from __future__ import annotations

import json

from gouji.cli import status
from gouji.cli.choices import add_format_option, add_plugin_option
from gouji.cli.talk import talking
from gouji.lean import TYPE_CHECKING, Any
from gouji.plugins import load_plugins

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
    if chosen.format == "json":
        listed = [
            {"name": one.name, "version": one.version, "origin": one.origin, "gives": list(one.gives), "failed": one.error or None}
            for one in registry.plugins
        ]
        print(json.dumps({"schema": "gouji.plugins/1", "plugins": listed}, ensure_ascii=False, indent=1))
    else:
        for one in registry.plugins:
            print(f"{one.name} {one.version}（{one.origin}）：{'、'.join(one.gives) or '没有提供东西'}")
            if one.error:
                print(f"  出错：{one.error}")
    return status.BROKEN if registry.failures else status.CLEAN
