"""Clauses in many wordings: what their numbers count, and which must not be compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gouji.data import editions
from gouji.document import Paragraph, Place
from gouji.prose import Mention, read
from gouji.report import Report
from gouji.sample import balanced
from gouji.values import written

LISTED = [
    line.split(" => ")
    for line in (Path(__file__).parent / "clauses.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def report_with(text: str) -> Report:
    """A balanced report on 2023 whose section one (or four, or five) says only this."""
    level, section, heading = "dept", "s1", ()
    if text.startswith("@"):
        level, _, text = text[1:].partition(" ")
    if text.startswith("依 "):
        text, heading = text[2:], ("（二）依申请公开",)
    elif text[:2] in ("四 ", "五 "):
        text, section = text[2:], {"四": "s4", "五": "s5"}[text[0]]
    report = balanced(editions()["gov-2021"], year=2023, level=level)
    lines = tuple(Paragraph(line, Place(line=number)) for number, line in enumerate((*heading, *text.split("⏎")), 1))
    return replace(report, intro=(), sections={section: replace(report.sections[section], lines=lines)})


def shown(mention: Mention) -> str:
    assert mention.measure is not None
    value = mention.quantity.value
    number = written(int(value) if value == value.to_integral_value() else value)
    return f"{mention.measure.id}={number}{'z' if mention.zero else ''}"


@pytest.mark.parametrize(("text", "typing"), LISTED, ids=[text[:30] for text, _ in LISTED])
def test_what_the_numbers_of_a_clause_count(text: str, typing: str) -> None:
    assert " ".join(shown(mention) for mention in read(report_with(text)).typed) == typing.replace("-", "", typing == "-")


def test_the_table_of_clauses_is_long_and_has_no_clause_twice() -> None:
    assert len({text for text, _ in LISTED}) == len(LISTED) >= 150


def test_every_number_set_aside_says_why() -> None:
    for text, _ in LISTED:
        assert all(mention.why for mention in read(report_with(text)).untyped), text


def test_every_quote_is_an_exact_piece_of_the_paragraph() -> None:
    for text, _ in LISTED:
        for mention in read(report_with(text)).mentions:
            assert mention.quote and mention.quote in mention.line.paragraph.text
