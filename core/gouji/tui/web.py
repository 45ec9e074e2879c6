"""The terminal UI in a web browser, through textual-serve (optional), with a page that asks no outside host for anything."""

from __future__ import annotations

import shlex
from importlib.resources import as_file, files

from gouji.errors import UsageError


def serve(command: list[str], host: str, port: int) -> None:
    """Serves until interrupted; every visitor gets a process of their own. Raises UsageError without textual-serve."""
    try:
        from textual_serve.server import Server
    except ImportError as error:
        raise UsageError("--serve 需要另装 textual-serve：pip install 'gouji[serve]'") from error
    with as_file(files("gouji.tui") / "data") as pages:
        Server(shlex.join(command), host=host, port=port, title="勾稽", templates_path=pages).serve()
