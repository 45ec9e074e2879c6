"""What 分别 shares out: 新收、办结分别为30件、29件; 2022年、2023年新收分别为28件、35件."""

from __future__ import annotations

from gouji.prose.tokens import Token


class Shared:
    """The words of a sentence that say what its next numbers count, each with whose year it is of."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Token, str]] = []
        self._times: list[str] = []

    def out(self, listed: list[Token], times: list[str], numbers: int, time: str) -> tuple[list[Token], str]:
        """The words that say what the first of so many numbers counts, and of whose year, the others left waiting;
        no words where 分别 leaves it open.

        `times` are those named; without any those of 分别 before hold on, or `time`.
        """
        times = times or self._times  # 2022年、2023年新收分别为28件、35件，办结分别为27件、34件
        if len(listed) == 1 < numbers == len(times):
            listed = listed * numbers
            self._times = times
        else:
            times = [time] * numbers
        # 规范性文件制发、废止件数分别为3件、2件: what the first word names is common to all.
        common, each = ([listed[0]], listed[1:]) if len(listed) == numbers + 1 and listed[0].role != listed[1].role else ([], listed)
        if len(each) != numbers:
            return [], time
        self.waiting = list(zip(each[1:], times[1:], strict=True))
        return [*common, each[0]], times[0]
