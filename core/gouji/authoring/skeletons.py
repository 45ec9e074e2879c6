"""The folders of a new pack and a new plugin: copied from the templates beside this module, names filled in."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from gouji import __version__
from gouji.errors import UsageError, reason

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
LONGEST = 40
TEMPLATE = ".in"


def create(kind: str, name: str, where: str = ".", *, taken: tuple[str, ...] = ()) -> list[str]:
    """Makes the folder `name` for a "pack" or "plugin" and returns the paths of its files.

    `taken` are names of rulesets that exist. Raises UsageError, having written nothing, for a name
    that cannot be one and for a folder that exists.
    """
    _check(name, taken)
    root = os.path.join(where, name)
    if os.path.lexists(root):
        raise UsageError(f"{root} 已经存在，不会覆盖；请换一个名字，或先把它移走")
    words = _words(name)
    contents = [(_filled(path, words), _filled(text, words)) for path, text in _templates(files("gouji.authoring") / "skeletons" / kind)]
    made: list[str] = []
    try:
        os.makedirs(root)
        for path, text in contents:
            full = os.path.join(root, *path.split("/"))
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "x", encoding="utf-8", newline="\n") as file:
                file.write(text)
            made.append(full)
    except OSError as error:
        raise UsageError(f"{root} 写不成：{reason(error)}") from error
    return made


def _check(name: str, taken: tuple[str, ...]) -> None:
    if not _NAME.fullmatch(name) or len(name) > LONGEST:
        suggestion = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        hint = f"，例如 {suggestion}" if _NAME.fullmatch(suggestion) and len(suggestion) <= LONGEST else "，例如 hubei-wuhan"
        raise UsageError(f"名字“{name}”不合规矩：小写字母开头，只用小写字母、数字，中间可用 - 连接，不超过 {LONGEST} 个字符{hint}")
    if name in taken:
        raise UsageError(f"已经有叫 {name} 的规则集，请换一个名字")
    if name == "gouji" or name.startswith("national-"):
        raise UsageError(f"名字 {name} 留给 gouji 自己用，请换一个")


def _words(name: str) -> dict[str, str]:
    module = name.replace("-", "_")
    major, minor = (int(part) for part in __version__.split(".")[:2])
    return {
        "name": name,
        "module": module,
        "prefix": "".join(part[0] for part in name.split("-")).upper() if "-" in name else name[:2].upper(),
        "version": f"{major}.{minor}",
        "next_version": f"{major}.{minor + 2}",
    }


def _templates(folder: Any, path: str = "") -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _templates(entry, f"{path}{entry.name}/")
        elif entry.name.endswith(TEMPLATE):
            yield f"{path}{entry.name.removesuffix(TEMPLATE)}", entry.read_text("utf-8")


def _filled(text: str, words: dict[str, str]) -> str:
    """The template, or a path, with {name} and its like replaced; other braces stand as they are."""
    for word, value in words.items():
        text = text.replace(f"{{{word}}}", value)
    return text
