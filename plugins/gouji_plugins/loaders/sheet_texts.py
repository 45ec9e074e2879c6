"""What is seen of a worksheet's texts in runs: not what is struck through, nor the raised marks of notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gouji.lean import TYPE_CHECKING, NamedTuple
from gouji_plugins.loaders.note_marks import is_note_mark
from gouji_plugins.loaders.package import parse_xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

CELL = rb'<c(?=\s[^<>]*\bt="%b")([^<>]*+)>'
"""The beginning of a cell of some type; its attributes are gone through once, however many they are."""

_INLINE = re.compile(CELL % b"inlineStr" + rb"\s*(<is>[^<]*(?:<(?!/?is>)[^<]*)*</is>)")


class Text(NamedTuple):
    """What is left of a text of which a part is not read, and whether that is struck through."""

    seen: str
    struck: bool


class Run(NamedTuple):
    """A part of a text, and how it is printed."""

    text: str = ""
    struck: bool = False
    raised: bool = False


def text_of(runs: Iterable[Run]) -> Text | None:
    """What is seen of a text in runs; None where it is read as a whole."""
    seen, whole, struck = "", True, False
    for run in runs:
        if run.struck:
            whole, struck = False, True
        elif run.raised and is_note_mark(seen, run.text):
            whole = False
        else:
            seen += run.text
    return None if whole else Text(seen, struck)


def shared_texts(data: bytes) -> dict[bytes, Text]:
    """Those of the shared texts that are not read as a whole, by the number cells refer to them with. Raises UnreadableError."""
    items = parse_xml(data, "sharedStrings.xml") if _says_more(data) else ()
    found = ((number, _text(item)) for number, item in enumerate(items))
    return {b"%d" % number: text for number, text in found if text}


def inline_texts(data: bytes) -> Iterator[tuple[bytes, Text]]:
    """Those of the texts written into the cells of a sheet, with the attributes of their cells. Raises UnreadableError."""
    for attributes, item in _INLINE.findall(data) if b'"inlineStr"' in data and _says_more(data) else ():
        if _says_more(item) and (text := _text(parse_xml(item, "sheet.xml"))):
            yield attributes, text


def strikes(property: Element) -> bool:
    """Whether a property of characters strikes them through."""
    return property.tag.rpartition("}")[2] == "strike" and property.get("val", "1") not in ("0", "false")


def _raises(property: Element) -> bool:
    return property.tag.rpartition("}")[2] == "vertAlign" and property.get("val") == "superscript"


def _says_more(data: bytes) -> bool:
    return b"strike" in data or b"superscript" in data


def _text(item: Element) -> Text | None:
    return text_of(map(_run, item.iterfind("{*}r")))


def _run(run: Element) -> Run:
    properties = run.findall("{*}rPr/*")
    return Run(run.findtext("{*}t") or "", any(map(strikes, properties)), any(map(_raises, properties)))
