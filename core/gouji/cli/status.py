"""Exit statuses; of those that apply the highest wins."""

from __future__ import annotations

from gouji.finding import LEVELS

CLEAN = 0
FOUND = 1
USAGE = 2
UNREAD = 3
BROKEN = 4
INTERRUPTED = 130

NEVER = "never"


def of_findings(worst: str | None, fail_level: str) -> int:
    """FOUND when the worst finding is at or above the fail level."""
    if worst is None or fail_level == NEVER:
        return CLEAN
    return FOUND if LEVELS.index(worst) <= LEVELS.index(fail_level) else CLEAN
