"""`gouji new pack NAME`: a folder with a ruleset that works at once."""

from __future__ import annotations

from gouji.authoring.skeletons import create
from gouji.cli import status
from gouji.lean import TYPE_CHECKING, Any
from gouji.plugins import load_plugins

if TYPE_CHECKING:
    import argparse

DESCRIPTION = (
    "新建一个规则集的文件夹：一个 YAML 文件（带一条公式规则、一条文字规则和它们的例子）、测试和说明，马上可用。不会覆盖已有的文件。"
)


def add_parser(subparsers: Any) -> None:
    """Declares the command and its options."""
    parser = subparsers.add_parser("new pack", description=DESCRIPTION)
    parser.add_argument("name", metavar="名称", help="规则集的编号，小写字母、数字和 -，例如 hubei-wuhan")


def run(chosen: argparse.Namespace) -> int:
    """Runs the command."""
    made = create("pack", chosen.name, taken=tuple(load_plugins().rulesets))
    for path in made:
        print(path)
    print(f"接下来：gouji rules test {chosen.name}")
    return status.CLEAN
