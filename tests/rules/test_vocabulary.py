"""The lists of words answer from their sorted lines."""

from collections import Counter

import pytest
from tests.rules.conftest import RULES

from gouji.rule import Subject
from gouji.ruleset.words import ALLOWED, WORDS
from gouji_plugins.rules import examples
from gouji_plugins.rules.lexicon import index, phrase
from gouji_plugins.rules.set_phrases import set_phrases
from gouji_plugins.rules.vocabulary import Words, let_pass, listed


@pytest.mark.parametrize("end", ["", "\n"])
def test_common_words(end):
    words = Words(f"的了\n公开\n水渠\n渠道水{end}".encode())
    assert words.joined("渠", "道") and words.joined("渠", "水") and words.joined("公", "开") and words.joined("渠", "道")
    assert not any(words.joined(*two) for two in (("道", "渠"), ("开", "公"), ("渠", ""), ("", "渠"), ("的", "了"), ("\n", "水")))
    assert words.alone("了") and not words.alone("渠")


@pytest.mark.parametrize("name", ["common-words", "rare-words", "official-threes"])
def test_lists_are_sorted_and_have_one_line_for_a_character(name):
    lines = listed(name).decode().splitlines()[name.endswith("words") :]
    firsts = [line[0] for line in lines]
    assert lines == sorted(lines) and len(set(firsts)) == len(firsts)


def test_no_set_phrase_is_listed_twice_in_two_ways():
    texts = Counter(phrase(written).text for written in set_phrases().phrases["phrases"])
    assert [text for text, times in texts.items() if times > 1] == []


@pytest.mark.parametrize(
    ("id", "text", "allowed"),
    [
        ("W01", "依申清渠引水办法公开。", "申清渠"),
        ("W02-repeat", "每季度对照目录检查一次，发现没有更新的栏目及时通知有关股室补充完善。" * 2, "每季度对照目录检查一次"),
        ("W04-bracket", "落实“三审制度，有序推进各项工作。", "三审制度"),
        ("W14", "申请人身份证号11010119900307651X。", "11010119900307651X"),
    ],
)
def test_a_wording_that_a_ruleset_lets_pass(report, id, text, allowed):
    rule, changed = RULES[id], examples.added("s1", text)(report)
    assert len(list(rule.check(Subject(rule, changed)))) == 1
    assert list(rule.check(Subject(rule, changed, tables={WORDS: {ALLOWED: {allowed: ""}}}))) == []


@pytest.mark.parametrize(("start", "end", "passes"), [(0, 1, False), (0, 2, True), (2, 3, True), (3, 5, True), (4, 5, False)])
def test_a_wording_let_pass_reaches_as_far_as_it_goes(report, start, end, passes):
    subject = Subject(RULES["W01"], report, tables={WORDS: {ALLOWED: {"申清渠": ""}}})
    assert let_pass(subject, "依申清渠引水", start, end) is passes


@pytest.mark.parametrize(("phrases", "lost"), [(["水渠道! 巡查"], True), (["水渠道! 巡查", "水渠 巡查"], False)])
def test_a_phrase_that_is_another_one_without_a_character_is_no_loss(phrases, lost):
    losses = index(phrases)
    assert (2 in [place for kind in ("before", "behind") for places in losses[kind].values() for place in places]) is lost
