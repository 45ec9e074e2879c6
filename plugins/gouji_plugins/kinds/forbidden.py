"""forbid: words and misspellings that must not stand in the report."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.hooks import Kind
from gouji.lean import Any
from gouji.passages import passages, spoken, squeezed
from gouji.pattern import Alternatives, hits, possible, written
from gouji.rule import Outcome, Subject
from gouji.ruleset.setting import ParameterError, Setting
from gouji.text import squeeze
from gouji_plugins.kinds import shared

LONGEST_QUOTE = 80


def prepare(parameters: dict[str, Any], setting: Setting) -> dict[str, Any]:
    """The words forbidden, each with its pattern and what should stand instead."""
    forbidden = parameters["forbid"]
    if isinstance(forbidden, dict):
        listed = [(str(wrong), "" if right is None else str(right)) for wrong, right in forbidden.items()]
    else:
        listed = [(text, "") for text in (forbidden if isinstance(forbidden, list) else [forbidden])]
    if not listed:
        raise ParameterError("forbid", "没有写明不该有什么")
    words = []
    for wrong, right in listed:
        pattern = shared.pattern("forbid", wrong)
        if not all(pattern):
            raise ParameterError("forbid", "单独的“…”会匹配任何文字")
        if right and squeeze(right) == squeeze(str(wrong)):
            raise ParameterError("forbid", f"“{wrong}”和应为的“{right}”是一样的")
        words.append((written(pattern), pattern, right))
    unless = [squeeze(str(text)) for text in parameters["unless"]]
    if not all(unless):
        raise ParameterError("unless", "unless 里有空的词")
    return {
        "words": words,
        "unless": unless,
        "in": shared.part(parameters),
        "when": shared.condition(parameters, setting),
        "message": shared.template(parameters, ("词", "应为", "处", "次数")),
    }


def compile(prepared: dict[str, Any]) -> shared.Check:
    """A check that tells each word once, with its first sentence and how often it stands there."""
    where: str = prepared["in"]
    words: list[tuple[str, Alternatives, str]] = prepared["words"]

    def check(subject: Subject) -> Iterator[Outcome]:
        text = passages(subject.report, where)
        if text is None:
            yield subject.not_assessed(f"没有{spoken(where)}，无法检查“{subject.rule.title}”")
            return
        for wrong, pattern, right in words:
            if not possible(pattern, squeezed(text)):
                continue
            # A corrected misspelling may contain the wrong word: that is not the mistake.
            allowed = (squeeze(right), *prepared["unless"]) if right else tuple(prepared["unless"])
            found = [(passage, hit) for passage in text for hit in hits(pattern, passage.text, allowed)]
            if not found:
                continue
            passage, hit = found[0]
            times = f"（共 {len(found)} 处）" if len(found) > 1 else ""
            instead = f"，应为“{right}”" if right else "，应当删去或改写"
            message = f"{spoken(where)}出现“{wrong}”{times}{instead}。"
            if prepared["message"]:
                filling = {"词": wrong, "应为": right, "处": spoken(where), "次数": str(len(found))}
                message = shared.filled(prepared["message"], filling)
            yield subject.finding(
                message,
                section=passage.section,
                quote=hit.sentence[:LONGEST_QUOTE],
                place=passage.place,
                expected=right or None,
                actual=wrong,
                key=f"forbid/{wrong}",
            )

    return shared.conditional(prepared["when"], check)


KIND = Kind(
    key="forbid",
    title="不得有：不该出现的词和错字",
    parameters={
        "forbid": (object, "", "不该有的词；一个、几个，或“错的: 对的”的对照"),
        "in": (str, "全文", "在哪里找：全文、正文、引言、标题、部分标题、表格标签、一…六 等"),
        "unless": (list, [], "含有上面的词、但允许出现的说法"),
        "when": shared.WHEN,
        "message": (str, "", "出错说明，可用 {词} {应为} {处} {次数}"),
    },
    compile=compile,
    prepare=prepare,
)
