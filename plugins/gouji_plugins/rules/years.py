"""Years as a report writes them, and which year its data are about when the title is in doubt."""

from __future__ import annotations

import re
from collections import Counter

from gouji.calendar import date
from gouji.once import once
from gouji.report import Report
from gouji_plugins.rules.wording import words

_NUMERALS = str.maketrans("〇○零OＯ一二三四五六七八九", "00000123456789")


def years_in(text: str) -> list[int]:
    """The years named in a squeezed text, 2023 and 二〇二三 alike, in order."""
    plain = [int(found) for found in re.findall(r"\d+", text) if len(found) == 4 and found.startswith(("19", "20"))]
    if "年" in text and "二" in text:
        plain += [int(found.translate(_NUMERALS)) for found in re.findall(r"二[〇○零OＯ][〇○零OＯ一二三四五六七八九]{2}(?=年)", text)]
    return plain


@once()
def data_year(report: Report) -> int | None:
    """The year the data are about, even where only the title says otherwise.

    The year of the report counts, unless it is known from the title alone and at least two of
    统计期限, date of publication and the years named in the prose agree on another one.
    """
    fact = report.facts.get("year")
    if fact is None or fact.source not in ("title", "meta", "name"):
        return report.year
    votes: list[int] = []
    period, published = report.value("period"), report.value("published")
    if isinstance(period, tuple) and isinstance(period[0], date) and period[0].year == period[1].year:
        votes.append(period[0].year)
    if isinstance(published, date):
        votes.append(published.year - 1)
    others = [year for year in votes if year != report.year]
    if others:
        others += _named_most(report)
    return next((year for year in others if others.count(year) >= 2), report.year)


def _named_most(report: Report) -> list[int]:
    """The year that the prose names again and again, and at least twice as often as any other."""
    told = Counter(re.findall(r"(?<!\d)(20\d\d)年", words(report))).most_common()[:2]
    plainly = told and told[0][1] >= 3 and (len(told) == 1 or told[0][1] >= 2 * told[1][1])
    return [int(told[0][0])] if plainly else []
