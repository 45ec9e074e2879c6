"""The roster of units: read as a clerk writes it, refused with the line that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.errors import UsageError
from gouji.hierarchy import directly_below
from gouji.roster import MOST_BYTES, Roster, read


def roster(folder: Path, text: str, encoding: str = "utf-8") -> Roster:
    path = folder / "名册.csv"
    path.write_text(text, encoding=encoding)
    return read(str(path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_with_names_units_above_and_other_names(tmp_path: Path, encoding: str) -> None:
    found = roster(
        tmp_path, "单位,上级,其他名称\n望海市人民政府,,\n\n临江县人民政府,望海市,\n临江县水利局,,临江县水务局、县水利局\n", encoding
    )
    assert found.units == ("望海市人民政府", "临江县人民政府", "临江县水利局")
    assert [found.named(name) for name in ("临江县", "临江县水务局", "县水利局", "某某局")] == [
        "临江县人民政府",
        "临江县水利局",
        "临江县水利局",
        "某某局",
    ]
    assert found.above == {"临江县": "望海市"}


def test_a_unit_above_need_not_have_a_line_of_its_own(tmp_path: Path) -> None:
    found = roster(tmp_path, "单位,上级,其他名称\n临江县水务局,临江县人民政府,临江县水利局\n")
    assert found.units == ("临江县水务局",)
    assert found.above == {"临江县水务局": "临江县"}


def test_another_name_may_be_the_same_one_written_shorter(tmp_path: Path) -> None:
    assert roster(tmp_path, "单位,其他名称\n云溪县人民政府,云溪县政府\n").names == {"云溪县": "云溪县人民政府"}


def test_a_plain_list_of_names(tmp_path: Path) -> None:
    assert roster(tmp_path, "临江县水利局\n 临江县教育局 \n").units == ("临江县水利局", "临江县教育局")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "没有单位"),
        ("单位,上机\n甲县水利局,甲县", "第1行：不认识“上机”这一列，是不是“上级”？"),
        (
            "单位,上级\n临江县人民政府,\n临江县水利局,临江县人民正府",
            "第3行：上级“临江县人民正府”不在名册的单位里，是不是“临江县人民政府”？",
        ),
        ("单位,上级\n,甲县", "第2行：没有写单位"),
        ("甲县水利局,甲县", "第1行：有2列"),
        ("单位,上级\n甲县,乙县\n乙县,甲县", "第3行：“乙县”成了自己的上级"),
        ("甲县水利局\n甲县水利局", "第2行：“甲县水利局”已经写过"),
        ("单位,其他名称\n甲县水利局,甲县水务局\n甲县水务局,", "第3行：“甲县水务局”已经是“甲县水利局”的名称"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError, match="单位名册") as refused:
        roster(tmp_path, text)
    assert said in str(refused.value)


def test_a_roster_without_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    with open(tmp_path / "名册.csv", "wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(UsageError, match="超过 32 MB"):
        read(str(tmp_path / "名册.csv"))


def test_what_is_not_there_and_what_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="打不开单位名册"):
        read(str(tmp_path / "没有.csv"))
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04" + bytes(range(32)) * 40)
    with pytest.raises(UsageError, match="不是 CSV 表格"):
        roster(tmp_path, "临江县" * 50_000)
    with pytest.raises(UsageError, match="不是文本"):
        read(str(tmp_path / "a.xlsx"))


def test_what_the_roster_says_counts_before_names() -> None:
    units = ["望海市人民政府", "临江县人民政府", "临江县水利局", "望海市自来水公司"]
    stated = {"临江县": "望海市", "临江县水利局": "望海市", "望海市自来水公司": "望海市"}
    assert directly_below(units) == {1: (2,)}
    assert directly_below(units, stated) == {0: (1, 2, 3)}
    assert directly_below(units[1:], stated) == {}
