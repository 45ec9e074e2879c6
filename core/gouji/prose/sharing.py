"""What 分别 shares out: 新收、办结分别为30件、29件; 2022年、2023年新收分别为28件、35件."""

from __future__ import annotations

from gouji.prose.tokens import Token


class Shared:
    """The words of a sentence that say what its next numbers count, each with whether it is of the report's year."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Token, bool]] = []
        self._times: list[bool] = []

    def out(self, listed: list[Token], times: list[bool], numbers: int, own_time: bool) -> tuple[list[Token], bool]:
        """The words that say what the first of so many numbers counts and whether it is of the report's year, the others
        left waiting; no words where 分别 leaves it open.

        `times` tell of each time named whether it is the report's; without any those of 分别 before hold on, or `own_time`.
        """
        times = times or self._times  # 2022年、2023年新收分别为28件、35件，办结分别为27件、34件
        if len(listed) == 1 < numbers == len(times):
            listed = listed * numbers
            self._times = times
        else:
            times = [own_time] * numbers
        # 规范性文件制发、废止件数分别为3件、2件: what the first word names is common to all.
        common, each = ([listed[0]], listed[1:]) if len(listed) == numbers + 1 and listed[0].role != listed[1].role else ([], listed)
        if len(each) != numbers:
            return [], own_time
        self.waiting = list(zip(each[1:], times[1:], strict=True))
        return [*common, each[0]], times[0]
