import os
import sys

import pytest

from gouji.plugins import index, load_plugins


@pytest.fixture
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("GOUJI_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def package(tmp_path, monkeypatch):
    """An installed package with an entry point for gouji."""
    site = tmp_path / "site"
    (site / "gouji_example-2.5.dist-info").mkdir(parents=True)
    (site / "gouji_example-2.5.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: gouji-example\nVersion: 2.5\n")
    (site / "gouji_example-2.5.dist-info" / "entry_points.txt").write_text("[gouji]\nexample = made_up_gouji_example\n")
    (site / "made_up_gouji_example.py").write_text("from gouji.hooks import hookimpl\n@hookimpl\ndef gouji_kinds():\n    return []\n")
    monkeypatch.syspath_prepend(str(site))
    return site


def test_an_installed_package_is_found_with_its_version(cache, package):
    found = next(one for one in load_plugins().plugins if one.name == "example")
    assert (found.version, found.origin, found.error) == ("2.5", "安装包", "")


def test_the_second_start_does_not_ask_again(cache, package, monkeypatch):
    first = index.installed_plugins()
    monkeypatch.setattr(index, "_ask", lambda: pytest.fail("asked though nothing has changed"))
    assert index.installed_plugins() == first


def test_what_was_installed_since_is_found(cache, package):
    before = index.installed_plugins()
    other = package / "gouji_other-1.0.dist-info"
    other.mkdir()
    (other / "METADATA").write_text("Metadata-Version: 2.1\nName: gouji-other\nVersion: 1.0\n")
    (other / "entry_points.txt").write_text("[gouji]\nother = made_up_gouji_example\n")
    os.utime(package, ns=(0, 0))  # two changes within a tick of the clock would look like one
    assert {one.name for one in index.installed_plugins()} - {one.name for one in before} == {"other"}


def test_another_folder_is_asked_anew(cache, package, monkeypatch):
    before = index.installed_plugins()
    monkeypatch.setattr(sys, "path", [folder for folder in sys.path if folder != str(package)])
    after = index.installed_plugins()
    assert {one.name for one in before} - {one.name for one in after} == {"example"}
