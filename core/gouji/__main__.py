"""The program `gouji`, also as `python -m gouji`: the command line with a quick start and a quick end."""

from __future__ import annotations

import _signal as signal  # type: ignore[import-not-found]  # `signal` first makes enumerations of all its names
import atexit
import os
import sys

from gouji.startup import begin, keep


def program() -> None:
    """Runs the command line and leaves the process with its exit status."""
    try:
        _end_as_interrupted()
        begin()
        from gouji.cli.main import main

        status = main()
        keep()
    except KeyboardInterrupt:  # before or after the command, which ends itself
        status = 130
    _leave(status)


def _end_as_interrupted() -> None:
    """To be ended by the system or with the terminal is like Ctrl-C: nothing half written and no process is left behind."""
    for name in ("SIGTERM", "SIGHUP"):  # Windows has but one
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def _leave(status: int) -> None:
    """Ends the process without taking apart, object by object, what the system frees at once.

    Only when nobody waits to be told of the end: no handler, no other thread, no worker process.
    """
    for name in ("stdout", "stderr"):
        try:
            getattr(sys, name).flush()
        except (OSError, ValueError, AttributeError):  # a full disk, or what a plugin has made of them
            setattr(sys, name, None)  # from 3.14 on Python would try once more, and end with 120
    threading = sys.modules.get("threading")
    if atexit._ncallbacks() or "multiprocessing" in sys.modules or (threading and threading.active_count() > 1):
        sys.exit(status)
    os._exit(status)


if __name__ == "__main__":
    program()
