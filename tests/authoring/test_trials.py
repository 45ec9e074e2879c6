"""`gouji rules test` and `gouji rules try`."""

import json

import pytest

from gouji.cli.main import main
from gouji.data import editions
from gouji.errors import ConfigError
from gouji.sample import balanced
from gouji.testing.layouts import lay_out

PACK = """
format: 1
id: ours
title: 我们的规则
extends: [national-2021]
rules:
  - id: X01
    title: 结转不多于新收
    each: 表三 列
    assert: 结转下年 ≤ 新收
    level: info
    basis: 某通知
    passes: {新收: 3, 结转下年: 1}
    fails: {新收: 1, 结转下年: 3, says: 应当不大于 新收 1}
"""

RULE = """
from gouji.hooks import hookimpl
from gouji.rule import Case, rule

@rule("Z01", title="试", level="info", defect="S09", basis="试", why="试", passes=[Case({})], fails=CASES)
def broken(subject):
    BODY

@hookimpl
def gouji_rules():
    return [broken]
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ours.yaml").write_text(PACK, "utf-8")
    return tmp_path


def said(capsys, *arguments):
    status = main(["rules", *arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_cases_are_shown_with_their_message_and_place(folder, capsys):
    status, out, _ = said(capsys, "test", "ours.yaml")
    assert status == 0
    assert "X01  结转不多于新收（ours.yaml:7）" in out
    assert "✓ 错的例子  新收 1，结转下年 3\n      报出：表三自然人列：结转下年 3，应当不大于 新收 1" in out
    assert "ours：1 条规则、2 个例子，都符合预期" in out
    assert "继承的：" in out


def test_inherited_rules_that_a_deadline_changes_are_shown_and_are_no_fault(folder, capsys):
    deadline = "tables:\n  公布期限:\n    - {levels: [dept], due: 次年-01-25, since: 2021, source: 通知, certainty: 确}\n"
    (folder / "ours.yaml").write_text(PACK.replace("rules:\n", deadline + "rules:\n"), "utf-8")
    status, out, _ = said(capsys, "test", "ours.yaml")
    assert status == 0
    assert "P01  超过期限发布" in out and "应当通过，却报出：发布日期2024-01-31" in out
    assert "有 2 处因 ours 而不同，列在上面，请看是不是本意" in out


def test_a_folder_stands_for_the_ruleset_in_it(folder, capsys):
    assert said(capsys, "test", ".")[0] == 0
    (folder / "second.yaml").write_text(PACK, "utf-8")
    status, _, err = said(capsys, "test", ".")
    assert status == 2
    assert "有 2 个 YAML 文件" in err


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("应当不大于 新收 1", "应当不大于 新收 7", "出错说明里应有“应当不大于 新收 7”，实为"),
        ("{新收: 3, 结转下年: 1}", "{新收: 1, 结转下年: 2}", "应当通过，却报出"),
        ("{新收: 3, 结转下年: 1}", "{新收: /, 结转下年: 2}", "应当通过，却没有核对"),
        ("{新收: 1, 结转下年: 3,", "{新收: 3, 结转下年: 3,", "应当报出问题，却通过了"),
    ],
)
def test_a_case_that_comes_out_otherwise_is_an_exit_status(folder, capsys, old, new, words):
    (folder / "ours.yaml").write_text(PACK.replace(old, new), "utf-8")
    status, out, _ = said(capsys, "test", "ours.yaml")
    assert status == 1
    assert words in out
    assert "有 1 处不符" in out


def test_a_case_broken_by_an_override_is_shown_though_the_rule_is_inherited(folder, capsys):
    (folder / "ours.yaml").write_text(PACK + "  - {id: A1, tolerance: 5}\n", "utf-8")
    status, out, _ = said(capsys, "test", "ours.yaml")
    assert status == 1
    assert "A1  " in out


@pytest.mark.parametrize(
    ("cases", "body", "words"),
    [
        ("[Case({}, 'x')]", "raise LookupError('坏了')", "运行时出错：LookupError: 坏了"),
        ("[Case({}, 'x')]", "return ()", "应当报出问题，却通过了"),
    ],
)
def test_python_rules_are_tried_too(folder, capsys, cases, body, words):
    (folder / "mine.py").write_text(RULE.replace("CASES", cases).replace("BODY", body), "utf-8")
    status, out, _ = said(capsys, "test", "--plugin", "mine.py")
    assert status == 1
    assert words in out
    assert "mine.py：1 条规则" in out


def test_a_rule_whose_cases_run_nowhere_is_no_good(folder, capsys):
    (folder / "ours.yaml").write_text(PACK + "    years: 2022-\n    edition: gov-2019\n", "utf-8")
    assert said(capsys, "test", "ours.yaml")[0] == 2  # refused while it is read


def test_json(folder, capsys):
    status, out, _ = said(capsys, "test", "ours.yaml", "--format", "json")
    listed = json.loads(out)
    assert (status, listed["schema"]) == (0, "gouji.cases/1")
    assert listed["rules"][0]["cases"][1]["said"].startswith("表三自然人列：")


def report_file(change=None):
    report = balanced(editions()["gov-2021"])
    if change:
        row, column, raw = change
        report = report.with_cells(report.cell("t3", row, column)._replace(raw=raw, value=int(raw) if raw.isdigit() else None))
    content, suffix = lay_out(report, "html-official")
    name = f"年报{suffix}"
    with open(name, "wb") as file:
        file.write(content)
    return name


def test_try_reads_the_formula_back_and_shows_cells_and_sides(folder, capsys):
    status, out, _ = said(capsys, "try", "新收 + 上年结转 = 办理总计 + 结转下年", report_file(("new", "biz", "4")), "--each", "表三 列")
    assert status == 1
    assert "读作  对表三的每一列，应有：新收 加上 上年结转 等于 办理总计 加上 结转下年" in out
    assert "不成立  表三商业企业列：新收 4 ＋ 上年结转 0 ＝ 办理总计 0 ＋ 结转下年 0" in out
    assert "左  新收  4  t3.new.biz，第" in out
    assert "会报：表三商业企业列" in out
    assert "共 7 处：成立 6，不成立 1" in out


def test_try_says_what_could_not_be_compared(folder, capsys):
    status, out, _ = said(capsys, "try", "新收.总计 = 办理总计.总计", report_file(("new", "total", "/")))
    assert status == 0
    assert "不能核对" in out
    assert "没有核对：" in out
    _, out, _ = said(capsys, "try", "上年结转.总计 = 上年.结转下年.总计", report_file())
    assert "没有上年年报" in out and "--previous" in out
    _, out, _ = said(capsys, "try", "新收.总计 = 0", report_file(), "--when", "办理总计.总计 > 5")
    assert "前提在哪里都不成立" in out


def test_try_with_last_years_report(folder, capsys):
    name = report_file()
    status, out, _ = said(capsys, "try", "上年结转.总计 = 上年.结转下年.总计", name, "--previous", name)
    assert status == 0
    assert "右  上年年报的结转下年·总计  0" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["新收 = 办里总计", "--each", "表三 列"], "是不是“办理总计”"),
        (["新收 + = 办理总计", "--each", "表三 列"], "这里应当是"),
        (["新收 = 1", "--each", "表五 列"], "--each:1:1"),
        (["新收.总计 = 1", "--when", "新收 ="], "--when:1:"),
    ],
)
def test_try_points_at_the_mistake(folder, capsys, arguments, words):
    formula, *more = arguments
    status, _, err = said(capsys, "try", formula, report_file(), *more)
    assert status == 2
    assert words in err
    assert "^" in err


def test_try_of_a_file_that_cannot_be_read(folder, capsys):
    assert said(capsys, "try", "新收.总计 = 0", "没有.html")[0] == 3


def test_nothing_understood_is_an_error_of_configuration():
    from gouji.authoring.formula_trial import understood

    with pytest.raises(ConfigError, match="公式有误：公式是空的"):
        understood("", editions().values())


@pytest.mark.parametrize(
    ("text", "each", "when", "words"),
    [
        ("本格 ≥ 0", "各表 计数格", "", "对三张表的每个填件数的格，应有：这一格 不小于 0"),
        ("办理总计 = 合计(不予公开)", "表三 列", "", "“不予公开”各项（国家秘密、法律法规禁止、三安全一稳定、第三方权益等 8 项）之和"),
        ("本格 ≥ 合计(下级.本格)", "表三 格", "", "各下级年报的这一格之和"),
        ("总计 = 2 × 结果维持 - 1", "表四 行", "", "总计 等于 结果维持的 2 倍 减去 1"),
        (
            "总计 = 结果维持 误差 0.5 且 整数(总计)",
            "表四 行",
            "总计 > 0",
            "如果 总计 大于 0，那么应有：总计 等于 结果维持（允许相差 0.5），并且 总计 是整数",
        ),
        ("废止 ≤ 上年.现行有效", "表二 第二十条第（一）项 行", "", "废止 不大于 上年年报的现行有效"),
    ],
)
def test_a_formula_is_read_back(text, each, when, words):
    from gouji.formula.spoken import spoken

    assert words in spoken(text, each, when, editions()["gov-2021"])
