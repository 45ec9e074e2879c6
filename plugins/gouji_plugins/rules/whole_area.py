"""A government's report that tells of its office alone: S10."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.finding import INFO
from gouji.report import Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji_plugins.rules.wording import Match, matches, passages, shortened, words

_WHOLE = re.compile(
    "全[省市县区州盟旗]|[各省市县区州盟旗][^,。;:]{0,6}(?:部门|单位|乡镇?|镇|街道|委办局)|各(?:级|地|局|县|市|区|镇|乡)|[省市县区州旗][直级]|"
    "(?:行政区|区|辖|域|系统)内|政府系统|乡镇|基层|部门"
)
"""Any word by which more than one body is spoken of."""

_OFFICE_ALONE = re.compile(
    "(?:[我本](?:办公[室厅]|办(?![理法])|单位|室)|(?<![、和及])(?:人民政府|政府)?办公[室厅](?:全年|共|主动|新收|收到|受理|对|组织|认真))"
)
_STATED = (
    "(?:报告|年报|数据|统计)[^,。;]{0,16}(?<!不)(?:[只仅](?:反映|包括|包含|统计|涉及|是)|均为|均系|限于)[^,。;]{0,16}"
    "(?:办公[室厅]|本机关|本单位)(?:自身|本[级身])?(?:的|工作|情况|数据|,|。|;|$)"
)
"""That the report, or its figures, are those of the office alone."""

_COUNT = r"\d(?:余|多)?[万千百]?[件条次篇份期场个]"


@rule(
    "S10",
    title="政府年报只写了办公室",
    level="warning",
    defect="S10",
    basis="《中华人民共和国政府信息公开条例》第四十九条第二款：县级以上地方人民政府年报汇总本行政区域情况",
    why="政府的年报要反映本级各部门和下级政府的工作。第一部分从头到尾只说“本单位”“我办”，没有一处提到全县、各部门、各乡镇的，或者写明只反映办公室的，多半用了办公室自己的年报；说到各部门、各乡镇而数都是办公室自己的，作提示。",
    levels=("gov.prov", "gov.city", "gov.county"),
    passes=[
        Case({"级别": "gov.county", "一": "2023年，全县公开信息900条，其中县直部门610条。我办培训2次，我办还督查3次。我办编印简报4期。"}),
        Case({"级别": "gov.city", "一": "2023年公开信息900条，未收到申请。本机关严格保密审查，维护网站专栏，组织培训2场。"}),
    ],
    fails=[
        Case({"级别": "gov.county", "一": "2023年，本单位公开信息51条，未收到申请。我办严格保密审查，我办专人维护网站专栏。"}, "只写了"),
        Case({"级别": "gov.city", "一": "全市公开信息900条。本报告所列数据均为市政府办公室本机关数据。"}, "写明只反映"),
        Case({"级别": "gov.county", "一": "我办公开信息51条。本办公室新收申请2件。公开工作列入各乡镇考核。"}, "没有各部门和下级政府的数"),
    ],
)
def office_alone(subject: Subject) -> Iterator[Outcome]:
    """The report says so itself; or several sentences of section one speak of the writer's own office, and none of anybody else."""
    report = subject.report
    stated = list(matches(passages(report), _STATED))
    others = _WHOLE.search(words(report, "s1")) is not None
    found = stated or _told_alone(report, _COUNT if others else "")
    if not found:
        return
    first = found[0]
    shown = f"（“{shortened(first.quote)}”{f'等{len(found)}处' if len(found) > 1 else ''}）"
    if stated:
        said = f"报告写明只反映办公室自己{shown}"
    elif others:
        said = f"第一部分的数都是办公室自己的{shown}，没有各部门和下级政府的数"
    else:
        said = f"第一部分只写了办公室自己{shown}，没有提到各部门和下级政府"
    yield subject.finding(
        f"{said}；政府年报要汇总本行政区域的情况，请核对补写。",
        level=INFO if others and not stated else None,
        **first.evidence,
        key="office",
    )


def _told_alone(report: Report, counting: str) -> list[Match]:
    """The sentences of section one on the writer's own office, if there are several and none is on anybody else; of those with a
    count, if only these are asked for."""
    told = [sentence for sentence in matches(passages(report, "s1"), "[^。]+") if re.search(counting, sentence.found[0])]
    found = [sentence for sentence in told if _OFFICE_ALONE.search(sentence.found[0])]
    return found if len(found) > 1 and not any(_WHOLE.search(sentence.found[0]) for sentence in told) else []
