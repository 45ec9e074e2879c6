"""What a number in prose can count: one cell of a statutory table, or the sum of several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gouji.edition import Edition
from gouji.lean import dataclass, replace
from gouji.once import once
from gouji.report import Key

TOTAL = "total"
REQUEST, CARRIED, RESULT, APPLICANT, DISPUTE, OUTCOME, DECISION, DOCUMENT, CHARGE, PUBLISHED = (
    "request",
    "carried",
    "result",
    "applicant",
    "dispute",
    "outcome",
    "decision",
    "document",
    "charge",
    "published",
)
"""The sorts of measures."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a measure: the cells whose sum it is, and their name in a sentence."""

    name: str
    cells: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted. `readings` are all the ways to understand it, the usual one first: 受理 may
    or may not count what was carried over. No readings: the tables do not hold it. `rule` is the
    id of the rule it is compared under, `strict` whether a difference can only be an error.
    """

    id: str
    label: str
    sort: str
    rule: str
    readings: tuple[Reading, ...]
    strict: bool = False

    @property
    def cells(self) -> tuple[Key, ...]:
        """The cells of the usual reading."""
        return self.readings[0].cells if self.readings else ()


_FLOWS: dict[str, tuple[str, str, bool, tuple[tuple[str, ...], ...]]] = {
    "new": ("新收申请", "E1", True, (("new",),)),
    "received": ("收到申请", "E1", True, (("new",), ("new", "carry_in"))),
    "handled": ("办理申请", "E3", False, (("done",), ("new", "carry_in"), ("new",))),
    "done": ("办结申请", "E3", False, (("done",),)),
    "due": ("应办申请", "E1", False, (("new", "carry_in"),)),
    "accepted_done": ("受理并办结申请", "E3", False, (("done",), ("new",), ("new", "carry_in"))),
    "carry_in": ("上年结转", "E2", True, (("carry_in",),)),
    "carry_out": ("结转下年", "E2", True, (("carry_out",),)),
    "carried": ("结转", "E2", True, (("carry_out",), ("carry_in",))),
}
_GROUPS = {"deny": "不予公开", "unable": "无法提供", "reject": "不予处理", "misc": "其他处理"}
_DISPUTES = {
    "review": ("行政复议", ("review",)),
    "suits": ("行政诉讼", ("suit_direct", "suit_after")),
    "suit_direct": ("未经复议直接起诉", ("suit_direct",)),
    "suit_after": ("复议后起诉", ("suit_after",)),
    "disputes": ("行政复议和行政诉讼", ("review", "suit_direct", "suit_after")),
}
_OUTCOMES = {"keep": "结果维持", "correct": "结果纠正", "other": "其他结果", "pending": "尚未审结"}
_ACTS = ("made", "repeal", "valid", "pub", "pub_total")


@once(8)
def measures(edition: Edition) -> Mapping[str, Measure]:
    """Every measure of an edition by id."""
    return {measure.id: measure for measure in _all(edition)}


def of_columns(bases: Sequence[Measure], id: str, label: str, columns: Iterable[str], rule: str = "E7") -> Measure:
    """The same rows in other columns: of the requests received, those of natural persons.

    `bases` are the measures that it may be a part of, the likeliest first.
    """
    listed, base = tuple(columns), bases[0]
    readings = {
        tuple((table, row, column) for table, row, _ in reading.cells for column in listed): f"{reading.name}·{label}"
        for base in reversed(bases)
        for reading in reversed(base.readings)
    }
    found = tuple(Reading(name, cells) for cells, name in reversed(readings.items()))
    return Measure(f"{base.id}/{id}", f"{base.label}·{label}", APPLICANT, rule, found, base.strict)


def or_of_columns(base: Measure, label: str, columns: Iterable[str]) -> Measure:
    """A measure that may as well count only what is in these columns."""
    listed = tuple(columns)
    more = (
        Reading(f"{one.name}·{label}", tuple((table, row, column) for table, row, _ in one.cells for column in listed))
        for one in base.readings
    )
    return replace(base, readings=(*base.readings, *more))


def either(meant: Sequence[Measure]) -> Measure:
    """A measure that may be any of these, the likeliest first."""
    return replace(meant[0], readings=tuple(reading for one in meant for reading in one.readings)) if meant[1:] else meant[0]


def together(parts: Iterable[Measure]) -> Measure:
    """The sum of several measures, each in its usual reading."""
    listed = tuple(parts)
    first = listed[0]
    label = "、".join(part.label for part in listed)
    cells = tuple(dict.fromkeys(cell for part in listed for cell in part.cells))
    return Measure(
        "+".join(part.id for part in listed), label, first.sort, first.rule, (Reading(label, cells),), all(p.strict for p in listed)
    )


def _all(edition: Edition) -> Iterable[Measure]:
    t2, t3 = edition.table("t2"), edition.table("t3")
    name = {row.id: row.name for row in t3.rows}
    for id, (label, rule, strict, readings) in _FLOWS.items():
        sort = CARRIED if "结转" in label else REQUEST
        yield Measure(id, label, sort, rule, tuple(_sum(("t3", row, TOTAL) for row in rows) for rows in _named(readings, name)), strict)
    for row in t3.row_groups["办理结果"]:
        grouped = any(row in t3.row_groups.get(group, ()) for group in _GROUPS.values())
        yield Measure(row, name[row], RESULT, "E5" if grouped else "E4", (Reading(name[row], (("t3", row, TOTAL),)),), True)
    for id, group in _GROUPS.items():
        rows = t3.row_groups.get(group, ("misc",))
        if id != "misc" or len(rows) > 1:
            yield Measure(id, group, RESULT, "E5", (Reading(group, tuple(("t3", row, TOTAL) for row in rows)),), True)
    for id, (label, rows) in _DISPUTES.items():
        yield Measure(id, label, DISPUTE, "E10", (Reading(label, tuple(("t4", row, TOTAL) for row in rows)),), True)
        for column, outcome in _OUTCOMES.items():
            said = f"{label}·{outcome}"
            yield Measure(f"{id}.{column}", said, OUTCOME, "E10", (Reading(said, tuple(("t4", row, column) for row in rows)),), True)
    for id in ("norm", "rule"):
        document = t2.row(f"a20_1.{id}")
        for kind in document.columns if document else ():
            if document and kind.id in _ACTS:
                said = f"{document.name}·{kind.name}"
                yield Measure(f"{id}.{kind.id}", said, DOCUMENT, "E13", (Reading(said, (("t2", document.id, kind.id),)),))
    for id in ("a20_5.permit", "a20_6.penalty", "a20_6.coercion"):
        decision = t2.row(id)
        if decision and decision.column("dec"):
            yield Measure(id[6:], decision.name, DECISION, "E14", (Reading(decision.name, (("t2", id, "dec"),)),))
    fee = t2.row("a20_8.fee")
    if fee and fee.column("amt"):
        yield Measure("charge", fee.name, CHARGE, "E14", (Reading(f"{fee.name}（万元）", (("t2", "a20_8.fee", "amt"),)),))
    yield Measure("published", "主动公开信息", PUBLISHED, "E16", ())


def _named(readings: tuple[tuple[str, ...], ...], name: Mapping[str, str]) -> Iterable[tuple[str, ...]]:
    return (rows for rows in readings if all(row in name for row in rows))


def _sum(keys: Iterable[Key]) -> Reading:
    cells = tuple(keys)
    names = {"new": "新收", "carry_in": "上年结转", "done": "办理总计", "carry_out": "结转下年"}
    return Reading("加".join(names[row] for _, row, _ in cells), cells)
