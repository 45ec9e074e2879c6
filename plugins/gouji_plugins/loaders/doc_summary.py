"""What a Word 97–2003 file says of itself: the few properties of its summary that matter here.

olefile reads property sets too, but believes every count in them: a damaged file keeps it busy for
minutes and gigabytes.
"""

from __future__ import annotations

import datetime
import struct

from gouji_plugins.loaders.package import ole_stream

_NAMES = {2: "title", 4: "creator", 12: "created", 13: "modified"}
_CODEPAGE, _BYTES, _WIDE, _TIME = 1, 0x1E, 0x1F, 0x40
_EPOCH = datetime.datetime(1601, 1, 1)
MAX_PROPERTIES = 100


def summary(data: bytes) -> dict[str, str]:
    """Title, creator and times of an OLE file; {} when it has no summary that can be read."""
    try:
        return _properties(ole_stream(data, "\x05SummaryInformation"))
    except (struct.error, LookupError, ValueError, OverflowError):  # the text counts, not the file card
        return {}


def _properties(stream: bytes) -> dict[str, str]:
    section = struct.unpack_from("<I", stream, 44)[0]
    count = min(struct.unpack_from("<I", stream, section + 4)[0], MAX_PROPERTIES)
    places = dict(struct.unpack_from("<II", stream, section + 8 + 8 * index) for index in range(count))
    codepage = 0
    if _CODEPAGE in places:
        codepage = struct.unpack_from("<4xH", stream, section + places[_CODEPAGE])[0]
    encoding = "utf-8" if codepage in (0, 65001) else f"cp{codepage}"
    found: dict[str, str] = {}
    for id, name in _NAMES.items():
        if id in places:
            value = _value(stream, section + places[id], encoding)
            if value:
                found[name] = value
    return found


def _value(stream: bytes, at: int, encoding: str) -> str:
    kind, size = struct.unpack_from("<II", stream, at)
    if kind == _BYTES:
        return stream[at + 8 : at + 8 + size].decode(encoding, "replace").partition("\0")[0].strip()
    if kind == _WIDE:
        return stream[at + 8 : at + 8 + 2 * size].decode("utf-16-le", "replace").partition("\0")[0].strip()
    if kind == _TIME:
        time = _EPOCH + datetime.timedelta(microseconds=struct.unpack_from("<Q", stream, at + 4)[0] // 10)
        return time.strftime("%Y-%m-%dT%H:%M:%SZ") if time.year > 1980 else ""
    return ""
