"""Styles and automatic numbering of Word 97–2003 files."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from gouji.lean import NamedTuple
from gouji_plugins.loaders.doc_file import LISTS, OVERRIDES, STYLES, DocFile, modifiers
from gouji_plugins.loaders.numbering import Level, NumberedList
from gouji_plugins.loaders.word_styles import heading_of

LIST, LEVEL, OUTLINE = 0x460B, 0x260A, 0x2640
"""Codes of the modifications that put a paragraph into a list, on a list level, on an outline level."""

_NO_STYLE = 0xFFF
_NAMES = (
    (0, "decimal upperRoman lowerRoman upperLetter lowerLetter"),
    (10, "ideographDigital japaneseCounting"),
    (14, "decimalFullWidth decimal japaneseLegal japaneseDigitalTenThousand decimalEnclosedCircle decimalFullWidth2"),
    (22, "decimalZero bullet"),
    (26, "decimalEnclosedFullstop decimalEnclosedParen decimalEnclosedCircleChinese ideographEnclosedCircle"),
    (30, "ideographTraditional ideographZodiac ideographZodiac taiwaneseCounting ideographLegalTraditional"),
    (35, "taiwaneseCountingThousand taiwaneseDigital chineseCounting chineseLegalSimplified chineseCountingThousand"),
    (255, "none"),
)
_FORMATS = {first + offset: name for first, names in _NAMES for offset, name in enumerate(names.split())}
_FOLLOW = {0: "tab", 1: "space", 2: "nothing"}

_PARAGRAPHS, _CHARACTERS = 1, 2
"""Kinds of styles."""


class DocStyle(NamedTuple):
    """What a style says: of paragraphs heading 0…6, and list and level where it numbers; of their characters the modifications."""

    heading: int = 0
    list_id: int = 0
    level: int = 0
    characters: Mapping[int, bytes] = MappingProxyType({})


class _Style(NamedTuple):
    """A style by itself: its parent and its modifications of paragraphs and of characters."""

    parent: int = _NO_STYLE
    paragraphs: Mapping[int, bytes] = MappingProxyType({})
    characters: Mapping[int, bytes] = MappingProxyType({})


def doc_styles(file: DocFile) -> list[DocStyle]:
    """The styles in the order text refers to them, ancestors followed; [] when unreadable."""
    try:
        return _styles(file.tables[STYLES])
    except (struct.error, IndexError):
        return []


def _styles(sheet: bytes) -> list[DocStyle]:
    if len(sheet) < 6:
        return []
    header, count, base = struct.unpack_from("<HHH", sheet)
    at = 2 + header
    styles: list[_Style] = []
    for _ in range(count):
        size = struct.unpack_from("<H", sheet, at)[0]
        entry = sheet[at + 2 : at + 2 + size]
        at += 2 + size + (size & 1)
        styles.append(_style(entry, base) if entry else _Style())
    return [_resolved(index, styles) for index in range(len(styles))]


def _style(entry: bytes, base: int) -> _Style:
    kind_and_parent = struct.unpack_from("<H", entry, 2)[0]
    kind = kind_and_parent & 0xF
    if kind not in (_PARAGRAPHS, _CHARACTERS):
        return _Style()
    at = base + 2 + 2 * struct.unpack_from("<H", entry, base)[0] + 2
    at += at & 1
    paragraphs: dict[int, bytes] = {}
    if kind == _PARAGRAPHS:
        size = struct.unpack_from("<H", entry, at)[0]
        paragraphs = dict(modifiers(entry[at + 4 : at + 2 + size]))  # behind the style's own number
        at += 2 + size + (size & 1)
    size = struct.unpack_from("<H", entry, at)[0] if at + 2 <= len(entry) else 0
    return _Style(kind_and_parent >> 4, paragraphs, dict(modifiers(entry[at + 2 : at + 2 + size])))


def _resolved(index: int, styles: Sequence[_Style]) -> DocStyle:
    paragraphs: dict[int, bytes] = {}
    characters: dict[int, bytes] = {}
    heading, seen = 0, set()
    while 0 <= index < len(styles) and index not in seen:
        seen.add(index)
        paragraphs = {**styles[index].paragraphs, **paragraphs}
        characters = {**styles[index].characters, **characters}
        heading = heading or (min(index, 6) if 1 <= index <= 9 else 0)
        index = styles[index].parent
    if OUTLINE in paragraphs:
        heading = heading_of(paragraphs[OUTLINE][0])
    return DocStyle(heading, _short(paragraphs.get(LIST)), paragraphs.get(LEVEL, b"\0")[0], characters)


def _short(operand: bytes | None) -> int:
    return struct.unpack("<h", operand)[0] if operand and len(operand) == 2 else 0


def doc_lists(file: DocFile) -> dict[str, NumberedList]:
    """The lists by the number paragraphs name (from 1); {} when the tables cannot be read."""
    try:
        return _lists(file.tables[LISTS], file.tables[OVERRIDES])
    except (struct.error, IndexError):
        return {}


def _lists(table: bytes, overrides: bytes) -> dict[str, NumberedList]:
    if len(table) < 2 or len(overrides) < 4:
        return {}
    count = struct.unpack_from("<h", table)[0]
    definitions: dict[int, dict[int, Level]] = {}
    at = 2 + 28 * max(count, 0)
    for index in range(count):
        id, flags = struct.unpack_from("<i22xB", table, 2 + 28 * index)
        levels: dict[int, Level] = {}
        for level in range(1 if flags & 1 else 9):
            levels[level], at = _level(table, at)
        definitions[id] = levels
    lists: dict[str, NumberedList] = {}
    total = struct.unpack_from("<I", overrides)[0]
    at = 4 + 16 * total
    for index in range(min(total, len(overrides) // 16)):
        id, changed = struct.unpack_from("<i8xB", overrides, 4 + 16 * index)
        starts: dict[int, int] = {}
        levels = dict(definitions.get(id, {}))
        at += 4
        for _ in range(changed):
            start, flags = struct.unpack_from("<iI", overrides, at)
            at += 8
            if flags & 0x20:
                levels[flags & 0xF], at = _level(overrides, at)
            if flags & 0x10:
                starts[flags & 0xF] = levels[flags & 0xF].start if flags & 0x20 else start
        lists[str(index + 1)] = NumberedList(str(id), levels, starts)
    return lists


def _level(table: bytes, at: int) -> tuple[Level, int]:
    start, format, flags = struct.unpack_from("<iBB", table, at)
    follow, char_size, paragraph_size, restart = struct.unpack_from("<B8xBBB", table, at + 15)
    at += 28 + char_size + paragraph_size
    length = struct.unpack_from("<H", table, at)[0]
    text = table[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    pattern = "".join(f"%{ord(char) + 1}" if ord(char) < 9 else char for char in text)
    level = Level(
        start=start,
        format=_FORMATS.get(format, "decimal"),
        text=pattern,
        follow=_FOLLOW.get(follow, "tab"),
        restart=restart if flags & 0x08 else None,
        legal=bool(flags & 0x04),
    )
    return level, at + 2 + 2 * length


def direct_list(codes: dict[int, bytes], style: DocStyle) -> tuple[int, int]:
    """The list and level of a paragraph, its own modifications before its style's."""
    list_id = _short(codes[LIST]) if LIST in codes else style.list_id
    level = codes[LEVEL][0] if codes.get(LEVEL) else style.level
    return list_id, level
