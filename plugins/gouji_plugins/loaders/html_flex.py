"""Boxes that a style lays side by side (flex, grid): each is a cell by itself, whatever its tag."""

from __future__ import annotations

import re
from itertools import islice

from gouji.lean import TYPE_CHECKING
from gouji_plugins.loaders.html_tags import BLOCKS
from gouji_plugins.loaders.html_unseen import rules

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_LAID = re.compile(r"display\s*:\s*(?:inline-)?(?:flex|grid)\b", re.IGNORECASE)
_MOST_RULES = 50  # each looks through the whole page
_FEWEST = 3  # of fewer boxes the first one is no label with a colon, which goes on in the second


def side_by_side(parser: LexborHTMLParser) -> set[int]:
    """The elements that are such boxes and would else run on in one line, by their number in the tree."""
    sheets = "".join(sheet.text() for sheet in parser.css("style"))
    selectors = islice((selector for selector, style in rules(sheets) if _LAID.search(style)), _MOST_RULES)
    styled = [node for node in parser.css("[style]") if _LAID.search(node.attributes.get("style") or "")]
    found: set[int] = set()
    for node in (*styled, *(node for selector in dict.fromkeys(selectors) for node in parser.css(selector))):
        boxes = [(child, text) for child in node.iter(include_text=True) if (text := child.text().strip())]
        if any(child.tag in BLOCKS or child.tag == "-text" for child, _ in boxes):
            continue
        if len(boxes) >= _FEWEST or (len(boxes) > 1 and not boxes[0][1].endswith(("：", ":"))):
            found.update(child.mem_id for child, _ in boxes)
    return found
