"""Digits that a browser shows in another order than that in which they are written: from right to left, or each floated to the right."""

from __future__ import annotations

import re

_RIGHT_TO_LEFT = (
    r"""(?i)(<(bdo|\w+(?=[^<>]*bidi-override))\b[^<>]*\b(?:dir\s*=\s*["']?|direction\s*:\s*)rtl\b[^<>]*>)([^<>]{1,40})(?=</\2>)"""
)
_FLOATED = r"float\s*:\s*right[^<>]*>\s*\d"
_FLOATS = r"(?i)(?:<(\w+)\b[^<>]*float\s*:\s*right[^<>]*>\s*[\d.,]{1,20}\s*</\1>\s*){2,}"
_ELEMENT = r"<[^<>]*>[^<>]*</\w+>"


def as_shown(text: str) -> str:
    """The text of a page with such digits in the order in which they are seen."""
    if "rtl" in text:
        text = re.sub(_RIGHT_TO_LEFT, lambda found: found[1] + found[3][::-1], text)
    if re.search(_FLOATED, text):
        text = re.sub(_FLOATS, lambda found: "".join(reversed(re.findall(_ELEMENT, found[0]))), text)
    return text
