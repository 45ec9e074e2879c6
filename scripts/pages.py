"""Pages printed from the program: written, or compared with what stands in docs/."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"


def publish(pages: Mapping[str, str], *, folder: str = "") -> int:
    """Writes these pages (path below docs/ → text), or with `--check` on the command line only compares them.

    Pages of `folder` that are no longer made are removed. Returns an exit status.
    """
    there = {path.relative_to(DOCS).as_posix() for path in (DOCS / folder).rglob("*.md")} if folder else set()
    stale = sorted(name for name in {*pages, *there} if _standing(name) != pages.get(name))
    if "--check" in sys.argv[1:]:
        for name in stale:
            print(f"docs/{name} is stale: run python {sys.argv[0]}", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        path = DOCS / name
        if name in pages:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages[name], "utf-8", newline="\n")
        else:
            path.unlink()
    return 0


def _standing(name: str) -> str | None:
    path = DOCS / name
    return path.read_text("utf-8") if path.exists() else None
