"""`accept`: further wordings a ruleset takes for official ones, found in every edition that has their target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from gouji.edition import Edition
from gouji.lean import Any
from gouji.likeness import nearest
from gouji.marked import Marked
from gouji.ruleset import schema
from gouji.ruleset.case_keys import HEADINGS
from gouji.ruleset.schema import Notes
from gouji.text import bare

SUBTOPIC = "小标题"


def accepted(pack: Marked, editions: Mapping[str, Edition], notes: Notes) -> list[dict[str, Any]]:
    """The wordings under `accept`, each with the part of an edition they name.

    Keys are 五标题 (the heading of a section), 监督保障小标题 (a sub-heading of section one), and
    表二.现行有效 (a row, a column or a caption by its short name).
    """
    node = pack.get("accept")
    if node is None or not schema.mapping(node, notes, "accept"):
        return []
    scope = schema.editions(pack, editions, Notes()) or tuple(editions)
    known = {word for id in scope for word in _targets(editions[id])}
    found: list[dict[str, Any]] = []
    for key in node.value:
        wordings = schema.texts(node, key, notes)
        if key not in known:
            notes.at_key(node, key, f"accept 里没有“{key}”：应写 五标题、监督保障小标题 或 表二.现行有效 这样的名称{nearest(key, known)}")
            continue
        for id in scope:
            targets = _targets(editions[id]).get(key, ())
            for kind, target in targets:
                taken = _meaning_otherwise(editions[id], kind, target, wordings)
                if taken:
                    notes.at(node.value[key], f"“{taken}”在 {id} 里已经是别的名称，不能再当作{key}")
                else:
                    found.append({"edition": id, "kind": kind, "target": target, "wordings": list(wordings)})
    return found


def _targets(edition: Edition) -> dict[str, list[tuple[str, str]]]:
    """What each key means in an edition: pairs of kind and id."""
    found: dict[str, list[tuple[str, str]]] = {}
    for word, id in HEADINGS.items():
        found[word] = [("section", id)]
    for section in edition.sections:
        for topic in section.subtopics:
            found[topic.label + SUBTOPIC] = [("topic", topic.id)]
    for table in edition.tables:
        for block in table.blocks:
            if block.caption:
                found.setdefault(f"{table.name}.{block.caption}", []).append(("caption", f"{table.id}/{block.id}"))
            for row in block.rows:
                found.setdefault(f"{table.name}.{row.name}", []).append(("row", f"{table.id}/{row.id}"))
            for column in block.columns:
                found.setdefault(f"{table.name}.{column.name}", []).append(("column", f"{table.id}/{block.id}/{column.id}"))
    return found


def _meaning_otherwise(edition: Edition, kind: str, target: str, wordings: Iterable[str]) -> str:
    """The first of the wordings that already names something else of the same kind, or ""."""
    others = {bare(wording) for id, wording in _wordings(edition, kind, target) if id != target}
    return next((wording for wording in wordings if bare(wording) in others), "")


def _wordings(edition: Edition, kind: str, target: str) -> Iterator[tuple[str, str]]:
    if kind == "section":
        for section in edition.sections:
            yield from ((section.id, wording) for wording in (section.title, *section.accept))
        return
    if kind == "topic":
        for section in edition.sections:
            for topic in section.subtopics:
                yield from ((topic.id, wording) for wording in (topic.label, *topic.accept))
        return
    table = edition.table(target.partition("/")[0])
    for block in table.blocks:
        if kind == "caption":
            yield from ((f"{table.id}/{block.id}", wording) for wording in (block.caption, *block.accept))
        elif kind == "row":
            for row in block.rows:
                yield from ((f"{table.id}/{row.id}", wording) for wording in (row.label, *row.accept))
        elif target.split("/")[1] == block.id:
            for column in block.columns:
                yield from ((f"{table.id}/{block.id}/{column.id}", wording) for wording in (column.label, *column.accept))
