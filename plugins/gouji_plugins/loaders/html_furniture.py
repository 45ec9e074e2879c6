"""Telling the furniture of a web page from its text: navigation, bread crumbs, footers, link lists.

Only what is certain is set aside; the recogniser looks again. Lines that tell about the document
(发布日期, 来源, 索引号) are no furniture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

NAMED_TAGS = frozenset({"nav", "aside", "footer", "header"})
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_NAMES = frozenset(
    _WORDS.findall(
        "nav navbar navigation menu submenu breadcrumb breadcrumbs crumb crumbs footer foot copyright sidebar share bdsharebuttonbox "
        "friendlink friendlinks toolbar search pagination pager related recommend weizhi dqwz yqlj"
    )
)
_OWN = frozenset(_WORDS.findall("article content con detail zoom main body text news doc editor"))

_DATED = "发布 发文 成文 生成 公开 更新 印发 制发"
# Every alternative begins with a character, so that a line without any of those is passed over at once.
_META = re.compile(
    "|".join(rf"{word}\s*(?:时间|日期)" for word in _DATED.split())
    + r"|索\s*引\s*号|来\s*源\s*[:：]|发布机构|发文机[关构]|文\s*号\s*[:：]|主题词|有效性"
)
_LABEL = re.compile(
    r"\s*(?:索\s*引\s*号|(?:信息)?(?:分类|名称|来源|标题)|(?:发布|发文|公开|制发)(?:机构|机关|单位|主体)|"
    r"(?:发布|发文|成文|生成|公开|更新|印发|生效|废止|失效)(?:时间|日期)|文\s*号|发文字号|发布文号|主\s*题\s*词|关\s*键\s*词|"
    r"(?:主题|体裁|组配|服务对象)分类|公开(?:方式|范围|形式|时限|程序|属性)|有\s*效\s*性|标\s*题|名\s*称|来\s*源|内容概述|语\s*种)\s*[:：]?\s*"
)
_LABELLED = re.compile(_LABEL.pattern + "(?:[:：].*)?", re.DOTALL)
_BUTTON = (
    r"(?:打印(?:本页|此页|文章|正文)?|关闭(?:本页|窗口|页面)?|收藏(?:本页|文章)?|返回(?:顶部|首页|上一页|列表)?|回到顶部|分享(?:到|至)?|扫一扫[^。]{0,20}|"
    r"我要纠错|网站地图|联系我们|关于我们|无障碍(?:浏览|阅读|模式)?|长者(?:版|模式|助手|专区)|适老化[^。]{0,6}|登录|注册|设为首页|加入收藏|"
    r"繁体(?:版|中文)?|简体(?:版|中文)?|English|EN|首页|微信|微博|移动版|手机版)"
)
_LINE = re.compile(
    r"\s*(?:上一[篇条页]|下一[篇条页])\s*[:：]|\s*(?:您|你)?(?:现在|当前)?所?在?的?位置\s*[:：]|\s*当前(?:所在)?位置|\s*首页\s*[>＞»›/→]|"
    r".{0,60}(?:ICP备\s*\d|公网安备|网站标识码|版权所有|Copyright\s*(?:©|&copy;|\(c\)))|"
    r"\s*(?:主办|承办|主管|协办|技术支持)(?:单位)?\s*[:：]|"
    rf"[\s【\[(（|]*+(?:{_BUTTON}[\s【】\[\]()（）|:：]*+)++$",
    re.IGNORECASE,
)
_LONGEST_LINE = 160
_MOST_LABELLED = 60


def named(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether an element's tag, id or class says that it is furniture."""
    if tag in NAMED_TAGS:
        return True
    name = attributes.get("class"), attributes.get("id"), attributes.get("role")
    if not any(name):
        return False
    words = {word.lower() for part in name if part for word in _WORDS.findall(part)}
    return not words.isdisjoint(_NAMES) and words.isdisjoint(_OWN)


def is_line(text: str) -> bool:
    """Whether a line by itself is furniture."""
    return len(text) <= _LONGEST_LINE and bool(_LINE.match(text)) and not tells(text)


def tells(text: str) -> bool:
    """Whether a line tells about the document: date, source, index number."""
    return len(text) <= 400 and bool(_META.search(text))


def is_prose(text: str) -> bool:
    """Whether a line is a sentence of some length, such as no navigation has."""
    return len(text) >= 40 and "。" in text


def labelled_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows of a table of metadata (索引号 | 0123 | 发布日期 | 2022-01-20) as lines, [] for any other table."""
    if sum(map(len, rows)) > _MOST_LABELLED:
        return []
    cells = [text for row in rows for text in row if text and not text.isspace()]
    labels = sum(1 for text in cells if not text.isdecimal() and _LABELLED.fullmatch(text))
    if 3 * labels < len(cells):
        return []
    lines: list[str] = []
    for row in rows:
        label = ""
        for text in (text.strip() for text in row):
            if _LABEL.fullmatch(text):
                if label:
                    lines.append(label)
                label = text
            elif text:
                lines.append(f"{label}{'' if label.endswith((':', '：')) else '：'}{text}" if label else text)
                label = ""
        if label:
            lines.append(label)
    return lines
