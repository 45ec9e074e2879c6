"""Numbers of the text against the tables: E1–E5, E7, E9, E10, E12–E14."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from gouji.finding import FAILED, PASSED, READING, RIGHT, SOURCE, CellEvidence, Check, Finding
from gouji.lean import Any
from gouji.prose import Mention
from gouji.prose.comparison import Comparison, Value, comparisons
from gouji.prose.measures import CARRIED, CHARGE, DISPUTE, OUTCOME, REQUEST, Measure
from gouji.prose.mention import PART_OF_RECEIVED, Quoted
from gouji.report import Cell, Report
from gouji.rule import Case, Outcome, Rule, Subject, rule
from gouji.values import written
from gouji_plugins.rules import examples
from gouji_plugins.rules.evidence import doubt_of

NOT_WRITTEN = "正文没有写这方面的数，无须核对"
BASIS = "国办公开办函〔2021〕30号：年度报告内容应当准确；同一份报告的文字与表格应当一致"
_LONGEST = 60

_NONE = {REQUEST: "E9", CARRIED: "E9", DISPUTE: "E12", OUTCOME: "E11"}
"""The rules on statements that there was none, by what they are on."""


def compared(subject: Subject, on: str) -> Iterator[Outcome]:
    """Every number of the text that the rule of this id is on held against its cells: a check each, and one finding for
    each value that differs, however often the text repeats it."""
    told: set[tuple[str, Decimal]] = set()
    any_compared = False
    unknown: list[Comparison] = []
    for found in comparisons(subject.report):
        mention = found.mention
        if mention.measure is None or _rule_on(mention, mention.measure) != on:
            continue
        if mention.family == PART_OF_RECEIVED and _of_those_that_came(subject.report, found):
            continue
        if found.agrees is None:
            unknown.append(found)
            continue
        level = "" if found.agrees else _believed(subject.report, found)
        if level is None:
            yield subject.not_assessed(f"正文“{quoted(mention)}”说的也许不是表中的数", mention.measure.cells)
            continue
        any_compared = True
        cells = tuple(cell.key for value in found.values for cell in value.cells)
        yield said_of(subject, PASSED if found.agrees else FAILED, found, tuple(dict.fromkeys(cells)))
        key = mention.measure.id, mention.quantity.value
        if not found.agrees and key not in told:
            told.add(key)
            yield _difference(subject, found, level)
    if unknown:
        names = "、".join(dict.fromkeys(f"“{quoted(one.mention)}”" for one in unknown))
        keys = tuple(dict.fromkeys(key for one in unknown if one.mention.measure for key in one.mention.measure.cells))
        yield subject.not_assessed(f"正文{names}对应的表格没有可以比较的数", keys)
    elif not any_compared:
        yield nothing_written(subject)


def quoting(said: Quoted) -> dict[str, Any]:
    """What a finding tells of the place of the words that it is on."""
    return {"section": said.line.section, "quote": said.quote, "place": said.line.paragraph.place}


class ProseCheck(Check):
    """A `Check` of prose, whose `text` is composed only when somebody reads it."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """The words of the document, and how they compare where a table holds the number."""
        said: Any = self[3]
        return _shown(said) if isinstance(said, Comparison) else f"正文“{said.quote}”"


def said_of(subject: Subject, outcome: str, said: Any, cells: tuple[tuple[str, str, str], ...] = ()) -> Check:
    """The account of one comparison. `said` is a `Comparison`, or anything read from prose that has a quote."""
    return ProseCheck._make((subject.rule.id, outcome, cells, said))


def nothing_written(subject: Subject) -> Check:
    """The account of a rule on something the text does not speak of."""
    return Check(subject.rule.id, PASSED, (), f"{subject.rule.title}：{NOT_WRITTEN}")


def evidence(cells: Iterable[Cell]) -> list[CellEvidence]:
    """Cells as what a statement of the text is held against."""
    return [CellEvidence.of(cell, RIGHT) for cell in cells]


def plain(value: Decimal) -> str:
    """A number as messages write it."""
    return written(int(value) if value == value.to_integral_value() else value)


def quoted(mention: Mention) -> str:
    """The words of the document, shortened for a sentence."""
    words = " ".join(mention.quote.split())
    return words if len(words) <= _LONGEST else "…" + words[-_LONGEST:]


def _shown(found: Comparison) -> str:
    usual = found.values[0]
    sign = "＝" if found.agrees else "≠"
    return f"正文“{quoted(found.mention)}” {sign} {usual.reading.name} {written_amount(usual.value, found.mention)}"


def written_amount(value: Decimal, mention: Mention) -> str:
    """A value as the message writes it, amounts of money in 万元."""
    if mention.measure is not None and mention.measure.sort == CHARGE:
        return f"{written((value / 10_000).normalize() + 0)}"
    return plain(value)


def unit_of(mention: Mention) -> str:
    """The unit in which `written_amount` writes."""
    return "万元" if mention.measure is not None and mention.measure.sort == CHARGE else "件"


def _believed(report: Report, found: Comparison) -> str | None:
    from gouji.prose.mistaken import believed  # with it comes all of `gouji.localise`, which most reports do without

    return believed(report, found)


def _difference(subject: Subject, found: Comparison, level: str) -> Finding:
    mention = found.mention
    assert mention.measure is not None
    usual = _likeliest(found)
    edition = subject.edition
    table = edition.table(usual.cells[0].table)
    unit = unit_of(mention)
    amount = written_amount(usual.value, mention)
    if len(usual.cells) == 1:
        said = f"{edition.cell_name(*usual.cells[0].key)}为{amount}{unit}"
    else:
        parts = " ＋ ".join(written(cell.value) for cell in usual.cells)
        said = f"{table.name}“{usual.reading.name}”合计为{amount}{unit}（{parts}）"
    more = "".join(
        f"，{other.reading.name}为{written_amount(other.value, mention)}{unit}" for other in found.values if other.value != usual.value
    )
    told = written_amount(mention.quantity.value, mention)
    # Behind 分别为 a number stands without the words that it counts.
    what = f"“{quoted(mention)}”" if mention.label or mention.zero else f"“{quoted(mention)}”（{mention.measure.label}）"
    delta = mention.quantity.value - usual.value
    advice = "说的也许不是同一项，请核对" if level else "请核对，改正其中一处"
    if mention.zero:
        message = f"正文{what}，{said}；{advice}。"
    elif mention.quantity.exact or mention.measure.sort == CHARGE:
        message = f"正文{what}写{told}{unit}，{said}{more}，差{written_amount(abs(delta), mention)}；{advice}。"
    else:
        message = f"正文{what}与表格不符，{said}{more}；{advice}。"
    certain = (
        mention.measure.strict
        and mention.sure
        and (mention.zero or mention.quantity.exact)
        and not found.doubtful
        and not _of_part(subject.report, mention)
    )
    return subject.finding(
        message,
        **quoting(mention),
        level=level or (None if certain or not mention.measure.strict else "warning"),
        cells=evidence(usual.cells),
        expected=amount,
        actual=told,
        delta=written_amount(delta, mention),
        doubt=READING if found.doubtful else doubt_of(usual.cells) if usual.cells else SOURCE,
        key=f"{mention.measure.id}={told}",
    )


def _likeliest(found: Comparison) -> Value:
    """The usual reading, or the same rows in other columns where these come nearer: 自然人：新收35件 is not of all."""
    told, rows = found.mention.quantity.value, [cell.row for cell in found.values[0].cells]
    alike = (value for value in found.values if [cell.row for cell in value.cells] == rows)
    return min(alike, key=lambda value: abs(value.value - told))


def _of_those_that_came(report: Report, found: Comparison) -> bool:
    """Whether what is told as finished may leave out what was carried over: it is less than all."""
    fewer = all(found.mention.quantity.value < value.value for value in found.values)
    begun = report.cell("t3", "carry_in", "total")
    alone = found.mention.head is None and (begun is None or bool(begun.value))  # 当年办结32件，上年结转2件全部办结
    return fewer and (alone or _of_part(report, found.mention))


def _of_part(report: Report, mention: Mention) -> bool:
    """Whether the number is about the requests received this year only, while the table counts
    those carried over too."""
    head = mention.head
    if (
        mention.family not in ("result", "detail", PART_OF_RECEIVED)
        or head is None
        or head.measure is None
        or head.measure.id not in ("new", "received")
    ):
        return False
    begun = report.cell("t3", "carry_in", "total")
    return begun is None or bool(begun.value)


def _rule_on(mention: Mention, measure: Measure) -> str:
    """The id of the rule that a number is compared under, or a statement that there was none."""
    return _NONE.get(measure.sort, measure.rule) if mention.zero else measure.rule


def _rule(
    id: str,
    title: str,
    level: str,
    why: str,
    wrong: str,
    says: str,
    right: str,
    *,
    defect: str = "G05",
    table: examples.Change | None = None,
) -> Rule:
    """A rule that compares the chosen numbers; its cases are sentences on a balanced report of zeros.

    `table` changes cells for the failing case, for statements that there was none.
    """
    failing = examples.written("s1", wrong)

    def check(subject: Subject) -> Iterator[Outcome]:
        return compared(subject, id)

    check.__doc__ = f"{title}。"
    made = rule(
        id,
        title=title,
        level=level,
        defect=defect,
        basis=BASIS,
        why=why,
        passes=[Case({"一": right}, build=examples.written("s1", right))],
        fails=[Case({"一": wrong}, says, examples.both(failing, table) if table else failing)],
    )
    return made(check)


received = _rule(
    "E1",
    "正文的收到申请数与表三不符",
    "error",
    "正文写收到多少件申请，应等于表三“新收”总计；受理数含上年结转的，应等于新收加上年结转。",
    "本年度，本机关共收到政府信息公开申请2件。",
    "写2件",
    "本年度，本机关共收到政府信息公开申请0件。",
)
carried = _rule(
    "E2",
    "正文的结转数与表三不符",
    "error",
    "上年结转、结转下年的件数，正文与表三应当一致。",
    "上年结转政府信息公开申请1件。",
    "写1件",
    "上年结转政府信息公开申请0件，结转下年度继续办理0件。",
)
done = _rule(
    "E3",
    "正文的办理答复数与表三不符",
    "warning",
    "正文写办结、答复多少件申请，应等于表三“办理总计”；含在办件的请写明口径。",
    "全年办结政府信息公开申请4件。",
    "写4件",
    "全年办结政府信息公开申请0件。",
)
opened = _rule(
    "E4",
    "正文的予以公开、部分公开数与表三不符",
    "error",
    "予以公开、部分公开的件数，正文与表三应当一致。",
    "办结的政府信息公开申请中，予以公开3件。",
    "写3件",
    "办结的政府信息公开申请中，予以公开0件，部分公开0件。",
)
refused = _rule(
    "E5",
    "正文的不予公开、无法提供、不予处理数与表三不符",
    "error",
    "正文写的大类件数，应等于表三该大类各项总计之和。",
    "政府信息公开申请中，不予公开2件。",
    "写2件",
    "政府信息公开申请中，不予公开0件，无法提供0件，不予处理0件。",
)
applicants = _rule(
    "E7",
    "正文的申请人分类数与表三不符",
    "error",
    "自然人、法人或其他组织各多少件，应与表三相应各列一致。",
    "收到政府信息公开申请0件，其中自然人申请1件。",
    "写1件",
    "收到政府信息公开申请0件，其中自然人0件、法人或其他组织0件。",
)
none_received = _rule(
    "E9",
    "正文称没有申请而表三不是零",
    "error",
    "正文写未收到申请、无结转的，表三相应数应为0。",
    "本年度，本机关未收到政府信息公开申请。",
    "未收到政府信息公开申请”，表三",
    "本年度，本机关未收到政府信息公开申请，无上年结转的申请。",
    defect="G09",
    table=examples.cells("t3", {("new", "person"): "1", ("new", "total"): "1"}),
)
disputes = _rule(
    "E10",
    "正文的复议诉讼数与表四不符",
    "error",
    "正文写因政府信息公开被复议、诉讼多少件，应与表四一致。",
    "因政府信息公开被申请行政复议2件。",
    "写2件",
    "因政府信息公开被申请行政复议0件，被提起行政诉讼0件。",
)
none_disputed = _rule(
    "E12",
    "正文称没有复议诉讼而表四不是零",
    "error",
    "正文写未发生行政复议、行政诉讼的，表四相应数应为0。",
    "未发生因政府信息公开引起的行政复议和行政诉讼。",
    "行政诉讼”，表四",
    "未发生因政府信息公开引起的行政复议和行政诉讼。",
    defect="G09",
    table=examples.cells("t4", {("review", "keep"): "1", ("review", "total"): "1"}),
)
documents = _rule(
    "E13",
    "正文的规范性文件数与表二不符",
    "warning",
    "正文写制发、废止、现行有效多少件，应与表二一致；“公开”与“制发”口径不同的请说明。",
    "全年制作规范性文件4件。",
    "写4件",
    "制作规范性文件0件。",
)
decisions = _rule(
    "E14",
    "正文的许可、处罚、强制、收费数与表二不符",
    "warning",
    "正文写作出许可、处罚、强制决定多少件、收费多少万元，应与表二一致；口径不同的请说明。",
    "全年作出行政许可决定2件。",
    "写2件",
    "全年作出行政许可决定0件，行政处罚决定0件。",
)
