"""What reading one sentence hands on to the next, and to the reader of the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from gouji.lean import TYPE_CHECKING, NamedTuple, dataclass, field
from gouji.prose.fees import Fee
from gouji.prose.measures import Measure
from gouji.prose.mention import Kept, Line, Mention, Ratio
from gouji.prose.quantity import CASES, TIMES_AS_MUCH, Quantity
from gouji.prose.scope import Scope

if TYPE_CHECKING:
    from gouji.prose.lists import Listing

DISPUTES_SECTION = "s4"
PROBLEMS = "s5"
NOTHING = Quantity(Decimal(0), Decimal(0), Decimal(0), CASES, CASES, True, "")
SOME = Quantity(Decimal(1), Decimal(1), None, CASES, CASES, True, "")
TWICE = Quantity(Decimal(2), Decimal(2), Decimal(2), TIMES_AS_MUCH, TIMES_AS_MUCH, True, "翻一番")

UNKNOWN = "不能确定数的是什么"
NOT_REQUESTS = "说的不是政府信息公开"
OTHER_TIME = "说的不是本年度全年"
OTHER_BODY = "说的不是报告单位整体"
CHANGED = "是增减数"
NO_WHOLE = "不能确定是什么的百分比"
"""Why a number is not compared."""


class Typed(NamedTuple):
    """What a number counts; None with the reason `why` where that is not certain."""

    measure: Measure | None
    sure: bool = True
    why: str = ""
    family: str = ""


@dataclass(slots=True)
class Context:
    """What a paragraph has said so far, as far as later sentences depend on it.

    `topic` is "request" where it is about applications for information, "dispute" under a heading on
    disputes about disclosure, "other" under a head that may name other business; `head` is the last
    number of applications received or answered, `dispute` the id of the disputes spoken of last,
    `last` are the numbers of the sentence before.
    """

    scope: Scope
    measures: Mapping[str, Measure]
    line: Line
    topic: str = ""
    head: Mention | None = None
    dispute: str = ""
    last: list[Mention] = field(default_factory=list)

    def typed(self, id: str, sure: bool = True, family: str = "") -> Typed:
        """A number that counts what the measure of this id does; unknown where the tables have none."""
        measure = self.measures.get(id)
        return Typed(measure, sure, "" if measure else UNKNOWN, family)


@dataclass(slots=True)
class Prose:
    """What the prose of one report says in numbers, in the order of the document."""

    mentions: list[Mention]
    ratios: list[Ratio]
    kept: list[Kept]
    listings: list[Listing]
    fees: list[Fee]

    @property
    def typed(self) -> list[Mention]:
        """The numbers and statements of which it is known what they count."""
        return [mention for mention in self.mentions if mention.measure is not None]

    @property
    def untyped(self) -> list[Mention]:
        """The numbers that are not compared with anything, each with the reason in `why`."""
        return [mention for mention in self.mentions if mention.measure is None]


Which = dict[str, list[str]]
"""The counted words before a number: their roles, and of each role which ones, in order."""


def merged(named: Sequence[str]) -> str:
    """Several words for disputes as one id: 复议 and 诉讼 are both, 诉讼 and 直接起诉 the narrower."""
    ids = set(named)
    if len(ids) == 1:
        return next(iter(ids))
    if ids == {"review", "suits"}:
        return "disputes"
    narrow = ids - {"suits", "disputes"}
    return next(iter(narrow)) if len(narrow) == 1 else ""
