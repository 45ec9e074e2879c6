"""Which units have written the same: figures and own names aside, prescribed sentences left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gouji.cases import changed
from gouji.copies import Author, copied, prints, sentences, shared
from gouji.data import editions
from gouji.report import Report
from gouji.sample import balanced

PROSE = (
    "{unit}的公开栏靠人工张贴，雨季容易脱落，各村的表样也不相同。群众问得最多的补贴标准，至今没有一张看得懂的图。"
    "查阅点设在二楼，老人上下不便，全年只有{n}人次来过。明年统一制作公开栏，表样由办公室发到各村。"
    "补贴标准改画成一张图，贴在服务大厅门口。查阅点搬到一楼，我{kind}派人值守。"
)
OTHER = (
    "答复文书的格式几年没有更新，有{n}件写错了救济途径。文件解读只转发上级的稿子，本地怎么办没有说清。"
    "新媒体账号换了人，粉丝的留言隔周才回。下半年请法律顾问逐份把关答复文书，格式按新样本改。"
    "解读稿必须写明本地的办理地点和材料。留言由值班的人当天回复，办公室每周抽查。"
)


def town(name: str, text: str, n: int = 3) -> Report:
    """A town's report with this section five."""
    report = balanced(editions()["gov-2021"], level="town", unit=f"临江县{name}人民政府")
    return changed(report, {"五": text.format(unit=name, n=n, kind=name[-1])})


def test_other_figures_and_names_hide_no_copy() -> None:
    assert shared(town("清溪镇", PROSE), town("柳河乡", PROSE, 125))["s5"] == 100
    assert shared(town("清溪镇", PROSE), town("柳河乡", OTHER))["s5"] == 0


def test_the_longer_text_decides_how_much_is_shared() -> None:
    assert 40 < shared(town("清溪镇", PROSE), town("柳河乡", PROSE + OTHER))["s5"] < 60


def test_little_text_the_law_and_what_did_not_happen_are_not_compared() -> None:
    assert "s5" not in shared(town("清溪镇", PROSE[:60]), town("柳河乡", PROSE[:60]))
    law = "根据《中华人民共和国政府信息公开条例》第五十条，{unit}如实写明存在的主要问题和改进的情况。全年未收到对公开工作的投诉和举报。" * 4
    assert "s5" not in shared(town("清溪镇", law), town("柳河乡", law))


def test_the_headings_of_its_parts_are_no_sentences_of_a_section() -> None:
    heads = ["（三）政府信息管理情况", "（四）政府信息公开平台建设情况。", "（五）监督保障：每月通报一次"]
    report = changed(balanced(editions()["gov-2021"]), {"一": heads, "五": "", "六": ""})
    assert [one.plain for one in sentences(report)] == ["(五)监督保障:每月通报一次"]


def author(name: str, text: str, year: int = 2023) -> Author:
    report = town(name, text)
    return Author(report.unit or "", year, prints(report))


AUTHORS = [
    author("清溪镇", PROSE),
    author("柳河乡", PROSE),
    author("城关镇", OTHER),
    author("北山乡", PROSE + OTHER[:40]),
    author("东岭镇", PROSE, year=2022),
    author("南坪镇", OTHER + PROSE[:40]),
    author("清溪镇", PROSE),
]


@given(st.permutations(range(len(AUTHORS))))
def test_the_order_of_the_reports_makes_no_difference(order: list[int]) -> None:
    # The sections one of all are alike: those of the sample. Only section five is looked at here.
    authors = [AUTHORS[number]._replace(prints=(b"", AUTHORS[number].prints[1])) for number in order]
    found = {frozenset({authors[n].unit, *(authors[m].unit for m in others)}) for n, others in copied(authors).items()}
    assert found == {
        frozenset({"临江县清溪镇人民政府", "临江县柳河乡人民政府", "临江县北山乡人民政府"}),
        frozenset({"临江县城关镇人民政府", "临江县南坪镇人民政府"}),
    }


def test_a_unit_with_two_reports_is_named_once_and_an_unknown_one_never() -> None:
    parts = (b"", prints(town("清溪镇", PROSE))[1])
    who = [("甲县水利局", 2023), ("乙县水利局", 2023), ("乙县水利局", 2023), ("", 2023), ("丙县水利局", None), ("甲县水利局", None)]
    (others,) = copied([Author(unit, year, parts) for unit, year in who]).values()
    assert others == (0,)


def test_a_government_and_its_office_are_one_body_and_so_is_a_report_given_twice() -> None:
    parts = (b"", prints(town("清溪镇", PROSE))[1])
    units = ("临江县人民政府", "临江县人民政府办公室", "临江县", "临江县人民政府")
    assert copied([Author(unit, 2023, parts) for unit in units]) == {}
