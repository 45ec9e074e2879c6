"""What the kinds about prose have in common: where to look, when, and how patterns are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from gouji import passages
from gouji.finding import NotAssessed
from gouji.lean import Any
from gouji.likeness import nearest
from gouji.pattern import Alternatives, PatternError, parse
from gouji.rule import Outcome, Subject
from gouji.ruleset.setting import ParameterError, Setting

Check = Callable[[Subject], Iterable[Outcome]]


WHEN = (str, "", "前提（公式），不成立时不检查")


def condition(parameters: dict[str, Any], setting: Setting) -> dict[str, Any]:
    """The plain form of `when`."""
    from gouji.formula.plain import plain_condition
    from gouji.formula.syntax import FormulaError

    try:
        return plain_condition(parameters["when"], setting.editions)
    except FormulaError as error:
        raise ParameterError("when", str(error), error.offset) from None


def part(parameters: dict[str, Any]) -> str:
    """The part of the report named by `in`."""
    name = str(parameters["in"])
    if name not in passages.NAMES:
        numeral = name.removeprefix("第").removesuffix("部分")
        hint = f"，“{name}”请写 {numeral}" if numeral in passages.NAMES else nearest(name, passages.NAMES)
        raise ParameterError("in", f"没有“{name}”这个位置（可以写 {'、'.join(passages.NAMES)}）{hint}")
    return name


def pattern(name: str, text: Any) -> Alternatives:
    """One pattern of the parameter `name`."""
    if not isinstance(text, str | int):
        raise ParameterError(name, "要找的词应当是文字")
    try:
        return parse(str(text))
    except PatternError as error:
        raise ParameterError(name, str(error), error.offset) from None


def template(parameters: dict[str, Any], known: tuple[str, ...]) -> str:
    """The author's own message, its placeholders checked."""
    from gouji.formula.syntax import FormulaError
    from gouji.formula.wording import check_template

    written: str = parameters["message"]
    try:
        check_template(written, known)
    except FormulaError as error:
        raise ParameterError("message", str(error), error.offset) from None
    return written


def filled(written: str, words: dict[str, str]) -> str:
    """A message with its placeholders replaced; what a document holds is never taken for one."""
    from gouji.formula.wording import filled

    return filled(written, words)


def conditional(plain: dict[str, Any], check: Check) -> Check:
    """The check, made only where the condition of its `when` holds."""
    if not plain:
        return check
    from gouji.formula import Condition

    condition = Condition(plain)

    def guarded(subject: Subject) -> Iterator[Outcome]:
        hindered = condition.hindered(subject)
        if isinstance(hindered, NotAssessed):
            yield hindered
        elif not hindered:
            yield from check(subject)

    return guarded
