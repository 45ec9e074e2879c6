"""What a page says of the report beside it: under which title the site lists it, and whom it names as its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from gouji.document import Paragraph
from gouji.recognise.identity import meta_title
from gouji.report import Fact

_PAGE_WORDS = "字体|字号|作者|编辑|浏览|点击|阅读|访问|分享|打印|时间|日期"
_SOURCE = re.compile(rf"来源\s*[:：]\s*((?:(?!{_PAGE_WORDS})[^\s|｜【\[（(]){{2,40}})")
_META_SOURCES = ("contentsource", "source")
_LISTED = re.compile(r"^\s*(?:信息)?(?:名称|标题)\s*[:：]\s*(\S.*\S)")


def find_headline(meta: Mapping[str, str], lines: Iterable[Paragraph], title: Fact | None) -> Fact | None:
    """The title under which the site lists the report, where it is not the title itself: in the head of the page, else in
    what only machines read."""
    if title is None:
        return None
    for line in lines:
        if (found := _LISTED.match(line.text)) and found[1] != title.value:
            return Fact(found[1], "page", found[1], line.place)
    listed = meta_title(meta) if meta else None
    return Fact(listed, "meta", listed) if listed and listed != title.value else None


def find_origin(meta: Mapping[str, str], lines: Iterable[Paragraph]) -> Fact | None:
    """Whom the page names as the source: in a line of its own, else in what only machines read."""
    for line in lines:
        if found := _SOURCE.search(line.text):
            return Fact(found[1], "page", found[0], line.place)
    told = next((value for key, value in meta.items() if key.lower() in _META_SOURCES), None)
    return Fact(told, "meta", told) if told else None
