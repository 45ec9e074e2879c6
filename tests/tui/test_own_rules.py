"""The user's own ruleset: written with comments and order preserved, and a ruleset like any other."""

from __future__ import annotations

import pytest

from gouji.errors import ConfigError
from gouji.in_force import DEFAULT_RULESETS, Options, prepare
from gouji.tui import own_rules


def test_a_kept_rule_is_obeyed_by_the_engine() -> None:
    assert own_rules.added(Options()) == Options()
    own_rules.keep("A3", None, extends=DEFAULT_RULESETS)
    own_rules.keep("A2", "info", extends=DEFAULT_RULESETS)
    options = own_rules.added(Options())
    assert options.rulesets == (str(own_rules.path()),)
    rules = {rule.id: rule for rule in prepare(options).ruleset.rules}
    assert "A3" not in rules and rules["A2"].level == "info" and "A1" in rules
    own_rules.keep("A3", "error", extends=DEFAULT_RULESETS)
    assert "A3" in {rule.id for rule in prepare(own_rules.added(Options())).ruleset.rules}
    assert own_rules.REASON not in own_rules.path().read_text(encoding="utf-8"), "a rule that is on again has no reason to be off"


def test_rulesets_named_on_the_command_line_stand_alone() -> None:
    own_rules.keep("A3", None, extends=DEFAULT_RULESETS)
    assert own_rules.added(Options(rulesets=("national-2021",))).rulesets == ("national-2021",)


def test_comments_order_and_other_entries_stay() -> None:
    own_rules.path().parent.mkdir(parents=True)
    text = (
        "# 我的\nformat: 1\nid: mine\ntitle: 我的规则集  # 随便\nextends: [national-2021]\n"
        "rules:\n  # 太吵\n  - id: T05\n    off: true\n    because: 本县不要求\n"
    )
    own_rules.path().write_text(text, encoding="utf-8")
    own_rules.keep("A3", "warning", extends=("x",))
    kept = own_rules.path().read_text(encoding="utf-8")
    assert kept.startswith(text) and "A3" in kept and "national-2021" in kept
    own_rules.keep("T05", "info", extends=())
    changed = own_rules.path().read_text(encoding="utf-8")
    assert "# 太吵" in changed and "off" not in changed and "本县不要求" in changed


@pytest.mark.parametrize("text", ["rules: [", "- 1\n", "rules: 5\n"])
def test_a_broken_file_is_left_alone(text: str) -> None:
    own_rules.path().parent.mkdir(parents=True)
    own_rules.path().write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError):
        own_rules.keep("A3", None, extends=())
    assert own_rules.path().read_text(encoding="utf-8") == text
