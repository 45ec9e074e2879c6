"""selectolax's HTML parser, and its trees walked without recursion: pages nest as deep as they like.

It is imported without `logging`, which takes three times as long as its own import. The parser
writes to its logger in a single case, when a node is unwrapped that has been removed.
"""

from __future__ import annotations

import sys
from types import ModuleType

from gouji.lean import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborHTMLParser, LexborNode


class _Logger:
    """Stands for a logger until something is really logged."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        import logging

        return getattr(logging.getLogger(self._name), attribute)


def parser() -> type[LexborHTMLParser]:
    """The class `LexborHTMLParser`."""
    if "selectolax" in sys.modules or "logging" in sys.modules:
        from selectolax.lexbor import LexborHTMLParser

        return LexborHTMLParser
    later = ModuleType("logging")
    later.getLogger = _Logger  # type: ignore[attr-defined]
    sys.modules["logging"] = later
    try:
        from selectolax.lexbor import LexborHTMLParser
    finally:
        del sys.modules["logging"]
    return LexborHTMLParser


def walk(root: LexborNode, enter: Callable[[LexborNode, int], bool], leave: Callable[[LexborNode, int], None]) -> None:
    """Calls `enter` where each element or text begins and `leave` where it ends, with its depth below `root`.

    Where `enter` says false, what is inside is passed over.
    """
    node, depth = root, 0
    while True:
        child = node.first_child if enter(node, depth) else None
        if child is not None:
            node, depth = child, depth + 1
            continue
        while True:
            leave(node, depth)
            if not depth:
                return
            if node.next is not None:
                break
            node, depth = node.parent, depth - 1  # type: ignore[assignment]
        node = node.next
