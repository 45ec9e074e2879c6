"""Characters that do not belong in standard simplified Chinese: W03."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from gouji.characters import COMPATIBLE, JAPANESE, KANA, VARIANT, kind_of, spoken, standard_of, variants_in
from gouji.finding import INFO, READING, SOURCE
from gouji.lean import NamedTuple
from gouji.passages import HEADINGS, PROSE, TITLE, WHOLE, Passage, labels_of, passages
from gouji.report import Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji.ruleset.words import ALLOWED
from gouji_plugins.rules import examples
from gouji_plugins.rules.running import covered
from gouji_plugins.rules.vocabulary import added

_BASIS = "《中华人民共和国国家通用语言文字法》第九条：国家机关以规范汉字为公务用字"

_MIRROR_KINDS = 25
_MIRROR_SHARE = 0.05
"""So many distinct odd characters, and such a share of the text: the page is a mirror in traditional characters."""

_QUOTED = re.compile("“[^“”]{3,60}”")
_NAMED = re.compile("[“《][^“”《》]{3,60}[”》]")
_CITED, _SHORT = 3, 2
"""So many odd characters between quotation marks are quoted so on purpose; so are fewer that are half of an inscription or a title."""

_LISTED = 6
_AROUND = 6


_in_labels = lru_cache(16)(variants_in)
"""The labels of most reports are the same."""


class _Use(NamedTuple):
    """One place of odd characters side by side: the passage, and where in its text they stand."""

    passage: Passage
    start: int
    end: int

    @property
    def odd(self) -> str:
        """The characters."""
        return self.passage.text[self.start : self.end]

    def quote(self) -> str:
        """The characters with what stands around them."""
        return self.passage.text[max(0, self.start - _AROUND) : self.end + _AROUND].strip()


@rule(
    "W03",
    title="繁体字、异体字、日文字",
    level="warning",
    defect="W03",
    basis=_BASIS,
    why="繁体字、日文汉字和假名多是输入法或粘贴带进来的，看上去相近，却检索不到，也不合公文用字规定。",
    passes=[
        Case({"一": "镕、喆、堃、乾县、著作、〇、㎡、陞任等规范字和地名人名用字。"}),
        Case({"一": "与ソニー（中国）有限公司签约，转载“粵港澳大灣區”专栏。"}),
        Case({"一": "题写“政務公開”展板，展出古籍《青瀾縣志》。"}),
    ],
    fails=[
        Case({"五": "存在问題如下。"}, "“題”（U+984C）是繁体字，应为“题”"),
        Case({"五": "开设専題栏目。"}, "“専題”（U+5C02、U+984C）是日文汉字、繁体字，应为“专题”"),
        Case({"五": "进一步増强力度，工作量増加。"}, "共2处"),
        Case({"五": "（ニ）改进措施"}, "看上去相近的“二”"),
        Case({"标题": "标题有繁体字"}, "应为“开”", examples.titled("{unit}{year}年政府信息公開工作年度报告")),
    ],
)
def odd(subject: Subject) -> Iterator[Outcome]:
    """Each odd character, or several side by side, once, with all places; a report in traditional characters is told once as a whole."""
    places = _places(subject.report, "".join(added(subject, ALLOWED)))
    if not places:
        return
    if _mirrored(subject.report, places):
        first = next(iter(places.values()))[0]
        yield subject.finding(
            f"全文是繁体字（如“{first.quote()}”等），可能取自网站的繁体版，没有逐字检查；请以简体原文为准。",
            level=INFO,
            section=first.passage.section,
            quote=first.quote(),
            place=first.passage.place,
            doubt=READING,
            key="mirror",
        )
        return
    compatible = {odd: uses for odd, uses in places.items() if set(map(kind_of, odd)) == {COMPATIBLE}}
    for odd, uses in places.items():
        if odd not in compatible:
            yield _told(subject, odd, uses)
    if compatible:
        yield _compatible(subject, compatible)


def _places(report: Report, allowed: str) -> dict[str, list[_Use]]:
    """Where odd characters stand, those side by side as one, in the order of the document."""
    found: dict[str, list[_Use]] = {}
    own = "".join(passage.text for part in (PROSE, TITLE, HEADINGS) for passage in passages(report, part) or ())
    labels = "".join([label.raw for table in report.tables.values() for label in labels_of(table)])
    variants = (variants_in(own) | _in_labels(labels)) - set(allowed)
    if variants:
        variants -= _of_the_name(report)
    for passage in (passages(report, WHOLE) or ()) if variants else ():
        if variants.isdisjoint(passage.text):
            continue
        cited = covered(len(passage.text), _cited(passage.text, variants))
        odd = (
            character in variants and not cited[offset] and not _foreign(passage.text, offset)
            for offset, character in enumerate(passage.text)
        )
        for is_odd, offsets in groupby(enumerate(odd), itemgetter(1)):
            if is_odd:
                (start, _), *others = offsets
                use = _Use(passage, start, start + 1 + len(others))
                found.setdefault(use.odd, []).append(use)
    return found


def _of_the_name(report: Report) -> set[str]:
    """The variants in the title: names of places keep them (古砦仫佬族乡), those of units also what Japan writes so (砲里街道)."""
    title = "".join(passage.text for passage in passages(report, TITLE) or ())
    return {
        one
        for one in variants_in(title)
        if kind_of(one) == VARIANT or (kind_of(one) == JAPANESE and standard_of(one) in (report.unit or ""))
    }


def _cited(text: str, variants: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where words in traditional characters are quoted as they stand elsewhere."""
    for quoted in _QUOTED.finditer(text):
        if sum(map(variants.__contains__, quoted[0])) >= _CITED:
            yield quoted.span()
    for named in _NAMED.finditer(text):
        odd = sum(map(variants.__contains__, named[0]))
        if odd >= _SHORT and 2 * odd >= len(named[0]) - 2:
            yield named.span()


