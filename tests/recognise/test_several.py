"""Several reports in one input are refused, and told from one report whose table stands there twice."""

from __future__ import annotations

import pytest

from gouji.document import Place
from gouji.errors import UnreadableError
from gouji.recognise.pieces import Header, Segment
from gouji.recognise.several import DIFFERENT, ROWS, refuse_several
from gouji.recognise.tokens import Token
from gouji.recognise.vocabulary import Match

from .blocks import table_3_lines, whole


def rows(number: int, first: int = 0, sheet: str | None = None) -> list[Segment]:
    """So many rows of 表三; row n holds n above `first`."""
    made = []
    for row in range(number):
        made.append(Segment(Token(f"行{row}", Place(sheet=sheet)), Match(str(row), "exact"), Header(), flat=True, ragged=False))
        made[-1].values.append(Token(str(first + row), Place(sheet=sheet)))
    return made


def test_two_reports_one_after_the_other_are_refused(read) -> None:
    other = whole(
        title=["临江县林业局2023年政府信息公开工作年度报告"], s3=["三、收到和处理政府信息公开申请情况", *table_3_lines(lambda r, c: "7")]
    )
    with pytest.raises(UnreadableError, match="表三的行出现了2次"):
        read([*whole(), *other])


def test_a_report_shown_twice_is_one_report(read) -> None:
    assert read([*whole(), *whole()]).unit == "临江县水利局"


def test_reports_on_worksheets_are_refused_whatever_their_numbers() -> None:
    with pytest.raises(UnreadableError, match="“水利局”、“林业局”都有表三"):
        refuse_several([*rows(ROWS, sheet="水利局"), *rows(ROWS, sheet="林业局")])


@pytest.mark.parametrize("again", [rows(ROWS - 1, 5), rows(DIFFERENT - 1, 5) + rows(ROWS + 5)[DIFFERENT - 1 :], []])
def test_some_rows_given_again_are_a_mistake_in_one_report(again: list[Segment]) -> None:
    refuse_several(rows(ROWS + 5) + again)
