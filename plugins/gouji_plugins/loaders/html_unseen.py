"""What of a web page is not to be read: what a browser does not show, what is struck through, raised marks of notes.

Elements that an attribute or their own style takes out of the page are left out whole. Of the rest of
what cannot be seen (by the page's style sheets, too small, too pale, outside the page) only a few
characters beside others are left out: whole paragraphs come into sight when a page's scripts run.
"""

from __future__ import annotations

import re
from itertools import islice

from gouji.lean import TYPE_CHECKING
from gouji_plugins.loaders.html_tags import BLOCKS, CELLS, OF_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_ALWAYS = "[hidden],del,s,strike,sup,font[color]"
_NAMED = ".hide,.hidden,.d-none,.sr-only,.visually-hidden"  # by style sheets that may not have been saved with the page
_MARKS = (
    "display:none",
    "visibility:hid",
    "visibility:col",
    "opacity:0",
    "font-size:0",
    "height:0",
    "width:0",
    "scale(0",
    "clip:rect",
    "clip-path",
    ":-9",
    ":-1000",
    ":-2000",
    ":-3000",
    ":-5000",
    "color:#fff",
    "color:white",
    "color:rgb(255,255,255)",
    "color:transparent",
    ",0)",
    "line-through",
)
_SELECTOR = re.compile(r"[\w.#-]+(?:[\s>]+[\w.#-]+){0,7}")
_MOST_LOOKED_THROUGH = 30_000_000  # bytes: each rule of a style sheet looks through the whole page
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?|-?\.\d+")
_FAR = -300  # pixels or more: no indent reaches so far
_PALE = frozenset(("#fff", "#ffffff", "white", "rgb(255,255,255)"))
_CLEAR = re.compile(r"transparent|(?:rgba|hsla)\(.*[,/]0(?:\.0+)?%?\)")
_CLIPPED = re.compile(r"rect\([01](?:px)?[, ]?[01]|inset\((?:50|100)%|circle\(0")
_BACKGROUNDS = ("background", "background-color")
_LONGEST, _MOST_INSIDE = 60, 40
_MOST_STRUCK = 100  # more are no corrections, but an element left open, which covers whole blocks

_Styled = dict[int, tuple["LexborNode", dict[str, str]]]
"""By the number of an element, itself and the style it is given."""


def unread(parser: LexborHTMLParser, styles: str, sheets: str, size: int) -> tuple[set[int], bool]:
    """The elements that are not to be read, by their number in the tree, and whether any is struck through.

    Of the page, `styles` are those of its elements, `sheets` its style sheets, and `size` is that of its markup in bytes.
    """
    hidden: set[int] = set()
    struck: list[LexborNode] = []
    faint = [node for node in parser.css(_NAMED) if node.tag not in OF_TABLES and _is_short(node)]
    pale: list[LexborNode] = []
    for node in parser.css(_ALWAYS):
        if "hidden" in node.attributes:
            hidden.add(node.mem_id)
        elif node.tag == "sup":
            if _is_note_mark(node):
                hidden.add(node.mem_id)
        elif node.tag == "font":
            if (node.attributes.get("color") or "").lower() in _PALE:
                pale.append(node)
        elif _is_short(node):
            struck.append(node)
    styled = _styled(parser, styles, sheets, size)
    for number, (node, style) in styled.items():
        gone = style.get("display") == "none" or style.get("visibility") == "collapse"
        if gone and (node.tag in OF_TABLES or "display" in _declared(node.attributes.get("style") or "")):
            hidden.add(number)
        elif not _is_short(node):
            continue
        elif "line-through" in style.get("text-decoration", "") + style.get("text-decoration-line", ""):
            struck.append(node)
        elif node.tag not in OF_TABLES:
            if gone or _is_unseen(style) or _is_unseen_itself(node, style, styled):
                faint.append(node)
            elif style.get("color") in _PALE:
                pale.append(node)
    if len(struck) > _MOST_STRUCK:
        struck = list(_beside_others(struck))
    on_white = (node for node in pale if not _on_colour(node))
    hidden.update(node.mem_id for node in (*struck, *_beside_others(faint, cells=True), *_beside_others(on_white, cells=True)))
    return hidden, bool(struck)


def _is_short(node: LexborNode) -> bool:
    return len(node.text()) <= _LONGEST


