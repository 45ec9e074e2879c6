import io
import os
import zipfile
from threading import Thread

import pytest

from gouji.run import archive, inputs
from gouji.run.inputs import find


def zipped(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return buffer.getvalue()


def put(path, content=b"x"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def paths(*typed):
    return [one.path for one in find(typed)]


def test_a_folder_is_gone_through_by_name_and_without_what_is_hidden(folder):
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.txt", ".git/config", "b/.hidden", "~$a.docx", "__MACOSX/a.txt"):
        put(folder / "in" / name)
    assert paths("in") == ["in/a.txt", "in/c.txt", "in/b/1.txt", "in/b/2.txt"]


def test_what_gouji_keeps_for_itself_is_no_input(folder, monkeypatch):
    put(folder / "in" / "a.txt")
    put(folder / "in" / "kept" / "results" / "00" / "b.txt")
    monkeypatch.setenv("GOUJI_CACHE_DIR", str(folder / "in" / "kept"))
    assert paths("in") == ["in/a.txt"]


def test_the_working_folder_is_not_written_before_the_names(folder):
    put(folder / "a.txt")
    assert paths(".") == ["a.txt"]


def test_only_a_file_named_by_the_user_is_explicit(folder):
    put(folder / "in" / "a.txt")
    put(folder / "b.txt")
    assert [one.explicit for one in find(["in", "b.txt"])] == [False, True]


def test_a_file_is_given_once_however_often_it_is_named(folder):
    put(folder / "a.txt")
    (folder / "link.txt").symlink_to("a.txt")
    assert paths("a.txt", ".", "./a.txt") == ["a.txt"]


def test_a_link_that_leads_back_up_does_not_go_round(folder):
    put(folder / "in" / "a.txt")
    (folder / "in" / "again").symlink_to(folder / "in")
    assert paths("in") == ["in/a.txt"]


@pytest.mark.parametrize(("typed", "said"), [("missing.txt", "找不到"), ("*.nothing", "通配符"), ("empty", "没有文件")])
def test_nothing_found_is_an_error_and_the_rest_goes_on(folder, typed, said):
    (folder / "empty").mkdir()
    put(folder / "a.txt")
    first, second = find([typed, "a.txt"])
    assert first.path == typed and said in first.error and first.source is None
    assert second.source.data == b"x"


def test_patterns_that_no_shell_has_expanded(folder):
    put(folder / "b.html")
    put(folder / "a.html")
    assert paths("*.html") == ["a.html", "b.html"]


def test_a_file_too_large_is_refused(folder, monkeypatch):
    monkeypatch.setattr(inputs, "MAX_FILE", 10)
    put(folder / "a.txt", b"x" * 11)
    (one,) = find(["a.txt"])
    assert one.source is None and "超过" in one.error


def test_too_much_on_standard_input_is_refused(monkeypatch):
    class Stream:
        buffer = io.BytesIO(b"x" * 11)

    monkeypatch.setattr(inputs, "MAX_FILE", 10)
    monkeypatch.setattr("sys.stdin", Stream)
    (one,) = find(["-"])
    assert one.source is None and "超过" in one.error


def test_a_huge_file_is_refused_unread(folder, monkeypatch):
    with open("a.txt", "wb") as file:
        file.truncate(inputs.MAX_FILE + 1)
    monkeypatch.setattr(inputs, "open", None, raising=False)
    (one,) = find(["a.txt"])
    assert one.source is None and "超过" in one.error


def test_links_to_nothing_are_named_and_the_rest_read(folder):
    put(folder / "in" / "c.txt")
    (folder / "in" / "a.docx").symlink_to("gone.docx")
    (folder / "in" / "b").symlink_to("b")
    found = list(find(["in"]))
    assert [(one.path, bool(one.error)) for one in found] == [("in/a.docx", True), ("in/b", True), ("in/c.txt", False)]
    assert "不存在" in found[0].error


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are Unix's")
def test_a_pipe_is_read_or_given_up(folder, monkeypatch):
    os.mkfifo("full")
    writer = Thread(target=lambda: put(folder / "full", b"hello"))
    writer.start()
    (one,) = find(["full"])
    writer.join()
    assert one.source is not None and one.source.data == b"hello"
    os.mkfifo("empty")
    monkeypatch.setattr(inputs, "WAITING_SECONDS", 0.05)
    (one,) = find(["empty"])
    assert one.source is None and "管道" in one.error


def test_standard_input_may_be_closed(monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    (one,) = find(["-"])
    assert one.source is None and "关着" in one.error


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="a device of Unix")
def test_a_device_is_not_read(folder):
    (one,) = find(["/dev/zero"])
    assert one.source is None and "设备" in one.error


def test_a_file_of_no_size_is_not_waited_for(folder, monkeypatch):
    """As some files of the system are, which never answer."""
    put(folder / "in" / "a.txt", b"")
    monkeypatch.setattr(inputs, "open", None, raising=False)
    (one,) = find(["in"])
    assert one.source is not None and one.source.data == b""


def test_a_file_that_may_not_be_read(folder, monkeypatch):
    def refuse(*_, **_options):
        raise PermissionError(13, "Permission denied")

    put(folder / "a.txt")
    monkeypatch.setattr(inputs, "open", refuse, raising=False)
    (one,) = find(["a.txt"])
    assert one.source is None and "没有权限" in one.error


def test_a_folder_that_may_not_be_read(folder, monkeypatch):
    def scandir(path):
        if path == os.path.join("in", "b"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    listed = os.scandir
    put(folder / "in" / "a.txt")
    put(folder / "in" / "b" / "b.txt")
    monkeypatch.setattr(os, "scandir", scandir)
    assert [(one.path, bool(one.error)) for one in find(["in"])] == [("in/a.txt", False), (os.path.join("in", "b"), True)]


def test_standard_input_has_the_name_of_a_dash(monkeypatch):
    class Stream:
        buffer = io.BytesIO("一、总体情况".encode())

    monkeypatch.setattr("sys.stdin", Stream)
    (one,) = find(["-"])
    assert one.path == "-" and one.explicit and one.source.data.decode() == "一、总体情况"


def test_an_archive_is_a_folder_in_a_file(folder):
    put(folder / "all.zip", zipped({"b/2.html": b"2", "a.html": b"1", "__MACOSX/a.html": b"-", "b/.DS_Store": b"-", "~$a.docx": b"-"}))
    found = list(find(["all.zip"]))
    assert [(one.path, one.source.data, one.explicit) for one in found] == [
        ("all.zip!/a.html", b"1", False),
        ("all.zip!/b/2.html", b"2", False),
    ]


def test_an_archive_of_nothing_is_named(folder):
    put(folder / "a.zip", zipped({}))
    (one,) = find(["a.zip"])
    assert one.source is None and "没有文件" in one.error


def test_a_file_that_only_begins_like_an_archive_is_a_file(folder):
    put(folder / "a.txt", b"PKU")
    (one,) = find(["a.txt"])
    assert one.source is not None and one.source.data == b"PKU"


def test_a_name_that_is_told_in_other_ways_than_by_its_bytes():
    """As newer Pythons take it from a field of its own."""
    assert archive._name(zipfile.ZipInfo("年报.html")) == "年报.html"


def test_names_in_gbk(folder):
    content = zipped({"AAAAAAAA.txt": b"1"}).replace(b"AAAAAAAA", "水利年报".encode("gbk"))
    put(folder / "all.zip", content)
    assert paths("all.zip") == ["all.zip!/水利年报.txt"]


def test_a_document_that_is_a_zip_is_no_archive(folder):
    content = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})
    put(folder / "a.docx", content)
    put(folder / "b.bin", content)
    assert paths("a.docx", "b.bin") == ["a.docx", "b.bin"]


def test_an_archive_in_an_archive_is_opened_but_no_third_one(folder):
    third = zipped({"deep.txt": b"3"})
    put(folder / "all.zip", zipped({"in.zip": zipped({"a.txt": b"2", "third.zip": third})}))
    first, second = find(["all.zip"])
    assert first.path == "all.zip!/in.zip!/a.txt"
    assert second.path == "all.zip!/in.zip!/third.zip" and "两层" in second.error


def test_a_bomb_is_stopped_and_what_was_left_out_is_said(folder, monkeypatch):
    monkeypatch.setattr(archive, "MAX_MEMBER", 1000)
    monkeypatch.setattr(archive, "MAX_TOTAL", 1500)
    inner = zipped({"1.txt": b"0" * 900, "2.txt": b"0" * 900, "3.txt": b"0" * 10})
    put(folder / "all.zip", zipped({"0.txt": b"0" * 100_000, "x.zip": inner}))
    found = list(find(["all.zip"]))
    assert "超过" in found[0].error
    assert [one.path for one in found if one.source] == ["all.zip!/x.zip!/1.txt"]
    assert "没有读" in found[-1].error


def test_members_that_are_a_bomb_together(folder, monkeypatch):
    """By itself none of them is suspicious."""
    monkeypatch.setattr(archive, "_SMALL", 100_000)
    put(folder / "all.zip", zipped({f"{n}.txt": b"0" * 60_000 for n in range(20)}))
    found = list(find(["all.zip"]))
    assert len([one for one in found if one.source]) < 20
    assert "后面的" in found[-1].error and "200 倍" in found[-1].error


def test_members_are_counted_readable_or_not(folder, monkeypatch):
    monkeypatch.setattr(archive, "MAX_MEMBERS", 3)
    content = zipped({f"{n}.txt": b"0" for n in range(9)}).replace(b"PK\x03\x04", b"PK\x03\x05")
    put(folder / "all.zip", b"PK\x03\x04" + content[4:])
    found = list(find(["all.zip"]))
    assert len(found) == 4 and "后面的 6 个文件没有读" in found[-1].error


def test_a_list_without_end_is_not_read(folder, monkeypatch):
    monkeypatch.setattr(archive, "MOST_LISTED", 5)
    put(folder / "all.zip", zipped({f"{n}.txt": b"0" for n in range(6)}))
    (one,) = find(["all.zip"])
    assert one.source is None and "超过 5 个" in one.error


@pytest.mark.parametrize("content", [b"PK\x03\x04 not an archive", zipped({"a.txt": b"text" * 50})[:60]], ids=["no archive", "cut off"])
def test_a_damaged_archive_is_named(folder, content):
    put(folder / "all.zip", content)
    (one,) = find(["all.zip"])
    assert one.path == "all.zip" and "损坏" in one.error


def test_a_damaged_or_locked_member_is_named_and_the_rest_read(folder):
    content = bytearray(zipped({"a.txt": b"first", "b.txt": b"second"}))
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 1  # the flag of encryption
    put(folder / "all.zip", bytes(content))
    first, second = find(["all.zip"])
    assert "密码" in first.error and second.source.data == b"second"


def test_a_member_packed_in_a_rare_way_is_not_called_damaged(folder):
    content = bytearray(zipped({"a.html": b"x"}))
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        content[content.index(mark) + at] = 9
    put(folder / "all.zip", bytes(content))
    (one,) = find(["all.zip"])
    assert one.error == "压缩包里的这个文件用了少见的压缩方式，读不了；请先解压，或重新压缩成普通的 zip"


def test_other_archives_are_not_passed_over(folder):
    put(folder / "in" / "all.rar", b"Rar!\x1a\x07\x01\x00")
    (one,) = find(["in"])
    assert "rar" in one.error and one.source is None


def test_a_list_of_reports_is_several_inputs(folder):
    put(folder / "a.jsonl", b'{"x": 1}\n\n{"x": 2}\n')
    assert paths("a.jsonl") == ["a.jsonl!/1.json", "a.jsonl!/3.json"]
    put(folder / "b.jsonl", b'{"x": 1}\n')
    assert paths("b.jsonl") == ["b.jsonl"]


def test_a_list_without_end_is_refused(monkeypatch, folder):
    monkeypatch.setattr(inputs, "MOST_LINES", 3)
    put(folder / "a.jsonl", b"{}\r\n{}\r\n{}\r\n")
    assert paths("a.jsonl") == ["a.jsonl!/1.json", "a.jsonl!/2.json", "a.jsonl!/3.json"]
    put(folder / "b.jsonl", b"\n" * 4)
    [refused] = find(["b.jsonl"])
    assert refused.error == "文件超过 3 行，没有读；请分成几个文件"


def test_a_member_that_unpacks_beyond_reason_is_not_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * 8_000_000)
        archive.writestr("small.txt", b"0" * 10_000)
    found = list(find([str(tmp_path / "a.zip")]))
    assert [(one.source is None, one.path.rpartition("/")[2]) for one in found] == [(True, "bomb.txt"), (False, "small.txt")]
    assert "大得反常" in found[0].error
