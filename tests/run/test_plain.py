"""What becomes plain data comes back the same, in kind as well as in value."""

import marshal
from datetime import date
from decimal import Decimal

import pytest

from gouji.document import NOWHERE, Paragraph, Place
from gouji.finding import Finding, NotAssessed
from gouji.lean import NamedTuple
from gouji.report import Cell, Table
from gouji.run.plain import as_bytes, as_plain, from_plain, is_plain

CELLS = tuple(
    Cell("t3", f"r{number}", "total", raw, "number", value, place=Place(line=number))
    for number, (raw, value) in enumerate([("1", 1), ("1.0", Decimal("1.0")), ("", None), ("1", 1)])
)


class Strange(NamedTuple):
    """What only a plugin knows."""

    thing: object


@pytest.mark.parametrize(
    "value",
    [
        (),
        ((), ()),
        ((), (1,)),
        (0, 0, 0),
        (1, True, 1.0),
        (True, True),
        (None, None),
        ("甲", "甲", "乙"),
        (("甲", 1), ("乙", 2)),
        (("甲", 1), ("乙", 2, 3)),
        (NOWHERE, NOWHERE),
        (Paragraph("甲", NOWHERE), Place(page=1)),
        CELLS,
        {(cell.row, cell.column): cell for cell in CELLS},
        {},
        Table("t3", {("a", "b"): CELLS[0]}, rows={}, remarks=(Paragraph("甲", Place(line=1)),)),
        Finding("A1", "G03", "error", "差1", cells=(), delta="1"),
        (NotAssessed("A1", "没有", (("t3", "new", "total"),)), NotAssessed("A2", "没有")),
        date(2024, 1, 31),
        (Decimal("1.50"), Decimal("1.50")),
        b"bytes",
    ],
)
def test_what_was_written_comes_back(value):
    again = from_plain(marshal.loads(marshal.dumps(as_plain(value))))
    assert again == value
    assert repr(again) == repr(value)


def test_many_alike_are_written_once():
    many = tuple(Paragraph(f"第{number}段", NOWHERE) for number in range(100))
    assert len(marshal.dumps(as_plain(many))) < 2 * sum(len(one.text.encode()) for one in many)


@pytest.mark.parametrize("value", [{1}, (Strange(1), Strange(2)), Strange(1), (1, {1}), {"a": {1}}, (CELLS[0]._replace(value={1}),) * 2])
def test_what_has_no_plain_form_is_refused_or_pickled(value):
    with pytest.raises((TypeError, ValueError)):
        marshal.dumps(as_plain(value))
    assert not is_plain(as_bytes(value)) and is_plain(as_bytes("甲"))


def test_no_other_data_is_read():
    with pytest.raises(ValueError):
        from_plain({1: 2})
