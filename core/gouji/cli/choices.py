"""Options that several commands share, and what they mean together."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from gouji.cli.talk import say
from gouji.in_force import Options
from gouji.lean import TYPE_CHECKING, Any
from gouji.plugins import Registry

if TYPE_CHECKING:
    import argparse


def add_rule_options(parser: argparse.ArgumentParser) -> None:
    """`--ruleset` and `--plugin`."""
    parser.add_argument(
        "--ruleset", action="append", default=[], metavar="名称|文件", help="用这个规则集，可以写多次（默认：国家统一格式）"
    )
    add_plugin_option(parser)


def add_plugin_option(parser: argparse.ArgumentParser) -> None:
    """`--plugin`."""
    parser.add_argument(
        "--plugin", action="append", default=[], metavar="模块|文件", help="加载这个插件（模块名，或 .py 文件），可以写多次"
    )


def add_pack(parser: argparse.ArgumentParser) -> None:
    """The ruleset an author works on, and `--plugin`."""
    parser.add_argument("pack", nargs="?", metavar="规则集", help="规则集的编号、YAML 文件，或放着它的文件夹（默认：国家统一格式）")
    add_plugin_option(parser)


def add_format_option(parser: argparse.ArgumentParser) -> None:
    """`--format terminal|json`."""
    parser.add_argument("--format", choices=("terminal", "json"), default="terminal", metavar="格式", help="terminal（默认）或 json")


def show(chosen: argparse.Namespace, data: Mapping[str, Any], lines: Iterable[str]) -> None:
    """Prints what `--format` asks for: data for programs, or lines for people."""
    if chosen.format == "json":
        import json

        print(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        for line in lines:
            print(line)


def add_edition_option(parser: argparse.ArgumentParser) -> None:
    """`--edition`; an id that does not exist is refused when it is used."""
    parser.add_argument("--edition", metavar="格式版本", help="指定格式版本 gov-2019 或 gov-2021，不自动判断")


def add_roster_option(parser: argparse.ArgumentParser) -> None:
    """`--roster`."""
    parser.add_argument("--roster", metavar="文件", help="单位名册（CSV）：应当发布年报的单位，可写明上级和其他名称；缺年报的单位会列出")


def ids_and_paths(words: Iterable[Iterable[str]]) -> tuple[list[str], list[str]]:
    """What stands behind `--select` or `--ignore`: ids, and paths that the shell's order put there.

    Ids may be separated by commas. A word that looks like a path (it exists, or has a dot or
    slash) is one: `gouji check --select A1 报告.html` means what it says.
    """
    ids: list[str] = []
    paths: list[str] = []
    for group in words:
        for word in group:
            if word == "-" or any(mark in word for mark in "./\\*") or os.path.exists(word):
                paths.append(word)
            else:
                ids += [id for id in word.replace("，", ",").split(",") if id]
    return ids, paths


def options_from(chosen: argparse.Namespace, *, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Options:
    """The run's options as chosen on the command line."""
    return Options(
        rulesets=tuple(getattr(chosen, "ruleset", ())),
        edition=getattr(chosen, "edition", None),
        select=tuple(select),
        ignore=tuple(ignore),
        plugins=tuple(chosen.plugin),
        jobs=getattr(chosen, "jobs", 1),
        remember=getattr(chosen, "cache", False),
        roster=getattr(chosen, "roster", None),
    )


def tell_failures(registry: Registry) -> None:
    """Says, in one sentence each, which plugins failed."""
    say(*registry.set_aside())
