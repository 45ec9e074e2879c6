"""How far a run has come: a bar with counts and the time left, on a line of stderr that is wiped away at the end."""

from __future__ import annotations

import time
from collections.abc import Sequence
from types import TracebackType

from gouji.lean import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Self, TextIO

    from rich.progress import Progress as Bar

AFTER = 0.5
"""Seconds a run may take before the bar appears: most are over by then, and the bar is not cheap to make."""


class Progress:
    """Counts what it is called with; as a context manager it leaves a clean line behind.

    `paths` are what the user named: how many files stand behind them is counted when the bar
    appears. An archive counts as one file until its members come.
    """

    def __init__(self, stream: TextIO, paths: Sequence[str], *, shown: bool) -> None:
        self._stream, self._paths, self._shown = stream, paths, shown
        self._count = 0
        self._expected = 0
        self._since = time.monotonic()
        self._bar: Bar | None = None

    def __call__(self, thing: object) -> None:
        """One more is done."""
        self._count += 1
        if not self._shown:
            return
        if self._bar is None:
            if time.monotonic() - self._since < AFTER:
                return
            self._bar = self._begun()
        self._expected = max(self._expected, self._count)
        self._bar.update(self._bar.task_ids[0], completed=self._count, total=self._expected)

    def _begun(self) -> Bar:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        from gouji.run.inputs import count

        self._expected = count(self._paths)
        columns = (
            TextColumn("正在检查"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("个文件，剩余"),
            TimeRemainingColumn(compact=True),
        )
        # Output goes elsewhere, so nothing printed need be kept off the bar.
        bar = Bar(*columns, console=Console(file=self._stream), transient=True, redirect_stdout=False, redirect_stderr=False)
        bar.add_task("", total=self._expected)
        bar.start()
        return bar

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()
