"""Wordings to look for: words, alternatives, gaps, numbers, and no way to make a search slow."""

import time

import pytest

from gouji.pattern import PatternError, hits, parse, possible, written
from gouji.text import squeeze


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("信息处理费", "本年未收取信息 处理费。", True),
        ("甲|信息处理费", "收取信息处理费。", True),
        ("未收到…申请", "全年未收到公民提出的申请。", True),
        ("未收到…申请", "全年未收到来信。受理申请一件。", False),
        ("受理#件", "受理12件", True),
        ("受理#件", "受理一千二百件", True),
        ("受理#件", "受理若干件", False),
        ("公开#条…解读", "公开 1,204 条，其中解读 3 条", True),
        ("〔2021〕30号", "国办公开办函[2021]30号", True),
        ("……", "有", True),
        ("…", " ", False),
        ("a.b", "axb", False),
        ("(甲)+", "（甲）+", True),
    ],
)
def test_matching(pattern: str, text: str, found: bool):
    assert bool(list(hits(parse(pattern), text))) == found
    assert possible(parse(pattern), squeeze(text)) or not found


def test_what_is_impossible_is_seen_without_looking_at_sentences():
    plain = "未收到来信。受理申请12件。"
    assert possible(parse("甲|受理…#件"), plain) and possible(parse("未收到…申请"), plain) and possible(parse("…"), plain)
    assert not possible(parse("未收到…投诉|来访"), plain)


def test_the_sentence_is_quoted_as_it_stands():
    (hit,) = hits(parse("乙"), "甲 事。 乙　事！丙事")
    assert (hit.sentence, hit.offset) == ("乙　事！", 4)


def test_allowed_wordings_are_left_out_of_account():
    assert not list(hits(parse("缠访"), "反映缠访情况", ["缠访情况"]))


def test_read_back():
    assert written(parse("信息处理费|未收到…申请|受理#件")) == "信息处理费或未收到…申请或受理#件"
    assert written(parse("…")) == "任何内容"


@pytest.mark.parametrize("text", ["", "  ", "甲|", "|甲", "甲；乙", "甲\n乙", "甲" * 201])
def test_what_is_refused(text: str):
    with pytest.raises(PatternError):
        parse(text)


@pytest.mark.parametrize(("text", "sign"), [(r"(下一步|今后)\d+件", r"\d"), ("受理.*件", ".*"), ("第[一二]+条", "[一二]+")])
def test_a_regular_expression_is_said_to_be_none_of_ours(text: str, sign: str):
    with pytest.raises(PatternError) as refused:
        parse(text)
    assert f"“{sign}”是正则表达式的写法" in str(refused.value) and refused.value.offset == text.index(sign)


@pytest.mark.parametrize("text", ["国办公开办函[2021]30号", "(一)主动公开", "网址www.gov.cn"])
def test_brackets_and_dots_of_documents_are_plain_words(text: str):
    assert list(hits(parse(text), text))


def test_no_pattern_makes_a_search_slow():
    begin = time.process_time()
    assert not list(hits(parse("一…一…一…一…一…乙"), "一" * 200_000))
    assert not list(hits(parse("#件#件#件"), "1" * 200_000))
    assert not list(hits(parse("#" * 20 + "件"), "一" * 2_000))
    assert time.process_time() - begin < 5
