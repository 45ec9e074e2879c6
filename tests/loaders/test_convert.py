"""Reading through LibreOffice: what is offered to it, and what happens without it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from gouji.document import Paragraph, Source
from gouji.errors import UnreadableError
from gouji_plugins.loaders import convert, libreoffice

RTF = b"{\\rtf1\\ansi\\ansicpg936 Annual report 2024\\par Second line\\par}"


def test_what_is_converted_is_known_by_its_first_bytes_and_wps_by_its_container() -> None:
    assert convert.sniff(Source("a.doc", RTF)) == 90
    assert convert.sniff(Source("a.rtf", b"plain text")) == 0
    assert convert.sniff(Source("a.xml", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>')) == 90
    assert convert.sniff(Source("a.xml", b'<?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="x"/>')) == 0
    assert convert.sniff(Source("a.fodt", b'<office:document office:mimetype="application/vnd.oasis.opendocument.text">')) == 90
    assert convert.sniff(Source("a.uof", b'<uof:UOF xmlns:uof="x" uof:version="1.0" uof:mimetype="vnd.uof.text">')) == 90
    assert convert.sniff(Source("a.uos", b'<uof:UOF xmlns:uof="x" uof:version="1.0" uof:mimetype="vnd.uof.spreadsheet">')) == 0
    assert convert.sniff(Source("a.fods", b'<office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet">')) == 0


def test_without_libreoffice_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice.shutil, "which", lambda name: None)
    with pytest.raises(UnreadableError, match=r"另存为 \.docx"):
        convert.load(Source("a.rtf", RTF))


def office(folder: Path, script: str) -> str:
    """A stand-in for LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_a_conversion_that_fails_or_hangs_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if shutil.which("sh") is None:
        pytest.skip("no POSIX shell")
    monkeypatch.setattr(libreoffice.shutil, "which", lambda name: office(tmp_path, "exit 1"))
    with pytest.raises(UnreadableError, match="也无法转换"):
        convert.load(Source("a.rtf", RTF))
    monkeypatch.setattr(libreoffice, "TIMEOUT", 0.2)
    monkeypatch.setattr(libreoffice.shutil, "which", lambda name: office(tmp_path, "sleep 30"))
    with pytest.raises(UnreadableError, match="没有完成"):
        convert.load(Source("a.rtf", RTF))


@pytest.mark.skipif(sys.platform != "linux", reason="limits and folders of Linux")
def test_a_conversion_leaves_nothing_behind_and_is_limited(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    told = tmp_path / "told"
    kept = "HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"
    touched = "; ".join(f'touch "${name}/left"' for name in kept)
    script = f"{touched}; sleep 0.2; ulimit -d > {told}"
    for name in kept:
        monkeypatch.setenv(name, str(home))
    monkeypatch.setattr(libreoffice.shutil, "which", lambda name: office(tmp_path, script))
    with pytest.raises(UnreadableError, match="也无法转换"):
        convert.load(Source("a.rtf", RTF))
    assert list(home.iterdir()) == []
    assert told.read_text().strip() == str(libreoffice.MOST_MEMORY >> 10)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_rtf_is_read_through_libreoffice_and_the_document_says_so() -> None:
    document = convert.load(Source("a.rtf", RTF))
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["Annual report 2024", "Second line"]
    assert document.notes[-1] == libreoffice.CONVERTED