def _foreign(text: str, offset: int) -> bool:
    """Whether a kana stands in a Japanese name (ソニー) or is a dash between figures (2020ー2023)."""
    if not "\u3040" <= text[offset] <= "\u30ff":
        return False
    beside = text[max(0, offset - 1) : offset] + text[offset + 1 : offset + 2]
    return any("\u3040" <= other <= "\u30ff" for other in beside) or (
        text[offset] == "ー" and any(other.isalnum() and other.isascii() for other in beside)
    )


def _mirrored(report: Report, places: dict[str, list[_Use]]) -> bool:
    if len(set("".join(places))) < _MIRROR_KINDS:
        return False
    length = sum(len(line.text) for line in report.prose())
    return sum(len(odd) * len(uses) for odd, uses in places.items()) >= _MIRROR_SHARE * length


def _told(subject: Subject, odd: str, uses: list[_Use]) -> Outcome:
    kinds, right, first = list(dict.fromkeys(map(kind_of, odd))), "".join(map(standard_of, odd)), uses[0]
    where = f"（共{len(uses)}处：{_listed(uses)}）" if len(uses) > 1 else ""
    said = "看上去相近的" if KANA in kinds else ""
    return subject.finding(
        f"“{first.quote()}”中的“{odd}”（{_codes(odd)}）是{'、'.join(map(spoken, kinds))}，应为{said}“{right}”{where}；"
        "请改正，人名地名确用此字的可以说明。",
        section=first.passage.section,
        quote=first.quote(),
        place=first.passage.place,
        expected=right,
        actual=odd,
        key=odd,
    )


def _codes(characters: str) -> str:
    """The numbers of characters that may look like others: U+984C."""
    return "、".join(f"U+{ord(one):04X}" for one in characters)


def _compatible(subject: Subject, places: dict[str, list[_Use]]) -> Outcome:
    """Compatibility characters look right; one finding for all of them. In a PDF they come from its fonts."""
    shown = "、".join(f"“{odd}”（{_codes(odd)}，应为“{''.join(map(standard_of, odd))}”）" for odd in list(places)[:_LISTED])
    more = "等" if len(places) > _LISTED else ""
    first = next(iter(places.values()))[0]
    return subject.finding(
        f"文中有{sum(map(len, places.values()))}处兼容字符：{shown}{more}；看起来一样，但检索和复制会出错，请换成普通汉字。",
        level=INFO,
        section=first.passage.section,
        quote=first.quote(),
        place=first.passage.place,
        doubt=READING if subject.report.format == "pdf" else SOURCE,
        key="compatible",
    )


def _listed(uses: list[_Use]) -> str:
    shown: list[str] = []
    for use in uses:
        shown.append(str(use.passage.place) or f"“{use.quote()}”")
    names = list(dict.fromkeys(shown))
    return "、".join(names[:_LISTED]) + ("等" if len(names) > _LISTED else "")
