"""The cache is never needed, never wrong, and holds plain data only."""

import os
import sys
from functools import lru_cache
from pathlib import Path

import pytest

from gouji import cache


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GOUJI_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def made(answers: list[object]):
    def make() -> object:
        answers.append(1)
        return {"数": [1, "二", (3, None)]}

    return make


def test_second_time_is_not_made_again():
    calls: list[object] = []
    first = cache.remembered("rules", [b"a"], made(calls))
    assert cache.remembered("rules", [b"a"], made(calls)) == first
    assert len(calls) == 1


@pytest.mark.parametrize("sources", [[b"b"], [b"a", b""], []])
def test_other_sources_are_another_entry(sources: list[bytes]):
    calls: list[object] = []
    cache.remembered("rules", [b"a"], made(calls))
    cache.remembered("rules", sources, made(calls))
    assert len(calls) == 2


def test_boundaries_between_sources_count():
    assert cache.key("rules", b"ab", b"c") != cache.key("rules", b"a", b"bc")


@pytest.mark.parametrize("damage", [lambda content: content[:-3], lambda content: b"", lambda content: content[:20] + b"x" + content[21:]])
def test_damaged_entry_is_made_again(folder: Path, damage):
    calls: list[object] = []
    cache.remembered("rules", [b"a"], made(calls))
    (entry,) = folder.iterdir()
    entry.write_bytes(damage(entry.read_bytes()))
    assert cache.remembered("rules", [b"a"], made(calls)) == {"数": [1, "二", (3, None)]}
    assert len(calls) == 2
    assert cache.load(entry.stem) is not None


def test_an_entry_in_the_place_of_another_is_made_again(folder: Path):
    calls: list[object] = []
    cache.remembered("rules", [b"a"], made(calls))
    (entry,) = folder.iterdir()
    entry.rename(folder / f"{cache.key('rules', b'b')}.marshal")
    cache.remembered("rules", [b"b"], made(calls))
    assert len(calls) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes there")
def test_a_pipe_in_the_place_of_an_entry_is_not_waited_for(folder: Path):
    folder.mkdir()
    os.mkfifo(folder / "rules-1.marshal")
    assert cache.load("rules-1") is None
    cache.store("rules-1", [1])
    assert cache.load("rules-1") == [1]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows keeps other people out by other means")
@pytest.mark.parametrize("mode", [0o602, 0o620])
def test_what_others_could_have_written_is_made_again(folder: Path, mode: int):
    calls: list[object] = []
    cache.remembered("rules", [b"a"], made(calls))
    (entry,) = folder.iterdir()
    entry.chmod(mode)
    cache.remembered("rules", [b"a"], made(calls))
    assert len(calls) == 2
    assert cache.load(entry.stem) is not None


def test_folder_that_cannot_be_made_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("GOUJI_CACHE_DIR", str(blocked / "cache"))
    calls: list[object] = []
    cache.remembered("rules", [b"a"], made(calls))
    cache.remembered("rules", [b"a"], made(calls))
    assert len(calls) == 2


def test_entries_of_a_purpose_are_bounded(folder: Path):
    cache.store("other-1", 1)
    for number in range(3 * cache.KEPT):
        cache.store(f"rules-{number}", number)
        assert cache.load(f"rules-{number}") == number
        assert len([entry for entry in folder.iterdir() if entry.name.startswith("rules-")]) <= cache.KEPT
    assert cache.load("other-1") == 1


def test_of_more_entries_than_are_kept_most_are_found_when_they_are_asked_for_in_turn():
    names = [f"{cache.key('result', str(number))}" for number in range(110)]

    def found() -> int:
        known = 0
        for name in names:
            if cache.read(name):
                known += 1
            else:
                cache.write(name, b"1", 96)
        return known

    found()
    assert found() > 60


def test_no_draft_is_left_behind(folder: Path):
    cache.store("rules-1", [1])
    assert [entry.suffix for entry in folder.iterdir()] == [".marshal"]


@pytest.mark.parametrize(
    ("platform", "variable", "value", "below"),
    [
        ("linux", "XDG_CACHE_HOME", "/somewhere", ""),
        ("win32", "LOCALAPPDATA", "D:\\cache", ""),
        ("darwin", "HOME", "/somewhere", "Library/Caches"),
    ],
)
def test_platform_folder(monkeypatch: pytest.MonkeyPatch, platform: str, variable: str, value: str, below: str):
    monkeypatch.delenv("GOUJI_CACHE_DIR")
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setenv(variable, value)
    monkeypatch.setattr(cache, "_platform_folder", lru_cache(1)(cache._platform_folder.__wrapped__))  # as when gouji starts
    assert cache.folder() == os.path.join(value, below, "gouji")


def test_equal_values_of_different_types_stay_apart():
    data = [(1, True), (True, 1), ((1,), (True,)), "1", [0, False, None]]
    cache.store("rules-1", data)
    assert repr(cache.load("rules-1")) == repr(data)


def test_what_cannot_be_put_in_its_place_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_paths: str) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "replace", refuse)
    cache.store(cache.key("rules"), [1])
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_link_planted_in_the_folder_is_not_written_through(folder: Path, tmp_path: Path):
    other = tmp_path / "other"
    other.write_text("untouched")
    folder.mkdir()
    (folder / f"rules-1.marshal.{os.getpid()}.tmp").symlink_to(other)
    cache.store("rules-1", [1])
    assert other.read_text() == "untouched"
    cache.store("rules-1", [1])
    assert cache.load("rules-1") == [1]
