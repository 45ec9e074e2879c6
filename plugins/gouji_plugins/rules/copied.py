"""The same prose in the reports of several units: W08."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.copies import COMPARED, LEAST, shared
from gouji.finding import INFO, WARNING
from gouji.rule import Case, Outcome, Subject, rule
from gouji_plugins.rules.sameness import BASIS, NEW_PROSE, OLD_PROSE
from gouji_plugins.rules.wording import shortened

_NAMED = 8


@rule(
    "W08",
    title="与别的单位雷同",
    level="warning",
    defect="W08",
    basis=BASIS,
    why=(
        "第一部分或第五部分的句子与同年度别的单位一字不差（数字、单位名称不计），占九成以上请核实，占四分之三以上提示。"
        "引用法规的、说明没有发生的句子不算，字数少的不比。由同一机构代编的请说明。"
    ),
    family="alike",
    parameters={"核实": 90},
    passes=[Case({"一": NEW_PROSE, "五": "", "别的单位": {"一": OLD_PROSE}})],
    fails=[
        Case({"一": OLD_PROSE, "别的单位": [{"一": OLD_PROSE}, {"一": OLD_PROSE}]}, "望海县第1局、望海县第2局"),
        Case({"一": NEW_PROSE, "五": OLD_PROSE, "别的单位": {"五": OLD_PROSE}}, "水利局第五部分"),
    ],
)
def copied(subject: Subject) -> Iterator[Outcome]:
    """Sections that stand, figures and names aside, in the reports of other units, too."""
    report = subject.report
    shares = [shared(report, other) for other in subject.alike]
    alike: dict[tuple[int, ...], list[str]] = {}
    for id in COMPARED:
        if units := tuple(number for number, of in enumerate(shares) if of.get(id, 0) >= LEAST):
            alike.setdefault(units, []).append(id)
    for units, ids in alike.items():
        sections = [report.sections[id] for id in ids]
        least = min(shares[number][id] for number in units for id in ids)
        others = [subject.alike[number] for number in units]
        named = "、".join(str(other.unit) for other in others[:_NAMED]) + ("等" if len(others) > _NAMED else "")
        yield subject.finding(
            f"{report.unit}第{'、'.join(section.heading.number for section in sections)}部分"
            f"与同年度{len(others)}个单位（{named}）雷同，相同的字占{least:.0f}%（数字、单位名称不计）；"
            "请核对是否用了同一份文稿，按各自情况重写。",
            level=WARNING if least >= subject.parameters["核实"] else INFO,
            section=ids[0],
            quote=shortened(sections[0].lines[0].text.strip(), 60).rstrip("…"),
            place=sections[0].lines[0].place,
            key="+".join(ids),
        )
