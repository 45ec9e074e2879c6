"""Joint findings come back as they were put, also those with what only a plugin knows."""

from __future__ import annotations

from decimal import Decimal

from gouji.document import Place
from gouji.finding import SUBJECT, CellEvidence, Finding
from gouji.run.joints import Joint, Joints, pack


def joint(number: int, **more: object) -> Joint:
    cell = CellEvidence("t3", "new", "total", "0", SUBJECT, Place(line=number))
    finding = Finding("F1", "G10", "warning", f"差{number}", "试", cells=(cell,), **more)  # type: ignore[arg-type]
    return Joint(finding, ("今年.txt", "上年.txt"), str(number))


def test_what_was_put_comes_back_in_order() -> None:
    put = [joint(1), joint(2, quote="结转"), joint(3, expected=Decimal("1.5")), joint(4, expected={1})]
    kept = Joints()
    assert not kept
    kept.extend(map(pack, put))
    assert list(kept) == put
    assert (len(kept), kept[1]) == (4, put[1])
