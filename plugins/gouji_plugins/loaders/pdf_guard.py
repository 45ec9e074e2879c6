"""PDFs made to exhaust the machine, refused before pdfium opens a page: it unfolds a page whole, whatever that takes.

Two things can make a small file huge: drawings (form XObjects) that draw each other, or themselves,
and a compressed stream of hundreds of megabytes. Both are looked for in the bytes; what is hidden
from that look is at worst as slow as it was.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping

from gouji.errors import UnreadableError
from gouji.lean import NamedTuple

MOST_DRAWN = 20_000
"""How often drawings may be drawn inside each other, all told, by one that stands on a page."""

MOST_UNPACKED = 32 << 20
"""Bytes one stream of drawing commands may unpack to."""

_RATIO = 1032  # no deflated stream unpacks to more than this many times its size
_OBJECT = re.compile(rb"(\d+)\s+\d+\s+obj\b")
_STREAM = re.compile(rb"stream\r?\n")
_DRAW = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_NAMED = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+(\d+)\s+\d+\s+R\b")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_OTHER_DATA = re.compile(rb"/Subtype\s*/Image\b|/Length1\b|/Subtype\s*/(?:CIDFontType0C|Type1C|OpenType)\b")
_DICTIONARY = 4096  # bytes before a stream among which its dictionary stands


class _Object(NamedTuple):
    """One object: the text of its dictionary, and where its stream stands, if it has one."""

    head: bytes
    start: int
    end: int


def refuse_bombs(data: bytes) -> None:
    """Raises UnreadableError for a PDF that would unfold beyond reason."""
    if b"/Form" in data and _is_endless(data):
        raise UnreadableError("PDF 里的图形层层套用，展开后大得反常，疑似恶意文件，没有读取")
    if any(_is_bomb(data, stream) for stream in _streams(data)):
        raise UnreadableError("PDF 里的内容解压后大得反常，疑似恶意文件，没有读取")


def _streams(data: bytes, start: int = 0, end: int | None = None) -> Iterator[re.Match[bytes]]:
    # A look behind would make the expression ten times slower.
    found = _STREAM.finditer(data, start, len(data) if end is None else end)
    return (stream for stream in found if data[stream.start() - 3 : stream.start()] != b"end")


def _is_bomb(data: bytes, stream: re.Match[bytes]) -> bool:
    head = data[max(0, stream.start() - _DICTIONARY) : stream.start()]
    head = head[head.rfind(b"obj") + 1 :]
    filters = head.count(b"/FlateDecode") + head.count(b"/Fl ")
    if not filters or _OTHER_DATA.search(head):
        return False
    end = data.find(b"endstream", stream.end())
    packed = data[stream.end() : end if end >= 0 else len(data)]
    if len(packed) * _RATIO**filters <= MOST_UNPACKED:
        return False
    for _ in range(filters):
        packed = _unpacked(packed)
    return len(packed) > MOST_UNPACKED


def _unpacked(packed: bytes) -> bytes:
    """The stream unpacked, but no further than just beyond the limit."""
    try:
        return zlib.decompressobj().decompress(packed, MOST_UNPACKED + 1)
    except zlib.error:
        return b""


def _is_endless(data: bytes) -> bool:
    """Whether some drawing, with all that it draws, is drawn too often or contains itself."""
    objects = _objects(data)
    draws = {number: list(_drawn(data, found, objects)) for number, found in objects.items() if _FORM.search(found.head)}
    times: dict[int, int] = {}
    waiting = list(draws)
    above: set[int] = set()
    while waiting:
        number = waiting[-1]
        below = [other for other in draws[number] if other in draws]
        unknown = [other for other in below if other not in times]
        if number in times:
            waiting.pop()
        elif not unknown:
            times[number] = 1 + sum(times[other] for other in below)
            above.discard(number)
            waiting.pop()
            if times[number] > MOST_DRAWN:
                return True
        elif number in above and not above.isdisjoint(unknown):
            return True
        else:
            above.add(number)
            waiting += dict.fromkeys(unknown)
    return False


def _objects(data: bytes) -> dict[int, _Object]:
    marks = list(_OBJECT.finditer(data))
    found: dict[int, _Object] = {}
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(data)
        stream = next(_streams(data, mark.end(), end), None)
        head = data[mark.end() : stream.start() if stream else end]
        found[int(mark[1])] = _Object(head[:_DICTIONARY], stream.end() if stream else end, end)
    return found


def _drawn(data: bytes, form: _Object, objects: Mapping[int, _Object]) -> Iterator[int]:
    """The object each drawing command of a form calls for, one for each time."""
    content = data[form.start : form.end]
    if b"/FlateDecode" in form.head:
        content = _unpacked(content)
    names = _DRAW.findall(content)
    if not names:
        return
    known = dict(_NAMED.findall(form.head))
    for place in [known.get(b"Resources"), known.get(b"XObject")]:
        resources = objects.get(int(place)) if place else None
        if resources is not None:
            known = {**dict(_NAMED.findall(resources.head)), **known}
    for name in names[: MOST_DRAWN + 1]:
        if name in known:
            yield int(known[name])
