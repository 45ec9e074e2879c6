"""What this plugin gives to gouji. Hooks hand things over; they run nothing."""

from importlib.resources import files

from gouji.hooks import Loader, Output, RulesetFile, hookimpl
from gouji.rule import Rule

from . import yhb
from .board import write
from .rules import corrected_but_not_a_problem

GOUJI_API = 1
"""The version of gouji's hooks this plugin was written for; another gouji says what to do."""


@hookimpl
def gouji_rules() -> list[Rule]:
    return [corrected_but_not_a_problem]


@hookimpl
def gouji_rulesets() -> list[RulesetFile]:
    return [RulesetFile("yunhe", "云河市年报检查规则", files(__package__) / "yunhe.yaml")]


@hookimpl
def gouji_loaders() -> list[Loader]:
    return [Loader(yhb.ID, "云河市报送平台的导出文件", (".yhb",), yhb.sniff, yhb.load)]


@hookimpl
def gouji_outputs() -> list[Output]:
    return [Output("board", "一个单位一行的一览", write)]
