"""Digits that a browser shows in another order than that in which they are written: from right to left, or each floated to the right."""

from __future__ import annotations

import re

_ASIDE = "[^<>]{0,500}"
"""What else a tag says; of no tag is more looked at, however long it is."""
_RIGHT_TO_LEFT = (
    rf"""(?i)(<(bdo|\w++(?={_ASIDE}bidi-override))\b{_ASIDE}\b(?:dir\s*=\s*["']?|direction\s*:\s*)rtl\b{_ASIDE}>)([^<>]{{1,40}})(?=</\2>)"""
)
_FLOATED = rf"float\s*:\s*right{_ASIDE}>\s*\d"
_FLOATS = rf"(?i)(?:<(\w++)\b{_ASIDE}float\s*:\s*right{_ASIDE}>\s*[\d.,]{{1,20}}\s*</\1>\s*){{2,}}"
_ELEMENT = r"<[^<>]*>[^<>]*</\w+>"


def as_shown(text: str) -> str:
    """The text of a page with such digits in the order in which they are seen."""
    if "rtl" in text:
        text = re.sub(_RIGHT_TO_LEFT, lambda found: found[1] + found[3][::-1], text)
    if re.search(_FLOATED, text):
        text = re.sub(_FLOATS, lambda found: "".join(reversed(re.findall(_ELEMENT, found[0]))), text)
    return text
