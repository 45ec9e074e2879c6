"""Export: the same rows in three formats, safe in a spreadsheet and in Markdown."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from gouji.edition import Edition
from gouji.run.judging import Checked
from gouji.tui import views
from gouji.tui.dialogs.export import free_name
from gouji.tui.export import write
from gouji.tui.query import Query
from gouji.tui.store import Store

from .conftest import fake, fill


def test_each_format_holds_what_is_shown_in_its_order(store: Store, edition: Edition, tmp_path: Path) -> None:
    fill(store, edition, 3, 4)
    view = views.build(store.write, Query(words="第1处", order="unit", descending=True))
    for kind in ("csv", "json", "md"):
        assert write(store.read, view, kind, tmp_path / f"a.{kind}") == 3
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[1] for row in rows[1:]] == ["临江县第2水利站", "临江县第1水利站", "临江县第0水利站"]
    data = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [row["unit"] for row in data] == [row[1] for row in rows[1:]] and data[0]["severity"] == "warning"
    assert (tmp_path / "a.md").read_text(encoding="utf-8").count("\n") == 5


def test_groups_become_sections(store: Store, edition: Edition, tmp_path: Path) -> None:
    fill(store, edition, 2, 3)
    write(store.read, views.build(store.write, Query(group="unit")), "md", tmp_path / "a.md")
    assert (tmp_path / "a.md").read_text(encoding="utf-8").count("## 临江县第") == 2


def test_formulas_and_markup_in_documents_stay_text(store: Store, edition: Edition, tmp_path: Path) -> None:
    result = fake(edition, "＝cmd()", 1)
    finding = replace(result.findings[0], message="a|b <b>*c*</b>")
    store.add([Checked("a", replace(result, findings=(finding,)))])
    view = views.build(store.write, Query())
    write(store.read, view, "csv", tmp_path / "a.csv")
    write(store.read, view, "md", tmp_path / "a.md")
    assert "'＝cmd()" in (tmp_path / "a.csv").read_text(encoding="utf-8")
    assert "a\\|b \\<b\\>\\*c\\*" in (tmp_path / "a.md").read_text(encoding="utf-8")


def test_nothing_is_overwritten(store: Store, edition: Edition, tmp_path: Path) -> None:
    fill(store, edition, 1, 1)
    file = tmp_path / "a.json"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write(store.read, views.build(store.write, Query()), "json", file)
    assert file.read_text(encoding="utf-8") == "mine"
    assert free_name(file) == tmp_path / "a2.json"


def test_an_empty_view_is_valid_json(store: Store, tmp_path: Path) -> None:
    assert write(store.read, views.build(store.write, Query()), "json", tmp_path / "a.json") == 0
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == []
