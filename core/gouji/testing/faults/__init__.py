"""Faults: known wrongs to put into a right report, to see whether they are found.

>>> faulty = FAULTS["one-more"].apply(report, seeded(7))
>>> faulty.defects, faulty.what
(('G02', 'G03'), '表三·国家秘密·自然人由0改为1')

`gouji.testing.strategies.faults(report)` draws them.
"""

from __future__ import annotations

from gouji.testing.faults import form, numbers, words
from gouji.testing.faults.fault import Fault, Faulty

__all__ = ["FAULTS", "Fault", "Faulty"]

FAULTS: dict[str, Fault] = {fault.id: fault for fault in (*numbers.FAULTS, *form.FAULTS, *words.FAULTS)}
"""Every fault by id."""
