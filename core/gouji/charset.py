"""From bytes to text, when the declared encoding may be wrong or missing.

Chinese public websites declare `gb2312` and send GBK, or UTF-8, or nothing at all. What the bytes
themselves show therefore goes first, what the document claims second:

BOM → UTF-16 without BOM → UTF-8 → nearly UTF-8 → declared → GB18030 or Big5 → least damaged.

GB18030 contains GBK and GB2312, so those three names all mean it.
"""

from __future__ import annotations

import codecs
import re

from gouji.errors import UnreadableError
from gouji.lean import NamedTuple


class Decoded(NamedTuple):
    """Text, the encoding it was read in, and a Chinese sentence on what was uncertain, or ""."""

    text: str
    encoding: str
    note: str


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

# Only these names are believed: a document could also declare a codec of Python that is no charset.
_NAMES = {
    "utf8": "utf-8",
    "utf16": "utf-16-le",
    "utf16le": "utf-16-le",
    "utf16be": "utf-16-be",
    "gb2312": "gb18030",
    "gb231280": "gb18030",
    "gbk": "gb18030",
    "xgbk": "gb18030",
    "gb18030": "gb18030",
    "cp936": "gb18030",
    "ms936": "gb18030",
    "windows936": "gb18030",
    "euccn": "gb18030",
    "hzgb2312": "hz",
    "hz": "hz",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "xxbig5": "big5hkscs",
    "cp950": "big5hkscs",
}

_HAN = re.compile("[㐀-䶿一-鿿]")
_USUAL = "[\t\n\r -~\xa0·‘’“”—…①-⑳\u3000-〟一-鿿！-～￥]"  # compiled only where UTF-16 is suspected
_UNUSUAL_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_SAMPLE = 4000  # characters looked at to tell two encodings apart
_WINDOW = 4000  # bytes looked at on each side of the first fault
_MAX_DAMAGE = 0.2
_MAX_CONTROL = 0.05


def codec_for(declared: str | None) -> str | None:
    """The Python codec for a charset name found in a document, None when it is unknown or says nothing.

    `iso-8859-1` and its like are not believed: they are what an editor writes when it does not know.
    """
    if not declared:
        return None
    return _NAMES.get(re.sub(r"[^a-z0-9]", "", declared.lower()))


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of these bytes; `declared` is the charset the document claims, if any.

    A byte order mark is removed. Bytes that fit no encoding become U+FFFD, and the note counts
    them. Raises UnreadableError when more than a fifth of the characters would be lost, or when
    one in twenty is a control character: the bytes are no text.
    """
    found = _decoded(data, declared)
    sample = found.text[:_SAMPLE]
    damaged = "\ufffd" in found.text and found.text.count("\ufffd") > _MAX_DAMAGE * len(found.text)
    if damaged or len(_UNUSUAL_CONTROL.findall(sample)) > _MAX_CONTROL * len(sample):
        raise UnreadableError("文件不是文本，或者文字编码无法识别；请用原来的软件打开后另存为 UTF-8 文本或 .docx，再检查。")
    return found


def _decoded(data: bytes, declared: str | None) -> Decoded:
    for mark, name in _BOMS:
        if data.startswith(mark):
            body = data[len(mark) :]
            return _strict(body, name) or _damaged(body, (name,))
    wide = _utf16(data)
    if wide:
        return wide
    claimed = codec_for(declared)
    found = _utf8(data, claimed) or _claimed(data, claimed) or _double_byte(data)
    if found is None:
        return _damaged(data, ("utf-8", "gb18030", "big5hkscs"))
    if claimed and claimed != found.encoding and not found.text.isascii():
        return found._replace(note=f"文件声明的编码是 {declared}，实际是 {found.encoding}，已按实际编码读取。{found.note}")
    return found


def _strict(data: bytes, name: str) -> Decoded | None:
    try:
        return Decoded(data.decode(name), name, "")
    except UnicodeDecodeError:
        return None


def _utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: no other encoding of text holds NUL bytes."""
    if b"\0" not in data[:_SAMPLE]:
        return None
    for name in ("utf-16-le", "utf-16-be"):
        sample = data[: _SAMPLE & ~1].decode(name, "replace")
        if len(re.findall(_USUAL, sample)) >= 0.9 * len(sample):
            return _strict(data, name) or _damaged(data, (name,))
    return None


def _utf8(data: bytes, claimed: str | None) -> Decoded | None:
    """UTF-8, a few spoilt bytes allowed: text in any other encoding would be spoilt nearly everywhere."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        # Replacing is slow, so a window around the first fault says whether it is worth while.
        window = data[max(0, error.start - _WINDOW) : error.start + _WINDOW].decode("utf-8", "replace")
        if not _nearly(window):
            return None
        text = data.decode("utf-8", "replace")
        return Decoded(text, "utf-8", _damage_note(text.count("\ufffd"), "utf-8")) if _nearly(text) else None
    # Two GBK characters may look like UTF-8 of Greek or Arabic letters (“联通”).
    if claimed == "utf-8" or text.isascii() or _HAN.search(text) or max(text) > "\u07ff":
        return Decoded(text, "utf-8", "")
    return None


def _nearly(text: str) -> bool:
    bad = text.count("\ufffd")
    return 10 * bad <= sum(1 for char in text if char > "\u07ff") - bad


def _claimed(data: bytes, claimed: str | None) -> Decoded | None:
    """The declared encoding, unless it is one of the two that are told apart by their characters."""
    if claimed is None or claimed in ("utf-8", "gb18030", "big5hkscs") or claimed.startswith("utf-16"):
        return None
    return _strict(data, claimed)


def _double_byte(data: bytes) -> Decoded | None:
    """GB18030 or Big5. Most Big5 text can be read as GB18030 too, but then as rare characters."""
    mainland = _strict(data, "gb18030")
    if mainland and _share(mainland.text, "gb2312", 0xF7) >= 0.8:
        return mainland
    island = _strict(data, "big5hkscs")
    if island and _share(island.text, "big5", 0xC6) >= 0.8:
        return island
    return mainland or island


def _share(text: str, codec: str, last_lead: int) -> float:
    """The share of Han characters that stand in a codec's rows up to a lead byte."""
    han = _HAN.findall(text[:_SAMPLE])
    coded = "".join(han).encode(codec, "ignore")
    return sum(1 for lead in coded[::2] if lead <= last_lead) / len(han) if han else 1.0


def _damaged(data: bytes, names: tuple[str, ...]) -> Decoded:
    """The reading that loses least."""
    readings = [(name, data.decode(name, "replace")) for name in names]
    name, text = max(readings, key=lambda reading: _soundness(*reading))
    return Decoded(text, name, _damage_note(text.count("\ufffd"), name) if "\ufffd" in text else "")


def _soundness(name: str, text: str) -> float:
    rows = {"gb18030": ("gb2312", 0xF7), "big5hkscs": ("big5", 0xC6)}.get(name)
    usual = _share(text, *rows) if rows else 1.0
    return usual - text.count("\ufffd") / max(1, len(text))


def _damage_note(bad: int, name: str) -> str:
    return f"文件按 {name} 编码读取，有 {bad} 处字节损坏，显示为“\ufffd”，请对照原文核对。"
