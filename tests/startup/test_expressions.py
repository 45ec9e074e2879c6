"""Remembered expressions are the very same expressions, and `re` is left alone outside the program."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from gouji import cache
from gouji.startup import expressions

PATTERNS = [
    (r"(?P<年>20\d{2})年(?:度)?|([一二三]{1,2})、", 0),
    (r"(?i)[a-zé]+(?=件)(?<!\d)", 0),
    (rb"<meta[^>]*?charset=(\w+)", re.IGNORECASE | re.DOTALL),
    (r"[^\u4e00-\u9fff\U00020000-\U0003ffff]{2,}?$", re.MULTILINE | re.VERBOSE),
    (r"", re.ASCII),
]
TEXT = "2023年度 一、总体情况\nABCÉ件 <META x charset=gbk> a b"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Every call is a new start of the program, as far as expressions are concerned."""
    monkeypatch.setenv("GOUJI_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(re, "_compile", re._compile)

    def start() -> None:
        re.purge()
        expressions._known.clear()
        expressions._new.clear()
        expressions._ready.clear()
        expressions.use()

    yield start
    re.purge()


def outcome(pattern: str | bytes, flags: int):
    made = re.compile(pattern, flags)
    text = TEXT.encode() if isinstance(pattern, bytes) else TEXT
    found = [(one.span(), one.groups(), one.lastgroup) for one in made.finditer(text)]
    return made.pattern, made.flags, made.groups, dict(made.groupindex), found, repr(made)


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS)
def test_the_same_expression(program, monkeypatch, pattern, flags):
    plain = outcome(pattern, flags)
    monkeypatch.setattr(expressions, "WORTH", 1)
    program()
    assert outcome(pattern, flags) == plain
    expressions.keep()
    program()
    assert (pattern, flags) in expressions._known
    assert outcome(pattern, flags) == plain
    assert not expressions._new


def test_one_large_expression_is_worth_keeping_and_a_small_one_is_not(program):
    large = "|".join(f"{first}{second}" for first in "天地玄黄宇宙洪荒" for second in "日月盈昃辰宿列张寒来暑往秋收冬藏")
    for pattern in ("天地|玄黄", large):
        program()
        re.compile(pattern)
        expressions.keep()
    program()
    assert (large, 0) in expressions._known and ("天地|玄黄", 0) not in expressions._known


def test_a_wrong_expression_is_refused_as_ever(program):
    program()
    with pytest.raises(re.error, match="unterminated"):
        re.compile("(a")


def test_what_was_tampered_with_is_refused_by_the_engine(program):
    program()
    expressions._known["ab+", 0] = (32, b"\x7f\x00\x00\x00" * 9, 0, {}, (None,))
    with pytest.raises(RuntimeError, match="invalid SRE code"):
        re.compile("ab+")


def test_the_number_kept_is_bounded(program, monkeypatch):
    monkeypatch.setattr(expressions, "MOST", 20)
    monkeypatch.setattr(expressions, "WORTH", 1)
    program()
    for number in range(50):
        re.compile(f"a{{{number},}}b")
    expressions.keep()
    assert len(cache.load(expressions._name())) == 20


def test_importing_gouji_changes_nothing():
    code = "import re; before = re._compile; import gouji.run; assert re._compile is before"
    command = [sys.executable, "-c", f"import sys; sys.path[:0] = {[str(Path(p).absolute()) for p in sys.path]!r}; {code}"]
    assert subprocess.run(command, check=False).returncode == 0


@pytest.mark.parametrize(
    "otherwise",
    [
        {"_code": lambda parsed, flags: object()},
        {"_code": lambda parsed, flags: [1, 2, 3]},
        {"_sre": None},
        {"_parser": None},
    ],
)
def test_a_python_whose_expressions_are_built_otherwise_is_left_alone(program, monkeypatch, otherwise):
    plain = re._compile
    for name, thing in otherwise.items():
        monkeypatch.setattr(re._compiler, name, thing)
    program()
    assert re._compile is plain
