"""An audit on the terminal: a table of faults, and a map of the tables that shows how many rules guard each cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gouji.authoring.audit import TITLES, Audit, Tally
from gouji.authoring.guards import STEPS, Guards
from gouji.edition import TableBlock, TableSpec
from gouji.width import pad, width

MOST_RULES = 4
"""Rules named for one fault or row; of more the number is told."""


def told(audit: Audit, name: str) -> Iterator[str]:
    """The lines of the audit."""
    yield f"{name} 的体检：{audit.edition.name}（{audit.edition.id}），{audit.reports} 份生成的年报"
    yield ""
    yield "差错                          放进  发现  发现它的规则"
    for tally in audit.faults:
        yield _fault(tally)
    yield ""
    yield "看守图：格里的数是看守这一格的规则条数（错 1 时会报的），· 是没有规则看守"
    for table in audit.edition.tables:
        yield ""
        yield from _table(table, audit.guards)
    yield ""
    yield from _summary(audit)


def _fault(tally: Tally) -> str:
    if tally.kind in STEPS:
        rules = "见看守图"
    else:
        rules = _some([rule for rule, _ in tally.rules.most_common()]) or ("没有一条" if tally.tried else "这些年报里放不进")
    return f"{pad(TITLES[tally.kind], 30)}{tally.tried:>4}  {tally.noticed:>4}  {rules}"


def _table(table: TableSpec, guards: Guards) -> Iterator[str]:
    yield f"{table.name} {table.title}"
    for block in table.blocks:
        yield from _block(table, block, guards)


def _block(table: TableSpec, block: TableBlock, guards: Guards) -> Iterator[str]:
    widths = [max(width(column.name), 3) + 2 for column in block.columns]
    stub = max(width(row.name) for row in block.rows) + 4
    stub = max(stub, width(block.caption) + 2)
    heads = [pad(column.name, space, right=True) for column, space in zip(block.columns, widths, strict=True)]
    yield pad(block.caption, stub) + "".join(heads)
    for row in block.rows:
        if not row.data:
            continue
        found = [guards.rules[table.id, row.id, column.id] for column in row.columns]
        cells = [pad(str(len(rules)) if rules else "·", space, right=True) for rules, space in zip(found, widths, strict=True)]
        names = _some(sorted(set().union(*found)))
        yield f"{pad(f'  {row.name}', stub)}{''.join(cells)}   {names}".rstrip()


def _summary(audit: Audit) -> Iterator[str]:
    guards = audit.guards
    open_cells = [key for key, rules in guards.rules.items() if not rules]
    yield f"共 {len(guards.rules)} 格，{len(guards.rules) - len(open_cells)} 格有规则看守，{len(open_cells)} 格没有"
    if guards.missed:
        names = [audit.edition.cell_name(*key) for key in guards.missed]
        yield f"有公式管着却发现不了的 {len(names)} 格：{_some(names)}"
    else:
        yield "公式所管的每一格，错 1 都能发现"
    for rule, where in audit.baseline.items():
        yield f"注意：规则 {rule} 在无误的年报上也会报（{where}），它发现差错的次数没有计入这一处"


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    return "、".join(listed[:MOST_RULES]) + (f" 等 {len(listed)} 条" if len(listed) > MOST_RULES else "")
