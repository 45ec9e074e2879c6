"""PDFs made to exhaust the machine, refused before pdfium opens a page: it unfolds a page whole, whatever that takes.

What can make a small file huge: a stream of drawing commands that unpacks to gigabytes, or opens marks
without end within each other, a page that lists the same stream thousands of times, and drawings (form
XObjects) that draw each other, or themselves. All are looked for in the bytes; what is hidden from that look is at worst as slow as it was.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from gouji.errors import UnreadableError
from gouji.lean import NamedTuple

MOST_COMMANDS = 4 << 20
"""Bytes one stream of drawing commands may unpack to; a page of an annual report has some ten thousand."""

MOST_DRAWN = 8 << 20
"""Bytes of commands a page may amount to, with all that is drawn by what it draws, however often."""

MOST_OPEN = 1_000
"""Marks that a stream may begin and not end: pdfium notes all of them again with each further one."""

MOST_STREAMS, MOST_OBJECTS = 100_000, 1_000_000
"""Streams and objects of a file that are looked at; an annual report has some hundreds."""

MANY_PIECES = 20
"""Streams of one page from which on they are added up even where no drawing calls another and none is large."""

_SAMPLE = 1024
_STEEP = 40  # commands unpack to three to eight times their size
_LARGE = 256 << 10

_OBJECT = re.compile(rb"\b(\d{1,10})\s+\d+\s+obj\b")
_STREAM = re.compile(rb"stream\r?\n")
_REFERENCE = re.compile(rb"\b(\d{1,10})\s+\d+\s+R\b")
_CONTENTS = re.compile(rb"/Contents\s*(?:\[([\d\sR]*)\]|(\d+\s+\d+\s+R\b))")
_DRAW = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_NAMED = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+(\d{1,10})\s+\d+\s+R\b")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_PAGE = re.compile(rb"/Type\s*/Page\b")
_NOTES = re.compile(rb"/Annots\s*(?:\[([\d\sR]*)\]|(\d+)\s+\d+\s+R\b)")
_LOOK = re.compile(rb"/AP\s*(?:<<((?:[^<>]|<<[^<>]*>>)*)>>|(\d+)\s+\d+\s+R\b)")
_NO_COMMANDS = re.compile(
    rb"/Subtype\s*/(?:Image|CIDFontType0C|Type1C|OpenType)\b|/Length1\b|/(?:ShadingType|FunctionType|EmbeddedFile|ObjStm|XRef|CMap)\b|/N\s+[134]\b"
)
_DICTIONARY = 4096  # bytes before a stream among which its dictionary stands


class _Object(NamedTuple):
    """One object: the text of its dictionary, and where its stream stands, if it has one."""

    head: bytes
    start: int
    end: int


def refuse_bombs(data: bytes) -> None:
    """Raises UnreadableError for a PDF that would unfold beyond reason."""
    largest = 0
    for number, stream in enumerate(_streams(data)):
        commands = _steep(data, stream)
        largest = max(largest, len(commands))
        opened = commands.count(b"BDC") + commands.count(b"BMC") - commands.count(b"EMC")
        if largest > MOST_COMMANDS or opened > MOST_OPEN or number > MOST_STREAMS:
            raise UnreadableError("PDF 里的内容解压后大得反常，疑似恶意文件，没有读取")
    many = any(len(_REFERENCE.findall(found[1] or b"")) > MANY_PIECES for found in _CONTENTS.finditer(data))
    if (many or largest * MANY_PIECES > MOST_DRAWN or b"/Form" in data) and _is_endless(data):
        raise UnreadableError("PDF 里的图形层层套用，展开后大得反常，疑似恶意文件，没有读取")


def _streams(data: bytes, start: int = 0, end: int | None = None) -> Iterator[re.Match[bytes]]:
    # A look behind would make the expression ten times slower.
    found = _STREAM.finditer(data, start, len(data) if end is None else end)
    return (stream for stream in found if data[stream.start() - 3 : stream.start()] != b"end")


def _steep(data: bytes, stream: re.Match[bytes]) -> bytes:
    """The commands a stream unpacks to where they may well be too many, none of any other stream."""
    head = data[max(0, stream.start() - _DICTIONARY) : stream.start()]
    head = head[head.rfind(b"obj") + 1 :]
    if b"/Fl" not in head or _NO_COMMANDS.search(head):
        return b""
    end = data.find(b"endstream", stream.end())
    packed = data[stream.end() : end if end >= 0 else len(data)]
    if len(packed) < _LARGE and head.count(b"/Fl") == 1 and len(_unpacked(packed[:_SAMPLE])) < _STEEP * _SAMPLE:
        return b""
    return _commands(head, packed)


def _commands(head: bytes, packed: bytes) -> bytes:
    """The commands of a stream, unpacked as often as its dictionary says, but no further than just beyond the limit."""
    for _ in range(head.count(b"/Fl")):
        packed = _unpacked(packed)
    return packed


def _unpacked(packed: bytes) -> bytes:
    """What a stream unpacks to, as far as it is not damaged: pdfium draws that part all the same."""
    unpacked = b""
    unpack, at, step = zlib.decompressobj(), 0, len(packed)
    while at < len(packed) and step and len(unpacked) <= MOST_COMMANDS:
        attempt = unpack.copy()
        try:
            unpacked += attempt.decompress(packed[at : at + step], MOST_COMMANDS + 1)
        except zlib.error:
            step //= 16
        else:
            unpack, at = attempt, at + step
    return unpacked


def _is_endless(data: bytes) -> bool:
    """Whether a page or drawing, with all that it draws, is too large or contains itself."""
    if data.count(b" obj") > MOST_OBJECTS:
        return True
    objects = _objects(data)
    drawn: dict[int, tuple[int, list[int]]] = {}
    for number, found in objects.items():
        if _FORM.search(found.head):
            drawn[number] = _own(data, found.head, [found], objects)
        elif _PAGE.search(found.head) and (contents := _CONTENTS.search(found.head)):
            pieces = [objects[int(one)] for one in _REFERENCE.findall(contents[1] or contents[2]) if int(one) in objects]
            size, below = _own(data, found.head, pieces, objects)
            drawn[number] = size, below + list(_noted(found.head, objects))
    sizes: dict[int, int] = {}
    waiting = list(drawn)
    above: set[int] = set()
    while waiting:
        number = waiting[-1]
        size, below = drawn[number]
        unknown = [other for other in below if other in drawn and other not in sizes]
        if number in sizes:
            waiting.pop()
        elif not unknown:
            sizes[number] = size + sum(sizes[other] for other in below if other in drawn)
            above.discard(number)
            waiting.pop()
            if sizes[number] > MOST_DRAWN:
                return True
        elif number in above and not above.isdisjoint(unknown):
            return True
        else:
            above.add(number)
            waiting += dict.fromkeys(unknown)
    return False


def _noted(head: bytes, objects: Mapping[int, _Object]) -> Iterator[int]:
    """The objects that draw the form fields and notes of a page, each as often as the page lists it."""
    for note in _listed(_NOTES.search(head), objects):
        if note in objects:
            yield from _listed(_LOOK.search(objects[note].head), objects)


def _listed(found: re.Match[bytes] | None, objects: Mapping[int, _Object]) -> list[int]:
    """The objects that a list or dictionary names, which may be an object of its own."""
    if found is None:
        return []
    own = objects.get(int(found[2])) if found[2] else None
    return [int(one) for one in _REFERENCE.findall(own.head if own else found[1] or b"")]


def _objects(data: bytes) -> dict[int, _Object]:
    marks = list(_OBJECT.finditer(data))
    found: dict[int, _Object] = {}
    for mark, following in zip_longest(marks, marks[1:]):
        end = following.start() if following else len(data)
        stream = next(_streams(data, mark.end(), end), None)
        head = data[mark.end() : stream.start() if stream else end]
        found[int(mark[1])] = _Object(head, stream.end() if stream else end, end)
    return found


def _own(data: bytes, head: bytes, pieces: Sequence[_Object], objects: Mapping[int, _Object]) -> tuple[int, list[int]]:
    """How many bytes of commands a page or drawing has itself, and the object each call for a drawing names."""
    known = _names(head, objects)
    size = 0
    below: list[int] = []
    unpacked: dict[int, bytes] = {}
    for piece in pieces:
        content = unpacked.get(piece.start)
        if content is None:
            content = unpacked[piece.start] = _commands(piece.head, data[piece.start : piece.end])
        size += len(content)
        if size > MOST_DRAWN:
            break
        below += (known[name] for name in _DRAW.findall(content) if name in known)
    return size, below


def _names(head: bytes, objects: Mapping[int, _Object]) -> dict[bytes, int]:
    """What the names in a dictionary and its resources stand for, those inherited from a parent included."""
    known: dict[bytes, int] = {}
    seen: set[int] = set()
    waiting = [head]
    while waiting:
        named = {name: int(number) for name, number in _NAMED.findall(waiting.pop())}
        known = named | known
        for link in (b"Resources", b"XObject", b"Parent"):
            number = named.get(link, -1)
            if number in objects and number not in seen:
                seen.add(number)
                waiting.append(objects[number].head)
    return known
