"""Rulesets of places on the command line: points, differences, and a note where they do not belong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gouji.cli.main import main
from gouji.data import editions
from gouji.sample import balanced
from gouji.testing.layouts import lay_out


@pytest.fixture
def late(tmp_path, monkeypatch):
    """A report of 宿迁 published a month late."""
    monkeypatch.chdir(tmp_path)
    return put("宿迁市水利局", "2024-02-29")


def put(unit: str, published: str = "2024-01-16") -> str:
    """A complete report of this unit on 2023, as a page published on this day."""
    content, suffix = lay_out(balanced(editions()["gov-2021"], year=2023, unit=unit), "html-official")
    text = content.decode().replace("<body>", f"<body><p>发布时间：{published}</p>")
    Path(unit + suffix).write_text(text, encoding="utf-8")
    return unit + suffix


def test_points_as_a_table(late, capsys):
    good = put("宿迁市教育局")
    assert main(["check", "--score", "--ruleset", "jiangsu-suqian", late, good]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["单位", "扣分", "得分"]
    assert lines[1].split()[-3:] == ["0.5", "99.5", late]
    assert lines[2].split() == ["P01", "-0.5", "超过期限发布（1", "处）"]
    assert "W07" in lines[3] and "没有核对：没有上年年报" in lines[3]
    assert "共 2 份年报，平均扣 0.25 分，满分 100。" in lines


def test_points_as_json(late, capsys):
    assert main(["check", "--score", "--format", "json", "--ruleset", "jiangsu-suqian", late]) == 1
    data = json.loads(capsys.readouterr().out)
    (mark,) = data["scores"].pop("reports")
    assert data["scores"] == {"total": "100", "cap": None}
    assert mark == {
        "path": late,
        "unit": "宿迁市水利局",
        "year": 2023,
        "lost": "0.5",
        "left": "99.5",
        "costs": [{"rule": "P01", "title": "超过期限发布", "findings": 1, "points": "0.5", "pending": 0}],
        "not_assessed": [{"rule": "W07", "why": "没有上年年报"}],
    }
    assert data["reports"][0]["findings"], "the findings are there as ever"
    main(["check", "--format", "json", "--ruleset", "jiangsu-suqian", late])
    assert "scores" not in json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [([], "jiangsu-suqian"), (["--ruleset", "jiangsu-suqian", "--format", "csv"], "--score 只能和 --format terminal、json")],
)
def test_points_that_nothing_can_give_are_refused(late, capsys, arguments, said):
    assert main(["check", "--score", *arguments, late]) == 2
    assert said in capsys.readouterr().err


def test_a_place_used_elsewhere_is_remarked_on_once(late, capsys):
    others = [put(name) for name in ("长沙市水利局", "北京市水务局", "清溪县水利局")]
    main(["check", "--ruleset", "hunan-huaihua", "--fail-level", "never", late, *others])
    (line,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("注意")]
    assert line == (
        "注意：规则集 hunan-huaihua 是给湖南省怀化市用的，宿迁市水利局（江苏省宿迁市）、长沙市水利局（湖南省长沙市）、"
        "北京市水务局（北京市）看来不在那里；请核对 --ruleset。"
    )
    main(["check", "--ruleset", "hunan-huaihua", "--fail-level", "never", late, *others, put("上海市水务局")])
    assert "北京市水务局（北京市）等 4 个单位看来不在那里" in capsys.readouterr().err
    main(["check", "--ruleset", "jiangsu-suqian", "--fail-level", "never", late])
    main(["check", "--quiet", "--ruleset", "hunan-huaihua", "--fail-level", "never", late])
    assert "注意" not in capsys.readouterr().err


def test_rules_tell_what_differs_from_the_national_ones(capsys):
    assert main(["rules", "--ruleset", "sichuan"]) == 0
    out = capsys.readouterr().out
    assert "与国家统一格式的差别：" in out
    assert "  升级　　  T05  没有写明统计期限：提示 → 核实性（地方标准写明了统计时段，缺统计期限由提示升为核实性）" in out
    assert main(["rules"]) == 0
    assert "差别" not in capsys.readouterr().out


def test_rules_tell_it_to_programs(capsys):
    assert main(["rules", "--ruleset", "jiangsu-suqian", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert {(one["kind"], one["rule"]) for one in data["differences"]} == {("扣分", "P01"), ("改写", "W07"), ("扣分", "W07")}
    (rule,) = [rule for rule in data["rules"] if rule["id"] == "W07"]
    assert (rule["score"], rule["parameters"]) == ({"points": "0.5", "once": True, "cap": None}, {"核实": 50, "提示": 50})


def test_a_rule_tells_its_parameters_and_points(capsys):
    assert main(["rules", "W07", "--ruleset", "jiangsu-suqian"]) == 0
    out = capsys.readouterr().out
    assert "参数    核实：50" in out and "扣分    一份年报一次 0.5 分" in out


@pytest.mark.parametrize("region", ["region: 湖南省怀化市\n", ""])
def test_lint_names_what_a_place_takes_away(tmp_path, monkeypatch, capsys, region):
    monkeypatch.chdir(tmp_path)
    text = f"format: 1\nid: weak\ntitle: 试\nversion: '1'\n{region}sources: [通知]\nextends: [national-2019, national-2021]\n"
    Path("weak.yaml").write_text(text + "rules:\n  - id: A3\n    off: true\n    because: 不想查\n", encoding="utf-8")
    status = main(["rules", "lint", "weak.yaml"])
    out = capsys.readouterr().out
    assert "停用了国家格式的强制性规则（总计等于各类申请人之和）" in out
    assert (status, out.startswith("错")) == ((1, True) if region else (0, False))
