"""Files that change on disk while one looks at their findings."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterable, Mapping

QUIET_MS = 400
"""How long the disk must be quiet before a change is told: an editor writes in several steps."""


class Watcher:
    """Watches some paths and says which inputs changed, appeared or vanished, by the names the user knows."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        self._roots = {os.path.realpath(path): path for path in paths if os.path.exists(path)}

    async def changes(self, known: Callable[[], Mapping[str, int]]) -> AsyncIterator[list[str]]:
        """Lists of changed paths, until the disk cannot be watched. `known` gives the paths in the store."""
        from watchfiles import awatch

        if not self._roots:
            return
        # A file is watched through its folder, because editors replace files instead of writing them.
        watched = {path if os.path.isdir(path) else os.path.dirname(path) for path in self._roots}
        try:
            async for changed in awatch(*sorted(watched), debounce=QUIET_MS, step=100):
                paths = self._named((path for _, path in changed), known())
                if paths:
                    yield paths
        except OSError:
            return

    def _named(self, changed: Iterable[str], known: Mapping[str, int]) -> list[str]:
        named: set[str] = set()
        for path in changed:
            real = os.path.realpath(path)
            name = self._name(real)
            if name is None or os.path.basename(real).startswith((".", "~$")):
                continue
            inside = [one for one in known if one.startswith(name + "!/")]
            if inside or name in known or os.path.isfile(real):
                named.add(name)
        return sorted(named)

    def _name(self, real: str) -> str | None:
        for root, typed in self._roots.items():
            if real == root:
                return typed
            if os.path.isdir(root) and real.startswith(root.rstrip(os.sep) + os.sep):
                return os.path.join(typed, os.path.relpath(real, root))
        return None
