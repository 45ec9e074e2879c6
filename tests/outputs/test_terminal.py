import re
from dataclasses import replace
from pathlib import Path

import pytest

from gouji.cases import changed
from gouji.cli.main import main
from gouji.data import editions
from gouji.exchange import report_as_data
from gouji.run import Display, run
from gouji.sample import balanced
from gouji.width import cut, pad, width
from gouji_plugins.outputs.lines import fold
from gouji_plugins.outputs.terminal import write

ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name, report):
    import json

    Path(name).write_text(json.dumps(report_as_data(report), ensure_ascii=False), encoding="utf-8")
    return name


def faulty():
    report = balanced(editions()["gov-2021"])
    cell = report.cell("t3", "new", "total")
    return report.with_cells(cell._replace(raw="9", value=9))


def shown(*paths, **display):
    return "".join(write(run(paths, display=Display(**display))))


def test_of_many_corrections_the_first_are_listed_and_the_others_counted(folder):
    report = balanced(editions()["gov-2021"])
    cells = [report.cell("t3", row, column) for row in ("new", "done") for column in ("person", "total")]
    text = shown(put("a.json", report.with_cells(*(cell._replace(raw="4", value=4) for cell in cells))))
    assert text.count("最小改法") == 9
    assert "改法8（共21种同样小的改法）：" in text
    assert "另有13种改法没有列出，--format json 里有" in text


def test_a_finding_says_place_numbers_marked_cell_correction_and_basis(folder):
    text = shown(put("a.json", faulty()))
    first = text.splitlines()[0]
    assert "临江县水利局 2023年度" in first and "a.json" in first and "强制性 1" in first
    assert "强制性  表三·新收·总计" in text
    assert "【9】" in text and "[0]" in text
    assert "9 → 0（唯一的最小改法）" in text
    assert "依据" in text


def test_verbose_tells_what_was_uncertain_and_which_numbers_were_not_compared(folder):
    report = changed(balanced(editions()["gov-2021"]), {"一": "举办培训18场。"})
    path = put("a.json", replace(report, notes=("表三缺一行，按次序认",)))
    assert "读取说明  表三缺一行，按次序认" in shown(path, verbose=True)
    assert "未比对    “举办培训18场”" in shown(path, verbose=True)
    assert "未比对" not in shown(path)


def test_colour_adds_nothing_but_colour(folder, monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    path = put("a.json", faulty())
    coloured = shown(path, terminal=True)
    assert "\x1b[" in coloured
    assert [line.rstrip() for line in ANSI.sub("", coloured).splitlines()] == shown(path).splitlines()


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(folder, columns):
    text = shown(put("a.json", faulty()), width=columns)
    folded = [line for line in text.splitlines() if "│" not in line]
    assert max(width(line) for line in folded) <= columns


def test_what_a_document_holds_is_shown_and_not_obeyed(folder, monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    report = faulty()
    report = report.with_facts(unit=replace_value(report.facts["unit"], "临江\x1b[31m县[bold]局[/bold]\x07\u202e"))
    for terminal in (False, True):
        text = ANSI.sub("", shown(put("a.json", report), terminal=terminal))
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
        assert "[bold]局[/bold]" in text


def replace_value(fact, value):
    return fact._replace(value=value)


def test_json_shows_risky_characters_as_escapes(folder, capsys):
    report = faulty()
    report = report.with_facts(unit=replace_value(report.facts["unit"], "临江\x9b31m县\u202e局"))
    main(["check", "--format", "json", put("a.json", report)])
    out = capsys.readouterr().out
    assert "\x9b" not in out and "\u202e" not in out and "\\u009b" in out


def test_no_findings_can_be_believed(folder):
    text = shown(put("a.json", balanced(editions()["gov-2021"])))
    assert re.search(r"✓ 临江县水利局 2023年度 .*没有问题（查了 \d\d+ 项，\d+ 项无法核对）", text)
    assert re.search(r"检查了 1 份年报，查了 \d+ 项", text)
    assert "没有上年年报" in text


def test_nothing_checked_is_not_called_clean(folder):
    text = shown("gone.html")
    assert "没有检查到年报" in text and "gone.html" in text and "✓" not in text


def test_an_empty_form_is_not_called_clean(folder):
    text = shown(put("a.json", replace(balanced(editions()["gov-2021"]), blank_form=True)))
    assert "空白表样" in text and "没有执行" in text


def test_quiet_lists_only_problems(folder):
    text = shown(put("a.json", balanced(editions()["gov-2021"], year=2022, unit="临江县民政局")), put("b.json", faulty()), quiet=True)
    assert "a.json" not in text and "b.json" in text and "检查了" not in text


def test_set_aside_files_are_counted_and_all_named_when_asked(folder):
    Path("in").mkdir()
    put("in/a.json", faulty())
    for number in range(8):
        Path(f"in/{number}.txt").write_text("今天天气很好。", encoding="utf-8")
    assert "还有 3 个，加 --verbose" in shown("in")
    assert shown("in", verbose=True).count(".txt：") == 8


def test_widths():
    assert [width(text) for text in ("abc", "表三", "a表", "e\u0301")] == [3, 4, 3, 1]
    assert pad("表", 4) == "表  " and pad("表", 4, right=True) == "  表"
    assert cut("收到和处理", 7) == "收到和…" and cut("收到", 4) == "收到"


def test_folding_keeps_words_numbers_and_closing_marks():
    folded = fold([("本年新收 12345 件，", "x"), ("应为12346。", "y")], 12, 2)
    texts = ["".join(piece for piece, _ in line) for line in folded]
    assert texts[0] == "本年新收" and not any(text.endswith(" ") for text in texts), "a blank at the end of a line says nothing"
    assert "".join(texts).replace(" ", "") == "本年新收12345件，应为12346。"
    assert all(width(text) <= 14 for text in texts)
    assert not any(text.strip().startswith(("，", "。")) for text in texts)
    assert any("12345" in text for text in texts)
