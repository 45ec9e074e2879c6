"""The slips that usually lie behind a YAML parser's complaint: tabs, full-width signs, colons."""

from __future__ import annotations

import re

_KEY = r"\s*(?:- )?([A-Za-z_]+)"
_FULL_WIDTH_COLON = re.compile(rf"{_KEY}：")
_FULL_WIDTH_BRACKET = re.compile(r": *([｛［])")
_FULL_WIDTH_COMMA = re.compile(r"[{\[].*，\s*[^\s，]+: ")
_NO_BEGINNING = re.compile(r"(?:[:-] +|[,{\[] *)([@`%])")
_TAB = re.compile(r" *\t")
_NO_SPACE = re.compile(rf"{_KEY}:\S")
_SECOND_COLON = re.compile(rf"{_KEY}: +(?![\"'\[{{|>]).*: ")


def likely(lines: list[str], line: int) -> str:
    """What is probably wrong with a line that cannot be parsed, or with the one before it; or "".

    `line` counts from 1.
    """
    for number in (line, line - 1):
        said = _slip(lines[number - 1]) if 0 < number <= len(lines) else ""
        if said:
            return f"第{number}行{said}"
    return ""


def _slip(text: str) -> str:
    if _TAB.match(text):
        return "用了制表符缩进，请改用空格"
    if _FULL_WIDTH_COLON.match(text):
        return "有全角的“：”，请改成半角的“:”，后面空一格"
    bracket = _FULL_WIDTH_BRACKET.search(text)
    if bracket:
        return f"有全角的“{bracket[1]}”，请改成半角的“{'{' if bracket[1] == '｛' else '['}”"
    if _FULL_WIDTH_COMMA.search(text):
        return "有全角的“，”，请改成半角的“,”，后面空一格"
    beginning = _NO_BEGINNING.search(text)
    if beginning:
        return f"有文字以“{beginning[1]}”开头，请给整段文字加上引号"
    key = _NO_SPACE.match(text)
    if key:
        return f"“{key[1]}:”的冒号后面缺少空格"
    return "的文字里又有“: ”，请给整段文字加上引号" if _SECOND_COLON.match(text) else ""
