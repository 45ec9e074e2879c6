"""Pages copied by sites that put the pinyin of a character in brackets behind it: 統(tǒng)計局."""

from __future__ import annotations

import re

from gouji.document import Document, Grid, GridCell, Paragraph

_TONED = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹ"
_PINYIN = re.compile(rf"(?<=[\u3400-\u9fff])[(（][a-zü{_TONED}]{{1,6}}[)）]")
_TONE = re.compile(f"[{_TONED}]")
_LOOKED_AT = 60
_FEWEST = 3
_NOTE = "文中不少字后面括注了拼音，多是转载的网站加的，已去掉拼音再读。"


def without_pinyin(document: Document) -> Document:
    """The document without pinyin behind its characters, where its first paragraphs have it; else as it is."""
    begun = "\n".join(block.text for block in document.blocks[:_LOOKED_AT] if isinstance(block, Paragraph))
    if not _TONE.search(begun) or sum(_TONE.search(found) is not None for found in _PINYIN.findall(begun)) < _FEWEST:
        return document
    blocks = tuple(block._replace(text=_bare(block.text)) if isinstance(block, Paragraph) else _grid(block) for block in document.blocks)
    return document._replace(blocks=blocks, notes=(*document.notes, _NOTE))


def _bare(text: str) -> str:
    return _PINYIN.sub("", text)


def _grid(grid: Grid) -> Grid:
    made: dict[int, GridCell] = {}  # a merged cell stays one object at all its positions
    for row in grid.rows:
        for cell in row:
            made[id(cell)] = cell._replace(text=_bare(cell.text))
    return grid._replace(rows=tuple(tuple([made[id(cell)] for cell in row]) for row in grid.rows))
