from pathlib import Path

import pytest

from gouji.errors import UsageError
from gouji.in_force import Options, prepare
from gouji.plugins import BUILTIN, MOST_GIVEN, load_plugins

GOOD = """
from gouji.hooks import hookimpl
from gouji.rule import Case, rule

@rule("Z01", title="试", level="info", defect="S09", basis="试", why="试", passes=[Case({})], fails=[Case({}, "x")])
def never(subject):
    return ()

@hookimpl
def gouji_rules():
    return [never]
"""


@pytest.fixture
def plugin(tmp_path):
    def written(text, name="mine.py"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return written


def failure(*extra):
    (found,) = load_plugins(extra, packages=False).failures
    return found


def test_every_built_in_plugin_loads_and_gives_something():
    registry = load_plugins(packages=False)
    assert registry.failures == ()
    assert [one.name for one in registry.plugins] == list(BUILTIN)
    assert all(one.gives for one in registry.plugins)
    for things in (registry.loaders, registry.kinds, registry.rules, registry.rulesets, registry.outputs):
        assert list(things) == sorted(things)
        assert things


def test_a_single_file_gives_its_rules_and_they_are_asked_for(plugin):
    registry = load_plugins([plugin(GOOD)], packages=False)
    assert registry.failures == ()
    assert registry.asked_rules == ("Z01",)
    assert registry.plugins[-1].gives == ("规则 Z01",)
    assert registry.rules["Z01"].place == "mine.py:never"


def test_a_plugin_that_cannot_be_imported_is_named_and_the_others_stay(plugin):
    path = plugin("raise RuntimeError('坏了')")
    registry = load_plugins([path], packages=False)
    assert [(one.rule, one.error) for one in registry.failures] == [(f"插件 {path}", "无法加载：RuntimeError: 坏了（mine.py 第 1 行）")]
    assert registry.loaders and registry.outputs


def test_a_plugin_that_leaves_the_program_does_not(plugin):
    assert "SystemExit" in failure(plugin("import sys; sys.exit(3)")).error


def test_a_misspelt_hook_is_refused_with_the_nearest_name(plugin):
    found = failure(plugin("from gouji.hooks import hookimpl\n@hookimpl\ndef gouji_rule():\n    return []\n"))
    assert "gouji_rule " in found.error and "gouji_rules" in found.error


def test_a_hook_that_was_not_marked_is_refused(plugin):
    assert "@hookimpl" in failure(plugin("def gouji_rules():\n    return []\n")).error


def test_a_misspelt_hook_does_not_spoil_the_plugin_after_it(plugin):
    bad = plugin("from gouji.hooks import hookimpl\n@hookimpl\ndef gouji_rule():\n    return []\n", "bad.py")
    registry = load_plugins([bad, plugin(GOOD)], packages=False)
    assert [one.rule for one in registry.failures] == [f"插件 {bad}"]
    assert registry.asked_rules == ("Z01",)


def test_a_hook_that_raises_costs_only_what_it_would_have_given(plugin):
    text = GOOD + "\n@hookimpl\ndef gouji_loaders():\n    raise KeyError('缺')\n"
    registry = load_plugins([plugin(text)], packages=False)
    assert "gouji_loaders" in registry.failures[0].error
    assert "Z01" in registry.rules


def test_a_hook_that_gives_the_wrong_things_is_named(plugin):
    text = "from gouji.hooks import hookimpl\n@hookimpl\ndef gouji_rules():\n    return ['Z01']\n"
    assert "str" in failure(plugin(text)).error


@pytest.mark.parametrize(
    ("good", "bad", "words"),
    [
        ("    return [never]", "    [never]", "应返回列表，返回的是 NoneType"),
        ("return [never]", "return never", "应返回列表，返回的是 Rule"),
        ("def gouji_rules()", "def gouji_rules(config)", "gouji_rules 不带参数，请写作 def gouji_rules():"),
        ("@hookimpl\n", "", "gouji_rules 前缺少 @hookimpl"),
        ('level="info"', 'level="warn"', "规则 Z01 的 level 是 'warn'，应为 error、warning、info（mine.py 第 5 行）"),
        ('why="试"', 'why="试", family="上年"', "规则 Z01 的 family 是 '上年'"),
        ('why="试"', 'why="试", editions="gov-2021"', '规则 Z01 的 editions 应是元组：("gov-2021",)'),
        ('why="试"', 'why="试", levels=("部门",)', "规则 Z01 的 levels 里没有 '部门' 这一级，有的是 gov.prov、"),
        ('why="试"', 'why="试", years=(2021,)', "规则 Z01 的 years 应写作（首年，末年）"),
        ('why="试"', 'why="试", years=2021', "规则 Z01 的 years 应写作（首年，末年）"),
        ('"Z01"', '"Z 01"', "规则 Z 01 的 id 不合规矩：以字母开头，只用字母、数字和 . _ -"),
        ('basis="试"', 'basis=" "', "规则 Z01 的 basis 是空的"),
        ("passes=[Case({})]", "passes=Case({})", "规则 Z01 的 passes 应是 Case 的列表"),
        ("passes=[Case({})]", "passes=[{}]", "规则 Z01 的 passes 应是 Case 的列表"),
        ("passes=[Case({})]", "passes=[]", "规则 Z01 的 passes 是空的"),
        ('fails=[Case({}, "x")]', "fails=[]", "规则 Z01 的 fails 是空的"),
        ('why="试"', 'why="试", editions=("gov-2020",)', "规则 Z01 的 editions 里没有 'gov-2020' 这种格式，有的是 gov-2019、gov-2021"),
        ("[never]", "[never, never]", "规则 Z01 已经提供过，编号不能重复"),
        ("return ()", "return (", "SyntaxError"),
    ],
)
def test_common_slips_are_told_in_one_sentence(plugin, good, bad, words):
    assert good in GOOD
    said = failure(plugin(GOOD.replace(good, bad))).error
    assert words in said and "\n" not in said


def test_a_lone_suffix_without_its_comma_is_no_tuple(plugin):
    text = "from gouji.hooks import Loader, hookimpl\n@hookimpl\ndef gouji_loaders():\n    return [Loader('z', '试', ('.z'), len, str)]\n"
    assert failure(plugin(text)).error == '文件格式 z 的 suffixes 应是元组：(".z",)'


def test_a_failed_plugin_is_told_where_what_it_would_have_given_is_missing(plugin):
    path = plugin(GOOD.replace('level="info"', 'level="warn"'))
    with pytest.raises(UsageError) as refused:
        prepare(Options(plugins=(path,), select=("Z01",)))
    assert "没有编号为 Z01 的规则" in str(refused.value)
    assert refused.value.__notes__[0].startswith(f"插件 {path} 出错，已搁置：无法加载：ValueError: 规则 Z01 的 level")


def test_an_id_given_twice_is_refused_and_the_first_stays(plugin):
    first, second = plugin(GOOD, "first.py"), plugin(GOOD.replace('"试", level', '"又", level'), "second.py")
    registry = load_plugins([first, second], packages=False)
    assert registry.rules["Z01"].title == "试"
    assert registry.failures[0].rule == f"插件 {second}" and "Z01" in registry.failures[0].error


def test_a_plugin_without_any_hook_is_told_so(plugin):
    assert "没有用 @hookimpl 标出的挂钩" in failure(plugin("def gouji():\n    return []\n")).error


def test_a_hook_that_gives_without_end_is_stopped(plugin):
    endless = GOOD.replace("return [never]", "while True:\n        yield never")
    assert failure(plugin(endless)).error == f"gouji_rules 出错：ValueError: 给出的东西超过 {MOST_GIVEN} 个"


@pytest.mark.parametrize("text", ["{}", "from gouji.hooks import hookimpl\n@hookimpl\ndef gouji_rules():\n    {}\n"])
def test_who_stops_the_program_is_not_told_that_a_plugin_failed(plugin, text):
    with pytest.raises(KeyboardInterrupt):
        load_plugins([plugin(text.format("raise KeyboardInterrupt"))], packages=False)


def test_whatever_a_plugin_raises_is_its_own(plugin):
    assert "无法加载：GeneratorExit" in failure(plugin("raise GeneratorExit")).error
    assert "gouji_rules 出错：BaseException: b" in failure(plugin(GOOD.replace("return [never]", "raise BaseException('b')"))).error


def test_a_rule_with_the_id_of_one_in_the_rulesets_is_set_aside_by_name(plugin):
    in_force = prepare(Options(plugins=(plugin(GOOD.replace("Z01", "A1")),)))
    assert in_force.registry.set_aside() == [
        "插件的规则 A1 出错，已搁置：编号已是规则集 national-common 里“收件与办件平衡”的，请换一个编号"
    ]
    assert [rule.title for rule in in_force.ruleset.rules if rule.id == "A1"] == ["收件与办件平衡"]


@pytest.mark.parametrize("name", ["no_such_module_anywhere", "no_such_module.anywhere", "no/such/file.py"])
def test_a_plugin_that_does_not_exist_is_wrong_usage(name):
    with pytest.raises(UsageError, match="找不到"):
        load_plugins([name], packages=False)


def test_two_files_of_the_same_name_are_two_plugins(tmp_path):
    paths = []
    for number in (1, 2):
        folder = Path(tmp_path, str(number))
        folder.mkdir()
        paths.append(folder / "rules.py")
        paths[-1].write_text(GOOD.replace("Z01", f"Z0{number}"), encoding="utf-8")
    registry = load_plugins([str(path) for path in paths], packages=False)
    assert registry.asked_rules == ("Z01", "Z02")


@pytest.mark.parametrize(
    ("declared", "words"),
    [("99", "第 99 版插件接口，这个 gouji 只有第 1 版；请升级 gouji"), ("0", "请升级这个插件"), ("'1'", "应是整数")],
)
def test_a_plugin_for_other_hooks_is_refused_with_what_to_do(plugin, declared, words):
    assert words in failure(plugin(f"GOUJI_API = {declared}\n{GOOD}")).error


def test_a_plugin_may_say_which_hooks_it_was_written_for(plugin):
    assert load_plugins([plugin(f"GOUJI_API = 1\n{GOOD}")], packages=False).failures == ()


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Installs a module as a package of its own, found under the name of its entry point."""

    def package(module, text, entry):
        (tmp_path / f"{module}.py").write_text(text, encoding="utf-8")
        folder = tmp_path / f"{module}-1.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Name: {module}\nVersion: 1\n")
        (folder / "entry_points.txt").write_text(f"[gouji]\n{entry}\n")

    monkeypatch.syspath_prepend(tmp_path)
    return package


def test_an_installed_plugin_that_is_asked_for_too_is_loaded_once_as_asked_for(installed):
    installed("gouji_twice", GOOD, "twice = gouji_twice")
    registry = load_plugins(["gouji_twice"])
    assert not [failure for failure in registry.failures if "gouji_twice" in failure.rule]
    assert registry.asked_rules == ("Z01",)


def test_an_entry_point_may_name_an_object_of_a_module(installed):
    given = "from types import SimpleNamespace as Object\nours = Object(inner=Object(gouji_rules=gouji_rules))\n"
    installed("gouji_object", GOOD + given, "object = gouji_object:ours.inner")
    (found,) = (plugin for plugin in load_plugins().plugins if plugin.name == "object")
    assert (found.gives, found.error) == (("规则 Z01",), "")


def test_two_packages_may_call_their_plugins_by_one_name(installed, monkeypatch, tmp_path):
    monkeypatch.setenv("GOUJI_CACHE_DIR", str(tmp_path / "cache"))
    installed("gouji_same_one", GOOD, "same = gouji_same_one")
    installed("gouji_same_two", GOOD.replace("Z01", "Z02"), "same = gouji_same_two")
    registry = load_plugins()
    assert [(plugin.gives, plugin.error) for plugin in registry.plugins if plugin.name == "same"] == [
        (("规则 Z01",), ""),
        (("规则 Z02",), ""),
    ]


@pytest.mark.parametrize(
    ("entry", "error"),
    [
        ("bad = gouji_bad", "无法加载：ZeroDivisionError: division by zero（gouji_bad.py 第 3 行）"),
        ("bad = gouji_baad", "无法加载：ModuleNotFoundError: No module named 'gouji_baad'"),
    ],
)
def test_what_is_wrong_with_an_installed_plugin_is_told_with_its_own_line_or_none(installed, entry, error):
    installed("gouji_bad", "import os\n\n1 / 0\n", entry)
    assert [failure.error for failure in load_plugins().failures if failure.rule == "插件 bad"] == [error]
