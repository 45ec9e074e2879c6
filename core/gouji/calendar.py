"""Days of the calendar.

`datetime` offers the same, and at its import, before Python 3.12, runs a second version of itself
written in Python, which takes ten times as long.
"""

from __future__ import annotations

from gouji.lean import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date as date
    from datetime import timedelta as timedelta
else:
    try:
        from _datetime import date as date
        from _datetime import timedelta as timedelta
    except ImportError:  # a Python built without it
        from datetime import date as date
        from datetime import timedelta as timedelta
