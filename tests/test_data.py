"""The editions that come with gouji."""

import zipfile
from pathlib import Path

import pytest

from gouji.data import PackagedFile, editions


def test_both_editions_in_order():
    assert list(editions()) == ["gov-2019", "gov-2021"]
    assert [len(list(edition.table("t3").keys())) for edition in editions().values()] == [23 * 7, 25 * 7]


def test_files_are_found_inside_a_zip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    archive = tmp_path / "pack.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("made_up_pack/__init__.py", "")
        made.writestr("made_up_pack/inside/a.yaml", "甲: 1")
    monkeypatch.syspath_prepend(str(archive))
    file = PackagedFile("made_up_pack", "inside/a.yaml")
    assert file.name == "a.yaml"
    assert file.read_bytes().decode() == "甲: 1"


def test_a_missing_file():
    with pytest.raises(OSError):
        PackagedFile("gouji_rulesets", "none.yaml").read_bytes()
