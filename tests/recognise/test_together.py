"""Rows whose label and numbers stand in one line with nothing between them."""

from __future__ import annotations

import pytest

from gouji.data import editions
from gouji.document import NOWHERE
from gouji.recognise.together import RUN_TOGETHER, divided, labels
from gouji.recognise.tokens import Token
from gouji.recognise.vocabulary import vocabulary

WORDS = vocabulary(editions()["gov-2021"])


def cells(text: str) -> list[tuple[str, bool]] | None:
    found = divided(Token(text, NOWHERE), WORDS)
    return [(token.text, token.note == RUN_TOGETHER) for token in found] if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规章000", [("规章", False), ("0", False), ("0", False), ("0", False)]),
        ("规章203", [("规章", False), ("2", True), ("0", True), ("3", True)]),
        ("规章2013", [("规章", False), ("规章2013", False)]),
        ("行政许可1357", [("行政许可", False), ("1357", False)]),
        ("行政事业性收费95.61", [("行政事业性收费", False), ("95.61", False)]),
        ("三、本年度办理结果（一）予以公开2000002", [("三、本年度办理结果（一）予以公开", False), *((c, True) for c in "2000002")]),
        ("000000000000000", [("0", False)] * 15),
        ("0000000", None),
        ("发布信息1357", None),
        ("规章", None),
        ("总计5", None),
    ],
)
def test_numbers_are_divided_only_where_each_digit_has_its_cell(text: str, expected: list[tuple[str, bool]] | None) -> None:
    assert cells(text) == expected


def test_a_header_run_together_is_its_labels() -> None:
    assert labels("信息内容本年制发件数本年废止件数现行有效件数", WORDS) == ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    assert labels("商业 企业 科研 机构", WORDS) == ["商业企业", "科研机构"]
    assert labels("结果维持、结果纠正", WORDS) is None
    assert labels("行政复议办公室", WORDS) is None
