"""`gouji new plugin NAME`: a Python package with a ruleset and a rule in Python that works at once."""

from __future__ import annotations

from gouji.authoring.skeletons import create
from gouji.cli import status
from gouji.lean import TYPE_CHECKING, Any
from gouji.plugins import load_plugins

if TYPE_CHECKING:
    import argparse

DESCRIPTION = "新建一个插件的文件夹：可以安装的 Python 包，带一个规则集、一条 Python 规则、测试和说明，马上可用。不会覆盖已有的文件。"


def add_parser(subparsers: Any) -> None:
    """Declares the command and its options."""
    parser = subparsers.add_parser("new plugin", description=DESCRIPTION)
    parser.add_argument("name", metavar="名称", help="插件和规则集的名称，小写字母、数字和 -，例如 gouji-wuhan")


def run(chosen: argparse.Namespace) -> int:
    """Runs the command."""
    made = create("plugin", chosen.name, taken=tuple(load_plugins().rulesets))
    for path in made:
        print(path)
    print(f"接下来：cd {chosen.name}，然后 pip install -e . 和 gouji rules test {chosen.name}")
    return status.CLEAN
