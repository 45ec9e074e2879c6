"""What a style lays out as cells, whatever its tags: boxes side by side (flex, grid), and tables of other elements than a table's."""

from __future__ import annotations

import re
from itertools import islice

from gouji.lean import TYPE_CHECKING
from gouji_plugins.loaders.html_body import Laid
from gouji_plugins.loaders.html_tags import BLOCKS
from gouji_plugins.loaders.html_unseen import rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_DISPLAY = re.compile(r"display\s*:\s*(?:inline-)?(flex|grid|table-row)\s*(?:[;!}]|$)", re.IGNORECASE)
_MOST_RULES = 50  # each looks through the whole page
_FEWEST = 3  # of fewer boxes the first one is no label with a colon, which goes on in the second


def laid_out(parser: LexborHTMLParser, sheets: str) -> Laid:
    """What the styles of a page lay out so."""
    named = ((selector, found[1].lower()) for selector, style in rules(sheets) if (found := _DISPLAY.search(style)))
    styled = [(node, display) for selector, display in islice(named, _MOST_RULES) for node in parser.css(selector)]
    for node in parser.css("[style]"):
        if found := _DISPLAY.search(node.attributes.get("style") or ""):
            styled.append((node, found[1].lower()))
    rows = {node.mem_id: node for node, display in styled if display == "table-row"}
    apart = (_apart(node) for node, display in styled if display != "table-row")
    return Laid(frozenset().union(*apart), _tables(rows))


def _apart(node: LexborNode) -> set[int]:
    """The boxes in an element that lays out what is in it side by side, where they would else run on in one line."""
    boxes = [(child, text) for child in node.iter(include_text=True) if (text := child.text().strip())]
    if any(child.tag in BLOCKS or child.tag == "-text" for child, _ in boxes):
        return set()
    told = len(boxes) >= _FEWEST or (len(boxes) > 1 and not boxes[0][1].endswith(("：", ":")))
    return {child.mem_id for child, _ in boxes} if told else set()


def _tables(rows: Mapping[int, LexborNode]) -> dict[int, list[LexborNode]]:
    """The elements that hold several rows, and nothing else that is said."""
    around = {row.parent.mem_id: row.parent for row in rows.values() if row.parent is not None}
    found: dict[int, list[LexborNode]] = {}
    for number, table in around.items():
        own = [row for row in table.iter() if row.mem_id in rows]
        said = sum(len("".join(row.text().split())) for row in own)
        if len(own) > 1 and said == len("".join(table.text().split())) and table.css_first("table") is None:
            found[number] = own
    return found
