"""assert: a formula over cells must hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gouji.finding import INFO, Finding
from gouji.hooks import Kind
from gouji.lean import Any, replace
from gouji.report import Report
from gouji.rule import Outcome, Subject
from gouji.ruleset.setting import Compiled, ParameterError, Setting

LONGEST_QUOTE = 40


def prepare(parameters: dict[str, Any], setting: Setting) -> dict[str, Any]:
    """Finds the cells of the formula in every edition the rule speaks for."""
    from gouji.formula.plain import plain_formula
    from gouji.formula.syntax import FormulaError
    from gouji_plugins.kinds import shared

    tolerance = parameters["tolerance"]
    if tolerance < 0:
        raise ParameterError("tolerance", "误差不能是负数")
    explained = [shared.pattern("explained", text) for text in parameters["explained"]]
    if not all(all(pattern) for pattern in explained):
        raise ParameterError("explained", "单独的“…”会匹配任何文字")
    try:
        plain = plain_formula(
            parameters["assert"],
            setting.editions,
            each=parameters["each"],
            when=parameters["when"],
            tolerance=str(tolerance) if tolerance else "",
            message=parameters["message"],
        )
    except FormulaError as error:
        raise ParameterError("assert" if error.part == "formula" else error.part, str(error), error.offset) from None
    return {**plain, "explained": explained}


def compile(prepared: dict[str, Any]) -> Compiled:
    """A check that judges by the formula; what the report itself explains is only a hint."""
    from gouji.formula import Formula

    formula = Formula(prepared)
    patterns: Sequence[Any] = prepared["explained"]

    def check(subject: Subject) -> Iterator[Outcome]:
        for outcome in formula.judge(subject):
            if isinstance(outcome, Finding) and (why := _explanation(subject.report, patterns, outcome.delta)):
                said = f"{outcome.message.rstrip('。')}；正文写有“{why}”，请核对是否由此而来"
                outcome = replace(outcome, level=subject.rule.level_of(INFO), message=said)
            yield outcome

    return Compiled(check if patterns else formula.judge, formula.family, formula)


def _explanation(report: Report, patterns: Sequence[Any], delta: str | None) -> str:
    """The sentence of the prose that says why a formula does not hold; where its pattern asks for a number, with the difference."""
    from gouji.passages import PROSE, passages
    from gouji.pattern import hits, written
    from gouji.text import squeeze

    difference = re.compile(rf"(?<![\d.]){re.escape((delta or '').lstrip('-'))}(?![\d.])")
    for passage in passages(report, PROSE) or ():
        for pattern in patterns:
            for hit in hits(pattern, passage.text):
                if "#" not in written(pattern) or difference.search(squeeze(hit.sentence)):
                    return hit.sentence.rstrip("。；;")[:LONGEST_QUOTE]
    return ""


KIND = Kind(
    key="assert",
    title="公式：左右两边应当符合所写的关系",
    parameters={
        "assert": (str, "", "公式，例如 新收 + 上年结转 = 办理总计 + 结转下年"),
        "each": (str, "", "逐列、逐行或逐格核对，例如 表三 列"),
        "when": (str, "", "前提，不成立时不核对"),
        "tolerance": (float, 0, "允许的误差"),
        "explained": (list, [], "正文里有这样的话时只作提示；写有 # 的，同一句里还要有相差的数"),
        "message": (str, "", "出错说明，可用 {处} {左} {右} {差} {左式} {右式} 和公式里的名称"),
    },
    compile=compile,
    prepare=prepare,
)
