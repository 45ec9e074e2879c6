"""What numbers of the year before count: they are no numbers of this year's tables."""

from __future__ import annotations

import pytest

from gouji.prose import read, uncompared

from .test_clauses import report_with


@pytest.mark.parametrize(
    ("text", "typing"),
    [
        ("上年受理28件，本年受理35件。", "received=28"),
        ("2022年收到28件，办结27件，结转下年1件；2023年收到35件。", "received=28 done=27 carry_out=1"),
        ("收到35件（上年同期28件），办结34件，去年为27件。", "received=28 done=27"),
        ("收到35件，较上年增加7件（上年28件）。", "received=28"),
        ("上年度办理28件（含结转2件）。", "handled=28 carried=2"),
        ("2022年、2023年新收申请分别为28件、35件，办结分别为27件、34件。", "new=28 done=27"),
        ("新收申请35件、办结34件，而2022年分别为28件、27件。", "new=28 done=27"),
        ("2022年，我局共收到28件。", "received=28"),
        ("收到35件，上年为28件，其中网络提交的20件。", "received=28"),
        ("去年底现行有效的规范性文件28件。", "norm.valid=28"),
        ("收到35件，上年收到28件，办结34件。", "received=28"),  # of which year the last is nobody knows
        ("本年度，收到35件；上一年度，收到28件，办结27件。", "received=28 done=27"),
        ("现行有效规范性文件35件，2022年末为28件。", "norm.valid=28"),
        ("办理35件；去年办理28件，其中当年新收26件。", "handled=28 new=26"),
        ("与上一年度相比，办结量由28件变为35件，予以公开由7件变为8件。", "done=28 open=7"),
        ("办结量由28件变为35件。", ""),
        ("2021—2022年共收到28件，2023年收到35件。", ""),
        ("不予处理35件，比上年的28件有所增加。", "reject=28"),
        ("不予处理35件，比上年增加28件。", ""),
        ("现行有效规范性文件35件，比上年末（28件）变化较小。", "norm.valid=28"),
        ("本年结转下年度3件（上年结转下年度2件）。", "carry_out=2"),
        ("全年收到35件，上年同期收到28件；从申请人看，自然人25件，上年18件。", "received=28"),
        ("去年底制定的规范性文件2件于今年施行。", ""),
        ("收到2022年度的申请2件。", ""),
        ("去年3月收到28件。", ""),
        ("前年收到28件。", ""),
        ("上年为28件。", ""),
        ("在上年工作的基础上，收到35件。", ""),
        ("去年收到信访件28件。", ""),
    ],
)
def test_what_a_number_of_last_year_counts(text: str, typing: str) -> None:
    told = [(mention.last_year, mention) for mention in read(report_with(f"依 {text}")).mentions]
    assert " ".join(f"{measure.id}={mention.quantity.value}" for measure, mention in told if measure is not None) == typing
    assert all(mention.measure is None and mention.why for measure, mention in told if measure is not None)


def test_a_number_of_last_year_is_not_among_those_that_nothing_is_held_against() -> None:
    assert uncompared(report_with("依 收到35件，上年28件。")) == []
    assert [line.partition("：")[2] for line in uncompared(report_with("依 收到35件，前年28件。"))] == ["“前年28件”说的不是本年度全年"]


def test_a_number_behind_one_that_only_looks_back_is_of_this_year() -> None:
    mentions = read(report_with("依 行政处罚14件，上年6件；行政强制2件，上年5件。")).mentions
    assert [mention.measure.id if mention.measure else None for mention in mentions] == ["penalty", None, "coercion", None]
