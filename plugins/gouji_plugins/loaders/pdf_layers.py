"""Layers of a PDF (optional content) that are switched off: what they hold is taken from the page before it is read.

pdfium shows no layer that is off, but tells its text all the same, and does not tell which are off.
So each part of a page that may be on a layer is drawn by itself: what leaves no trace is not seen.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby, islice, repeat

from gouji.lean import Any
from gouji_plugins.loaders.pdf_drawing import address

MAX_PARTS = 500
"""Parts of one document that are drawn by themselves; what lies on more marks than that stays as it is."""
MAX_DEPTH = 6
"""Drawings within drawings are followed this deep."""
MAX_PACKED, MOST_UNPACKED = 100, 1 << 20
"""So many packed lists of objects, and bytes of each, are searched for layers; the catalogue, which names them, is short."""

_NAMED = b"/OCProperties"
_PACKED = re.compile(rb"/ObjStm\b(?:(?!/ObjStm).){0,300}?>>\s*stream\r?\n", re.DOTALL)
_MARK = "OC".encode("utf-16-le")
_IMAGE, _FORM = 3, 5  # FPDF_PAGEOBJ_…
_WIDTH, _HEIGHT = 300, 420
"""The size, in pixels, at which parts are drawn: a stop in small type leaves a trace."""


def has_layers(data: bytes) -> bool:
    """Whether a PDF has layers at all."""
    return _NAMED in data or any(_NAMED in _unpacked(data, packed.end()) for packed in islice(_PACKED.finditer(data), MAX_PACKED))


def _unpacked(data: bytes, start: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(data[start : start + MOST_UNPACKED], MOST_UNPACKED)
    except zlib.error:
        return b""


class Layers:
    """Takes off what nobody sees, page by page. `hidden` says whether there was any, `cut` whether the limit was reached."""

    def __init__(self, pdfium: Any) -> None:
        self.hidden = self.cut = False
        self._pdfium = pdfium
        self._left = MAX_PARTS

    def take_off(self, page: Any) -> None:
        """Removes from an open page what is on layers that are off."""
        pdfium = self._pdfium
        bitmap = pdfium.FPDFBitmap_Create(_WIDTH, _HEIGHT, 1)

        def is_seen() -> bool:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, _WIDTH, _HEIGHT, 0)
            pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, _WIDTH, _HEIGHT, 0, 0)
            drawn = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), pdfium.FPDFBitmap_GetStride(bitmap) * _HEIGHT)
            return drawn.count(0) < len(drawn)

        try:
            objects = list(map(pdfium.FPDFPage_GetObject, repeat(page), range(pdfium.FPDFPage_CountObjects(page))))
            self._sift(objects, partial(pdfium.FPDFPage_RemoveObject, page), is_seen, 0)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)

    def _sift(self, objects: Sequence[Any], remove: Callable[[Any], object], is_seen: Callable[[], bool], depth: int) -> None:
        """Removes the unseen ones of the objects of a page, or of a drawing around which nothing else is shown."""
        pdfium = self._pdfium
        parts = list(self._parts(objects))
        self._show(objects if parts else (), False)
        kept = {id(item): item for item in objects}
        for part in parts:
            self.cut = self.cut or not self._left
            if self.cut:
                break
            self._left -= 1
            self._show(part, True)
            if is_seen():
                drawing = part[0]
                if pdfium.FPDFPageObj_GetType(drawing) == _FORM and depth < MAX_DEPTH:
                    inner = list(map(pdfium.FPDFFormObj_GetObject, repeat(drawing), range(pdfium.FPDFFormObj_CountObjects(drawing))))
                    self._sift(inner, partial(pdfium.FPDFFormObj_RemoveObject, drawing), is_seen, depth + 1)
                self._show(part, False)
                continue
            self.hidden = True
            for item in part:
                remove(item)
                pdfium.FPDFPageObj_Destroy(kept.pop(id(item)))
        self._show(kept.values() if parts else (), True)

    def _parts(self, objects: Sequence[Any]) -> Iterator[list[Any]]:
        """The objects that may be on a layer: those between the ends of one mark together, and each drawing by itself."""
        kind_of = self._pdfium.FPDFPageObj_GetType
        for mark, group in groupby(objects, self._layer):
            if not mark:
                yield from ([item] for item in group if kind_of(item) == _FORM)
            elif (part := list(group)) and any(kind_of(item) != _IMAGE for item in part):
                yield part

    def _layer(self, item: Any) -> int:
        """The address of the innermost mark of a layer that an object stands in, 0 of none."""
        pdfium = self._pdfium
        name, size = (ctypes.c_ushort * 4)(), ctypes.c_ulong()
        for index in reversed(range(pdfium.FPDFPageObj_CountMarks(item))):
            mark = pdfium.FPDFPageObj_GetMark(item, index)
            if pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), size) and bytes(name)[: size.value - 2] == _MARK:
                return address(mark)
        return 0

    def _show(self, objects: Iterable[Any], active: bool) -> None:
        for item in objects:
            self._pdfium.FPDFPageObj_SetIsActive(item, active)
