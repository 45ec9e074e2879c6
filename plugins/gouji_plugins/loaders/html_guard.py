"""Pages made to keep an HTML parser busy, refused before they are parsed: only an attacker nests tags, or fills one, without end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.errors import UnreadableError
from gouji_plugins.loaders.html_tags import FORMATTING, UNCLOSED

MAX_CELLS = 100_000
TOO_MANY_CELLS = f"网页的表格超过 {MAX_CELLS} 个单元格，不像一份年报；请只保留年报正文后再检查。"

_TAG = r"<(/?)([a-zA-Z][a-zA-Z0-9]*)"
_FEW_TAGS, _MANY_TAGS = 2_000, 12_000  # so few are not looked at; between the two only where many are not closed
_MOST_ATTRIBUTES = 5_000  # a parser compares each attribute of a tag with all before it
_DEEPEST = 10_000  # at ten times this depth a parser works for half a minute
_MOST_CHOICES = 10_000  # a parser goes through all choices before it adds one
_MOST_COPIES = 4_000_000  # an unclosed formatting tag is copied into every block that follows
_COPY_IT = "请在浏览器中打开，把正文复制到 Word 或文本文件后再检查。"


def refuse_hostile(text: str) -> None:
    """Raises UnreadableError for a page with too many cells or choices, nested too deep, or with too many attributes in a tag."""
    tags = text.count("<")
    if tags > _FEW_TAGS and (tags > _MANY_TAGS or tags > 3 * text.count("</") + 300):
        _refuse_nesting(text, tags)
    if any(max(len(tag.split()), tag.count("=")) > _MOST_ATTRIBUTES for tag in _long_tags(text)):
        raise UnreadableError(f"网页的标签里属性多得反常，无法读取；{_COPY_IT}")


def _refuse_nesting(text: str, tags: int) -> None:
    if text.count("<td") + text.count("<TD") > MAX_CELLS:
        raise UnreadableError(TOO_MANY_CELLS)
    depth = deepest = formatting = most = choices = 0
    for end, name in re.findall(_TAG, text):
        name = name.lower()
        if name in FORMATTING:
            formatting = max(0, formatting - 1) if end else formatting + 1
            most = max(most, formatting)
        elif name not in UNCLOSED:
            depth = max(0, depth - 1) if end else depth + 1
            deepest = max(deepest, depth)
        choices += name == "option" and not end
    if choices > _MOST_CHOICES:
        raise UnreadableError(f"网页的下拉选项多得反常，无法读取；{_COPY_IT}")
    if deepest > _DEEPEST or most * tags > _MOST_COPIES:
        raise UnreadableError(f"网页的标签嵌套过深，无法读取；{_COPY_IT}")


def _long_tags(text: str) -> Iterator[str]:
    """What may be tags long enough for thousands of attributes: looked for from ">" to the last ">" that is near, not one by one."""
    start = 0
    while start + _MOST_ATTRIBUTES < len(text):
        near = text.rfind(">", start, start + _MOST_ATTRIBUTES)
        if near < 0:
            near = text.find(">", start + _MOST_ATTRIBUTES)
            near = len(text) if near < 0 else near
            tag = text[start:near].partition("<")[2]
            if tag[:1].isalpha():
                yield tag
        start = near + 1
