"""When a report was published and signed, each with where that was found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from gouji.document import Paragraph
from gouji.recognise.dates import find_date
from gouji.report import Fact
from gouji.text import fold, squeeze

_LABEL = re.compile(
    r"(?:发布时间|发布日期|发布于|发表时间|发表日期|上传时间|公开日期|公开时间|发文日期|发文时间|信息时间|更新时间|更新日期|录入时间"
    r"|Published Time|(?:^|(?<=[\s|\]】]))(?:日期|时间|date(?=:)))\s*[:：]?\s*"
)
_PAGE_WORDS = r"(?:信息)?来源|作者|浏览|点击|阅读|字体|字号|分享|【|\("
_CLOCK = r"T?\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?"
_IN_DIGITS = r"20\d{2}[-/.]\d{1,2}[-/.]\d{1,2}"
_IN_WORDS = r"20\d{2}年\d{1,2}月\d{1,2}日"
# A date in words alone in its line is a signature's; with a time or words of the page behind it, the page's.
_DATE_LINE = re.compile(
    rf"{_IN_DIGITS}(?:{_CLOCK})?(?:{_PAGE_WORDS}|$)|{_IN_WORDS}(?:{_CLOCK}(?:{_PAGE_WORDS}|$)|{_PAGE_WORDS})|(?:{_IN_DIGITS}|{_IN_WORDS})发布$"
)
_STAMPED = re.compile(rf"(?:[^:]|(?<=来源|稿源|作者|编辑|审核|供稿):)*(?:{_IN_DIGITS}|{_IN_WORDS})(?:{_CLOCK}|{_PAGE_WORDS})")
_LONGEST_STAMPED = 60
_LONGEST_LINE = 300
_LONGEST_SIGNATURE = 40
_WORDS_OF_LABEL = 4
"""Characters before a label in which that of another date may stand, so that what follows may be either: 成文日期发布日期."""
_DATE_IN_WORDS = re.compile(_IN_WORDS)
_CENTURY = re.compile(r"20|２０|二[〇○零Ｏ0]")
_MADE_DATE = re.compile(r"成文日期|成文时间|生成日期|生成时间")
_META_DATES = (
    "pubdate",
    "publishdate",
    "publish_time",
    "publishtime",
    "pubtime",
    "publishedtime",
    "releasetime",
    "article:published_time",
    "firstpublishedtime",
    "pub_date",
    "others",
    "createdate",
    "date",
)


def find_published(lines: Iterable[Paragraph], meta: Mapping[str, str], tail: Sequence[Paragraph]) -> tuple[Fact | None, Fact | None]:
    """(published, signed): the page's own date before the date under the report; a 成文日期 is no
    date of publication and serves only when nothing else is there."""
    dated = [line for line in lines if len(line.text) <= _LONGEST_LINE and _CENTURY.search(line.text)]
    signed = _first(_signature, reversed(tail))
    published = _first(_on_page, dated) or _in_data(meta)
    if published is None:
        published = signed._replace(doubt="页面没有发布日期，以落款日期计") if signed else _first(_made, dated)
    return published, signed


def _first(read: Callable[[Paragraph], Fact | None], lines: Iterable[Paragraph]) -> Fact | None:
    return next(filter(None, map(read, lines)), None)


def _on_page(line: Paragraph) -> Fact | None:
    """The date of publication that a line of the page tells, behind a label, or alone with a time or other words of the page."""
    text = fold(line.text)
    label = _LABEL.search(text)
    if label and not _MADE_DATE.search(text[max(0, label.start() - _WORDS_OF_LABEL) : label.end()]):
        behind = text[label.end() : label.end() + 24]
        dated = find_date(behind, compact=True)
        if dated:
            return Fact(dated[0], "page", label[0].strip() + behind.split(dated[1])[0].strip() + dated[1], line.place)
    alone = fold(squeeze(text)).strip("()[]")
    if _DATE_LINE.match(alone) or (len(alone) <= _LONGEST_STAMPED and _STAMPED.match(alone) and "。" not in alone):
        dated = find_date(text)
        if dated:
            return Fact(dated[0], "page", text.strip(), line.place)
    return None


def _made(line: Paragraph) -> Fact | None:
    """The date of making that a line tells, or the date that stands in it alone."""
    text = fold(line.text)
    labelled = _MADE_DATE.search(text) is not None
    if not labelled and not _DATE_IN_WORDS.fullmatch(fold(squeeze(text)).strip("()[]")):
        return None
    dated = find_date(text)
    if dated is None:
        return None
    if labelled:
        return Fact(dated[0], "page", text.strip()[:40], line.place, "只有成文日期，没有发布日期")
    return Fact(dated[0], "page", text.strip(), line.place, "页面没有发布日期，以标题下的日期计")


def _in_data(meta: Mapping[str, str]) -> Fact | None:
    """The date of publication among what only machines read."""
    lowered = {key.lower(): value for key, value in meta.items()}
    for key in _META_DATES:
        dated = find_date(lowered[key]) if key in lowered else None
        if dated:
            return Fact(dated[0], "meta", lowered[key])
    return None


def _signature(line: Paragraph) -> Fact | None:
    """The date of a signature in this line."""
    dated = find_date(squeeze(line.text)) if len(line.text) <= _LONGEST_SIGNATURE else None
    return Fact(dated[0], "signature", line.text.strip(), line.place) if dated else None
