"""Whom a clause speaks of: the body whose report it is, or a part of it, or somebody else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from gouji.lean import dataclass
from gouji.prose.tokens import REST, TIME, Token
from gouji.prose.vocabulary import COUNTED, LIST, NOUN, SCOPE
from gouji.report import Report

_GOVERNMENT = re.compile(r"([省市县区州盟旗])(?:人民政府|政府|$)")
_BODY = re.compile(
    r"([\u4e00-\u9fff]{0,16}?(?:委员会|办公室|人民政府|政府(?!信息|网|门户|公报)|街道办事处|街道办|街道|局|厅|委(?![托员])|办(?![理结件毕法案事复公])|(?<!城)镇|(?<!城)乡(?![村土])|中心|医院|学校|所(?![有属需列])|公司|大队|支队|部门))"
)
_BEFORE_NAME = re.compile("^(?:20\\d\\d年度?|全年|本年度?|其中|同时|另外|此外|并|由|经|及|和|与|等)+")
_LAST = frozenset("会室府处道局厅委办镇乡心院校所司队门")
"""What the name of a body ends with."""
# 全市 may be a county's own word only where the county is a 市 itself; a municipality speaks of 全市, too.
_AREAS = {"gov.prov": ("省", "市", "区"), "gov.city": ("市", "州", "盟"), "gov.county": ("县", "区", "旗")}
ENDINGS = "局厅委会办室府道镇乡心院校所站处部"
"""What a name of the report's own body ends with, abbreviated or not."""
_RANKS = "省市县区州盟旗"
_LOWEST = re.compile("(?:镇|乡|街道)(?:人民政府|政府|办事处)?$")
_OURS = re.compile(r"^(?:我|本)[\u4e00-\u9fff]{1,4}$")
_EVERYBODY = re.compile(r"(?:全[省市县区州盟旗镇乡])?[全各][\u4e00-\u9fff]{1,5}")
_IN_ADVERB = re.compile(r"(?:在|按照|根据|依据|围绕|按|对照|落实|贯彻).*")
NO_SUBJECT = (TIME, LIST)
"""What may stand before the subject of a clause."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What the own body of a report is called: its name, level, and the area a government speaks for."""

    unit: str
    level: str | None
    area: str

    @property
    def government(self) -> bool:
        """Whether the report covers a whole area and all its bodies."""
        return bool(self.level and self.level.startswith("gov."))

    @property
    def judges(self) -> bool:
        """Whether the body, or one of those it covers, decides on disputes of others."""
        return self.government or "司法" in self.unit

    def covers(self, which: str, word: str) -> bool:
        """Whether a word of scope (全县, 各级, 我局, 县直) means exactly what the report is about."""
        if which == "own" or (word == "街道" and self.level == "street"):
            return True
        if which == "whole":
            local = word[1:]
            if self.government:
                return local == self.area or local in _AREAS.get(self.level or "", ())
            if self.level in ("town", "street", "zone"):
                return local in {"town": "镇乡", "street": "街道", "zone": "区"}[self.level]
            return False
        if which == "levels":
            return self.government
        if which == "body":
            return not self.government or word == "机关"
        return False

    def is_own(self, name: str) -> bool:
        """Whether a name of a body is this body's, abbreviated or not: 县住建局, 我局, 区政府."""
        name = name.strip('《》“”"')
        if not name or _OURS.match(name) or not self.unit:
            return True
        if name[0] in _RANKS:
            if _LOWEST.search(self.unit):
                return False  # 县政府 in the report of a town
            if name[0] in self.unit and len(name) > 3:
                name = name[1:]  # 区公安分局 is 市公安局某区分局: the rank stands elsewhere in the full name
        letters = iter(self.unit)
        return all(letter in letters for letter in name)

    def named(self, text: str) -> bool:
        """Whether words are nothing but a name of this body."""
        return len(text) > 1 and text[-1] in ENDINGS and self.is_own(text)


def scope_of(report: Report) -> Scope:
    """The scope of a report."""
    unit = report.unit or ""
    area = ""
    for found in _GOVERNMENT.finditer(unit):
        area = found[1]
    return Scope(unit, report.level, area)


def subject_of(clause: Sequence[Token]) -> list[Token]:
    """The words of a clause that say whom it speaks of: up to what is counted, unless words of scope stand behind that."""
    words = [t for t in clause if t.role not in NO_SUBJECT]
    return words if any(t.role == SCOPE for t in words) else list(takewhile(lambda t: t.role not in COUNTED, words))


def of_own_body(subject: Sequence[Token], scope: Scope, before: bool) -> bool:
    """Whether a subject is the report's own body; as it was `before` where its words do not say whom they speak of."""
    own = before
    if marks := [(scope.covers(t.which, t.text), t.which) for t in subject if t.role == SCOPE]:
        own = all(covers for covers, _ in marks) or any(covers and which in ("whole", "own") for covers, which in marks)
    if all(t.role != REST for t in subject):
        return own
    text = "".join("," if t.role == NOUN else t.text for t in subject)
    return not _names_other(text, scope) and (own or (scope.unit != "" and scope.unit in text))


def _names_other(text: str, scope: Scope) -> bool:
    """Whether a body is named in these words that is not the report's own."""
    if _LAST.isdisjoint(text):
        return False
    names = (_BEFORE_NAME.sub("", found[1]) for found in _BODY.finditer(_IN_ADVERB.sub("", text)))
    return any(len(name) > 1 and not _EVERYBODY.fullmatch(name) and not scope.is_own(name) for name in names)
