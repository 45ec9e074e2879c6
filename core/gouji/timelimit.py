"""A limit on the time other people's code may take: a rule or loader that hangs is stopped and named.

On the main thread of Linux and macOS the system's timer interrupts even a regular expression that
backtracks without end. Elsewhere (Windows, or a worker thread of the terminal UI) a watching thread
raises the exception in the hanging thread, which reaches Python code but not a library's own loop.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from gouji.lean import TYPE_CHECKING

if TYPE_CHECKING:
    from threading import Event

RULE_SECONDS = 10
"""What the rules may take for one report; the one running then is stopped, the others go on."""

LOADER_SECONDS = 120
"""What reading one input may take, conversion by LibreOffice included."""


class TooLongError(BaseException):
    """Raised inside the code that took too long; no `except Exception` of its own can swallow it."""


_limited: set[int] = set()
"""The threads in which a limit is running: limits do not nest, the outer one holds."""


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Raises `TooLongError` inside the block once it has run for this long."""
    import signal
    import threading

    thread = threading.get_ident()
    if thread in _limited:
        yield
        return
    _limited.add(thread)
    try:
        if threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer"):
            yield from _by_signal(seconds)
        else:
            yield from _by_thread(seconds, thread)
    finally:
        _limited.discard(thread)


def _by_signal(seconds: float) -> Iterator[None]:
    import signal

    before = signal.signal(signal.SIGALRM, _raise)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _raise(number: int, frame: FrameType | None) -> None:
    raise TooLongError


def _by_thread(seconds: float, thread: int) -> Iterator[None]:
    import threading

    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(done, seconds, thread), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _watch(done: Event, seconds: float, thread: int) -> None:
    if not done.wait(seconds):
        import ctypes

        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TooLongError))
