"""The parts of a .docx that its paragraphs refer to: styles.xml and numbering.xml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from gouji.lean import TYPE_CHECKING, NamedTuple
from gouji_plugins.loaders.numbering import Level, NumberedList

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL = W + "val"

RAISED = 6
"""From so many half points above the line on, characters are raised by more than a slip of alignment."""

_VANISH, _ALIGNED, _POSITION = W + "vanish", W + "vertAlign", W + "position"
_STRIKES, _RAISES = {W + "strike", W + "dstrike"}, {_ALIGNED, _POSITION}
_COLOUR = W + "color"
_GROUNDS = {W + "shd", W + "highlight"}
_PRINTED = {_VANISH, *_STRIKES, *_RAISES, _COLOUR, *_GROUNDS}

_HEADING_NAME = re.compile(r"(?:heading|标题) ?([1-9])$", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|目录) ?[1-9]$", re.IGNORECASE)


class Print(NamedTuple):
    """How characters are printed, where it may keep them from being read; `white` is white on no ground of their own."""

    hidden: bool = False
    struck: bool = False
    raised: bool = False
    white: bool = False


class Style(NamedTuple):
    """What a style says about its paragraphs or characters, its ancestors' word included.

    `heading` is 0, or 1…6; `list_id` is "" where the style numbers nothing; `contents` marks the
    lines of a table of contents.
    """

    heading: int = 0
    list_id: str = ""
    level: int | None = None
    print: Print = Print()
    contents: bool = False


def on(element: Element | None) -> bool:
    """Whether a switch such as w:vanish is there and not turned off."""
    return element is not None and element.get(VAL, "1") not in ("0", "false", "off", "none")


def number(element: Element | None, default: int = 0) -> int:
    """The number in w:val, or the default where there is none."""
    try:
        return int(element.get(VAL, "")) if element is not None else default
    except ValueError:
        return default


def heading_of(level: int) -> int:
    """An outline level (0…9, 9 being body text) as a `Paragraph.heading`."""
    return min(level + 1, 6) if 0 <= level < 9 else 0


def read_styles(root: Element | None) -> tuple[dict[str, Style], str]:
    """The styles by id, ancestors followed, and the id of the default paragraph style."""
    elements = {style.get(W + "styleId", ""): style for style in root.iter(W + "style")} if root is not None else {}
    default = next(
        (name for name, style in elements.items() if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true")), ""
    )
    styles: dict[str, Style] = {}
    for name in elements:
        chain: list[str] = []
        while name in elements and name not in styles and name not in chain:
            chain.append(name)
            based = elements[name].find(W + "basedOn")
            name = based.get(VAL, "") if based is not None else ""
        inherited = styles.get(name, Style())
        for own in reversed(chain):
            inherited = styles[own] = _style(elements[own], inherited)
    return styles, default


def _style(element: Element, inherited: Style) -> Style:
    named = element.find(W + "name")
    name = named.get(VAL, "") if named is not None else ""
    properties = element.find(W + "pPr")
    heading, list_id, level = inherited.heading, inherited.list_id, inherited.level
    if match := _HEADING_NAME.match(name):
        heading = min(int(match[1]), 6)
    elif name.lower() == "title":
        heading = 1
    if properties is not None:
        outline = properties.find(W + "outlineLvl")
        if outline is not None:
            heading = heading_of(number(outline, 9))
        numbered = properties.find(W + "numPr")
        if numbered is not None:
            own_list = numbered.find(W + "numId")
            list_id = own_list.get(VAL, "") if own_list is not None else list_id
            own_level = numbered.find(W + "ilvl")
            level = number(own_level) if own_level is not None else None
    run = element.find(W + "rPr")
    look = print_of(run, inherited.print) if run is not None else inherited.print
    return Style(heading, list_id, level, look, bool(_CONTENTS_NAME.match(name)) or inherited.contents)


def print_of(properties: Iterable[Element], inherited: Print) -> Print:
    """How the properties of a run, or of a style's runs, have characters printed that else look as inherited."""
    own = {switch.tag: switch for switch in properties if switch.tag in _PRINTED}
    if not own:
        return inherited
    hidden = on(own[_VANISH]) if _VANISH in own else inherited.hidden
    struck = inherited.struck if own.keys().isdisjoint(_STRIKES) else any(on(own.get(tag)) for tag in _STRIKES)
    raised = inherited.raised
    if not own.keys().isdisjoint(_RAISES):
        aligned = own.get(_ALIGNED)
        raised = number(own.get(_POSITION)) >= RAISED or (aligned is not None and aligned.get(VAL) == "superscript")
    white = own[_COLOUR].get(VAL, "").upper() == "FFFFFF" if _COLOUR in own else inherited.white
    return Print(hidden, struck, raised, white and own.keys().isdisjoint(_GROUNDS))


def read_numbering(root: Element | None, styles: Mapping[str, Style]) -> dict[str, NumberedList]:
    """The lists of numbering.xml by numId, style links followed."""
    if root is None:
        return {}
    abstracts = {abstract.get(W + "abstractNumId", ""): abstract for abstract in root.findall(W + "abstractNum")}
    nums = {num.get(W + "numId", ""): num for num in root.findall(W + "num")}

    def abstract_of(num: Element, seen: frozenset[str]) -> str:
        pointer = num.find(W + "abstractNumId")
        name = pointer.get(VAL, "") if pointer is not None else ""
        abstract = abstracts.get(name)
        link = abstract.find(W + "numStyleLink") if abstract is not None else None
        if link is None or name in seen:
            return name
        linked = nums.get(styles.get(link.get(VAL, ""), Style()).list_id)
        return abstract_of(linked, seen | {name}) if linked is not None else name

    lists: dict[str, NumberedList] = {}
    shared: dict[str, dict[int, Level]] = {}
    for num_id, num in nums.items():
        name = abstract_of(num, frozenset())
        if name not in shared:
            shared[name] = _levels(abstracts[name]) if name in abstracts else {}
        levels, starts = shared[name], {}
        for override in num.findall(W + "lvlOverride"):
            at = _int(override.get(W + "ilvl"))
            levels = levels | _levels(override)
            start = override.find(W + "startOverride")
            if start is not None:
                starts[at] = number(start, 1)
        lists[num_id] = NumberedList(name, levels, starts)
    return lists


def _int(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _levels(parent: Element) -> dict[int, Level]:
    return {_int(level.get(W + "ilvl")): _level(level) for level in parent.findall(W + "lvl")}


def _level(level: Element) -> Level:
    def value(name: str, default: str) -> str:
        found = level.find(W + name)
        if found is None:
            found = level.find(f"{MC}AlternateContent/{MC}Fallback/{W}{name}")
        return found.get(VAL, default) if found is not None else default

    restart = level.find(W + "lvlRestart")
    return Level(
        start=number(level.find(W + "start"), 0),
        format=value("numFmt", "decimal"),
        text=value("lvlText", ""),
        follow=value("suff", "tab"),
        restart=number(restart) if restart is not None else None,
        legal=on(level.find(W + "isLgl")),
        style=value("pStyle", ""),
    )
