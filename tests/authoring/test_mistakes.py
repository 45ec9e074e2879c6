"""A ruleset broken in the ways in which people break it: the place, what is wrong, and what to write instead."""

import pytest

from gouji.authoring.skeletons import create
from gouji.cli.main import main


@pytest.fixture
def pack(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    create("pack", "good-pack")
    return tmp_path / "good-pack" / "good-pack.yaml"


@pytest.mark.parametrize(
    ("right", "wrong", "place", "words"),
    [
        ("结转下年 ≤ 新收", "结转下年 ≤ 新收收", "19:20", "表三没有叫“新收收”的行，是不是“新收”？\n"),
        ("结转下年 ≤ 新收", "结转下年 小于 新收", "19:18", "“小于”请写作 <"),
        ("结转下年 ≤ 新收", "结转下年 ≤ 不予公开", "19:20", "“不予公开”是一组，求和请写作 合计(不予公开)\n"),
        ("结转下年 ≤ 新收", "结转下年 ≤ 确认或重新出具 + 其他处理小计小计", "19:30", "其他处理小计小计"),
        ("结转下年 ≤ 新收", "结转下年 / 新收 ≤ 0.5", "19:18", "看不懂的符号“/”；公式里没有除法，请把除数乘到另一边"),
        ("结转下年 ≤ 新收", "结转下年 ≤ 50% × 新收", "19:22", "看不懂的符号“%”；百分数请写成小数"),
        ("结转下年 ≤ 新收", "如果 新收 > 0 则 结转下年 ≤ 新收", "19:13", "公式里不写“如果”；前提请另写一行 when"),
        ("结转下年 ≤ 新收", "结转下年 ≤ 总计", "19:20", "表三没有叫“总计”的行，它是列名；逐列核对时公式里写行名"),
        ("each: 表三 列", "each: 表三 行", "19:13", "行没有叫“结转下年”的列，它是行名；逐行核对时公式里写列名"),
        ("each: 表三 列", "each: 每列", "18:11", "each 应写作“表三 列”"),
        ("each: 表三 列", "each: 表五 列", "18:11", "没有叫“表五”的表"),
        ("    level: info\n    defect: G01", "    levle: info\n    defect: G01", "20:5", "没有“levle”这个键，是不是“level”？"),
        ("level: info\n    defect: G01", "level: 强制性\n    defect: G01", "20:12", "“强制性”请写 error"),
        ("level: info\n    defect: G01", "level：info\n    defect: G01", "21:5", "第20行有全角的“：”，请改成半角的“:”"),
        ("title: 结转下年的申请多于本年新收", "title: 结转下年: 多于新收", "17:16", "第17行的文字里又有“: ”，请给整段文字加上引号"),
        ("\n    basis: 《政府", "\n\tbasis: 《政府", "22:1", "第22行用了制表符缩进，请改用空格"),
        ("passes: {新收: 3, 结转下年: 1}", "passes: ｛新收: 3, 结转下年: 1｝", "24:16", "有全角的“｛”，请改成半角的“{”"),
        ("passes: {新收: 3, 结转下年: 1}", "passes: {新收: 3，结转下年: 1}", "24:24", "第24行有全角的“，”，请改成半角的“,”，后面空一格"),
        ("title: 结转下年的申请多于本年新收", "title: @结转下年", "17:12", "第17行有文字以“@”开头，请给整段文字加上引号"),
        ("title: 结转下年的申请多于本年新收", "title: #结转下年", "17:5", "title 是空的"),
        ("- id: GP01", "- id:GP01", "17:10", "第16行“id:”的冒号后面缺少空格"),
        ("  - id: GP01", "    id: GP01", "16:5", "“id”写了两次，第一次在第12行；如果这里开始另一条规则，前面要写“- ”"),
        ("national-2019, national-2021", "national-2012, national-2021", "7:11", "是不是“national-2019”？"),
        ("id: T05", "id: T55", "12:9", "没有规则 T55 可以改写"),
        ("in: 五", "in: 第五部分", "31:9", "“第五部分”请写 五"),
        ("    defect: G01", "    levels: [部门]\n    defect: G01", "21:13", "“部门”请写 dept"),
        (", says: 应当不大于 新收 1", "", "25:12", "缺少 says"),
        ("passes: {新收: 3, 结转下年: 1}", "passes: {新收数: 3}", "24:14", "没有叫“新收数”的行，是不是“新收”？"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_the_right_word(pack, capsys, right, wrong, place, words):
    text = pack.read_text("utf-8")
    assert right in text
    pack.write_text(text.replace(right, wrong, 1), "utf-8")
    for command in ("lint", "test"):
        assert main(["rules", command, "good-pack"]) == 2
        said = capsys.readouterr().err
        assert f"good-pack.yaml:{place}: " in said
        assert words in said
        assert "^" in said


def test_a_name_that_only_one_edition_lacks_says_so(pack, capsys):
    text = (
        pack.read_text("utf-8").replace("each: 表三 列", "each: 表二 第二十条第（一）项 行").replace("结转下年 ≤ 新收", "制发 ≤ 现行有效")
    )
    pack.write_text(text, "utf-8")
    assert main(["rules", "lint", "good-pack"]) == 2
    assert "（在 gov-2019 里；只管一个格式版本的规则请写 edition）" in capsys.readouterr().err
