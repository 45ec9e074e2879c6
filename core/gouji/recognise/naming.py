"""What the prose calls the body that reports, for documents whose title names none.

A report says who makes it in a few ways: 现公布某局2023年政府信息公开工作年度报告, 由某局编制, 请与某局办公室联系,
某局（以下简称…）, and as the subject of its sentences. Each is a vote; names that end alike vote together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gouji.document import Paragraph
from gouji.recognise.levels import level_of
from gouji.report import Fact
from gouji.text import fold, squeeze

ORGAN = (
    "人民政府办公厅|人民政府办公室|政府办公室|政府办公厅|人民政府|管理委员会|管委会|街道办事处|办事处|委员会|服务局|管理局|监督局|执法局|保障局|事务局|统计局|教育局"
    "|公安局|民政局|司法局|财政局|审计局|水利局|林业局|商务局|信访局|医保局|应急局|农业农村局|自然资源局|生态环境局|卫生健康局|分局|总局|税务局|局|厅|中心|办公室|街道|支队|大队"
)
"""Words that public bodies' names end in."""

_HAN = r"[\u4e00-\u9fff]"
_BODY = rf"{_HAN}{{2,24}}?(?:{ORGAN}|(?:镇|乡|苏木)(?:人民政府|政府|(?![人政市]))|(?:开发区|高新区|园区|产业园|垦殖场|农场|林场)(?!管))"
_YEAR = r"20\d{2}年?(?:度)?"
_BEFORE = r"公布|公开|发布|编制|反映|介绍|现将|将|汇总|结合|总结|包括|[《,;。:]"
_ACTS = (
    "严格|认真|坚持|高度重视|深入|始终|全面|积极|不断|充分|准确|根据|结合|围绕|以|共|未|收到|接到|主动|进一步|按照|在|依法|依托|紧紧|持续"
    "|着力|切实|把|将|通过|组织|制定|加强|落实|建立|健全"
)
_REPORT = rf"(?:关于)?(?:{_YEAR})?的?(?:政府)?信息公开(?:年度)?(?:工作|报告|情况|总体)"
_OFFICES = rf"(?:党政|综合|办公|政务|政府信息|信息公开)?{_HAN}{{0,12}}?"
_VOTES = (
    (6.0, re.compile(rf"(?:{_BEFORE})(?:{_YEAR})?(?P<name>{_HAN}{{2,24}}?){_REPORT}")),
    (6.0, re.compile(rf"由(?P<name>{_BODY})(?:(?:根据|按照|依据).{{0,120}}?)?(?:负责|牵头|组织)?(?:编制|编写|撰写|汇总)")),
    (5.0, re.compile(rf"(?:^|[,;。]|{_YEAR},?)(?P<name>{_BODY})\((?:以下|下)简称")),
    (3.0, re.compile(rf"(?:与|联系单位|联系)[:]?(?P<name>{_BODY}){_OFFICES}(?:联系|\(|,|。|$)")),
    (2.0, re.compile(rf"(?:^|[,;。)]|{_YEAR}(?:以来)?,?)(?P<name>{_BODY})(?={_ACTS})")),
    (4.0, re.compile(rf"^(?P<name>{_BODY})$")),
    (1.0, re.compile(rf"(?<!{_HAN})(?P<name>{_BODY})(?![长们务面部《]|门户|政府网|网|关于|印发|转发)")),
)
_LEADING = re.compile(
    rf".*(?:公布|公开|发布|编制|反映|介绍|现将|按照|根据|依据|关于|结合|汇总|包括|总结|通过|以及|其中|负责|配合|协助|报送|加强|坚持|围绕|隶属|成立|领导下|指导下|要求|精神|以来"
    rf"|及时|调整|充实|报告|{_YEAR}|年度?)"
)
_NOT_A_BODY = re.compile(
    r"领导小组|信息公开|公开办|网站|条例|国务院|单位|我|^中华人民共和国$|^(?:本|各|全|该|其|上级|有关|相关|县级|市级|区级|镇级|街道$|社区)"
    rf"|^(?:{ORGAN})$"
)
_OFFICE = re.compile(r"(?:(?<=政府)|(?<=[镇乡局委厅])|(?<=街道)|(?<=办事处)|(?<=苏木)|(?<=管委会))(?:党政|综合|党政综合)?办公室$")
_SHORT = re.compile(r"^(?:省|市|县|区|旗|州|镇|乡)")
_AREA = re.compile(rf"{_HAN}{{1,6}}?(?:省|市|县|区|旗|州|镇|乡|街道|苏木)")
_OFTEN = 8
_ENOUGH = 2.0


def self_named(prose: Sequence[Paragraph]) -> Fact | None:
    """The name the prose gives its own unit, or None when no name is given with any certainty."""
    votes: dict[str, float] = {}
    first: dict[str, Paragraph] = {}
    for paragraph in prose:
        text = fold(squeeze(paragraph.text)).replace("，", ",").replace("；", ";").replace("：", ":")
        for weight, pattern in _VOTES:
            for found in pattern.finditer(text):
                name = _cleaned(found["name"])
                if name:
                    votes[name] = votes.get(name, 0.0) + weight
                    first.setdefault(name, paragraph)
    whole = {name: weight for name, weight in votes.items() if not _SHORT.match(name)} or dict(votes)
    said = "".join(fold(squeeze(paragraph.text)) for paragraph in prose)
    scores = {
        name: weight + 0.5 * sum(w for other, w in votes.items() if other != name and _alike(name, other)) + _familiar(name, said)
        for name, weight in whole.items()
    }
    best = max(scores, key=lambda name: (scores[name], len(name)), default="")
    if not best or scores[best] < _ENOUGH:
        return None
    return Fact(best, "body", best, first[best].place, "标题没有单位名称，单位由正文推定")


def _familiar(name: str, said: str) -> float:
    """How well known the area of a name is to the report: a misspelt one is named once."""
    area = _AREA.match(name)
    return 0.5 * min(said.count(area[0]), _OFTEN) if area else 0.0


def _alike(name: str, other: str) -> bool:
    """Whether one name is the other without its area, or without its last word: 某局 and 某县某局, 某镇 and 某镇人民政府."""
    return name.endswith(other.lstrip("省市县区旗州镇乡")) or other.endswith(name) or name.startswith(other) or other.startswith(name)


def _cleaned(name: str) -> str:
    """A name without the words before it and without its office; "" when it is none."""
    found = _LEADING.match(name)
    name = name[found.end() :] if found else name
    name = _OFFICE.sub("", name) if level_of(_OFFICE.sub("", name)) in ("town", "street", "dept", "zone") else name
    return name if len(name) >= 3 and level_of(name) is not None and not _NOT_A_BODY.search(name) else ""
