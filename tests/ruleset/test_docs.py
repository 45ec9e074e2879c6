"""The examples of the manual are rulesets that load, and whose own cases come out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gouji.cases import run_all
from gouji.data import editions
from gouji.passages import NAMES
from gouji.plugins import Registry
from gouji.report import LEVELS_OF_GOVERNMENT
from gouji.ruleset import load
from gouji.ruleset.case_keys import WORDS
from gouji.ruleset.schema import RULE_KEYS, RULESET_KEYS

MANUAL = Path(__file__).parents[2] / "docs" / "rules.zh.md"
EXAMPLES = re.findall(r"```yaml\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("text", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_works(text: str, tmp_path: Path, registry: Registry):
    path = tmp_path / "example.yaml"
    path.write_text(text, encoding="utf-8")
    ruleset = load([str(path)], registry)
    own = [rule for rule in ruleset.rules if rule.place.startswith(str(path)) and rule.id.startswith("LJ")]
    outcomes = run_all(own, editions().values(), ruleset.tables)
    assert [(outcome.rule, outcome.wrong) for outcome in outcomes if not outcome.good] == []


def test_the_manual_names_every_word(registry: Registry):
    text = MANUAL.read_text(encoding="utf-8")
    words = {*RULESET_KEYS, *RULE_KEYS, *LEVELS_OF_GOVERNMENT, "because", "off", "use"}
    words |= {name for kind in registry.kinds.values() for name in kind.parameters}
    words |= {name for name in (*NAMES, *WORDS) if name not in "一二三四五六" and not name.endswith("标题")}
    assert [word for word in sorted(words) if f"`{word}" not in text and f"- {word}" not in text] == []
