"""Prints docs/browse.zh.md, the page on the terminal UI; its table of keys comes from gouji.tui.keymap.

python scripts/make_browse_page.py            writes the page
python scripts/make_browse_page.py --check    exit status 1 when its keys are not those of the program
"""

from __future__ import annotations

import sys

from pages import publish

from gouji.tui.keymap import CONTEXTS, names

PAGE = "browse.zh.md"

TEXT = """<!-- Printed by scripts/make_browse_page.py; change that, or core/gouji/tui/keymap.py, not this page. -->

# 翻看年报：gouji browse

![终端界面](browse.svg)

## 打开

```
gouji browse 年报文件夹
```

可以给文件、文件夹、zip 压缩包；不写就是当前文件夹。只有一份年报时，直接列出它的问题。窗口 80 列就够用，110 列以上三栏并排。
文件一边检查一边列出，列出来的马上能看。文件改动后自动重查。要在网页浏览器里看，用 `gouji browse --serve 年报文件夹`（默认只有本机能连）。

不用记键：最下面一行写着现在能按的键，点一下也行；`?` 是帮助，`:` 按名称找命令。窄窗口里按 Enter 进一层，按 Esc 退一层。

## 看懂

- 左边是单位，■ ▲ ○ 下面三列数字是强制性、核实性、提示的个数；✓ 是没有问题，！是读不出来，— 是认为不是年报。按 `s` 把问题多的排在前面。
- 右边是问题，一行一个：级别、单位、年度、位置、哪里不对。■ 强制性必须改正，▲ 核实性请核实，○ 提示供参考。
- 下面“为什么”写着算式里的数、最小的改法、在原文件的第几行、依据。`i` 看全部，包括规则的说明和例子。
- 几份年报之间的问题（与上年不衔接、汇总少于下级、几个单位雷同……）列在其中一份下，“涉及”写着另外几份；
  定位以后按 `O`，到另一份的同一处；与上年不衔接的，到上年的那一格。

## 定位

在问题上按 Enter，打开这份年报，停在那一格或那句话上。**▐5▌** 是所指的格，**[4]** 是与它有关的格，字上的底色是引的原文。
`n`、`p` 到下一处、上一处。正文与表格不符的，先停在那句话上，`o` 到表格里的那一格，再按回来。
`w` 换看三样：为什么；查了什么；原文（文件里的那几行）。
“查了什么”列出这一格查过哪些规则：✓ 通过，✗ 不平，◌ 没法核对和原因；上年年报也在时，写着上年这一格的数。

## 试改

`a` 试用最小的改法，`e` 自己填一个数。马上看到哪些问题消失、哪些新出现。改的只是内存里的数，**不会动文件**；真正的改正要在原文件里做，
保存后界面自己重查。`u` 撤销，`U` 重做，`m` 列出改过的格，可以复制给填表的人。试改过的格显示为 **‹4›**。

## 筛选、分组

- `/` 边输边筛，多个词用空格隔开；单位可以只输拼音首字母，`xzsp` 找到行政审批。Enter 到结果里去，Esc 清除。
  在单位栏里筛了，右边也只列筛出的年报的问题：筛 `2023`，再到第一行“筛出”上，就是这一年的全部问题，可以导出。
- `1` `2` `3` 只看一个级别，`f` 按类别、部分、表、规则勾选，`0` 全部显示。筛掉了多少，框上一直写着。
- `v` 依次按单位、规则、位置分组，在规则的标题上，下面写着这条规则；`s` 换排序，点表头也行。

## 复制、导出

`c` 复制一个问题的全文，`C` 复制一行；经终端复制，远程登录也能用（终端要允许）。`x` 把现在显示的问题存成表格（csv）、json 或 md。
带应为、差额、依据各列的整改清单，用 `gouji check --format csv --output 问题.csv` 写出。

## 规则

`R` 列出全部规则和命中次数。空格关闭一条，`v` 改级别，只在这次运行中有效；`s` 存进自己的规则集文件，以后都有效。
规则集文件改了，在单位、问题那一页按 `r` 重新载入；写错了会说在哪一行，这时仍按原来的规则检查。

## 按键表

每个键都可以换：在设置文件 `tui.json` 里写 `{{"keys": {{"copy": "y"}}}}`，名称见表的最后一列。
{tables}"""


def tables() -> str:
    """One table of keys for every place they apply in."""
    lines: list[str] = []
    for context, keys in CONTEXTS.items():
        lines += ["", f"### {context}", "", "| 键 | 作用 | 说明 | 名称 |", "|---|---|---|---|"]
        for key in keys:
            shown = " ".join(f"`{one}`" for one in names(key.keys).split(" "))
            lines.append(f"| {shown} | {key.label} | {key.help} | {key.id} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(publish({PAGE: TEXT.format(tables=tables())}))
