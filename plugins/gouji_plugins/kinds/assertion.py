"""assert: a formula over cells must hold."""

from __future__ import annotations

from gouji.hooks import Kind
from gouji.lean import Any
from gouji.ruleset.setting import Compiled, ParameterError, Setting


def prepare(parameters: dict[str, Any], setting: Setting) -> dict[str, Any]:
    """Finds the cells of the formula in every edition the rule speaks for."""
    from gouji.formula.plain import plain_formula
    from gouji.formula.syntax import FormulaError

    tolerance = parameters["tolerance"]
    if tolerance < 0:
        raise ParameterError("tolerance", "误差不能是负数")
    try:
        return plain_formula(
            parameters["assert"],
            setting.editions,
            each=parameters["each"],
            when=parameters["when"],
            tolerance=str(tolerance) if tolerance else "",
            message=parameters["message"],
        )
    except FormulaError as error:
        raise ParameterError("assert" if error.part == "formula" else error.part, str(error), error.offset) from None


def compile(prepared: dict[str, Any]) -> Compiled:
    """A check that judges by the formula."""
    from gouji.formula import Formula

    formula = Formula(prepared)
    return Compiled(formula.judge, formula.family, formula)


KIND = Kind(
    key="assert",
    title="公式：左右两边应当符合所写的关系",
    parameters={
        "assert": (str, "", "公式，例如 新收 + 上年结转 = 办理总计 + 结转下年"),
        "each": (str, "", "逐列、逐行或逐格核对，例如 表三 列"),
        "when": (str, "", "前提，不成立时不核对"),
        "tolerance": (float, 0, "允许的误差"),
        "message": (str, "", "出错说明，可用 {处} {左} {右} {差} {左式} {右式} 和公式里的名称"),
    },
    compile=compile,
    prepare=prepare,
)
