"""`gouji new pack NAME` and `gouji new plugin NAME`: a folder with a ruleset that works at once."""

from __future__ import annotations

from gouji.authoring.skeletons import create
from gouji.cli import status
from gouji.lean import TYPE_CHECKING, Any
from gouji.plugins import load_plugins

if TYPE_CHECKING:
    import argparse

DESCRIPTION = "新建一个文件夹，带一个规则集、规则的例子、测试和说明，马上可用。不会覆盖已有的文件。"

NEXT = {"pack": "gouji rules test {0}", "plugin": "cd {0}，然后 pip install -e . 和 gouji rules test {0}"}
"""By what can be made, what to do with it then."""


def add_parser(subparsers: Any) -> None:
    """Declares the command and its options."""
    parser = subparsers.add_parser("new", description=DESCRIPTION)
    parser.add_argument(
        "kind", choices=tuple(NEXT), metavar="种类", help="pack：规则集（YAML 文件）；plugin：可以安装的 Python 包，另有一条 Python 规则"
    )
    parser.add_argument("name", metavar="名称", help="规则集的编号，小写字母、数字和 -，例如 hubei-wuhan；插件的名称也是它")


def run(chosen: argparse.Namespace) -> int:
    """Runs the command."""
    for path in create(chosen.kind, chosen.name, taken=tuple(load_plugins().rulesets)):
        print(path)
    print(f"接下来：{NEXT[chosen.kind].format(chosen.name)}")
    return status.CLEAN
