"""require: something must be said, in a part of the report or anywhere in its prose."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.document import NOWHERE
from gouji.hooks import Kind
from gouji.lean import Any
from gouji.passages import SECTIONS, passages, place_of, spoken, squeezed
from gouji.pattern import Alternatives, hits, possible, written
from gouji.rule import Outcome, Subject
from gouji.ruleset.setting import ParameterError, Setting
from gouji_plugins.kinds import shared

ANYTHING: Alternatives = ((),)
"""The pattern …: any text will do."""


def prepare(parameters: dict[str, Any], setting: Setting) -> dict[str, Any]:
    """The things required, each a label and the patterns of which one must be found."""
    required = parameters["require"]
    if isinstance(required, dict):
        listed = [(str(label), signs if isinstance(signs, list) else [signs]) for label, signs in required.items()]
    else:
        listed = [("", [text]) for text in (required if isinstance(required, list) else [required])]
    if not listed or any(not signs for _, signs in listed):
        raise ParameterError("require", "没有写明要有什么")
    things = []
    for label, signs in listed:
        patterns = tuple(alternative for sign in signs for alternative in shared.pattern("require", sign))
        things.append((label or written(patterns), patterns))
    needed = parameters["at_least"] or len(things)
    if not 0 < needed <= len(things):
        raise ParameterError("at_least", f"at_least 应当在 1 和 {len(things)} 之间")
    return {
        "things": things,
        "needed": needed,
        "in": shared.part(parameters),
        "when": shared.condition(parameters, setting),
        "message": shared.template(parameters, ("缺", "处", "有")),
    }


def compile(prepared: dict[str, Any]) -> shared.Check:
    """A check that looks for each thing and names those missing in one finding."""
    where: str = prepared["in"]
    things: list[tuple[str, Alternatives]] = prepared["things"]

    def check(subject: Subject) -> Iterator[Outcome]:
        text = passages(subject.report, where)
        if text is None:
            if any(patterns == ANYTHING for _, patterns in things):
                yield subject.finding(f"缺少{spoken(where)}。", section=SECTIONS.get(where), key=f"require/{where}")
            else:
                yield subject.not_assessed(f"没有{spoken(where)}，无法检查“{subject.rule.title}”")
            return
        present = [
            possible(patterns, squeezed(text)) and any(True for passage in text for _ in hits(patterns, passage.text))
            for _, patterns in things
        ]
        if sum(present) >= prepared["needed"]:
            return
        missing = "、".join(label for (label, _), found in zip(things, present, strict=True) if not found)
        place, section = place_of(subject.report, where)
        if any(patterns == ANYTHING for _, patterns in things):
            message = f"{spoken(where)}没有内容。"
        elif prepared["needed"] < len(things):
            message = f"{spoken(where)}应至少写到 {prepared['needed']} 项，只写到 {sum(present)} 项，没有写到：{missing}。"
        else:
            message = f"{spoken(where)}没有写到：{missing}。"
        if prepared["message"]:
            words = {"缺": missing, "处": spoken(where), "有": str(sum(present))}
            message = shared.filled(prepared["message"], words)
        yield subject.finding(message, section=section, place=place or NOWHERE, key=f"require/{where}")

    return shared.conditional(prepared["when"], check)


KIND = Kind(
    key="require",
    title="必有：应当写到的内容",
    parameters={
        "require": (object, "", "要有的词；一个、几个（都要有），或“名称: 词”的对照（每个名称至少有一个词）"),
        "in": (str, "正文", "在哪里找：全文、正文、引言、标题、一…六 等"),
        "at_least": (int, 0, "几项里至少要有几项；0 是都要有"),
        "when": shared.WHEN,
        "message": (str, "", "出错说明，可用 {缺} {处} {有}"),
    },
    compile=compile,
    prepare=prepare,
)
