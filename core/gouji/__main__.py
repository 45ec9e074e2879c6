"""The program `gouji`, also as `python -m gouji`: the command line with a quick start and a quick end."""

from __future__ import annotations

import atexit
import os
import sys

from gouji.starting import begin, keep


def program() -> None:
    """Runs the command line and leaves the process with its exit status."""
    begin()
    from gouji.cli.main import main

    status = main()
    keep()
    _leave(status)


def _leave(status: int) -> None:
    """Ends the process without taking apart, object by object, what the system frees at once.

    Only when nobody waits to be told of the end: no handler, no other thread, no worker process.
    """
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        sys.exit(status)
    threading = sys.modules.get("threading")
    if atexit._ncallbacks() or "multiprocessing" in sys.modules or (threading and threading.active_count() > 1):
        sys.exit(status)
    os._exit(status)


if __name__ == "__main__":
    program()
