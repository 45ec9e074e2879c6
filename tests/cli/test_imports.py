"""What a check of a page imports: every module counts at every start."""

import subprocess
import sys

import pytest

HEAVY = {
    "argparse",
    "asyncio",
    "concurrent.futures",
    "csv",
    "ctypes",
    "dataclasses",
    "datetime",
    "email",
    "gettext",
    "hashlib",
    "heapq",
    "hypothesis",
    "importlib.metadata",
    "importlib.resources",
    "inspect",
    "locale",
    "logging",
    "multiprocessing",
    "olefile",
    "pathlib",
    "pickle",
    "pluggy",
    "pypdfium2",
    "python_calamine",
    "rich",
    "ruamel.yaml",
    "shutil",
    "signal",
    "sqlite3",
    "subprocess",
    "tempfile",
    "textual",
    "typing",
    "zipfile",
}
"""Each of these takes a noticeable part of the time a page takes; none is needed for one."""

MANY = 295
"""A check ends with some 284 modules, 290 in Python 3.15, those included with which Python starts; each one more is 50 µs or more
of every start."""

LISTING = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); from gouji.__main__ import program; program()"


def imported_by_check(*arguments):
    """The modules that are there at the end of a second run."""
    command = [sys.executable, "-c", LISTING, "check", *arguments]
    subprocess.run(command, capture_output=True, check=False)  # fills the cache
    return set(subprocess.run(command, capture_output=True, check=False, text=True).stderr.splitlines()[-1].split(" "))


@pytest.mark.parametrize(("arguments", "needed"), [(["--no-cache"], "gouji_plugins.rules.prose"), ([], "gouji.run.earlier")])
def test_checking_a_page_into_a_file_imports_nothing_heavy(clean, arguments, needed):
    imported = imported_by_check(*arguments, clean)
    assert needed in imported
    assert imported & HEAVY == set()
    assert len(imported) < MANY


def test_a_page_that_has_not_changed_needs_neither_loader_nor_rules(clean):
    asked = ("gouji_plugins.loaders", "gouji_plugins.rules", "gouji.recognise", "gouji.prose", "gouji.formula", "selectolax")
    assert [name for name in imported_by_check(clean) if name.startswith(asked)] == []
