"""Loader of the exchange form: JSON as `gouji extract` writes it, and the same as YAML, by hand or not; other data are read as text."""

from __future__ import annotations

import re
from collections import Counter
from types import MappingProxyType

from gouji.document import Document, Source
from gouji.errors import ConfigError, NotAReportError, UnreadableError
from gouji.hooks import Loader, hookimpl
from gouji.lean import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gouji.report import Report

MAX_BYTES = 32 << 20
_HEAD = 65536
_JSON = (b"{", b"[")
_OF_A_REPORT = ("信息公开", "总体情况")
"""What other data say if they hold a report: its subject, and the title of its first section."""
_HOW = "年报数据用 gouji extract --format json 生成，或照它的样子填写"
_YAML_KEY = re.compile(rb"^(?:schema|unit|year|edition|tables|sections)[ \t]*:", re.MULTILINE)


def sniff(source: Source) -> int:
    """Sure by the schema's name; fairly sure of YAML that has the form's keys; else only by the name."""
    head = source.data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(_JSON):
        if b'"gouji.report/' in head[:4096] or b'"gouji.findings/' in head[:4096]:
            return 100
        return 60 if source.suffix == ".json" else 0
    if source.suffix in (".yaml", ".yml"):
        return 90 if len(set(_YAML_KEY.findall(head))) > 1 else 30
    return 0


def load(source: Source) -> Document | Report:
    """The report in this file, or what other data hold of one as text.

    Raises NotAReportError, or UnreadableError that names the wrong key.
    """
    if len(source.data) > MAX_BYTES:
        raise UnreadableError(f"数据文件超过 {MAX_BYTES >> 20} MB，没有读")
    as_json = source.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_JSON)
    data = _json(source.data) if as_json else _yaml(source)
    if not isinstance(data, dict) or not any(isinstance(data.get(key), dict) for key in ("tables", "sections")):
        return _other(data, source)
    from gouji.data import editions
    from gouji.exchange import report_from_data

    return report_from_data(data, path=source.path, editions=editions())


def _other(data: Any, source: Source) -> Document:
    """What is written in data that are not in the exchange form, where it may be a report. Raises NotAReportError."""
    if isinstance(data, dict) and "findings" in str(data.get("schema")):
        raise NotAReportError(f"这是检查结果，不是年报；{_HOW}")
    from gouji_plugins.loaders import html, text
    from gouji_plugins.loaders.records import as_text

    words = as_text(data)
    if words is None or not all(said in words for said in _OF_A_REPORT):
        raise NotAReportError(f"数据里没有照报告格式写的 tables，也没有 sections；{_HOW}")
    told = {key: value for key, value in data.items() if isinstance(value, str)} if isinstance(data, dict) else {}
    if "&lt;/" in words:  # a page, escaped once more than JSON asks for
        markup = source.data.replace(b"&lt;", b"<").replace(b"&gt;", b">").replace(b"&amp;", b"&")
        return html.load(source._replace(data=markup))
    return text.load(source._replace(path=f"{source.path}.txt", data=words.encode(errors="replace")))._replace(meta=MappingProxyType(told))


def _json(content: bytes) -> Any:
    import json
    from decimal import Decimal

    try:
        return json.loads(content.decode("utf-8-sig"), parse_float=Decimal, object_pairs_hook=_each_once)
    except UnicodeDecodeError:
        raise UnreadableError("JSON 文件不是 UTF-8 编码，请另存为 UTF-8") from None
    except json.JSONDecodeError as error:
        raise UnreadableError(f"JSON 写法有误：第{error.lineno}行第{error.colno}个字附近") from None
    except (RecursionError, ValueError):
        raise UnreadableError("JSON 写法有误：嵌套太深，或有长得不合理的数字") from None


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object none of whose keys stands twice: which of the two is meant nobody could tell."""
    made = dict(pairs)
    if len(made) < len(pairs):
        ((twice, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise UnreadableError(f"JSON 里“{twice[:40]}”在同一处写了两次，请只留一个")
    return made


def _yaml(source: Source) -> Any:
    from gouji.marked import read_yaml

    try:
        return read_yaml(source.data, source.name).plain()
    except ConfigError as error:
        where = "".join(f"第{problem.line}行第{problem.column}列：{problem.text}" for problem in error.problems[:1])
        raise UnreadableError(f"数据文件有误，{where or error}") from None


@hookimpl
def gouji_loaders() -> list[Loader]:
    """The exchange form as JSON and YAML."""
    return [Loader("exchange", "交换数据（gouji extract 的 JSON，或 YAML）", (".json", ".yaml", ".yml"), sniff, load)]
