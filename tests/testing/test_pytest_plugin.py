"""The fixture `gouji_pack`: a ruleset tested in one line, and a counterexample a person can read."""

import pytest

from gouji.errors import ConfigError, UsageError
from gouji.testing.contracts import BrokenContractError

PACK = """
format: 1
id: ours
title: 我们的规则
rules:
  - id: X01
    title: 试
    assert: 新收.总计 {relation} {number}
    level: {level}
    basis: 某通知
    passes: {{新收.总计: 0}}
    fails: {{新收.总计: 9, says: {says}}}
"""


def write(path, relation="≤", number=5, level="info", says="新收"):
    path.write_text(PACK.format(relation=relation, number=number, level=level, says=says), "utf-8")
    return str(path)


def test_a_good_pack_passes(gouji_pack, tmp_path):
    gouji_pack(write(tmp_path / "ours.yaml")).check(examples=5)


def test_a_shipped_ruleset_goes_by_its_id(gouji_pack):
    gouji_pack("national-2021").cases()


def test_a_case_that_comes_out_otherwise_is_named_with_its_place(gouji_pack, tmp_path):
    with pytest.raises(AssertionError, match=r"X01（.*ours\.yaml:6）.*出错说明里应有“别的”"):
        gouji_pack(write(tmp_path / "ours.yaml", says="别的")).cases()


def test_a_counterexample_is_a_small_report_with_a_command_that_shows_it_again(gouji_pack, tmp_path):
    path = write(tmp_path / "ours.yaml", level="error", relation="<", number=3)
    with pytest.raises(BrokenContractError) as raised:
        gouji_pack(path).contracts(examples=60)
    said = str(raised.value)
    assert "无误的年报" in said
    assert said.rstrip().endswith(f"--select X01 --ruleset {path}")
    assert len(said.splitlines()) < 15


def test_words_that_name_nothing_are_refused(gouji_pack, tmp_path):
    with pytest.raises(UsageError, match="没有规则集"):
        gouji_pack("nothing")
    path = tmp_path / "ours.yaml"
    path.write_text("format: 1\nid: ours\ntitel: 我们\n", "utf-8")
    with pytest.raises(ConfigError):
        gouji_pack(str(path))
