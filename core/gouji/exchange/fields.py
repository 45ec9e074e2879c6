"""Single fields of exchange data, each checked where it enters: a wrong one is named by its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gouji.document import NOWHERE, Paragraph, Place
from gouji.errors import UnreadableError
from gouji.lean import Any
from gouji.report import Heading, Label


def mapping(value: Any, where: str) -> Mapping[str, Any]:
    """A mapping with text keys."""
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise UnreadableError(f"{where} 应是“名称: 内容”的对照表")
    return value


def text(value: Any, where: str) -> str:
    """A text."""
    if not isinstance(value, str):
        raise UnreadableError(f"{where} 应是一段文字，实为 {str(value)[:40]!r}")
    return value


def number(value: Any, where: str) -> int:
    """A whole number."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise UnreadableError(f"{where} 应是一个整数，实为 {str(value)[:40]!r}")
    return value


def flag(value: Any, where: str) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise UnreadableError(f"{where} 应为 true 或 false")
    return value


def each(data: Mapping[str, Any], key: str) -> Iterator[tuple[int, Any]]:
    """The items of the list under a key, counted from 1; none when the key is missing."""
    items = data.get(key) or []
    if not isinstance(items, list):
        raise UnreadableError(f"{key} 应是一个列表")
    return iter(enumerate(items, 1))


def texts(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The list of texts under a key."""
    return tuple(text(item, f"{key} 第{position}项") for position, item in each(data, key))


def place(value: Any, where: str) -> Place:
    """A place as `Place.as_json` writes it; nothing is nowhere."""
    if not value:
        return NOWHERE
    fields = mapping(value, f"{where} 的位置")
    for name, part in fields.items():
        wanted = str if name in ("sheet", "cell") else int
        if name not in Place._fields or not isinstance(part, wanted) or isinstance(part, bool):
            raise UnreadableError(f"{where} 的位置写错了：{name[:40]}: {str(part)[:40]!r}")
    return Place(**fields)


def lines(value: Any, where: str) -> tuple[Paragraph, ...]:
    """Paragraphs: a text (one a line), a list of texts, or of {text, place, heading}."""
    if value is None:
        return ()
    if isinstance(value, str):
        value = value.splitlines()
    if not isinstance(value, list):
        raise UnreadableError(f"{where} 应是一段文字，或一个列表")
    return tuple(_line(item, where) for item in value if item != "")


def _line(item: Any, where: str) -> Paragraph:
    if isinstance(item, str):
        return Paragraph(item, NOWHERE)
    item = mapping(item, where)
    return Paragraph(text(item.get("text") or "", where), place(item.get("place"), where), number(item.get("heading") or 0, where))


def label(value: Any, where: str) -> Label:
    """A label as found, and how it was matched."""
    item = mapping(value, where)
    return Label(
        text(item.get("id") or "", where),
        text(item.get("raw") or "", where),
        text(item.get("match") or "", where),
        place(item.get("place"), where),
    )


def labels(value: Any, where: str) -> dict[str, Label]:
    """Labels by their key."""
    return {key: label(item, f"{where}.{key}") for key, item in mapping(value or {}, where).items()}


def heading(value: Any, where: str) -> Heading:
    """A top-level heading."""
    item = mapping(value, where)
    return Heading(
        text(item.get("number") or "", where),
        text(item.get("title") or "", where),
        texts(item, "sections"),
        text(item.get("match") or "", where),
        place(item.get("place"), where),
        text(item.get("raw") or "", where),
    )
