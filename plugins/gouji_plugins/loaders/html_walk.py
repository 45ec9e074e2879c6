"""Walking the parsed tree of a page without recursion: pages nest as deep as they like."""

from __future__ import annotations

from gouji.lean import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborNode


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
