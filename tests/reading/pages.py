"""Web pages and their tables, written from a truth in the manner of Chinese government sites."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from gouji.edition import Row

from .truth import Truth

HEADS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
Cell = str | tuple[str, int] | tuple[str, int, int]
"""A text, or (text, columns), or (text, columns, rows) of a merged cell."""
Wrap = Callable[[str], str]


def plain(text: str) -> str:
    return text


def tr(cells: Iterable[Cell], wrap: Wrap = plain, tag: str = "td") -> str:
    out = []
    for cell in cells:
        text, columns, rows = (*((cell,) if isinstance(cell, str) else cell), 1, 1)[:3]
        spans = (f' colspan="{columns}"' if columns != 1 else "") + (f' rowspan="{rows}"' if rows != 1 else "")
        out.append(f"<{tag}{spans}>{wrap(text)}</{tag}>")
    return f"<tr>{''.join(out)}</tr>\n"


def table(rows: Iterable[Iterable[Cell]], wrap: Wrap = plain, attributes: str = ' border="1"') -> str:
    return f"<table{attributes}><tbody>\n{''.join(tr(row, wrap) for row in rows)}</tbody></table>"


def p(*lines: str, wrap: Wrap = plain) -> str:
    return "".join(f"<p>{wrap(line)}</p>\n" for line in lines)


def rows_2(truth: Truth) -> Iterator[list[Cell]]:
    """表二 as the form prints it: four columns (2021), cells of a single column merged over three."""
    width = 3
    for block in truth.t2.blocks:
        yield [(block.caption, width + 1)]
        spans = _spread(len(block.columns), width)
        yield [block.stub, *((c.label, n) for c, n in zip(block.columns, spans, strict=True))]
        for row in block.rows:
            yield [row.label, *((v, n) for v, n in zip(truth.row("t2", row), spans, strict=True))]


def _spread(count: int, width: int) -> list[int]:
    return [width // count + (n < width % count) for n in range(count)]


class Row3(NamedTuple):
    """A row of 表三 as printed: the label cells that begin in it, and its values."""

    row: Row
    labels: list[Cell]
    values: list[str]


def body_3(truth: Truth) -> list[Row3]:
    """The data rows of 表三 as the form merges their labels: three label columns, groups merged down."""
    out: list[Row3] = []
    spec = truth.t3
    inside = [row for row in spec.rows if row.data and row.parent]
    groups = {row.id: sum(r.parent == row.id for r in spec.rows) for row in spec.rows if not row.data}
    labels = {row.id: row.label for row in spec.rows}
    started: set[str] = set()
    for row in spec.rows:
        if not row.data:
            continue
        cells: list[Cell] = []
        if row.parent and "H_result" not in started:
            started.add("H_result")
            cells.append((labels["H_result"], 1, len(inside)))
        if row.parent and row.parent != "H_result" and row.parent not in started:
            started.add(row.parent)
            cells.append((labels[row.parent], 1, groups[row.parent]))
        cells.append((row.label, 3 if not row.parent else 2 if row.parent == "H_result" else 1))
        out.append(Row3(row, cells, truth.row("t3", row)))
    return out


def head_3(truth: Truth, heads: Iterable[str] = HEADS) -> list[list[Cell]]:
    return [
        [(truth.t3.corner, 3, 3), ("申请人情况", 7)],
        [("自然人", 1, 2), ("法人或其他组织", 5), ("总计", 1, 2)],
        list(heads),
    ]


def rows_3(truth: Truth) -> list[list[Cell]]:
    return [*head_3(truth), *([*row.labels, *row.values] for row in body_3(truth))]


def rows_4(truth: Truth) -> list[list[Cell]]:
    return [
        [("行政复议", 5, 2), ("行政诉讼", 10)],
        [("未经复议直接起诉", 5), ("复议后起诉", 5)],
        list(RESULTS * 3),
        [v for row in truth.t4.rows for v in truth.row("t4", row)],
    ]


def report(
    truth: Truth,
    *,
    t2: str | None = None,
    t3: str | None = None,
    t4: str | None = None,
    heading: Callable[[str], str] = p,
    prose: Callable[..., str] = p,
    wrap: Wrap = plain,
    intro: str | None = None,
) -> str:
    """The body of a page: introduction and six sections; any part may be given instead of made."""
    parts = [p(*truth.intro) if intro is None else intro]
    tables = {
        2: table(rows_2(truth), wrap) if t2 is None else t2,
        3: table(rows_3(truth), wrap) if t3 is None else t3,
        4: table(rows_4(truth), wrap) if t4 is None else t4,
    }
    for number in range(1, 7):
        parts.append(heading(truth.heading(number)))
        parts.append(tables[number] if number in tables else prose(*truth.prose[f"s{number}"]))
    return "\n".join(parts)


def page(
    truth: Truth,
    body: str,
    *,
    title: str | None = None,
    above: str | None = None,
    below: str = "",
    head: str = "",
    named: str = "白石市政府信息公开",
) -> str:
    """A page of a site around a body: title, date line, navigation and footer."""
    title = f"<h1>{truth.title}</h1>" if title is None else title
    above = (
        f'<div class="info">发布时间：{truth.published} 来源：市政府办公室 字体：[ 大 中 小 ] 浏览次数：1024</div>'
        if above is None
        else above
    )
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{named}</title>{head}</head><body>'
        '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li>'
        '<li><a href="/hd">互动交流</a></li></ul></div>'
        f'{title}{above}<div class="content">{body}</div>{below}'
        f'<div class="footer"><p>主办单位：市政府办公室 网站标识码：0000000000</p><p>备案号：某ICP备00000000号</p></div></body></html>'
    )


def with_2(truth: Truth, rows: list[list[Cell]]) -> str:
    """A report whose 表二 has these rows."""
    return page(truth, report(truth, t2=table(rows)))


def with_3(truth: Truth, *tables: list[list[Cell]], between: str = "") -> str:
    """A report whose 表三 is these tables, with `between` them."""
    return page(truth, report(truth, t3=between.join(table(rows) for rows in tables)))
