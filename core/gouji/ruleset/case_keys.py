"""The words a rule's cases use to set what the rule reads, beside names of cells."""

from __future__ import annotations

from gouji.edition import Edition
from gouji.formula.instances import BELOW, PREVIOUS
from gouji.formula.names import Each, cells_of, contexts
from gouji.formula.syntax import SELF, FormulaError, Name
from gouji.passages import INTRO, SECTIONS
from gouji.report import Key

FACTS = {"标题": "title", "单位": "unit", "级别": "level", "年度": "year", "发布日期": "published"}
"""Facts of the report by their word."""

SAYS = "says"
OTHER = "同年"
"""Another report of the same unit on the same year: what is set in it."""

ALIKE = "别的单位"
"""Reports of other units on the same year: what is set in them."""

ABSENT = "缺年报"
"""The units of the roster that have no report."""

REPORTS = (PREVIOUS, BELOW, OTHER, ALIKE)
"""Words behind which stands what is set in another report."""

HEADINGS = {f"{numeral}标题": section for numeral, section in SECTIONS.items()}
"""一标题 … 六标题: a section's heading, with its ordinal."""

WORDS = (*FACTS, INTRO, *SECTIONS, *HEADINGS, *REPORTS, ABSENT)


def cell_key(word: str, each: Each | None, edition: Edition) -> Key:
    """The cell a word of a case means. Raises FormulaError for a word that means none.

    A full name (新收.总计, 表三.新收.总计) means that cell. Where the rule has an `each`, a single
    word means the cell in its first repetition: the first column under 列, the first row under 行,
    the first cell (本格) under 格.
    """
    parts = tuple(word.replace("·", ".").split("."))
    context = contexts(each, edition)[0]
    if word != SELF and len(parts) == 1 and each is None:
        raise FormulaError(f"看不懂“{word}”：应是单元格的名称（行.列 或 表.行.列），或 {'、'.join(WORDS)}", 0)
    (found,) = cells_of(Name(parts, 0), context, edition)
    return found.key
