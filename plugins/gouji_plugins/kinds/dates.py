"""date: a day of the report must not be later, or not earlier, than the day that is in force."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.calendar import date
from gouji.dated import day, in_force
from gouji.finding import ERROR, INFO, READING, SOURCE, WARNING
from gouji.hooks import Kind
from gouji.lean import Any
from gouji.likeness import nearest
from gouji.rule import Outcome, Subject
from gouji.ruleset.setting import ParameterError, Setting
from gouji_plugins.kinds import shared

FACTS = {"发布日期": "published", "落款日期": "signed"}
"""The days a rule can speak of."""

_MILDER = {"记": WARNING, "疑": INFO}
"""What is only remembered, or doubtful, is never held against anybody as an error."""


def prepare(parameters: dict[str, Any], setting: Setting) -> dict[str, Any]:
    """Checks that the day exists and that each limit is a day or a dated table with `due`."""
    if parameters["date"] not in FACTS:
        raise ParameterError("date", f"没有“{parameters['date']}”这个日期，可以写 {'、'.join(FACTS)}")
    limits = {name: parameters[name] for name in ("not_later", "not_earlier") if parameters[name]}
    if not limits:
        raise ParameterError("date", "要写明 not_later（不迟于）或 not_earlier（不早于）")
    for name, limit in limits.items():
        if limit in setting.tables:
            if not all("due" in row for row in setting.tables[limit]):
                raise ParameterError(name, f"表“{limit}”里有的行没有 due，不能作期限")
            continue
        try:
            day(limit, 2023)
        except ValueError:
            hint = nearest(limit, setting.tables)
            text = f"“{limit}”既不是日期（次年-01-31、本年-12-31、2024-03-31），也不是期限表的名称{hint}"
            raise ParameterError(name, text) from None
    return {
        "date": parameters["date"],
        "limits": list(limits.items()),
        "when": shared.condition(parameters, setting),
        "message": shared.template(parameters, ("日期", "期限", "天数", "来源")),
    }


def compile(prepared: dict[str, Any]) -> shared.Check:
    """A check of one day against one or two limits."""
    name: str = prepared["date"]

    def check(subject: Subject) -> Iterator[Outcome]:
        fact, year = subject.report.facts.get(FACTS[name]), subject.report.year
        if fact is None or not isinstance(fact.value, date) or year is None:
            yield subject.not_assessed(f"没有找到{name if year is not None else '报告年度'}，无法检查“{subject.rule.title}”")
            return
        for kind, written in prepared["limits"]:
            limit, row = _limit(written, year, subject)
            if limit is None:
                yield subject.not_assessed(f"“{written}”没有写明这类单位 {year} 年度的期限，或没有认出单位的层级")
                continue
            days = (fact.value - limit).days if kind == "not_later" else (limit - fact.value).days
            if days <= 0:
                continue
            late = (
                f"{name} {fact.value} 晚于 {limit}，迟 {days} 天" if kind == "not_later" else f"{name} {fact.value} 早于 {limit} {days} 天"
            )
            source = str(row.get("source", ""))
            message = f"{late}（{source}）。" if source else f"{late}。"
            if prepared["message"]:
                words = {"日期": str(fact.value), "期限": str(limit), "天数": str(days), "来源": source}
                message = shared.filled(prepared["message"], words)
            milder = _MILDER.get(str(row.get("certainty", "")))
            yield subject.finding(
                message,
                level=milder if milder and (subject.rule.level == ERROR or milder == INFO) else None,
                quote=fact.quote,
                place=fact.place,
                expected=str(limit),
                actual=str(fact.value),
                delta=str(days),
                doubt=READING if fact.doubt else SOURCE,
                key=f"date/{name}/{kind}",
            )

    return shared.conditional(prepared["when"], check)


def _limit(written: str, year: int, subject: Subject) -> tuple[date | None, dict[str, Any]]:
    """The day in force for this report, and the row of the table it comes from."""
    if written not in subject.tables:
        return day(written, year), {}
    rows = in_force(subject.tables[written], year, subject.report.level, subject.report.unit)
    return (day(str(rows[0]["due"]), year), dict(rows[0])) if rows else (None, {})


KIND = Kind(
    key="date",
    title="日期：不迟于、不早于某一天",
    parameters={
        "date": (str, "", "哪个日期：发布日期、落款日期"),
        "not_later": (str, "", "不迟于：次年-01-31、本年-12-31、2024-03-31，或期限表的名称"),
        "not_earlier": (str, "", "不早于，写法同上"),
        "when": shared.WHEN,
        "message": (str, "", "出错说明，可用 {日期} {期限} {天数} {来源}"),
    },
    compile=compile,
    prepare=prepare,
)
