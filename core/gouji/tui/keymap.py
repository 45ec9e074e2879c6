"""Every key of the terminal UI in one table: what it does, where, in which words.

Bindings, the bar at the bottom, the help and the command palette are all made from it, and every
key can be replaced in the settings file by the id in the first column.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding, BindingType


class Key(NamedTuple):
    """One action: its id, the keys that do it, the Textual action, a short label and a sentence of help.

    `rank` orders the bar at the bottom, most useful first; 0 keeps a key out of it.
    """

    id: str
    keys: str
    action: str
    label: str
    help: str
    rank: int = 0


MOVE = (
    Key("up", "up,k", "line(-1)", "上一行", "光标上移一行"),
    Key("down", "down,j", "line(1)", "下一行", "光标下移一行"),
    Key("page_up", "pageup,ctrl+b", "page(-1)", "上一页", "上翻一页"),
    Key("page_down", "pagedown,ctrl+f", "page(1)", "下一页", "下翻一页"),
    Key("top", "home,g", "end(-1)", "开头", "到第一行"),
    Key("bottom", "end,G", "end(1)", "结尾", "到最后一行"),
)
"""Keys of every list, page and report."""

CHOOSE = (
    Key("enter", "enter", "enter", "看问题", "看光标所在的单位、年报的问题", 90),
    Key("left", "left,h", "left", "收起", "收起一组，或回到左边一栏"),
    Key("right", "right,l", "right", "展开", "展开一组，或到右边一栏"),
)
"""Keys of lists whose lines open."""

LOCATE = (Key("locate", "enter", "enter", "定位", "到年报里出问题的那一处；在分组的标题上是收起、展开", 90),)
"""What opening a line means in the list of findings."""

EVERYWHERE = (
    Key("help", "question_mark,f1", "help", "帮助", "列出这里能用的键，可以搜索", 2),
    Key("quit", "q,ctrl+q", "quit", "退出", "退出 gouji", 1),
    Key("palette", "colon,ctrl+p", "palette", "命令", "按名称查找并执行任何命令"),
    Key("theme", "T", "theme", "明暗", "在深色与浅色之间切换，下次启动仍然有效"),
    Key("rules", "R", "rules", "规则", "看全部规则；可以关闭一条或改它的级别", 20),
)
"""Keys of the whole application."""

PANE = (
    Key("filter", "slash", "filter", "筛选", "边输边筛；单位可用拼音首字母，多个词用空格隔开", 80),
    Key("sort", "s", "sort", "排序", "依次换一种排序；问题表也可以点表头", 60),
)
"""Keys that both panes of the main screen have."""

FILTER = (Key("filter_done", "enter", "submit", "到结果", "筛好了，到列表里去；Esc 清除筛选", 90),)
"""Keys of a filter line."""

BROWSE = (
    Key("next", "n", "next(1)", "下一处", "到下一个问题", 72),
    Key("previous", "p", "next(-1)", "上一处", "到上一个问题", 71),
    Key("facets", "f", "facets", "条件", "按级别、缺陷类别、规则、部分、表勾选要看的问题", 66),
    Key("group", "v", "group", "分组", "依次按单位、按规则、按位置分组，或不分组", 62),
    Key("reverse", "S", "reverse", "倒序", "把排序反过来"),
    Key("level_error", "1", "level('error')", "强制性", "只看或不再只看强制性问题"),
    Key("level_warning", "2", "level('warning')", "核实性", "只看或不再只看核实性问题"),
    Key("level_info", "3", "level('info')", "提示", "只看或不再只看提示"),
    Key("clear", "0", "clear", "全部显示", "清除所有筛选"),
    Key("detail", "i", "detail", "详情", "看这个问题的全部：等式、改法、依据、规则说明与示例", 56),
    Key("what", "w", "what", "查了什么", "到原处看那一格查过哪些规则、结果如何", 54),
    Key("edit", "e", "edit", "试改", "到原处试改这一格，看问题会不会消失；不改动文件", 52),
    Key("copy", "c", "copy", "复制", "复制这个问题的全文（经终端，ssh 也可用）", 50),
    Key("copy_row", "C", "copy_row", "复制一行", "复制这一行，各列以制表符隔开"),
    Key("export", "x", "export", "导出", "把现在显示的问题存成 csv、json 或 md", 48),
    Key("recheck", "r", "recheck", "重查", "重新载入规则集，检查全部文件；文件改动时会自动重查", 40),
    Key("back", "escape", "back", "返回", "清除筛选，或回到上一栏", 10),
    Key("next_pane", "tab", "pane(1)", "下一栏", "到下一栏"),
    Key("previous_pane", "shift+tab", "pane(-1)", "上一栏", "到上一栏"),
)
"""Keys of the main screen."""

PLACE = (
    Key("place_next", "n", "next(1)", "下一处", "到这份年报的下一个问题", 80),
    Key("place_previous", "p", "next(-1)", "上一处", "到这份年报的上一个问题", 79),
    Key("other_end", "o", "other_end", "对照", "问题既在正文又在表格的，在两处之间来回", 78),
    Key("other_report", "O", "other_report", "另一份", "问题涉及几份年报的，到另一份的对应处；Esc 回来，再按是下一份", 77),
    Key("part", "w", "part", "查了什么", "换看：为什么、查了什么、原文", 76),
    Key("place_edit", "e,enter", "edit", "试改", "改光标所在的格子试试；只在内存里，不改动文件", 74),
    Key("adopt", "a", "adopt", "用最小改法", "试用这个问题的最小改法", 72),
    Key("undo", "u", "undo", "撤销", "撤销上一次试改", 70),
    Key("redo", "U,ctrl+r", "redo", "重做", "重做撤销了的试改", 30),
    Key("changes", "m", "changes", "改动单", "列出试改过的格子和效果，可以复制", 68),
    Key("place_detail", "i", "detail", "详情", "看这个问题的全部", 60),
    Key("place_copy", "c", "copy", "复制", "复制这个问题的全文", 50),
    Key("place_copy_row", "C", "copy_row", "复制一行", "复制光标所在的一行"),
    Key("place_recheck", "r", "recheck", "重查", "重新读取并检查这份文件"),
    Key("place_back", "escape", "back", "返回", "回到问题表", 10),
    Key("place_pane", "tab", "pane", "换栏", "在年报与说明之间切换"),
)
"""Keys of the report as it is."""

CELLS = (
    Key("cell_left", "left,h", "cell(-1)", "左", "到左边一格"),
    Key("cell_right", "right,l", "cell(1)", "右", "到右边一格"),
)
"""Keys on a row of a table."""

SHOW = (Key("rules_show", "enter,right,l", "screen.show", "看它的问题", "回到问题表，只看这条规则的问题", 90),)
"""What opening a line means in the list of rules."""

RULES = (
    Key("rules_filter", "slash", "filter", "筛选", "按编号、标题、缺陷、依据筛选规则", 80),
    Key("rules_off", "space", "off", "关闭/启用", "在这次运行中关闭或启用这条规则，并重新检查", 70),
    Key("rules_level", "v", "level", "改级别", "在这次运行中把级别依次改为强制性、核实性、提示", 68),
    Key("rules_keep", "s", "keep", "存入我的规则集", "把这条规则现在的状态存入自己的规则集文件", 66),
    Key("rules_copy", "c", "copy", "复制", "复制这条规则的说明", 50),
    Key("rules_pane", "tab", "pane", "换栏", "在规则表与说明之间切换"),
    Key("rules_back", "escape", "back", "返回", "回到问题表", 10),
)
"""Keys of the rules screen."""

PAGE = (
    Key("page_copy", "c", "copy", "复制", "复制这一页的文字", 50),
    Key("page_back", "escape,i", "back", "返回", "关闭这一页", 10),
)
"""Keys of a page that stands above a screen."""

CONTEXTS = {
    "单位与问题": LOCATE + PANE + FILTER + BROWSE,
    "定位": PLACE + CELLS,
    "规则": RULES + SHOW,
    "详情页": PAGE,
    "列表与页面": MOVE + CHOOSE,
    "到处可用": EVERYWHERE,
}
"""All keys by where they apply, for the help."""

_NAMES = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "enter": "Enter",
    "escape": "Esc",
    "space": "空格",
    "tab": "Tab",
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "f1": "F1",
}


def bindings(*tables: tuple[Key, ...]) -> list[BindingType]:
    """Textual's bindings for these keys."""
    return [
        Binding(
            key.keys,
            key.action,
            key.label,
            show=key.rank > 0,
            id=key.id,
            tooltip=key.help,
            priority=key.id in ("next_pane", "previous_pane"),
        )
        for table in tables
        for key in table
    ]


BY_ID = {key.id: key for table in CONTEXTS.values() for key in table}


def name(key: str) -> str:
    """A key as printed on it: `ctrl+p` is ^p."""
    if key.startswith("ctrl+"):
        return "^" + key[5:]
    if key.startswith("shift+"):
        return "⇧" + name(key[6:])
    return _NAMES.get(key, key)


def names(keys: str) -> str:
    """All keys of a binding, as printed on them."""
    return " ".join(name(key.strip()) for key in keys.split(","))
