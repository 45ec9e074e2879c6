"""Which installed packages have an entry point in group "gouji", remembered between starts.

Importing `importlib.metadata` costs more than a whole check of a page, so its answer is kept in
the cache folder and asked for again only when a folder of `sys.path` has changed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from gouji import cache
from gouji.lean import NamedTuple


class Installed(NamedTuple):
    """One entry point of another package: its name, the package's version, `module[:attribute]`."""

    name: str
    version: str
    target: str


def installed_plugins() -> list[Installed]:
    """The installed plugins, sorted by name and target."""
    return [Installed(*entry) for entry in cache.remembered("plugin-index", _path_state(), _ask)]


def _ask() -> list[tuple[str, str, str]]:
    from importlib.metadata import entry_points

    return sorted((entry.name, entry.dist.version if entry.dist else "", entry.value) for entry in entry_points(group="gouji"))


def _path_state() -> Iterator[str]:
    """The folders Python imports from, each with its time of change: installing touches them."""
    for folder in sys.path:
        try:
            yield f"{folder}\0{os.stat(folder or '.').st_mtime_ns}"
        except OSError:
            yield f"{folder}\0-"
