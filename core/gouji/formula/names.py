"""Which cells a name means, in one edition and one context.

Rows, columns, groups and tables go by their short Chinese names; ids and official labels are
understood too. `each` repeats a formula over columns, rows or cells, and names then denote what is
left open: rows under 列, columns under 行.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gouji.edition import Column, Edition, Row, TableBlock, TableSpec
from gouji.formula.instances import BELOW, PREVIOUS
from gouji.formula.syntax import SELF, FormulaError, Name
from gouji.lean import Any, NamedTuple
from gouji.likeness import nearest
from gouji.report import Key
from gouji.text import squeeze

AXES = ("列", "行", "格", "计数格", "增减格", "金额格")
ALL_TABLES = "各表"
_OTHER_WORDS = {"去年": PREVIOUS, "上一年": PREVIOUS, "上年度": PREVIOUS, "上一年度": PREVIOUS, "下属": BELOW, "下级单位": BELOW}
_CELL_TYPES = {"格": ("int", "signed", "money"), "计数格": ("int",), "增减格": ("signed",), "金额格": ("money",)}


class Found(NamedTuple):
    """One cell a name means: its key, its name for messages, and whose report it is in."""

    key: Key
    label: str
    scope: str = ""


class Context(NamedTuple):
    """One repetition of a formula: what it is called, and the names that go without a table.

    `rows` and `columns` list what a single word can mean.
    """

    where: str
    table: TableSpec | None = None
    row: Row | None = None
    column: Column | None = None
    rows: tuple[Row, ...] = ()
    columns: tuple[Column, ...] = ()


class Each(NamedTuple):
    """What a formula is repeated over: 表三 列, 表三 不予公开 行, 表四 行政复议 行."""

    table: str
    middle: str
    axis: str
    offset: int = 0


def parse_each(text: str) -> Each:
    """Understands the text of `each`. Raises FormulaError."""
    words = text.split()
    if len(words) == 1 and words[0] not in AXES:
        axis = next((axis for axis in AXES[::-1] if words[0].endswith(axis)), None)
        if axis:
            words = [words[0].removesuffix(axis), axis]
    if len(words) not in (2, 3) or words[0] == "每":
        raise FormulaError("each 应写作“表三 列”“表三 行”“表三 格”，中间可加一个组名或分块名", 0)
    if words[-1] not in AXES:
        raise FormulaError(f"each 的最后一个词应当是 {'、'.join(AXES)} 之一，不是“{words[-1]}”", text.rindex(words[-1]))
    return Each(words[0], words[1] if len(words) == 3 else "", words[-1], text.index(words[1]) if len(words) == 3 else 0)


def contexts(each: Each | None, edition: Edition) -> list[Context]:
    """The repetitions `each` means in this edition. Raises FormulaError for unknown names."""
    if each is None:
        return [Context("")]
    if each.table == ALL_TABLES:
        if each.axis in ("列", "行") or each.middle:
            raise FormulaError("“各表”后面只能是 格、计数格、增减格、金额格", 0)
        tables: tuple[TableSpec, ...] = edition.tables
    else:
        tables = (_table(edition, each.table),)
    return [context for table in tables for context in _in_table(each, table)]


def _in_table(each: Each, table: TableSpec) -> Iterator[Context]:
    block, rows, columns = _narrowed(each, table)
    if each.axis == "列":
        blocks = [block] if block else list(table.blocks)
        if len(blocks) > 1:
            raise FormulaError(f"{table.name}的各分块列名不同，请写明分块，例如“{table.name} {table.blocks[0].caption} 列”", 0)
        names = tuple(blocks[0].rows)
        for column in columns or blocks[0].columns:
            yield Context(table.line(column.name, "列"), table, None, column, rows=names)
        return
    chosen = rows or (block.rows if block else table.rows)
    for row in chosen:
        if not row.data:
            continue
        if each.axis == "行":
            yield Context(table.line(row.name, "行"), table, row, None, columns=row.columns)
            continue
        for column in columns or row.columns:
            if column.type in _CELL_TYPES[each.axis]:
                yield Context(f"{table.name}·{row.name}·{column.name}", table, row, column)


def _narrowed(each: Each, table: TableSpec) -> tuple[TableBlock | None, tuple[Row, ...], tuple[Column, ...]]:
    """What the middle word of `each` restricts it to: a block, or a group or one of rows or columns."""
    if not each.middle:
        return None, (), ()
    wanted = squeeze(each.middle)
    for block in table.blocks:
        if wanted in (block.id, squeeze(block.caption), *map(squeeze, block.accept)):
            return block, (), ()
    rows = _group_or(table, table.rows, each.middle, rows=True) if each.axis != "列" else ()
    columns = _group_or(table, table.blocks[0].columns, each.middle, rows=False) if each.axis != "行" else ()
    if rows or columns:
        return None, rows, () if rows else columns
    known = [block.caption for block in table.blocks if block.caption]
    if each.axis != "列":
        known += [*table.row_groups, *(row.name for row in table.rows)]
    if each.axis != "行":
        known += [*table.column_groups, *(column.name for column in table.blocks[0].columns)]
    raise FormulaError(f"{table.name}没有叫“{each.middle}”的分块、组、行或列{nearest(each.middle, known)}", each.offset)


def cells_of(name: Name, context: Context, edition: Edition) -> list[Found]:
    """The cells a name means, several only inside 合计( ). Raises FormulaError, with the place."""
    parts, scope = name.parts, ""
    if len(parts) > 1 and parts[0] in _OTHER_WORDS:
        raise FormulaError(f"“{parts[0]}”请写 {_OTHER_WORDS[parts[0]]}", name.offset)
    if len(parts) > 1 and parts[0] in (PREVIOUS, BELOW):
        scope, parts = parts[0], parts[1:]
    if scope == BELOW and not name.sum:
        raise FormulaError(f"下级不止一个，请写作 合计({'.'.join(name.parts)})", name.offset)
    rows, columns, table = _parts(parts, context, edition, name.offset)
    several = len(rows) * len(columns) > 1
    if several and not name.sum:
        raise FormulaError(f"“{'.'.join(parts)}”是一组，求和请写作 合计({'.'.join(name.parts)})", name.offset)
    if name.sum and not several and scope != BELOW:
        raise FormulaError(f"“{'.'.join(parts)}”是一个单元格，不用写 合计( )", name.offset)
    found: list[Found] = []
    for row in rows:
        for column in columns:
            if row.column(column.id) is None:
                raise FormulaError(f"{table.name}“{row.name}”行没有“{column.name}”列", name.offset)
            found.append(Found((table.id, row.id, column.id), _label(context, row, column, scope), scope))
    return found


def _label(context: Context, row: Row, column: Column, scope: str) -> str:
    if context.column is not None and context.row is None and column.id == context.column.id:
        label = row.name
    elif context.row is not None and context.column is None and row.id == context.row.id:
        label = column.name
    else:
        label = f"{row.name}·{column.name}"
    if scope == PREVIOUS:
        return f"上年年报的{label}"
    return f"下级{label}合计" if scope else label


def _parts(
    parts: tuple[str, ...], context: Context, edition: Edition, offset: int
) -> tuple[tuple[Row, ...], tuple[Column, ...], TableSpec]:
    if len(parts) == 1:
        return _single(parts[0], context, offset)
    matches: list[tuple[tuple[Row, ...], tuple[Column, ...], TableSpec]] = []
    for table in edition.tables:
        rest = parts[1:] if _called(table, parts[0]) else parts
        # An id such as a20_1.norm has a dot of its own, so every way to divide the parts is tried.
        for cut in range(1, len(rest)):
            rows = _group_or(table, table.rows, ".".join(rest[:cut]), rows=True)
            if rows:
                columns = _group_or(table, rows[0].columns, ".".join(rest[cut:]), rows=False)
                if columns:
                    matches.append((rows, columns, table))
    if len(matches) == 1:
        return matches[0]
    written = ".".join(parts)
    if matches:
        tables = "、".join(match[2].name for match in matches)
        raise FormulaError(f"“{written}”在{tables}里都有，请在前面写明表，例如 {matches[0][2].name}.{written}", offset)
    raise FormulaError(f"{edition.id} 没有“{written}”这个单元格{_nearest_cell(parts, edition)}", offset)


def _single(word: str, context: Context, offset: int) -> tuple[tuple[Row, ...], tuple[Column, ...], TableSpec]:
    if word == SELF:
        if context.row is None or context.column is None or context.table is None:
            raise FormulaError("“本格”只能用在 each 以“格”结尾的规则里", offset)
        return (context.row,), (context.column,), context.table
    if context.table is None or (context.row is not None and context.column is not None):
        raise FormulaError(f"“{word}”不完整，请写作 行.列 或 表.行.列，例如 表三.新收.总计；要逐列、逐行核对，请写 each", offset)
    if context.column is not None:
        rows = _group_or(context.table, context.rows, word, rows=True)
        if rows:
            return rows, (context.column,), context.table
        known = [*(row.name for row in context.rows), *context.table.row_groups]
        turned = any(word == column.name for row in context.rows for column in row.columns)
        hint = "，它是列名；逐列核对时公式里写行名" if turned else nearest(word, known)
        raise FormulaError(f"{context.table.name}没有叫“{word}”的行{hint}", offset)
    assert context.row is not None
    columns = _group_or(context.table, context.columns, word, rows=False)
    if columns:
        return (context.row,), columns, context.table
    known = [*(column.name for column in context.columns), *context.table.column_groups]
    turned = any(word == row.name for row in context.table.rows)
    hint = "，它是行名；逐行核对时公式里写列名" if turned else nearest(word, known)
    raise FormulaError(f"{context.table.name}“{context.row.name}”行没有叫“{word}”的列{hint}", offset)


def _group_or(table: TableSpec, items: tuple[Any, ...], word: str, *, rows: bool) -> tuple[Any, ...]:
    """The row or column of this name, or the members of the group of this name, or nothing."""
    groups: Mapping[str, tuple[str, ...]] = table.row_groups if rows else table.column_groups
    for attribute in ("name", "id"):
        if found := tuple(item for item in items if getattr(item, attribute) == word):
            return found if len(found) == 1 else ()
    if word in groups:
        return tuple(item for item in items if item.id in groups[word])
    wanted = squeeze(word)
    found = tuple(item for item in items if wanted in (squeeze(item.label), *map(squeeze, item.accept)))
    return found if len(found) == 1 else ()


def _called(table: TableSpec, word: str) -> bool:
    return word in (table.id, table.name)


def _table(edition: Edition, word: str) -> TableSpec:
    for table in edition.tables:
        if _called(table, word):
            return table
    raise FormulaError(f"没有叫“{word}”的表{nearest(word, [*(table.name for table in edition.tables), ALL_TABLES])}", 0)


def _nearest_cell(parts: tuple[str, ...], edition: Edition) -> str:
    known: list[str] = []
    for table in edition.tables:
        rest = parts[1:] if _called(table, parts[0]) else parts
        prefix = f"{table.name}." if rest is not parts else ""
        for row in table.rows:
            known += [f"{prefix}{row.name}.{column.name}" for column in row.columns]
    return nearest(".".join(parts), known)
