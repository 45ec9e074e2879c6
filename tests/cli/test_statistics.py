from gouji.cli.main import main
from gouji.data import editions
from gouji.sample import balanced
from gouji.testing.layouts import lay_out


def test_every_rule_is_counted_and_timed_on_stderr_only(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    report = balanced(editions()["gov-2021"])
    wrong = report.with_cells(report.cell("t3", "open", "total")._replace(raw="3", value=3))
    (tmp_path / "a.txt").write_bytes(lay_out(wrong, "text-cells")[0])
    (tmp_path / "b.txt").write_bytes(lay_out(report, "text-cells")[0])
    plain = main(["check", ".", "--select", "A3", "T01"])
    without, _ = capsys.readouterr()
    assert main(["check", ".", "--select", "A3", "T01", "--statistics"]) == plain
    out, said = capsys.readouterr()
    assert out == without
    lines = [line.split() for line in said.splitlines() if line[:3] in ("A3 ", "T01")]
    assert [line[:3] for line in lines] == [["A3", "1", "1"], ["T01", "0", "0"]]
