"""The editions that come with gouji."""

import zipfile
from pathlib import Path

import pytest

from gouji.data import PackagedFile, editions


def test_both_editions_in_order():
    assert list(editions()) == ["gov-2019", "gov-2021"]
    assert [len(list(edition.table("t3").keys())) for edition in editions().values()] == [23 * 7, 25 * 7]


@pytest.mark.parametrize("table", [table for edition in editions().values() for table in edition.tables], ids=lambda table: table.name)
def test_a_word_means_one_row_of_its_table(table):
    words = [word for row in table.rows for word in {row.id, row.name, row.label}]
    assert len(words) == len(set(words))


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
