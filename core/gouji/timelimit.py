"""A limit on the time other people's code may take: a rule or loader that hangs is stopped and named.

On the main thread of Linux and macOS the system's timer interrupts even a regular expression that
backtracks without end. Elsewhere (Windows, or a worker thread of the terminal UI) a watching thread
raises the exception in the hanging thread, which reaches Python code but not a library's own loop.
"""

from __future__ import annotations

import sys
from _thread import get_ident
from collections.abc import Callable

from gouji.lean import TYPE_CHECKING

if TYPE_CHECKING:
    from threading import Event
    from types import FrameType

RULE_SECONDS = 10
"""What the rules may take for one report; the one running then is stopped, the others go on."""

PLUGIN_SECONDS = 30
"""What importing a plugin and asking it for what it gives may take."""

SNIFF_SECONDS = 10
"""What one loader may take to tell whether an input is of its format."""

LOADER_SECONDS = 120
"""What reading one input may take, conversion by LibreOffice included."""


class TooLongError(BaseException):
    """Raised inside the code that took too long; no `except Exception` of its own can swallow it.

    Outside the `limit` that raised it, it says in Chinese how long that was.
    """


_limited: set[int] = set()
"""The threads in which a limit is running: limits do not nest, the outer one holds."""


class limit:  # noqa: N801
    """Raises `TooLongError` inside the `with` block once it has run for this long."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end: Callable[[], None] | None = None

    def __enter__(self) -> None:
        thread = get_ident()
        if thread not in _limited:
            _limited.add(thread)
            self._end = _by_signal(self._seconds) if _interruptible() else _by_thread(self._seconds, thread)

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if self._end is not None:
            _limited.discard(get_ident())
            self._end()
            if isinstance(error, TooLongError):
                error.args = (f"运行超过 {self._seconds} 秒，已停下",)


def _interruptible() -> bool:
    """Whether the system's timer reaches this thread."""
    threading = sys.modules.get("threading")  # without which nobody has started another thread
    main = threading is None or threading.current_thread() is threading.main_thread()
    return main and sys.platform != "win32"


def _by_signal(seconds: float) -> Callable[[], None]:
    """Starts the timer and returns what stops it."""
    import _signal as signal  # type: ignore[import-not-found]  # `signal` first makes enumerations of all its names

    before = signal.signal(signal.SIGALRM, _raise)
    signal.setitimer(signal.ITIMER_REAL, seconds)

    def end() -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

    return end


def _raise(number: int, frame: FrameType | None) -> None:
    raise TooLongError


def _by_thread(seconds: float, thread: int) -> Callable[[], None]:
    """Starts the watching thread and returns what ends it."""
    import threading

    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(done, seconds, thread), daemon=True)
    watcher.start()

    def end() -> None:
        done.set()
        watcher.join()

    return end


def _watch(done: Event, seconds: float, thread: int) -> None:
    if not done.wait(seconds):
        import ctypes

        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TooLongError))
