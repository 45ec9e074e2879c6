"""pdfium asked about all characters of a page at once.

pdfium answers for one character a call. The calls go through `map`, with no Python in between, and
boxes are written into one array that is read as a whole: half the cost of asking in a loop.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import repeat
from math import isfinite

from gouji.lean import Any
from gouji_plugins.loaders.pdf_drawing import Box, Turn


class Bulk:
    """The first `count` characters of a text page."""

    def __init__(self, text: Any, count: int) -> None:
        self._text = ctypes.cast(text, ctypes.c_void_p).value
        self._count = count

    def values(self, function: Any) -> list[Any]:
        """What a function of a text page and an index returns for each character."""
        return list(map(_plain(function), repeat(self._text), range(self._count)))

    def numbers(self, function: Any) -> list[float]:
        """The same for what is measured; 0 for what is no number."""
        return _finite(self.values(function))

    def boxes(self, function: Any, turn: Turn) -> Iterator[Box]:
        """The boxes that FPDFText_GetCharBox gives."""
        array = (ctypes.c_double * (4 * self._count))()
        address, size = ctypes.addressof(array), ctypes.sizeof(ctypes.c_double)
        self._fill(
            function, *(range(address + size * entry, address + ctypes.sizeof(array) + size * entry, 4 * size) for entry in range(4))
        )
        numbers = _finite(array[:])
        return turn.boxes(numbers[0::4], numbers[2::4], numbers[1::4], numbers[3::4])

    def loose_boxes(self, function: Any, turn: Turn) -> Iterator[Box]:
        """The boxes that FPDFText_GetLooseCharBox gives, as structures of four floats."""
        array = (ctypes.c_float * (4 * self._count))()
        address = ctypes.addressof(array)
        self._fill(function, range(address, address + ctypes.sizeof(array), 4 * ctypes.sizeof(ctypes.c_float)))
        numbers = _finite(array[:])
        return turn.boxes(numbers[0::4], numbers[3::4], numbers[2::4], numbers[1::4])

    def _fill(self, function: Any, *addresses: Iterable[int]) -> None:
        deque(map(_plain(function, len(addresses)), repeat(self._text), range(self._count), *addresses), maxlen=0)


def _finite(numbers: list[float]) -> list[float]:
    """The numbers with 0 for what is none: damaged files hold such coordinates."""
    return numbers if isfinite(sum(numbers)) else [number if isfinite(number) else 0.0 for number in numbers]


def _plain(function: Any, pointers: int = 0) -> Any:
    """The same function of pdfium with addresses as plain numbers, which cost less to hand over."""
    plain = type(function)(ctypes.cast(function, ctypes.c_void_p).value)
    plain.restype = function.restype
    plain.argtypes = [ctypes.c_void_p, ctypes.c_int, *[ctypes.c_void_p] * pointers]
    return plain
