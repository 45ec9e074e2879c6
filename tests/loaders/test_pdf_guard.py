"""PDFs that would unfold beyond reason are refused by their bytes; ordinary ones are let through."""

from __future__ import annotations

import time
import zlib

import pytest

from gouji.errors import UnreadableError
from gouji_plugins.loaders.pdf_guard import MOST_COMMANDS, MOST_OBJECTS, MOST_STREAMS, refuse_bombs

LINE = b"0 0 m 1 1 l S\n"


FIELD = b"<</Subtype/Widget/P 1 0 R/AP<</N 5 0 R/D<</On 5 0 R>>>>>>"
"""A form field on the first object, a page, that the fifth one draws."""


def stream(head: bytes, content: bytes, *, packed: bool = True) -> bytes:
    content = zlib.compress(content, 9) if packed else content
    return b"<<%s%s/Length %d>>stream\n%s\nendstream" % (head, b"/Filter/FlateDecode" if packed else b"", len(content), content)


def form(content: bytes, resources: bytes) -> bytes:
    return stream(b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources " + resources, content)


def pdf(*objects: bytes) -> bytes:
    return b"%PDF-1.5\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, 1)) + b"trailer<</Root 1 0 R>>"


@pytest.mark.parametrize(
    "objects",
    [
        [form(b"/A Do /A Do", b"<</XObject<</A 1 0 R>>>>")],
        [form(b"/B Do", b"<</XObject<</B 2 0 R>>>>"), form(b"/A Do", b"<</XObject<</A 1 0 R>>>>")],
        [form(b"/A Do", b"3 0 R"), b"<</XObject 4 0 R>>", b"<</XObject<</A 1 0 R>>>>", b"<<>>"],
        [form(b"/A Do " * 10, b"<</XObject<</A %d 0 R>>>>" % (n + 2)) for n in range(8)] + [form(b"0 0 m", b"<<>>")],
        [b"<</Type/Page/Contents[%s]>>" % (b"2 0 R " * 5000), stream(b"", LINE * 2000)],
        [
            b"<</Type/Page/Contents 3 0 R/Parent 2 0 R>>",
            b"<</Resources<</XObject<</A 4 0 R>>>>>>",
            stream(b"", b"/A Do " * 5000),
            form(LINE * 1000, b"<<>>"),
        ],
        [b"<</Type/Page/Contents[2 0 R 2 0 R 2 0 R]>>", stream(b"", b" " * MOST_COMMANDS)],
        [b"<</Type/Page/Contents 2 0 R/Annots 3 0 R>>", stream(b"", b""), b"[%s]" % (b"4 0 R " * 5000), FIELD, form(LINE * 1000, b"<<>>")],
    ],
    ids=[
        "itself",
        "each other",
        "through resources",
        "ten of ten of ten",
        "a stream often",
        "a drawing often",
        "large streams",
        "a field often",
    ],
)
def test_drawings_without_end(objects):
    with pytest.raises(UnreadableError, match="层层套用"):
        refuse_bombs(pdf(*objects))


def test_a_stream_that_unpacks_beyond_reason():
    with pytest.raises(UnreadableError, match="解压后大得反常"):
        refuse_bombs(pdf(stream(b"", LINE * (MOST_COMMANDS // len(LINE) + 1))))
    twice = zlib.compress(zlib.compress(b" " * (MOST_COMMANDS + 1), 9), 9)
    small = b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream" % (len(twice), twice)
    with pytest.raises(UnreadableError, match="解压后大得反常"):
        refuse_bombs(pdf(small))


def test_more_objects_or_streams_than_can_be_looked_at():
    with pytest.raises(UnreadableError, match="层层套用"):
        refuse_bombs(b"/Form 1 0 obj" * (MOST_OBJECTS + 1))
    with pytest.raises(UnreadableError, match="大得反常"):
        refuse_bombs(b" stream\n" * (MOST_STREAMS + 2))


def test_lists_without_end_are_gone_through_once():
    begin = time.process_time()
    refuse_bombs(b"/Contents [" * 200_000 + b"/Form 1 0 obj<</Type/Page/Contents 1 0 R" + b"/Annots [" * 200_000)
    assert time.process_time() - begin < 5


def test_what_stands_before_the_damage_of_a_stream_is_drawn():
    damaged = form(b"/A Do " + bytes(range(256)), b"<</XObject<</A 1 0 R>>>>").replace(b"\nendstream", b"")[:-20]
    with pytest.raises(UnreadableError, match="层层套用"):
        refuse_bombs(pdf(damaged + b"\xff" * 40 + b"\nendstream"))


@pytest.mark.parametrize(
    "objects",
    [
        [form(b"/Logo Do " * 200, b"<</XObject<</Logo 2 0 R>>>>"), form(b"0 0 m 1 1 l S", b"<<>>")],
        [form(b"/A Do /B Do", b"3 0 R"), form(b"0 0 m", b"3 0 R"), b"<</XObject<</A 2 0 R/B 4 0 R/Self 1 0 R>>>>", form(b"", b"<<>>")],
        [form(b"/Missing Do", b"<</XObject<</A 9 0 R>>>>")],
        [stream(b"/Subtype/Form", b"")[:-20] + b"not deflated at all"],
        [b"<</Type/Page/Contents[%s]>>" % b" ".join(b"%d 0 R" % n for n in range(2, 50)), *[stream(b"", LINE * 500)] * 48],
        [stream(b"/Length1 99999999", b" " * (MOST_COMMANDS + 1))],
        [stream(b"/Subtype/Image", b" " * (MOST_COMMANDS + 1))],
        [b"<</Type/Page/Contents 2 0 R/Annots[4 0 R]>>", stream(b"", b""), b"<<>>", FIELD, form(LINE * 1000, b"<<>>")],
    ],
    ids=["a logo often", "shared resources", "missing", "broken", "a page in pieces", "a font", "a picture", "a field"],
)
def test_ordinary_drawings_pass(objects):
    refuse_bombs(pdf(*objects))


@pytest.mark.parametrize("number", [b"", b"9" * 5000], ids=["no object", "a number without end"])
def test_what_names_no_object_is_passed_over(number):
    refuse_bombs(b"%PDF-1.5\n" + number + b" 0 obj<</Subtype/Form/XObject<</A " + number + b" 0 R>>>>endobj")
