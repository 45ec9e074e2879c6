"""Inputs made to harm: each costs itself one sentence, and the report beside it nothing."""

from __future__ import annotations

import io
import json
import os
import socket
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from gouji.cli.main import main
from gouji.data import editions
from gouji.sample import balanced
from gouji.testing.layouts import lay_out

TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
TITLE = "临江县水利局2023年政府信息公开工作年度报告".encode()


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def word(document: bytes) -> bytes:
    return packed(**{"[Content_Types].xml": TYPES, "word/document.xml": document})


def drawn(form: bytes, times: int) -> bytes:
    """A PDF whose page draws a form that draws itself so many times, or the commands given."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>>"
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R>>>>"
    packed = zlib.compress(form or b"/A Do " * times, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        b"<</Length 6>>stream\n/A Do \nendstream",
        b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (head, len(packed), packed),
    ]
    body = b"".join(b"%d 0 obj%s\nendobj\n" % pair for pair in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>"


def laughs() -> bytes:
    entities = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10 if n else b"ha") for n in range(10))
    return word(b"<!DOCTYPE d [" + entities + b"]>" + WORD % b"<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>")


UNREAD = {
    "empty.txt": b"",
    "nul.txt": b"\0" * 5000,
    "deep.html": b"<html><body>" + b"<div>" * 100_000,
    "formatting.html": b"<html><body>" + b"<b><i>" * 50_000,
    "rows.html": b"<table>" + b"<tr><td>0<td>0" * 120_000,
    "lines.txt": b"0\n" * 250_000,
    "truncated.docx": word(WORD % b"<w:p/>")[:-40],
    "entities.docx": laughs(),
    "external.docx": word(b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + WORD % b"<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"),
    "nested.docx": word(WORD % (b"<w:tbl><w:tr><w:tc>" * 20_000 + b"</w:tc></w:tr></w:tbl>" * 20_000)),
    "inflated.docx": word(WORD % (b"<w:p/>" * 12_000_000)),
    "broken.pdf": b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n<<",
    "loop.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999999>>endobj\ntrailer<</Root 1 0 R>>",
    "self_drawn.pdf": drawn(b"", 3),
    "marks.pdf": drawn(b"/OC /P BDC " * 20_000, 0),
    "commands.pdf": drawn(b"0 0 m 1 1 l S\n" * 3_000_000, 0),
    "attributes.html": b"<table " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b"><tr><td>1</td></tr></table>",
    "twice.json": b'{"schema": "gouji.report/1", "unit": "a", "unit": "b", "year": 2023, "tables": {}}',
    "control.yaml": b"schema: gouji.report/1\nunit: \x01\n",
    "noise.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 20,
    "aliases.yaml": b"schema: gouji.report/1\na: &a [1, 1]\nb: [*a, *a]\n",
    "brackets.json": b'{"schema": "gouji.report/1", "a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "prose.txt": TITLE + "\n收到申请1件。".encode() * 100_000,
    "edition.json": b'{"schema": "gouji.report/1", "edition": ["gov-2021"], "tables": {}}',
    "noise.xlsx": b"PK\x03\x04" + bytes(range(256)) * 9,
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_bytes(lay_out(balanced(editions()["gov-2021"]), "text-cells")[0])
    return tmp_path


def checked(capsys, *arguments: str) -> tuple[int, dict, str]:
    status = main(["check", "--format", "json", *arguments])
    out, said = capsys.readouterr()
    return status, json.loads(out), said


@pytest.mark.parametrize("name", UNREAD)
def test_a_hostile_file_costs_only_itself(folder, capsys, name):
    Path(name).write_bytes(UNREAD[name])
    status, data, _ = checked(capsys, name, "good.txt")
    assert status == 3
    assert [one["path"] for one in data["unread"]] == [name]
    said = data["unread"][0]["error"]
    assert said and "\n" not in said and "Traceback" not in said and any("\u4e00" <= c <= "\u9fff" for c in said)
    assert [report["path"] for report in data["reports"]] == ["good.txt"]
    assert data["reports"][0]["findings"] == []
    assert data["failed_rules"] == []


def test_spans_that_claim_millions_of_cells(folder, capsys):
    page = b"<html><body><p>" + TITLE + b"</p><table>" + b"<tr><td rowspan=65534 colspan=1000>1</td></tr>" * 50 + b"</table>"
    Path("spans.html").write_bytes(page)
    status, data, _ = checked(capsys, "spans.html", "good.txt", "--verbose")
    assert status == 1
    assert len(data["reports"]) == 2


def test_prose_that_makes_patterns_backtrack(folder, capsys):
    text = TITLE.decode() + "\n一、总体情况\n" + "其中，" * 20_000 + "2023年1月1日" * 5_000 + "收到申请1件、" * 10_000
    Path("traps.txt").write_text(text, encoding="utf-8")
    status, data, _ = checked(capsys, "traps.txt")
    assert status == 1
    assert data["failed_rules"] == []


@pytest.mark.parametrize(
    "line",
    [
        "新收 " + "1 2 " * 7_500 + "x",
        "新收 " + " " * 30_000 + "x",
        "①" * 30_000 + "x",
        "信息处理费" + "1" * 20_000 + "x",
        "二、\n五、存在的主要问题及改进情况\n" + "策解读形式较" * 12_000,
        "二、\n三、收到和处理政府信息公开申请情况\n" + "[" * 60_000,
    ],
)
def test_a_long_line_takes_time_by_its_length_only(folder, capsys, line):
    Path("long.txt").write_text(f"{TITLE.decode()}\n一、总体情况\n{line}\n", encoding="utf-8")
    started = time.process_time()
    checked(capsys, "long.txt", "--no-cache")
    assert time.process_time() - started < 3  # by the square of it: ten


@pytest.mark.parametrize(
    ("layout", "before", "piece"),
    [("text-cells", "8.属于行政查询事项", "0\n" * 15_000), ("html-nested", "<td>信息内容</td>", "<td>1</td></tr><tr>" * 1_200)],
)
def test_rows_without_end_take_time_by_their_number_only(folder, capsys, layout, before, piece):
    data, suffix = lay_out(balanced(editions()["gov-2021"]), layout)
    text = data.decode()
    assert before in text
    Path(f"rows{suffix}").write_text(text.replace(before, f"{piece}{before}", 1), encoding="utf-8")
    started = time.process_time()
    checked(capsys, f"rows{suffix}", "--no-cache")
    assert time.process_time() - started < 2.5  # by the square of it: five


@pytest.mark.parametrize("content", ["[" * 30_000, "(" * 3_000 + ")" * 3_000])
def test_a_cell_of_brackets_is_a_cell(folder, capsys, content):
    data, suffix = lay_out(balanced(editions()["gov-2021"]), "html-nested")
    text = data.decode().replace("<td>信息内容</td>", f"<td>{content}</td></tr><tr><td>信息内容</td>", 1)
    Path(f"cell{suffix}").write_text(text, encoding="utf-8")
    started = time.process_time()
    status, data, _ = checked(capsys, f"cell{suffix}", "--no-cache")
    assert time.process_time() - started < 3  # by the square of it: five
    assert status < 2
    assert data["failed_rules"] == []


@pytest.mark.parametrize("format", ["terminal", "json", "csv", "markdown", "github", "junit", "sarif"])
def test_controls_and_markup_of_a_document_are_never_sent(folder, capsys, format):
    text = Path("good.txt").read_text(encoding="utf-8")
    text = text.replace("1.属于国家秘密", "1.属于国家\u202e\x9b31m[bold red]秘密[/]\u2066", 1).replace("水利局", "水利\u200b局", 1)
    Path("bad.txt").write_text(text, encoding="utf-8")
    main(["check", "--format", format, "bad.txt", "--fail-level", "never"])
    out, said = capsys.readouterr()
    assert not set(out + said) & set(map(chr, [*range(9), *range(14, 32), *range(0x7F, 0xA0), 0x202E, 0x2066, 0x200B]))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
@pytest.mark.parametrize("format", ["terminal", "json", "markdown", "csv", "sarif", "junit", "github"])
def test_half_a_character_goes_through_every_output(folder, capsys, format):
    """In data, where JSON may write it, and in a name that is no UTF-8."""
    Path("half.json").write_text(
        '{"year": 2021, "unit": "\\ud800县", "tables": {"t3": {"new": {"person": 1, "total": 2}}}}', encoding="utf-8"
    )
    os.link("half.json", b"\xff.json")
    os.link("good.txt", b"\xff.txt")
    assert main(["check", "--format", format, "half.json", os.fsdecode(b"\xff.txt")]) == 1
    assert main(["check", "--format", format, os.fsdecode(b"\xff.json")]) == 1
    out, said = capsys.readouterr()
    assert out and not said


@pytest.mark.parametrize("command", ["check", "extract"])
@pytest.mark.parametrize("format", ["terminal", "json"])
def test_names_of_members_are_not_obeyed_either(folder, capsys, command, format):
    good = Path("good.txt").read_bytes()
    Path("all.zip").write_bytes(
        packed(**{"\x1b[31mred\x07.docx": b"no document", "\x1b]0;title\x07.txt": good, "\x9b2J.txt": b"not a report"})
    )
    main([command, "all.zip", "\x1b[2Jgone.txt", "--format", format])
    out, said = capsys.readouterr()
    assert "2Jgone" in said
    assert not set(out + said) & set(map(chr, [*range(9), *range(14, 32), *range(0x7F, 0xA0)]))


def test_no_socket_is_opened_and_nothing_is_written_beside_the_output(folder, capsys, monkeypatch):
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("gouji opened a socket")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    page = b'<html><body><img src="http://example.invalid/a.png"><link rel=stylesheet href="http://example.invalid/">' + TITLE
    (folder / "page.html").write_bytes(page)
    before[folder / "page.html"] = (folder / "page.html").stat().st_mtime_ns
    main(["check", ".", "--format", "json", "--output", "out.json", "--fail-level", "never"])
    after = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert after.keys() - before.keys() == {folder / "out.json"}
    assert all(after[path] == time for path, time in before.items())


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_cache_is_no_hindrance(folder, capsys, monkeypatch):
    (folder / "cache").mkdir(mode=0o500)
    monkeypatch.setenv("GOUJI_CACHE_DIR", str(folder / "cache"))
    assert checked(capsys, "good.txt")[0] == 0


def test_a_cache_that_cannot_be_made_is_no_hindrance(folder, capsys, monkeypatch):
    (folder / "file").write_text("")
    monkeypatch.setenv("GOUJI_CACHE_DIR", str(folder / "file" / "cache"))
    assert checked(capsys, "good.txt")[0] == 0
