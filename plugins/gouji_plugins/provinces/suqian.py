"""江苏宿迁: SQ01, how much of the prose stands word for word in last year's report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.report import Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji_plugins.rules.wording import Passage, passages, shortened

OWN = ("s1", "s5", "s6")
"""The sections a unit writes itself; introduction and tables are prescribed."""

SHORTEST = 8
"""Characters of a sentence below which it says nothing of its own."""

ENOUGH = 200
"""Characters of prose below which a share means nothing."""

_FIGURES = re.compile(r"[0-9][0-9.,]*")
_OLD = "第一季度通报了栏目更新情况，第二季度组织了业务培训，第三季度开展了满意度测评，第四季度清理了失效文件。"
_NEW = "年初调整了公开目录并逐月核对，年中增设了政策解读专题页面，年末对照清单补发了遗漏的信息和附件材料。"


def _report(text: str, times: int = 5) -> str:
    return "\n".join(f"{number}组：{text}" for number in "甲乙丙丁戊己庚辛壬癸"[:times])


@rule(
    "SQ01",
    title="与上年年报重复过多",
    level="warning",
    defect="W07",
    basis="宿迁市部门政务公开考核指标：与上年度重复率大于50%的扣分",
    why="重复率按第一、五、六部分计算：一字不差（数字不计）的句子占全部字数的比例；指标没有写明算法，这样算只会偏低。",
    family="previous",
    parameters={"重复率上限": 50},
    passes=[Case({"一": _report(_NEW), "五": _NEW, "六": "无。", "上年": {"一": _report(_OLD), "五": _OLD, "六": "无。"}})],
    fails=[
        Case({"一": _report(_OLD), "五": _OLD, "六": "无。", "上年": {"一": _report(_OLD), "五": _OLD, "六": "无。"}}, "100%"),
        Case({"一": _report(_OLD, 8) + "\n" + _report(_NEW, 2), "上年": {"一": _report(_OLD, 8)}}, "一字不差"),
    ],
)
def repeated(subject: Subject) -> Iterator[Outcome]:
    """Sentences of this year's report that stand in last year's, figures aside, by characters."""
    previous = subject.previous
    if previous is None:
        return
    sentences = list(_sentences(subject.report))
    known = {plain for plain, _ in _sentences(previous)}
    whole = sum(len(plain) for plain, _ in sentences)
    if whole < ENOUGH or not known:
        yield subject.not_assessed(f"第一、五、六部分只有{whole}字，或上年年报没有这些部分，无法计算与上年的重复率")
        return
    same = [(plain, passage) for plain, passage in sentences if plain in known]
    share = 100 * sum(len(plain) for plain, _ in same) / whole
    limit: int = subject.parameters["重复率上限"]
    if share > limit:
        first = same[0][1]
        yield subject.finding(
            f"第一、五、六部分有{len(same)}句与上年年报一字不差（数字不计），占{share:.0f}%，超过{limit}%；请按本年情况重写。",
            section=first.section,
            quote=shortened(first.line.text.strip(), 60).rstrip("…"),
            place=first.place,
            expected=f"不超过{limit}%",
            actual=f"{share:.0f}%",
            key="repeated",
        )


def _sentences(report: Report) -> Iterator[tuple[str, Passage]]:
    """The sentences of the unit's own sections with every figure made the same, and where they stand."""
    for passage in passages(report, *OWN):
        for sentence in re.split("[。;!?]", passage.text):
            plain = _FIGURES.sub("0", sentence)
            if len(plain) >= SHORTEST:
                yield plain, passage
