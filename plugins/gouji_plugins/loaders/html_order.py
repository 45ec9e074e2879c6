"""Digits that a browser shows in another order than that in which they are written, from right to left or each floated to the
right, and those that stand in an attribute, out of which a style takes them or to which a counter runs up from nought."""

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
_TAKEN = r"content\s*:\s*attr\(\s*([\w-]{1,40})\s*\)"
_GOAL = r"""data-(?:to|count[\w-]{0,10}|(?:\w{1,20}-)?end|stop|target)(?=\s*=\s*["'][\d.])"""
_MOST_TAKEN = 4
"""Attributes: each is looked for in the whole page."""


def as_shown(text: str) -> str:
    """The text of a page with such digits as they are seen; of attributes only numbers, in elements that hold nothing else."""
    if "rtl" in text:
        text = re.sub(_RIGHT_TO_LEFT, lambda found: found[1] + found[3][::-1], text)
    if re.search(_FLOATED, text):
        text = re.sub(_FLOATS, lambda found: "".join(reversed(re.findall(_ELEMENT, found[0]))), text)
    for name in _names(_TAKEN, text) if "attr(" in text else ():
        text = re.sub(_numbered(name, ""), r"\1\3", text)
    for name in _names(_GOAL, text):
        counters = _numbered(name, r"[\d.]{0,20}")
        if all(not shown.strip("0.") or shown == goal for _, _, goal, shown in re.findall(counters, text)):
            text = re.sub(counters, r"\1\3", text)
    return text


def _names(pattern: str, text: str) -> list[str]:
    return sorted(set(re.findall(pattern, text)))[:_MOST_TAKEN]


def _numbered(name: str, shown: str) -> str:
    """A pattern of the elements with a number in an attribute of this name, and what is shown in them."""
    return rf"""(<(\w++){_ASIDE}\s{name}\s*=\s*["'](-?[\d.]{{1,20}})["']{_ASIDE}>)\s{{0,20}}({shown})\s{{0,20}}(?=</\2>)"""
