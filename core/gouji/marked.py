"""YAML as plain data that knows where each piece stands in its file.

Read from the parser's events, one by one: nothing is built recursively, so neither nesting nor
aliases can do harm, and every value keeps its line and column for messages. Scalars follow the core
schema of YAML 1.2: 012 is twelve, `no` and `on` and 2024-01-31 are texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from sys import intern

from gouji.errors import ConfigError, Problem
from gouji.lean import Any
from gouji.slips import likely

LONGEST_FILE = 1_000_000
DEEPEST = 20
MOST_NODES = 100_000
"""Bytes, levels of nesting and values of one file; more is refused."""

NO_ANCHORS = "不支持锚点和引用（& 和 *），请把内容写全"

_INT = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?")
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


class Marked:
    """A value with its place. `value` is a scalar, a list of `Marked`, or a dict of key → `Marked`.

    `path` is the file as the user knows it. `line` and `column` count from 1. `text` is a scalar as written. `exact` is true when the
    characters of a text stand in the file as they are, so that an offset into the text is an offset
    in the line. `keys` holds the place of every key of a mapping.
    """

    __slots__ = ("column", "exact", "keys", "line", "path", "text", "value")

    def __init__(self, value: Any, line: int, column: int, text: str = "", exact: bool = False) -> None:
        self.value, self.line, self.column, self.text, self.exact = value, line, column, text, exact
        self.path = ""
        self.keys: dict[str, tuple[int, int]] = {}

    def plain(self) -> Any:
        """The value without places."""
        if isinstance(self.value, dict):
            return {key: item.plain() for key, item in self.value.items()}
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        return self.value

    def __contains__(self, key: str) -> bool:
        return isinstance(self.value, dict) and key in self.value

    def get(self, key: str) -> Marked | None:
        """The value under a key of a mapping, or None."""
        found = self.value.get(key) if isinstance(self.value, dict) else None
        return found if isinstance(found, Marked) else None

    def walk(self) -> Iterator[Marked]:
        """This value and every value inside it."""
        yield self
        inside = self.value.values() if isinstance(self.value, dict) else self.value if isinstance(self.value, list) else ()
        for item in inside:
            yield from item.walk()


def decoded(content: bytes, path: str) -> str:
    """The text of a YAML file: UTF-8, with or without a byte order mark. Raises ConfigError."""
    if len(content) > LONGEST_FILE:
        raise refusal(path, f"文件有 {len(content)} 字节，超过 {LONGEST_FILE} 字节的上限，请拆成几个文件")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refusal(path, "文件不是 UTF-8 编码，请另存为 UTF-8 后再用", line) from None


def refusal(path: str, text: str, line: int = 1, column: int = 1, source: str = "") -> ConfigError:
    """An error with one problem."""
    return ConfigError.of([Problem(path, line, column, text, source)])


def read_yaml(content: bytes, path: str) -> Marked:
    """Reads one YAML document. Raises ConfigError with the place where it is broken."""
    text = decoded(content, path)
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    lines = text.splitlines()

    def refused(words: str, line: int, column: int) -> ConfigError:
        return refusal(path, words, line, column, lines[line - 1] if 0 < line <= len(lines) else "")

    try:
        root = _build(YAML(typ="safe").parse(text), refused)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = likely(lines, line) or f"{_in_chinese(error.problem or '')}，请检查缩进、冒号和引号"
        raise refused(f"YAML 写法有误：{what}", line, column) from None
    except YAMLError as error:
        raise refused(f"YAML 写法有误：{_in_chinese(str(error))}", 1, 1) from None
    for node in root.walk():
        node.path = path
    return root


def _forgotten(key: str) -> str:
    """What a repeated key usually means."""
    return "；如果这里开始另一条规则，前面要写“- ”" if key in ("id", "use") else ""


def _in_chinese(problem: str) -> str:
    for english, chinese in _PARSER_WORDS:
        if english in problem:
            return chinese
    return " ".join(problem.split())


_PARSER_WORDS = (
    ("mapping values are not allowed", "这里不能再有冒号"),
    ("could not find expected ':'", "缺少冒号"),
    ("did not find expected ',' or", "缺少逗号或右括号"),
    ("did not find expected key", "缩进不齐，或缺少键名"),
    ("did not find expected '-' indicator", "列表项没有对齐，或缺少“-”"),
    ("found character that cannot start any token", "有不能开头的字符，多半是用了制表符缩进"),
    ("found unexpected end of stream", "引号没有配对"),
    ("found unexpected ':'", "一行里又有冒号，或时间没有加引号"),
    ("expected <block end>", "缩进不齐，或缺少键名"),
    ("found a tab character", "用了制表符缩进，请改用空格"),
    ("control characters are not allowed", "含有控制字符"),
)


def _build(events: Any, refused: Any) -> Marked:
    from ruamel.yaml.events import (
        AliasEvent,
        DocumentStartEvent,
        MappingEndEvent,
        MappingStartEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
    )

    builder = _Builder(refused)
    documents = 0
    for event in events:
        kind = type(event)
        if kind is ScalarEvent:
            builder.take(event, _scalar(event))
        elif kind is SequenceStartEvent:
            builder.take(event, Marked([], *_place(event)))
        elif kind is MappingStartEvent:
            builder.take(event, Marked({}, *_place(event)))
        elif kind is SequenceEndEvent or kind is MappingEndEvent:
            builder.close()
        elif kind is AliasEvent:
            raise refused(NO_ANCHORS, *_place(event))
        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise refused("一个文件只能有一份内容，请去掉“---”", event.start_mark.line + 1, 1)
    return builder.root or Marked(None, 1, 1)


class _Builder:
    """Puts values where they belong, one after the other; `root` is the first of them."""

    def __init__(self, refused: Any) -> None:
        self.root: Marked | None = None
        self._refused = refused
        self._count = 0
        self._open: list[Marked] = []
        self._keys: list[tuple[str, tuple[int, int]] | None] = []  # of each open mapping the key that waits for its value

    def take(self, event: Any, node: Marked) -> None:
        """A key, a scalar, or a list or mapping that begins here."""
        place = _place(event)
        self._count += 1
        if self._count > MOST_NODES:
            raise self._refused(f"文件里的值超过 {MOST_NODES} 个，请拆成几个文件", *place)
        if event.anchor is not None:
            raise self._refused(NO_ANCHORS, *place)
        if event.tag is not None:
            raise self._refused(f"不支持类型标记 {event.tag}", *place)
        parent = self._open[-1] if self._open else None
        container = isinstance(node.value, list | dict)
        if parent is not None and isinstance(parent.value, dict) and self._keys[-1] is None:
            if container:
                raise self._refused("键名必须是一个词", *place)
            self._keys[-1] = self._key(event.value, place, parent), place
            return
        if container and len(self._open) >= DEEPEST:
            raise self._refused(f"嵌套超过 {DEEPEST} 层", *place)
        self._put(node, parent)
        if container:
            self._open.append(node)
            self._keys.append(None)

    def close(self) -> None:
        """The end of the last list or mapping."""
        self._open.pop()
        self._keys.pop()

    def _key(self, word: str, place: tuple[int, int], parent: Marked) -> str:
        if word in parent.value:
            first = parent.keys[word][0]
            raise self._refused(f"“{word}”写了两次，第一次在第{first}行{_forgotten(word)}", *place)
        return intern(word)

    def _put(self, node: Marked, parent: Marked | None) -> None:
        if parent is None:
            self.root = node
        elif isinstance(parent.value, list):
            parent.value.append(node)
        elif waiting := self._keys[-1]:
            key, place = waiting
            if node.value is None and not node.text:  # nothing is written; the slow and the quick scanner differ in where it would stand
                node.line, node.column = place
            parent.value[key], parent.keys[key] = node, place
            self._keys[-1] = None


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _scalar(event: Any) -> Marked:
    line, column = _place(event)
    text: str = intern(event.value)  # the same word often stands in a file, and is then kept once
    if not event.implicit[0]:  # quoted, folded or literal: a text
        return Marked(text, line, column + 1, text, event.style in "'\"")
    value: Any = text
    if text in _WORDS:
        value = _WORDS[text]
    elif _INT.fullmatch(text):
        value = int(text)
    elif _FLOAT.fullmatch(text):
        value = float(text)
    return Marked(value, line, column, text, True)