def _styled(parser: LexborHTMLParser, styles: str, sheets: str, size: int) -> _Styled:
    """The elements with a style that may keep them from being read: of the page's sheets as far as their text is short, and their own."""
    found: _Styled = {}
    marks = _marks_in(sheets)
    if marks:
        looked = list(rules(sheets))[: _MOST_LOOKED_THROUGH // size]
        hiding = [selector for selector, declarations in looked if _marks_in(declarations, marks)]
        found = {node.mem_id: (node, {}) for selector in dict.fromkeys(hiding) for node in parser.css(selector)}
        found = {number: styled for number, styled in found.items() if _is_short(styled[0])}
        for selector, declarations in looked if found else ():
            style = _declared(declarations)
            for node in parser.css(selector):
                if node.mem_id in found:
                    found[node.mem_id][1].update(style)
    if found or _marks_in(styles):
        for node in parser.css("[style]"):
            style = _declared(node.attributes.get("style") or "")
            found.setdefault(node.mem_id, (node, {}))[1].update(style)
    return found


def _marks_in(style: str, marks: Sequence[str] = _MARKS) -> list[str]:
    """Which of the marks of what may not be seen stand in a style, or a text full of them; asked before they are taken apart."""
    squeezed = style.lower().replace(" ", "")
    return [mark for mark in marks if mark in squeezed]


def styles_in(markup: bytes) -> str:
    """The different styles that stand in a page, at a tenth of the price of asking its elements."""
    return b"\n".join(set(re.findall(rb"style=[^>]*", markup.lower()))).decode(errors="replace")


def rules(sheets: str) -> Iterator[tuple[str, str]]:
    """The plain rules of style sheets, selector and style, without what holds for printers or small screens only."""
    first, *others = sheets.split("/*")
    depth = 0
    for part in "".join((first, *(other.partition("*/")[2] for other in others))).split("}"):
        selectors, opened, style = part.partition("{")
        if not depth and opened and "{" not in style:
            for selector in selectors.rpartition(";")[2].split(","):
                if _SELECTOR.fullmatch(selector.strip()):
                    yield selector.strip(), style
        depth = max(0, depth + part.count("{") - 1)


def _declared(style: str) -> dict[str, str]:
    """The properties of a style with their values, in small letters and without white space around."""
    pairs = (part.partition(":") for part in style.lower().replace("!important", "").split(";"))
    return {name.strip(): re.sub(r"\s*,\s*", ",", value.strip()) for name, _, value in pairs}


def _is_unseen(style: dict[str, str]) -> bool:
    """Whether an element of this style cannot be seen, whatever is in it."""
    boxless = "hidden" in style.get("overflow", "") and any(
        _is_zero(style.get(side)) for side in ("width", "height", "max-width", "max-height")
    )
    far = any(_is_far(style.get(side)) for side in ("text-indent", "left", "right", "top", "margin-left"))
    clipped = _CLIPPED.match(style.get("clip", "") or style.get("clip-path", ""))
    return _is_zero(style.get("opacity")) or boxless or far or clipped is not None or "scale(0)" in style.get("transform", "")


def _is_unseen_itself(node: LexborNode, style: dict[str, str], styled: _Styled) -> bool:
    """Whether the words of an element cannot be seen, and nothing in it is styled otherwise."""
    colour = style.get("color", "")
    unseen = {
        "font-size": _is_zero(style.get("font-size")),
        "visibility": style.get("visibility") == "hidden",
        "color": _CLEAR.fullmatch(colour) is not None or (colour != "" and colour in (style.get(name) for name in _BACKGROUNDS)),
    }
    if not any(unseen.values()):
        return False
    inside = [styled[inner.mem_id][1] for inner in islice(node.traverse(), 1, _MOST_INSIDE) if inner.mem_id in styled]
    return not any(unseen[name] and name in inner for name in unseen for inner in inside)


def _is_zero(value: str | None) -> bool:
    number = _NUMBER.match(value or "")
    return number is not None and float(number[0]) == 0


def _is_far(value: str | None) -> bool:
    number = _NUMBER.match(value or "")
    return number is not None and float(number[0]) <= _FAR


def _beside_others(nodes: Iterable[LexborNode], *, cells: bool = False) -> Iterator[LexborNode]:
    """Those elements that share their line, or the cell of a table, with other words; of `cells` also those alone in theirs,
    where another shares its own: that cell is blank."""
    lines: dict[int, tuple[LexborNode, dict[int, LexborNode]]] = {}
    for node in nodes:
        line = node.parent
        while line is not None and line.tag not in BLOCKS:
            line = line.parent
        if line is not None and (node.tag not in BLOCKS or line.tag in CELLS):
            lines.setdefault(line.mem_id, (line, {}))[1][node.mem_id] = node
    shared = {number for number, (line, inside) in lines.items() if _length(line) > sum(map(_length, inside.values()))}
    blank = cells and any(lines[number][0].tag in CELLS for number in shared)
    for number, (line, inside) in lines.items():
        if number in shared or (blank and line.tag in CELLS):
            yield from inside.values()


def _length(node: LexborNode) -> int:
    return len("".join(node.text().split()))


def _on_colour(node: LexborNode | None) -> bool:
    """Whether an element or one around it has a ground other than white, or in a table one that the page does not tell."""
    while node is not None:
        attributes = node.attributes
        style = _declared(attributes.get("style") or "")
        grounds = (attributes.get("bgcolor") or "", *(style.get(name) or "" for name in _BACKGROUNDS))
        unknown = node.tag in OF_TABLES and ("class" in attributes or "id" in attributes)
        if unknown or any(ground and ground.lower() not in _PALE for ground in grounds):
            return True
        node = node.parent
    return False


def _is_note_mark(node: LexborNode) -> bool:
    """Whether a raised element only refers to a note, by the text directly before it in its block."""
    from gouji_plugins.loaders.note_marks import is_note_mark

    around: LexborNode | None = node
    while around is not None and around.prev is None and around.tag not in BLOCKS:
        around = around.parent
    if around is None or around.prev is None or around.tag in BLOCKS:
        return False
    return is_note_mark(around.prev.text(), node.text())
