"""Bytes become text by what they show, not by what they claim."""

from __future__ import annotations

import pytest

from gouji.charset import codec_for, decode
from gouji.errors import UnreadableError

TEXT = "临江县水利局2022年政府信息公开工作年度报告\n一、总体情况\n朱镕〇㎡ 0\n"
TRADITIONAL = "臨江縣水利局二○二二年政府資訊公開工作年度報告，行政復議、行政訴訟情況\n本年新收申請數量 0\n"


@pytest.mark.parametrize(
    ("encoding", "declared", "read_as"),
    [
        ("utf-8", None, "utf-8"),
        ("utf-8", "gb2312", "utf-8"),
        ("utf-8-sig", "gbk", "utf-8"),
        ("gb18030", "gb2312", "gb18030"),
        ("gb18030", "GBK", "gb18030"),
        ("gb18030", "utf-8", "gb18030"),
        ("gb18030", None, "gb18030"),
        ("gb18030", "iso-8859-1", "gb18030"),
        ("utf-16", None, "utf-16-le"),
        ("utf-16-le", None, "utf-16-le"),
        ("utf-16-be", "utf-8", "utf-16-be"),
        ("utf-32", None, "utf-32-le"),
    ],
)
def test_whatever_is_declared_the_text_comes_back(encoding: str, declared: str | None, read_as: str) -> None:
    assert decode(TEXT.encode(encoding), declared)[:2] == (TEXT, read_as)


@pytest.mark.parametrize("declared", [None, "big5", "gb2312", "utf-8"])
@pytest.mark.parametrize("encoding", ["big5", "gbk"])
def test_traditional_text_in_big5_is_told_from_the_same_in_gbk(encoding: str, declared: str | None) -> None:
    assert decode(TRADITIONAL.encode(encoding), declared).text == TRADITIONAL


def test_a_short_gbk_word_is_not_taken_for_greek_letters() -> None:
    assert decode("联通".encode("gbk")).text == "联通"
    assert decode("α".encode(), "utf-8").text == "α"


def test_a_wrong_declaration_is_remarked_and_gb2312_for_gbk_is_not() -> None:
    assert "gb2312" in decode(TEXT.encode(), "gb2312").note
    assert decode(TEXT.encode("gb18030"), "gb2312").note == ""


@pytest.mark.parametrize("declared", [None, "gb2312"])
def test_one_spoilt_byte_does_not_spoil_utf_8(declared: str | None) -> None:
    data = TEXT.encode().replace("水".encode(), b"\xe6\xb0")
    text, encoding, note = decode(data, declared)
    assert encoding == "utf-8"
    assert text.count("\ufffd") == 1
    assert "1 处" in note


def test_a_spoilt_byte_in_gbk_keeps_the_rest() -> None:
    data = TEXT.encode("gb18030").replace("水".encode("gbk"), b"\xff ")
    text, encoding, note = decode(data, "gb2312")
    assert encoding == "gb18030"
    assert text == TEXT.replace("水", "\ufffd ")
    assert note


def test_a_codec_that_is_no_charset_is_not_believed() -> None:
    assert codec_for("rot13") is None
    assert codec_for("unicode_escape") is None
    assert codec_for("GB_2312-80") == "gb18030"


def test_binary_data_are_refused_in_one_sentence() -> None:
    with pytest.raises(UnreadableError, match="编码无法识别"):
        decode(bytes(range(256)) * 20)
