"""How far a run has come, on one line of stderr that is wiped away at the end."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self, TextIO

EVERY = 0.1
"""Seconds between two updates of the line."""


class Progress:
    """Counts what it is called with; as a context manager it leaves a clean line behind."""

    def __init__(self, stream: TextIO, *, shown: bool) -> None:
        self._stream, self._shown = stream, shown
        self._count = 0
        self._last = 0.0

    def __call__(self, thing: object) -> None:
        """One more is done."""
        self._count += 1
        now = time.monotonic()
        if self._shown and now - self._last >= EVERY:
            self._stream.write(f"\r正在检查，已完成 {self._count} 个文件 ")
            self._stream.flush()
            self._last = now

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._last:
            self._stream.write("\r" + " " * 40 + "\r")
            self._stream.flush()
