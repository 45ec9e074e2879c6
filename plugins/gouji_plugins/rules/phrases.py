"""Characters lost from words and set phrases, and words written twice: W02."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.finding import INFO
from gouji.once import once
from gouji.report import Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji.ruleset.words import PHRASES
from gouji_plugins.rules import doubles, losses, misspellings, mistyped, names
from gouji_plugins.rules.neighbours import places_of
from gouji_plugins.rules.repairs import LOST, repairs
from gouji_plugins.rules.running import running
from gouji_plugins.rules.set_phrases import noted, own_phrases, set_phrases
from gouji_plugins.rules.slips import Slip, told, untold
from gouji_plugins.rules.vocabulary import as_written

_BASIS = "公布的年报应当文字准确；漏字、衍字按固定词比对得出，请人工核对"

_OFFERED = 2
"""More words a character may be left of are not named."""


@rule(
    "W02",
    title="固定词漏字",
    level="warning",
    defect="W02",
    basis=_BASIS,
    why="“紧紧绕”“信公开”之类写法固定的词少了一个字，读者一眼就能看出，说明没有校对。全文只有一处的，可能是简略的说法，作为提示。",
    passes=[
        Case({"一": "紧紧围绕中心工作，进一步增进社会公众了解，拓宽信息公开道路交通标志。"}),
        Case({"五": "公众号信息发布不及时，公开栏更新慢，下一步将全面加强管理。"}),
    ],
    fails=[
        Case({"一": "形成了覆盖面广的信公开网络体系。"}, "应为“信息公开网络体系”"),
        Case({"一": "全面贯上级文件精神，依法公开。"}, "应为“全面贯彻”"),
        Case({"五": "拓宽公开道，提高质量。"}, "应为“拓宽公开渠道”"),
    ],
)
def lost(subject: Subject) -> Iterator[Outcome]:
    """A set phrase without one of its characters. The only one in a report may well be a short form of speech."""
    plain, slips = running(subject.report).text, _lost(subject)
    alone = len({plain[slip.start : slip.end] for slip in slips}) == 1
    yield from told(subject, slips, "疑漏字", level=INFO if alone else None)


def _lost(subject: Subject) -> list[Slip]:
    own = as_written(subject, PHRASES)
    hits = _broken(subject.report)
    if own:
        plain, sought = running(subject.report).text, own_phrases(tuple(own))
        hits = [*hits, *losses.broken(plain, sought.phrases, places_of(plain, sought.pairs))]
    return untold(subject, {Slip(hit.start, hit.end, (hit.phrase,)) for hit in hits}, *_MORE_CERTAIN)


@once()
def _broken(report: Report) -> list[losses.Broken]:
    return list(losses.broken(running(report).text, set_phrases().phrases, noted(report)))


_MORE_CERTAIN = (misspellings.slips, doubles.slips, mistyped.slips, names.slips)
"""The slips that other rules tell."""


@rule(
    "W02-stray",
    title="词语漏字",
    level="info",
    defect="W02",
    basis=_BASIS,
    why="“等渠，”“负信息发布”里单出来的字连不成词，补上一个字就是年报里常见的说法，多半是漏了字。",
    passes=[Case({"一": "沿渠道两侧设置公告牌，渠首、干渠、斗渠信息一并公开；涉诉涉访案件及时通报。"})],
    fails=[
        Case({"一": "畅通网络申请等渠，接受群众监督。"}, "渠道"),
        Case({"一": "明确专人负信息发布工作。"}, "负责信息"),
    ],
)
def stray(subject: Subject) -> Iterator[Outcome]:
    """What is left of a word that lost a character."""
    lost = [Slip(one.start, one.end, one.right[:_OFFERED]) for one in repairs(subject) if one.what == LOST]
    yield from told(subject, untold(subject, lost, _lost, *_MORE_CERTAIN), "疑漏字")


@rule(
    "W02-double",
    title="词语重复",
    level="warning",
    defect="W02",
    basis=_BASIS,
    why="“政府政府”“的的”是打字或粘贴时重复的，应删去一个。",
    passes=[
        Case({"一": "临江县人民政府政府信息公开目的的说明，攸县县本级天天更新，各级各类人人参与与监督。"}),
        Case({"一": "逐条研究研究，政务公开公开栏一项一项落实，按照《立法法》办理。"}),
    ],
    fails=[
        Case({"一": "及时更新主动公开政府政府情况。"}, "应为“政府”"),
        Case({"一": "进一步进一步加强管理。"}, "应为“进一步”"),
        Case({"一": "公开内容的的说明。"}, "应为“的”"),
        Case({"一": "加强信息标准化管化管理。"}, "化管化管"),
    ],
)
def doubled(subject: Subject) -> Iterator[Outcome]:
    """A word that stands twice in a row."""
    yield from told(subject, untold(subject, doubles.slips(subject), names.slips), "疑重复")
