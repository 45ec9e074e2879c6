"""Pickled results, for what a plugin puts into them that only it knows; between the processes of one run only."""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping

from gouji.edition import Edition
from gouji.lean import Any


class _Pickling(pickle.Pickler):
    """Names an edition by its id instead of writing it out: reports share the one in memory."""

    def persistent_id(self, obj: Any) -> str | None:
        return obj.id if isinstance(obj, Edition) else None


class _Unpickling(pickle.Unpickler):
    def __init__(self, file: Any, editions: Mapping[str, Edition]) -> None:
        super().__init__(file)
        self._editions = editions

    def persistent_load(self, pid: str) -> Edition:
        return self._editions[pid]


def pickled(thing: Any) -> bytes:
    """A result or report as bytes."""
    buffer = io.BytesIO()
    _Pickling(buffer, pickle.HIGHEST_PROTOCOL).dump(thing)
    return buffer.getvalue()


def unpickled(content: bytes, editions: Mapping[str, Edition]) -> Any:
    """What this very run has pickled."""
    return _Unpickling(io.BytesIO(content), editions).load()
