"""`--format board`: one line a unit."""

from collections.abc import Iterator

from gouji.finding import LEVEL_NAMES
from gouji.run import Run


def write(run: Run) -> Iterator[str]:
    """The lines, as the results come; what could not be read has its line too."""
    for checked in run:
        if checked.result is None:
            yield f"{checked.path}\t没有读成：{checked.unread or checked.set_aside}\n"
            continue
        counts = "\t".join(f"{name} {checked.result.count(level)}" for level, name in LEVEL_NAMES.items())
        yield f"{checked.result.report.unit or checked.path}\t{checked.result.report.year or ''}\t{counts}\n"
