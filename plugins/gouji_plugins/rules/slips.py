"""Slips of the pen in the running text: each told once, by the rule that is most certain of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from gouji.finding import SOURCE
from gouji.lean import NamedTuple
from gouji.rule import Outcome, Subject
from gouji_plugins.rules.running import covered, running
from gouji_plugins.rules.vocabulary import let_pass


class Slip(NamedTuple):
    """`text[start:end]` of the running text should read like one of `right`."""

    start: int
    end: int
    right: tuple[str, ...]


def untold(subject: Subject, slips: Iterable[Slip], *elsewhere: Callable[[Subject], Iterable[Slip]]) -> list[Slip]:
    """The slips, in order, that no ruleset lets pass and that do not reach into those found elsewhere, which are more certain."""
    text = running(subject.report).text
    left = sorted(slip for slip in slips if not let_pass(subject, text, slip.start, slip.end))
    taken = covered(len(text), ((slip.start, slip.end) for find in elsewhere for slip in find(subject))) if left else b""
    return [slip for slip in left if not any(taken[slip.start : slip.end])]


def told(
    subject: Subject, slips: Iterable[Slip], what: str, *, act: str = "请核对改正", level: str | None = None, doubt: str = SOURCE
) -> Iterator[Outcome]:
    """Each wrong wording once, with how often it stands in the report."""
    text = running(subject.report)
    places: dict[str, list[Slip]] = {}
    for slip in slips:
        places.setdefault(text.text[slip.start : slip.end], []).append(slip)
    for wrong, same in places.items():
        start, end, right = same[0]
        quote = text.quote(start, end)
        times = f"（共{len(same)}处）" if len(same) > 1 else ""
        yield subject.finding(
            f"“{text.around(start, end)}”中的“{quote}”{what}{times}，应为“{'”或“'.join(right)}”；{act}。",
            level=level,
            expected="或".join(right),
            actual=quote,
            doubt=doubt,
            key=wrong,
            **text.evidence(start, end),
        )
