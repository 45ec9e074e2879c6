"""江苏宿迁: SQ01, how much of the prose stands word for word in last year's report."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.rule import Case, Outcome, Subject, rule
from gouji_plugins.rules.sameness import NEW_PROSE, OLD_PROSE, sameness
from gouji_plugins.rules.wording import shortened


@rule(
    "SQ01",
    title="与上年年报重复过多",
    level="warning",
    defect="W07",
    basis="宿迁市部门政务公开考核指标：与上年度重复率大于50%的扣分",
    why="重复率按第一、五、六部分计算：一字不差（数字不计）的句子占全部字数的比例；指标没有写明算法，这样算只会偏低。",
    family="previous",
    parameters={"重复率上限": 50},
    passes=[Case({"一": NEW_PROSE, "五": "", "六": "无。", "上年": {"一": OLD_PROSE}})],
    fails=[
        Case({"一": OLD_PROSE, "五": "", "六": "无。", "上年": {"一": OLD_PROSE}}, "100%"),
        Case({"一": OLD_PROSE + NEW_PROSE[:120], "上年": {"一": OLD_PROSE}}, "一字不差"),
    ],
)
def repeated(subject: Subject) -> Iterator[Outcome]:
    """Sentences of this year's report that stand in last year's, figures aside, by characters."""
    if subject.previous is None:
        return
    same = sameness(subject.report, subject.previous)
    if isinstance(same, str):
        yield subject.not_assessed(same)
        return
    limit: int = subject.parameters["重复率上限"]
    if same.first is not None and same.share > limit:
        yield subject.finding(
            f"第一、五、六部分有{same.sentences}句与上年年报一字不差（数字不计），占{same.share:.0f}%，超过{limit}%；请按本年情况重写。",
            section=same.first.section,
            quote=shortened(same.first.line.text.strip(), 60).rstrip("…"),
            place=same.first.line.place,
            expected=f"不超过{limit}%",
            actual=f"{same.share:.0f}%",
            key="repeated",
        )
