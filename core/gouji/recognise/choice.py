"""Which edition a document follows: told by the labels of its tables, not by its year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gouji.edition import Edition
from gouji.once import once
from gouji.recognise.tokens import Line
from gouji.text import bare


@once(8)
def _own_labels(editions: Mapping[str, Edition]) -> dict[str, dict[str, str]]:
    """For each edition the bare labels that no other edition has: key → official wording."""
    labels = {id: _labels(edition) for id, edition in editions.items()}
    return {
        id: {key: wording for key, wording in own.items() if all(key not in other for rival, other in labels.items() if rival != id)}
        for id, own in labels.items()
    }


def _labels(edition: Edition) -> dict[str, str]:
    """The bare labels of an edition that are long enough to tell it: key → official wording."""
    found: dict[str, str] = {}
    for block in (block for table in edition.tables for block in table.blocks):
        for wording in (block.caption, *(c.label for c in block.columns), *(r.label for r in block.rows)):
            if len(bare(wording)) >= 4:
                found[bare(wording)] = wording
        for wording, label in ((wording, c.label) for c in block.columns for wording in c.accept):
            if len(bare(wording)) >= 5:
                found.setdefault(bare(wording), label)
    return found


def choose_edition(lines: Sequence[Line], editions: Mapping[str, Edition]) -> tuple[str | None, tuple[str, ...]]:
    """(edition id, Chinese evidence): the edition most of whose own labels appear; None when none
    does or two are equally present."""
    found: dict[str, dict[str, str]] = {}
    keys = {bare(token.text) for line in lines for token in line.tokens if 4 <= len(token.text) <= 60} | _joined(lines)
    for id, labels in _own_labels(editions).items():
        found[id] = {label: wording for label, wording in labels.items() if label in keys}
    ranked = sorted(found, key=lambda id: (-len(found[id]), id))
    if not found[ranked[0]] or (len(ranked) > 1 and len(found[ranked[0]]) == len(found[ranked[1]])):
        return None, ()
    evidence = tuple(f"{wording}（{editions[id].id}）" for id in ranked for wording in found[id].values())
    return ranked[0], evidence


def _joined(lines: Sequence[Line]) -> set[str]:
    """Pairs of neighbouring short lines put together, for labels broken over two lines."""
    out: set[str] = set()
    previous = ""
    for line in lines:
        if line.grid >= 0 or len(line.tokens[0].text) > 20:
            previous = ""
            continue
        key = bare(line.tokens[0].text)
        if previous:
            out.add(previous + key)
        previous = key
    return out
