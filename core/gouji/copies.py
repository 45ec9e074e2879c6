"""What units write themselves, sentence by sentence, and which units of a run have written the same.

Figures are made the same, and so is what a unit calls itself, for those who copy change nothing else.
Of every report a few hundred bytes are kept, so that ten thousand can be held against each other
without any being opened again: a section is looked for by the smallest of its sentences' numbers,
which two texts that share most sentences most likely share, too (the bottom-k sketches of Broder 1997).
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from zlib import crc32

from gouji.document import Paragraph
from gouji.hierarchy import of_one_body, plain_name
from gouji.lean import NamedTuple
from gouji.once import once
from gouji.report import Report
from gouji.text import fold, squeeze

OWN = ("s1", "s5", "s6")
"""The sections a unit writes itself; introduction and tables are prescribed."""

COMPARED = {"s1": 200, "s5": 100}
"""The sections in which no two units have the same to say, and from how many characters on that holds."""

LEAST = 75
"""Percent of a section's characters that two units must share to be looked at."""

SHORTEST = 8
"""Characters of a sentence below which it says nothing of its own."""

_FIGURES = re.compile(r"[0-9][0-9.,]*")
_OURSELVES = re.compile("[我本全](?:局|镇|乡|街道|县|市|区|州|省|委|办|厅|院|所|中心|单位|机关|系统)")
_PRESCRIBED = re.compile("条例|国办|信息处理费|[未没]有?(?:收到|接到|发生|产生|出现)|[、,]无")
"""Sentences that many units must write alike: of the law, and that something did not happen."""
_HEADING = re.compile(r"\([一二三四五六七八九十]+\)[^,:]{0,16}")
"""What heads a part of a section: the five parts of the first are prescribed."""
_AREA = re.compile("[省市州盟县区旗](?=..)")

_ANCHORS = 4
"""How many of a section's sentences it is looked for by."""

_CROWD = 8
"""Of so many unlike sections with the same anchor further ones are looked for by their other anchors."""

Prints = tuple[bytes, ...]
"""For each section of `COMPARED` its sentences as numbers: 32 bits of checksum, 16 of length; b"" for little text."""


class Sentence(NamedTuple):
    """A sentence with figures and own names made the same, and the paragraph of the report it stands in."""

    plain: str
    section: str
    line: Paragraph


@once(2)
def sentences(report: Report) -> list[Sentence]:
    """The sentences of the sections that a unit writes itself; merged sections count once, as the first of them."""
    names = _own_names(report.unit or "")
    found: list[Sentence] = []
    told: list[Sequence[Paragraph]] = []
    for name in OWN:
        section = report.sections.get(name)
        if section is None or any(section.lines is lines for lines in told):
            continue
        told.append(section.lines)
        for line in section.lines:
            text = fold(squeeze(line.text))
            for called in names:
                text = text.replace(called, "某")
            text = _OURSELVES.sub("某", _FIGURES.sub("0", text))
            own = (plain for plain in re.split("[。;!?]", text) if len(plain) >= SHORTEST and not _HEADING.fullmatch(plain))
            found += [Sentence(plain, name, line) for plain in own]
    return found


def _own_names(unit: str) -> list[str]:
    """What a unit is called, the longest first: 安和县双桥镇人民政府, 安和县双桥镇, 县双桥镇, 双桥镇."""
    plain = plain_name(unit)
    shorter = [plain[found.start() + cut :] for found in _AREA.finditer(plain) for cut in (0, 1)]
    return sorted({name for name in (fold(squeeze(unit)), plain, *shorter) if name}, key=lambda name: (-len(name), name))


@once(2)
def prints(report: Report) -> Prints:
    """By what the sections of a report are known again; one that was packed says it itself."""
    if (known := getattr(report, "prints", None)) is not None:
        return tuple(known)
    kept: dict[str, set[int]] = {id: set() for id in COMPARED}
    for plain, section, _ in sentences(report):
        if section in kept and not _PRESCRIBED.search(plain):
            kept[section].add(crc32(plain.encode("utf-8", "replace")) << 16 | min(len(plain), 0xFFFF))
    return tuple(array("Q", sorted(kept[id])).tobytes() if _characters(kept[id]) >= least else b"" for id, least in COMPARED.items())


def shared(one: Report, other: Report) -> Mapping[str, float]:
    """How much of each section, in percent of its characters, stands in both: of the longer one's."""
    both = zip(COMPARED, prints(one), prints(other), strict=True)
    return {id: 100 * _in_both(set(_numbers(mine)), its) / max(_size(mine), _size(its)) for id, mine, its in both if mine and its}


class Author(NamedTuple):
    """Who has written what, on which year."""

    unit: str
    year: int | None
    prints: Prints


def copied(authors: Sequence[Author]) -> Mapping[int, tuple[int, ...]]:
    """By the number of an author those of the others who share a section with it, each unit once.

    Of those who share one the first by name stands for all; in which order they are given makes no
    difference. Who or when is not known is held against nobody.
    """
    known = [number for number, author in enumerate(authors) if author.unit and author.year is not None]
    known.sort(key=lambda number: authors[number])
    found: dict[int, dict[str, int]] = {}
    for year in {authors[number].year for number in known}:
        for part in range(len(COMPARED)):
            texts = {number: authors[number].prints[part] for number in known if authors[number].year == year}
            for number, like in _copied(texts):
                unit = authors[number].unit
                if not of_one_body(unit, authors[like].unit):
                    found.setdefault(like, {}).setdefault(unit, number)
    return {number: tuple(sorted(others.values())) for number, others in found.items()}


def _copied(texts: Mapping[int, bytes]) -> Iterator[tuple[int, int]]:
    """The texts that are like one before them, each with that one."""
    first: dict[int, list[int]] = {}
    sizes = {number: _size(content) for number, content in texts.items()}
    for number, content in texts.items():
        own = set(_numbers(content))
        anchors = sorted(own)[:_ANCHORS]
        near = (known for anchor in anchors for known in first.get(anchor, ()))
        like = next((k for k in near if 100 * _in_both(own, texts[k]) >= LEAST * max(sizes[number], sizes[k])), None)
        if like is not None:
            yield number, like
            continue
        for anchor in anchors:
            crowd = first.setdefault(anchor, [])
            if len(crowd) < _CROWD:
                crowd.append(number)


def _numbers(content: bytes) -> memoryview[int]:
    return memoryview(content).cast("Q")


def _in_both(own: set[int], other: bytes) -> int:
    """How many characters of a text stand in another one, too."""
    return _characters(own.intersection(_numbers(other)))


def _size(content: bytes) -> int:
    return _characters(_numbers(content))


def _characters(numbers: Iterable[int]) -> int:
    return sum(number & 0xFFFF for number in numbers)
