"""What a kind of check works with while a ruleset is read: its setting, its refusals, its result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from gouji.edition import Edition
from gouji.lean import Any, NamedTuple, dataclass, field
from gouji.rule import Outcome, Subject


class ParameterError(ValueError):
    """A parameter of a kind that makes no sense: `name` is the parameter, `offset` a place in its text."""

    def __init__(self, name: str, text: str, offset: int = 0) -> None:
        super().__init__(text)
        self.name, self.offset = name, offset


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known where a rule stands: the editions it speaks for and the dated tables in force."""

    editions: tuple[Edition, ...]
    tables: Mapping[str, Any] = field(default_factory=dict)


class Compiled(NamedTuple):
    """What a kind makes of its parameters.

    `family` is what the check needs beyond the report ("", "previous", "below"); `formula` is set
    by kinds whose findings come from equations.
    """

    check: Callable[[Subject], Iterable[Outcome]]
    family: str = ""
    formula: Any = None
