"""Statements of the text that contradict a table or each other: E11 (均获维持), E16 (one measure told twice) and
E16-words (the same words with another number)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gouji.finding import FAILED, PASSED, Finding
from gouji.lean import NamedTuple
from gouji.prose import Kept, Mention, read, vocabulary
from gouji.prose.comparison import compare, values
from gouji.prose.context import NOT_REQUESTS, UNKNOWN
from gouji.prose.measures import measures
from gouji.prose.tokens import REST, TIME
from gouji.rule import Case, Outcome, Subject, rule
from gouji.values import written
from gouji_plugins.rules import examples
from gouji_plugins.rules.evidence import doubt_of
from gouji_plugins.rules.prose import BASIS, evidence, nothing_written, plain, quoted, quoting, said_of
from gouji_plugins.rules.prose_lists import is_rest

_DIVIDED = frozenset((vocabulary.PART, vocabulary.CHANGE, vocabulary.NOT, vocabulary.OPEN, vocabulary.EACH, vocabulary.SCOPE))
"""Words that make a number one of a part, of a change or of others."""
_NAMING = (REST, vocabulary.FOREIGN, vocabulary.PUBLISHED)
"""Words without which a number says nothing of what it is: 办结20件."""
_EMPTY = frozenset((vocabulary.FILL, vocabulary.LIST, TIME))
_DOING = re.compile("^(?:组织|开展|举办|举行|召开|进行|完成|安排|通过|利用|依托|在)+")
_APART = re.compile("针对|面向|围绕|其中|分别|分批|[上下]半年|季度|计划|下一步|拟|将|力争|要求|以来|每[年月周]")
"""What makes two numbers of the same words not those of the same thing: for whom, of when, or only intended."""
_TELLING = 4
"""Characters that must be the same for two numbers to be of the same thing."""
_LONGEST = 1000
"""Characters of a sentence before a number that are looked at."""


@rule(
    "E11",
    title="称均获维持而表四另有结果",
    level="warning",
    defect="G14",
    basis=BASIS,
    why="“均获维持”要求表四的结果纠正、其他结果、尚未审结都是0；“无败诉、无纠错”要求结果纠正是0。",
    passes=[Case({"一": "没有复议诉讼"})],
    fails=[
        Case(
            {"一": "均获维持，另有未审结"},
            "而表四·行政复议·尚未审结为1件",
            examples.both(
                examples.cells("t4", {("review", "keep"): "1", ("review", "pending"): "1", ("review", "total"): "2"}),
                examples.written("s1", "因政府信息公开被申请行政复议2件，均获维持。"),
            ),
        )
    ],
)
def upheld(subject: Subject) -> Iterator[Outcome]:
    """All upheld, says the text, while the table has other outcomes."""
    report = subject.report
    known = measures(report.edition)
    prose = read(report)
    told: set[tuple[tuple[str, str, str], ...]] = set()
    said: list[tuple[Kept | Mention, tuple[str, ...], tuple[str, ...]]] = []
    for kept in prose.kept:
        said.append((kept, kept.disputes, ("correct", "other", "pending")))
    for mention in prose.typed:
        if mention.zero and mention.measured.endswith(".correct"):
            said.append((mention, (mention.measured.partition(".")[0],), ("correct",)))
    if not said:
        yield nothing_written(subject)
    for statement, disputes, outcomes in said:
        cells = (
            cell
            for dispute in disputes
            for outcome in outcomes
            for value in values(report, known[f"{dispute}.{outcome}"])
            for cell in value.cells
            if cell.value
        )
        against = list(dict.fromkeys(cells))  # 行政诉讼 are 复议后起诉, too
        yield said_of(subject, FAILED if against else PASSED, statement, tuple(cell.key for cell in against))
        if not against or tuple(cell.key for cell in against) in told:
            continue
        told.add(tuple(cell.key for cell in against))
        listed = "、".join(f"{report.edition.cell_name(*cell.key)}为{written(cell.value)}件" for cell in against)
        yield subject.finding(
            f"正文“{statement.quote}”，而{listed}；请核对，改正其中一处。",
            **quoting(statement),
            cells=evidence(against),
            doubt=doubt_of(against),
            key="kept",
        )


@rule(
    "E16",
    title="同一指标前后不一致",
    level="warning",
    defect="G08",
    basis=BASIS,
    why="同一个数在文中写了几次，应当一致；口径不同的请写明各是什么口径。",
    passes=[Case({"一": "前后一致"}, build=examples.written("s1", "全年主动公开政府信息20条。", "本年度主动公开政府信息20条。"))],
    fails=[Case({"一": "20 ≠ 16"}, "16", examples.written("s1", "全年主动公开政府信息20条。", "本年度主动公开政府信息16条。"))],
)
def repeated(subject: Subject) -> Iterator[Outcome]:
    """The same measure told with two numbers, where the tables cannot tell which is wrong."""
    report = subject.report
    by_measure: dict[str, list[Mention]] = {}
    for mention in read(report).typed:
        if mention.sure and not is_rest(mention) and not _may_be_of_more_years(mention):
            by_measure.setdefault(mention.measured, []).append(mention)
    compared = False
    for id, mentions in by_measure.items():
        if len(mentions) < 2:
            continue
        # Where a table knows, the wrong one of the two is told by the table.
        if any(compare(report, mention).agrees is not None for mention in mentions):
            continue
        compared = True
        first = mentions[0]
        other = next(
            (m for m in mentions[1:] if not (m.quantity.allows(first.quantity.value) or first.quantity.allows(m.quantity.value))), None
        )
        yield said_of(subject, FAILED if other else PASSED, first)
        if other is not None:
            yield _unlike(subject, first, other, "不一致", "口径不同的", id)
    if not compared:
        yield nothing_written(subject)


@rule(
    "E16-words",
    title="同一说法前后数字不同",
    level="info",
    defect="G08",
    basis=BASIS,
    why="表格没有的数（培训、会议、某个平台发布的条数），正文不同段落用同样的话说了两次，数应当一致；说的不是一回事的请写明。",
    passes=[
        Case({"一": "前后一致"}, build=examples.added("s1", "全年组织业务培训3次。", "本年度开展业务培训3次，提高了工作水平。")),
        Case({"一": "对象不同"}, build=examples.added("s1", "组织业务培训3次。", "针对新进人员，组织业务培训1次。")),
    ],
    fails=[
        Case({"一": "3 ≠ 5"}, "差2", examples.added("s1", "全年组织业务培训3次。", "本年度开展业务培训5次，提高了工作水平。")),
        Case({"一": "120 ≠ 160"}, "差40", examples.added("s1", "通过门户网站公开信息120条。", "依托门户网站，全年公开信息160条。")),
    ],
)
def repeated_words(subject: Subject) -> Iterator[Outcome]:
    """The same words with two numbers in different paragraphs, where no table has such a number."""
    by_words: dict[_Told, list[Mention]] = {}
    for mention in read(subject.report).mentions:
        if (told := _told(mention)) is not None:
            by_words.setdefault(told, []).append(mention)
    compared = False
    for told, (known, *others) in by_words.items():
        others = [mention for mention in others if mention.line is not known.line]
        if len({mention.quantity.value for mention in (known, *others)}) > 2:
            continue  # each of a list is told in these words
        for mention in others:
            compared = True
            agree = known.quantity.value == mention.quantity.value
            yield said_of(subject, PASSED if agree else FAILED, mention)
            if not agree:
                yield _unlike(subject, known, mention, "说法相同而数不同", "说的不是一回事的", "".join((*told.ways, told.what)))
    if not compared:
        yield nothing_written(subject)


def _unlike(subject: Subject, first: Mention, other: Mention, said: str, unless: str, key: str) -> Finding:
    """Two numbers that should be the same, said of the later one; `unless` they are of different things."""
    where = f"（{place}）" if (place := str(first.line.paragraph.place)) and first.line is not other.line else ""
    delta = other.quantity.value - first.quantity.value
    return subject.finding(
        f"正文“{quoted(other)}”与前文“{quoted(first)}”{where}{said}，差{plain(abs(delta))}；请核对，{unless}请写明。",
        **quoting(other),
        expected=plain(first.quantity.value),
        actual=plain(other.quantity.value),
        delta=plain(delta),
        key=key,
    )


class _Told(NamedTuple):
    """What a number is told of, as far as two can be held to be of the same."""

    what: str
    unit: str
    ways: tuple[str, ...]


@cache
def _ways() -> list[str]:
    """The words for where something was published."""
    return sorted(word for word, (role, _) in vocabulary.WORDS.items() if role == vocabulary.CHANNEL)


def _may_be_of_more_years(mention: Mention) -> bool:
    """Whether 累计 leaves open from when on a number counts: 截至年底，已累计公开652条, but not 全年累计公开652条."""
    times = (token.text for token in mention.words if token.role == TIME)
    return "累计" in mention.quote and all(text.startswith(("截至", "截止")) for text in times)


def _told(mention: Mention) -> _Told | None:
    """What a number that no table has is told of; None where its words leave that open."""
    untyped = mention.measure is None and mention.why in (UNKNOWN, NOT_REQUESTS)
    published = mention.measured == "published"
    if not (untyped or published) or not mention.quantity.exact or not mention.quantity.unit:
        return None
    roles = {token.role for token in mention.words}
    if not roles.isdisjoint(_DIVIDED) or roles.isdisjoint(_NAMING):
        return None
    text, end = mention.line.text, mention.start_of_number
    start = max(0, end - _LONGEST)
    said = text[max(start, *(text.rfind(mark, start, end) + 1 for mark in "。;")) : end]
    what = _DOING.sub("", "".join(token.text for token in mention.words if token.role not in _EMPTY and token.role != vocabulary.CHANNEL))
    if len(what) < _TELLING or _APART.search(said):
        return None
    ways = tuple(word for word in _ways() if word in said)
    return _Told(what, mention.quantity.unit, ways) if untyped or ways else None
