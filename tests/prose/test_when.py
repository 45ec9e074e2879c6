"""Of what time a sentence tells at its end, word by word."""

from __future__ import annotations

import pytest

from gouji.prose.tokens import LAST, OTHER, OWN, PERIOD, scan
from gouji.prose.vocabulary import TOTALS
from gouji.prose.when import When


def told(text: str) -> When:
    """The time told of behind all words of a clause, of a report on 2023."""
    when, tokens = When(), scan(text, 2023)
    for index, token in enumerate(tokens):
        if token.role == "time":
            when.is_named(tokens, index, tokens[:index])
        elif token.text == "以来":
            when.is_since(tokens[:index])
        elif token.text in TOTALS:
            when.is_summed_up(tokens, index)
        elif token.text == ",":
            when.ends_clause()
    return when


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("收到", OWN),
        ("2023年,收到", OWN),
        ("2022年,收到", LAST),
        ("2018年全年", OTHER),
        ("3月收到", PERIOD),
        ("去年办理28件,其中当年新收", LAST),
        ("五年来累计收到", OTHER),
        ("累计引发28件,其中本年", OWN),
        ("累计引发28件,其中征地", OWN),
        ("今年以来累计收到", OWN),
        ("一年来累计收到", OWN),
        ("条例施行以来累计收到", OTHER),
    ],
)
def test_the_time_at_the_end_of_a_clause(text: str, now: str) -> None:
    assert told(text).now == now


def test_what_is_only_compared_with_holds_up_to_the_next_mark() -> None:
    when = told("2023年,上年为3件")
    assert when.now == LAST
    when.only_looked_back()
    assert when.now == OWN


def test_last_year_counts_like_this_one_only_while_it_is_read_so() -> None:
    when = When(LAST)
    assert not when.own
    when.looks_back = True
    assert when.own
