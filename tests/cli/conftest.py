"""A folder of its own for each test, and in it a clean report or a faulty one as web pages."""

from pathlib import Path

import pytest

from gouji.data import editions
from gouji.sample import balanced
from gouji.testing.layouts import lay_out


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def put(folder):
    """Writes a report under a name and returns the file's."""

    def written(name, report):
        content, suffix = lay_out(report, "html-official")
        path = Path(name + suffix)
        path.write_bytes(content)
        return str(path)

    return written


@pytest.fixture
def clean(put):
    return put("clean", balanced(editions()["gov-2021"]))


@pytest.fixture
def faulty(put):
    report = balanced(editions()["gov-2021"])
    cell = report.cell("t3", "new", "total")
    return put("faulty", report.with_cells(cell._replace(raw="9", value=9)))
