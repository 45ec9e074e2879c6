"""Editions widened by what rulesets accept: further wordings of headings, rows, columns and captions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gouji.edition import Edition, SectionSpec, TableBlock, TableSpec
from gouji.lean import NamedTuple, replace


class Accepted(NamedTuple):
    """Wordings taken silently for a part of an edition.

    `kind` is "section", "topic", "row", "column" or "caption"; `target` is s5, oversight,
    t2/a20_1.norm, t2/a20_1/valid or t2/a20_1.
    """

    edition: str
    kind: str
    target: str
    wordings: tuple[str, ...]


def widened(editions: Mapping[str, Edition], accepted: Iterable[Accepted]) -> Mapping[str, Edition]:
    """The editions with these wordings accepted; those that nothing is added to are the same objects."""
    more: dict[str, dict[tuple[str, str], tuple[str, ...]]] = {}
    for one in accepted:
        found = more.setdefault(one.edition, {})
        key = one.kind, one.target
        found[key] = (*found.get(key, ()), *one.wordings)
    return {id: _widened(edition, more[id]) if id in more else edition for id, edition in editions.items()}


def _widened(edition: Edition, more: Mapping[tuple[str, str], tuple[str, ...]]) -> Edition:
    return replace(
        edition,
        sections=tuple(_section(section, more) for section in edition.sections),
        tables=tuple(_table(table, more) for table in edition.tables),
    )


def _section(section: SectionSpec, more: Mapping[tuple[str, str], tuple[str, ...]]) -> SectionSpec:
    topics = tuple(replace(topic, accept=_joined(topic.accept, more.get(("topic", topic.id)))) for topic in section.subtopics)
    return replace(section, accept=_joined(section.accept, more.get(("section", section.id))), subtopics=topics)


def _table(table: TableSpec, more: Mapping[tuple[str, str], tuple[str, ...]]) -> TableSpec:
    if not any(target.partition("/")[0] == table.id for _, target in more):
        return table
    return replace(table, blocks=tuple(_block(table.id, block, more) for block in table.blocks))


def _block(table: str, block: TableBlock, more: Mapping[tuple[str, str], tuple[str, ...]]) -> TableBlock:
    here = f"{table}/{block.id}"
    columns = tuple(replace(column, accept=_joined(column.accept, more.get(("column", f"{here}/{column.id}")))) for column in block.columns)
    rows = tuple(replace(row, columns=columns, accept=_joined(row.accept, more.get(("row", f"{table}/{row.id}")))) for row in block.rows)
    return replace(block, columns=columns, rows=rows, accept=_joined(block.accept, more.get(("caption", here))))


def _joined(old: tuple[str, ...], new: tuple[str, ...] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *new))) if new else old
