"""A command line read without argparse says what argparse would have read."""

from importlib import import_module

import pytest

from gouji.cli.main import COMMANDS, module_of
from gouji.cli.parser import program
from gouji.cli.simple import Simple

LINES = [
    "check a.html",
    "check",
    "check a b --format json",
    "check a --format json b --quiet c",
    "check --format json a b",
    "check -",
    "check --no-cache --quiet --verbose a --output out.json",
    "check --ruleset x --ruleset y.yaml --plugin p.py --plugin q a",
    "check --jobs 3 --fail-level never a",
    "check --format json --format terminal a",
    "extract a --edition gov-2021",
    "rules A1 G01 --format json",
    "rules",
    "plugins --plugin p.py",
    "browse a b",
]
OTHER_LINES = [
    "check --format=json a",
    "check --select A1 G01 a",
    "check --form json a",
    "check --jobs two a",
    "check --fail-level warn a",
    "check --output",
    "check --output -x a",
    "check -h",
    "check --unknown a",
    "extract",
    "browse --serve",
    "rules --format xml",
    "plugins a",
]


def by_argparse(module, command, words):
    _, subparsers = program("1")
    module.add_parser(subparsers)
    chosen, unknown = subparsers.choices[command].read(words)
    assert unknown == []
    return vars(chosen)


def simply(line):
    command, *words = line.split(" ")
    simple = Simple()
    import_module(module_of(command)).add_parser(simple)
    return simple.read(words)


@pytest.mark.parametrize("line", LINES)
def test_the_same_as_argparse(line):
    command = line.split(" ")[0]
    assert vars(simply(line)) == by_argparse(import_module(module_of(command)), command, line.split(" ")[1:])


def test_behind_two_dashes_everything_is_a_path():
    assert simply("check --quiet a -- -b.html --quiet").paths == ["a", "-b.html", "--quiet"]


@pytest.mark.parametrize("line", OTHER_LINES)
def test_what_is_not_simple_is_left_to_argparse(line):
    assert simply(line) is None


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_line_is_read_otherwise_than_by_argparse(command):
    """Each option of each command, with a value, without one, and before and after a word."""
    module = import_module(module_of(command))
    simple = Simple()
    module.add_parser(simple)
    for option in [*simple._options, "--gone"]:
        for words in ([option], [option, "3"], [option, "3", "a"], ["a", option], ["a", option, "3"], [option, "3", option, "4"]):
            said = simple.read(words)
            if said is not None:
                assert vars(said) == by_argparse(module, command, words), words
