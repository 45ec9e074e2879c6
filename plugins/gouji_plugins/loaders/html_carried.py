"""A page's body that stands in it as text: in a script's data, an attribute, a template, a field of a form, a frame,
or for browsers without scripts.

Sites that are put together in the browser send their articles this way, and so do the interfaces
behind them, as JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape, unescape

from gouji.lean import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_STRING = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.DOTALL)  # without a way back: pictures stand in pages as strings of megabytes
_ATTRIBUTE = re.compile(r'="([^"<>]{500,})"')
_DATED = re.compile(r'"(\w*(?:date|time))"\s*:\s*"(20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}[^"]{0,12})"', re.IGNORECASE)
_TITLED = re.compile(r'"\w*(?:title|标题)"\s*:\s*("(?:[^"\\]|\\.){8,400}")', re.IGNORECASE)
_CARRIERS = 'textarea,template,noscript,noframes,script[type*="html"],script[type*="template"],iframe[srcdoc]'
_TEXT = ("textarea", "noframes")
_MARKUP = re.compile(r"(?i)</(?:p|td|div|span)\b")
SUBJECT = "信息公开"
"""What an article is about that is looked for."""
_KIND = "年度报告"
_SHORTEST = 500
_DATA = ("{", "[")


def carried(text: str, parser: LexborHTMLParser) -> str | None:
    """The longest text in a page that is itself the markup of an article on the subject, with the title of page or data
    as its heading where it has none; None when there is none."""
    found = [words for words in (*_of_elements(parser), *_of_data(text, parser)) if _MARKUP.search(words) and SUBJECT in words]
    article = max(found, key=len, default=None)
    title = _title(text, parser) if article is not None else None
    if article is None or title is None or re.search(rf">\s*{re.escape(title)}\s*<", article):
        return article
    return f"<h1>{escape(title)}</h1>{article}"


def _title(text: str, parser: LexborHTMLParser) -> str | None:
    """The page's title where it is on the subject, else what its data call a title, if it is one report's."""
    title = parser.css_first("title")
    if title is not None and SUBJECT in title.text():
        return title.text()
    named = {name for found in _TITLED.findall(text) if SUBJECT in (name := _value(found)) and _KIND in name}
    return named.pop() if len(named) == 1 else None


def _of_elements(parser: LexborHTMLParser) -> Iterator[str]:
    for node in parser.css(_CARRIERS):
        if node.tag == "template":  # a parser sets its content apart
            yield (node.html or "").partition(">")[2]
        else:
            yield node.attributes.get("srcdoc") or (node.text() if node.tag in _TEXT else node.inner_html) or ""


def _of_data(text: str, parser: LexborHTMLParser) -> Iterator[str]:
    """The long strings of all of the text, of each script by itself (a lone quotation mark shifts all behind it), and long attributes."""
    for code in (text, *(node.text() for node in parser.css("script"))):
        yield from _strings(code)
    for found in _ATTRIBUTE.finditer(text):
        if "&lt;" in found[1]:
            value = unescape(found[1])
            yield from _strings(value) if value.startswith(('"', *_DATA)) else (value,)


def _strings(code: str) -> Iterator[str]:
    """The long strings in JSON or a script, and those in a string that is itself JSON."""
    for found in _STRING.finditer(code):
        if len(found[1]) >= _SHORTEST and (value := _value(found[0])):
            yield value
            if value.startswith(_DATA):
                yield from (inner for inner in _strings(value) if not inner.startswith(_DATA))


def _value(quoted: str) -> str:
    """What a string in JSON or a script says; "" for one that JSON does not know."""
    try:
        return str(json.loads(quoted, strict=False))
    except ValueError:
        return ""


def dates(text: str) -> dict[str, str]:
    """What the data of a page calls a date or time, by its name there; left out where there are several of one name."""
    found: dict[str, set[str]] = {}
    for name, value in _DATED.findall(text):
        found.setdefault(name, set()).add(value)
    return {name: values.pop() for name, values in found.items() if len(values) == 1}
