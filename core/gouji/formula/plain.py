"""From the texts of a rule to the plain form of its formula in every edition. Used on a cold start only."""

from __future__ import annotations

from collections.abc import Iterable

from gouji.edition import Edition
from gouji.formula.instances import PlainInstance, is_predicate, terms_of
from gouji.formula.names import parse_each
from gouji.formula.resolving import family, resolved
from gouji.formula.syntax import FormulaError, parse
from gouji.formula.wording import PLACEHOLDERS, check_template
from gouji.lean import Any


def plain_formula(
    text: str, editions: Iterable[Edition], *, each: str = "", when: str = "", tolerance: str = "", message: str = ""
) -> dict[str, Any]:
    """Understands a formula and finds its cells in every edition.

    Raises FormulaError whose `part` is "formula", "each", "when", "tolerance" or "message".
    """
    comparisons = parse(text)
    conditions = _part("when", parse, when) if when else ()
    repeated = _part("each", parse_each, each) if each else None
    editions = list(editions)
    instances: dict[str, list[PlainInstance]] = {}
    for edition in editions:
        try:
            found = resolved(comparisons, conditions, repeated, edition)
        except FormulaError as error:
            if len(editions) > 1 and edition.id not in str(error) and _elsewhere(editions, edition, comparisons, conditions, repeated):
                where = f"（在 {edition.id} 里；只管一个格式版本的规则请写 edition）"
                raise FormulaError(f"{error}{where}", error.offset, error.part) from None
            raise
        if not found:
            raise FormulaError(f"在 {edition.id} 里没有任何单元格可以核对", 0, "each")
        instances[edition.id] = [_tolerant(instance, tolerance) for instance in found] if tolerance else found
    everything = [instance for found in instances.values() for instance in found]
    _refuse_idle(everything)
    if message:
        names = dict.fromkeys(term[2] for instance in everything for comparison in instance[2] for term in terms_of(comparison))
        _part("message", lambda template: check_template(template, [*PLACEHOLDERS, *names]), message)
    return {"text": text, "each": each, "when": when, "message": message, "family": family(everything), "instances": instances}


def plain_condition(text: str, editions: Iterable[Edition]) -> dict[str, Any]:
    """A condition that stands alone, in every edition. Raises FormulaError with part "when"."""
    if not text:
        return {}
    written = _part("when", parse, text)
    return {edition.id: resolved((), written, None, edition)[0][1] for edition in editions}


def _elsewhere(editions: list[Edition], edition: Edition, comparisons: Any, conditions: Any, each: Any) -> bool:
    """Whether the formula makes sense in an edition other than this one."""
    for other in editions:
        try:
            if other is not edition and resolved(comparisons, conditions, each, other):
                return True
        except FormulaError:
            continue
    return False


def _refuse_idle(instances: list[PlainInstance]) -> None:
    """A comparison whose cells cancel out says nothing, or always fails."""
    for _, _, comparisons in instances:
        for comparison in comparisons:
            if is_predicate(comparison):
                continue
            left, right = (sorted(map(repr, terms)) for terms in (comparison[0], comparison[3]))
            if left == right:
                raise FormulaError("两边是同样的单元格，这条公式什么也没有核对", 0)


def _tolerant(instance: PlainInstance, tolerance: str) -> PlainInstance:
    where, conditions, comparisons = instance
    return where, conditions, tuple((*part[:5], tolerance) if not is_predicate(part) and not part[5] else part for part in comparisons)


def _part(name: str, read: Any, text: str) -> Any:
    try:
        return read(text)
    except FormulaError as error:
        raise error.of(name) from None
