"""Prints docs/names.zh.md: what rules may call the rows and columns of each edition.

python scripts/make_names_page.py            writes the page
python scripts/make_names_page.py --check    exit status 1 when it is not what the editions say
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from pages import publish

from gouji.data import editions
from gouji.edition import Column, Edition, TableSpec

HEAD = """<!-- 由 scripts/make_names_page.py 从格式版本生成，请不要直接修改。 -->

# 行、列的名称和编号

公式和例子里写名称（`新收`、`表三.新收.总计`），也可以写编号；Python 规则里写编号：`report.cell("t3", "new", "total")`。
名称在一张表里只有一个意思；两张表里都有的，前面写明表。求和一组写 `合计(不予公开)`。
"""


def main() -> int:
    """Makes the page; the exit status."""
    known = sorted(editions().values(), key=lambda edition: edition.year_from, reverse=True)
    return publish({"names.zh.md": "\n".join([HEAD, *(line for edition in known for line in _edition(edition))])})


def _edition(edition: Edition) -> Iterator[str]:
    yield f"## {edition.name} `{edition.id}`\n"
    for table in edition.tables:
        yield f"### {table.name} `{table.id}`　{table.title}\n"
        yield from _table(table)


def _table(table: TableSpec) -> Iterator[str]:
    for block in table.blocks:
        if block.caption:
            yield f"{block.caption} `{block.id}`\n"
        yield f"列：{_columns(block.columns)}\n"
        yield "| 行 | 编号 | 表样上的写法 |\n|---|---|---|"
        for row in block.rows:
            yield f"| {row.name} | `{row.id}` | {row.label}{'' if row.data else '（标题行，没有数）'} |"
        yield ""
    names = {row.id: row.name for row in table.rows} | {column.id: column.name for column in table.blocks[0].columns}
    groups = {**table.row_groups, **table.column_groups}
    if groups:
        yield "组：" + "；".join(f"{name}（{'、'.join(names[id] for id in ids)}）" for name, ids in groups.items()) + "\n"


def _columns(columns: Iterable[Column]) -> str:
    return "、".join(f"{column.name} `{column.id}`" for column in columns)


if __name__ == "__main__":
    sys.exit(main())
