"""What is said on stderr, apart from the data on stdout."""

from __future__ import annotations

import sys


def say(*lines: str) -> None:
    """Says it, a line each; names of files, words of rulesets and what plugins raise are other people's words."""
    if lines:
        from gouji.telling import printable

        print(*map(printable, lines), sep="\n", file=sys.stderr)


class talking:  # noqa: N801
    """What a plugin or rule prints inside the `with` block is talk, too, and does not get between the data."""

    def __enter__(self) -> None:
        self._data, sys.stdout = sys.stdout, sys.stderr

    def __exit__(self, *_error: object) -> None:
        sys.stdout = self._data
