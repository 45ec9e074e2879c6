"""Words written with a wrong character: W01."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from gouji.finding import INFO
from gouji.lean import Any
from gouji.once import once
from gouji.report import Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji.ruleset.words import MISSPELT
from gouji_plugins.rules.neighbours import pair, usual_pairs
from gouji_plugins.rules.running import running
from gouji_plugins.rules.set_phrases import noted
from gouji_plugins.rules.slips import Slip, told, untold
from gouji_plugins.rules.vocabulary import added, shipped

# 截止 is the end itself (截止日期); up to a day is 截至. 年末, 周末 and the like are no 未.
_UNTIL = re.compile(r"截止(?=20\d\d年|\d{1,2}月|目前|年底|本年|上年)")
# 请于工作时间联系 is right: what is not to follow are times, and with whom.
_CONTACT = re.compile(r"请于(?=[^,。;:\n\d与和同向时日月周内前后间]{2,24}联系)")
_NOT_YET = re.compile("末(?<![年月周期季旬岁始学]末)(?=收到|发生|出现|接到|受理|收取)")

_SAID = "有错别字"


def listed() -> Mapping[str, str]:
    """The misspellings that come with gouji, each with what it should be."""
    return _shipped()[0]


@lru_cache(1)
def _shipped() -> tuple[Mapping[str, str], Mapping[str, list[tuple[str, int]]]]:
    """The same, and as `_by_pair` gives them."""
    listed, by_pair = shipped("misspelt", _read)
    return listed, by_pair


def _read(data: Any) -> tuple[dict[str, str], dict[str, list[tuple[str, int]]]]:
    listed = {str(wrong): str(right) for wrong, right in data["misspelt"].items()}
    return listed, _by_pair(listed)


def _by_pair(listed: Iterable[str]) -> dict[str, list[tuple[str, int]]]:
    """The misspellings by a pair of characters that is unusual, with its place in them; "" holds those that have none."""
    usual = usual_pairs()
    found: dict[str, list[tuple[str, int]]] = {"": []}
    for wrong in listed:
        at = next((at for at in range(len(wrong) - 1) if pair(*wrong[at : at + 2]) not in usual), None)
        found.setdefault("" if at is None else wrong[at : at + 2], []).append((wrong, at or 0))
    return found


@rule(
    "W01",
    title="错别字",
    level="warning",
    defect="W01",
    basis="公布的年报应当文字准确；按常见错写的词表比对得出，请人工核对",
    why="“行政复义”“领导小姐”“末收到”之类是选错了同音字、形近字，一眼可见，却常常没有校对出来。",
    passes=[
        Case({"一": "自觉接受社会监督，收到部分公开的申请，年末收到2件、周末发生的舆情，领导小组部署，申请提前办结行政诉讼案件。"}),
        Case({"一": "截至2023年12月31日，公开30条；申请截止日期为月底，截止到12月。"}),
    ],
    fails=[
        Case({"一": "未发生行政复义和行政诉讼。"}, "应为“行政复议”"),
        Case({"一": "成立政务公开工作领导小姐。"}, "应为“领导小组”"),
        Case({"五": "进—步加强管理。"}, "应为“进一步”"),
        Case({"一": "本年度末收到政府信息公开申请。"}, "应为“未”"),
        Case({"一": "截止2023年12月31日，公开信息30条。"}, "应为“截至”"),
    ],
)
def misspelt(subject: Subject) -> Iterator[Outcome]:
    """Words from the list of misspellings, 请于 before whom to ask, and 截止 before a date, each once."""
    yield from told(subject, untold(subject, slips(subject)), _SAID)
    text = running(subject.report).text
    for pattern, right, level in ((_NOT_YET, "未", None), (_CONTACT, "请与", None), (_UNTIL, "截至", INFO)):
        yield from told(subject, untold(subject, [Slip(*found.span(), (right,)) for found in pattern.finditer(text)]), _SAID, level=level)


def slips(subject: Subject) -> list[Slip]:
    """The misspellings in the running text, those that rulesets add included."""
    plain, own = running(subject.report).text, added(subject, MISSPELT)
    places = {**_shipped_places(subject.report), **{wrong: _all(plain, wrong) for wrong in own if wrong in plain}}
    return [Slip(start, start + len(wrong), (own.get(wrong) or listed()[wrong],)) for wrong, starts in places.items() for start in starts]


@once()
def _shipped_places(report: Report) -> dict[str, list[int]]:
    plain, pairs = running(report).text, _shipped()[1]
    places: dict[str, list[int]] = {}
    for at in sorted([at for at in noted(report).unusual if plain[at : at + 2] in pairs]):
        for wrong, offset in pairs[plain[at : at + 2]]:
            if at >= offset and plain.startswith(wrong, at - offset):
                places.setdefault(wrong, []).append(at - offset)
    return places | {wrong: _all(plain, wrong) for wrong, _ in pairs[""] if wrong in plain}


def _all(plain: str, wrong: str) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(wrong), plain)]
