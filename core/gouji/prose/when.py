"""Of what time a sentence tells, from word to word: 2023年收到35件，上年28件，2019年以来累计900件."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.prose import vocabulary as say
from gouji.prose.tokens import LAST, OTHER, OWN, PERIOD, REST, TIME, Token

_LAST_YEARS = {2: ("近两", "近二"), 3: ("近三",), 4: ("近四",), 5: ("近五",)}
"""What so many years up to the report's own are called."""


class When:
    """The time, one of those of `gouji.prose.tokens`, that a sentence speaks of at the word that is being read."""

    __slots__ = ("_at_mark", "_since", "looks_back", "now")

    def __init__(self, now: str = OWN) -> None:
        self.now = now
        self._at_mark = now  # what it was at the last mark
        self._since = False  # whether the sentence has told of what happened since some year
        self.looks_back = False  # whether a number of the year before is read as though it were this year's

    @property
    def own(self) -> bool:
        """Whether it is the whole year of the report, or, while that is read like it, the year before."""
        return self.now == OWN or (self.looks_back and self.now == LAST)

    def is_named(self, tokens: Sequence[Token], index: int, clause: Sequence[Token]) -> None:
        """A word tells a time; `clause` are those before it."""
        token, before = tokens[index], tokens[index - 1 : index]
        repeats = before and before[0].role == TIME and token.text == "全年"  # 2018年全年
        if not (repeats or (token.text == "当年" and any(t.role == say.LIST for t in clause))):  # 去年办理28件，其中当年新收26件
            self.now = token.which
        if token.which == PERIOD and token.text.endswith(("来", "年间")):
            self._since = True

    def is_since(self, clause: Sequence[Token]) -> None:
        """以来 ends the words of a clause: “十四五”以来."""
        self._since = not self.own or (bool(clause) and clause[-1].role == REST)
        self.now = OTHER if self._since else OWN

    def is_summed_up(self, tokens: Sequence[Token], index: int) -> None:
        """A word for a total may be of several years: 2008年以来累计收到900件，其中2023年收到50件，累计办结890件."""
        if self._since or (tokens[index].text == "累计" and _of_more_years(tokens, index)):
            self.now = OTHER

    def only_looked_back(self) -> None:
        """What was said behind the last mark is only what the sentence compares with: 由上年的28件增加到, 上年为3件；."""
        self.now = self._at_mark

    def ends_clause(self) -> None:
        """The sentence goes on behind a mark."""
        self._at_mark = self.now


def years_of(words: Sequence[Token], numbers: int) -> list[str]:
    """The times that words name, of so many numbers behind them: 2022年、2023年; 近三年, where there are three."""
    named = [t for t in words if t.role == TIME]
    if len(named) == 1 and named[0].text[:2] in _LAST_YEARS.get(numbers, ()):
        return [*([OTHER] * (numbers - 2)), LAST, OWN]
    return [t.which for t in named]


def _of_more_years(tokens: Sequence[Token], index: int) -> bool:
    """Whether of the number behind 累计 only a part is said to be of this year: 累计引发复议20件，其中本年4件."""
    listed = next((n for n, t in enumerate(tokens[index:], index) if t.role == say.LIST), len(tokens))
    return any(t.role == TIME and t.which == OWN for t in tokens[listed + 1 : listed + 2])
