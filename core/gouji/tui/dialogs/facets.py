"""Which findings to see: levels, families, sections, tables and rules to tick."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Label

from gouji.finding import LEVEL_NAMES
from gouji.telling import printable
from gouji.tui.dialogs.dialog import Dialog
from gouji.tui.drawing import fit
from gouji.tui.query import FAMILIES, Query
from gouji.tui.views import Facet
from gouji.tui.widgets.rows import Rows

TITLES = {"levels": "级别", "families": "缺陷类别", "sections": "部分", "tables": "表", "rules": "规则"}
SECTIONS = {
    "s1": "一、总体情况",
    "s2": "二、主动公开",
    "s3": "三、申请办理",
    "s4": "四、复议诉讼",
    "s5": "五、问题改进",
    "s6": "六、其他事项",
}
TABLES = {"t2": "表二", "t3": "表三", "t4": "表四"}


class Item(NamedTuple):
    """A heading (empty value) or a value to tick."""

    facet: str
    value: str
    label: str
    findings: int


class FacetsList(Rows):
    """The values under their headings."""

    def __init__(self, items: list[Item], chosen: dict[str, frozenset[str]]) -> None:
        super().__init__()
        self.items = items
        self.chosen = chosen

    def on_mount(self) -> None:
        """Starts at the first value."""
        self.refill(len(self.items), 1)

    def segments(self, index: int, width: int, style: Style | None) -> list[Segment]:
        """A heading, or a box to tick."""
        item, back = self.items[index], style or Style.null()
        if not item.value:
            return [Segment(fit(f" {item.label}", width), self.palette.heading + back)]
        ticked = item.value in self.chosen[item.facet]
        look = self.palette.strong if ticked else self.palette.text
        text = f"   {'[×]' if ticked else '[ ]'} {item.label}"
        return [Segment(fit(text, width - 8), look + back), Segment(fit(str(item.findings), 7, right=True) + " ", self.palette.dim + back)]

    def toggle(self, index: int) -> None:
        """Ticks or unticks the value at `index`."""
        item = self.items[index]
        if item.value:
            self.chosen[item.facet] = self.chosen[item.facet] ^ {item.value}
            self.refresh()

    def click_inside(self, index: int, x: int) -> bool:
        """A click ticks."""
        self.cursor = index
        self.toggle(index)
        return True


class FacetsDialog(Dialog[Query]):
    """Gives the question with the chosen filters."""

    BINDINGS: ClassVar[list[BindingType]] = [("space", "tick", "勾选"), ("0", "clear", "全不选")]
    DEFAULT_CSS = """
    #facets { width: 64; height: 80%; }
    """

    def __init__(self, found: Mapping[str, list[Facet]], question: Query, titles: Mapping[str, str]) -> None:
        super().__init__()
        self._question = question
        chosen: dict[str, frozenset[str]] = {name: getattr(question, name) for name in TITLES}
        items: list[Item] = []
        for name, title in TITLES.items():
            facets = list(found.get(name, ()))
            facets += [Facet(value, 0) for value in sorted(chosen[name] - {facet.value for facet in facets})]
            if facets:
                items.append(Item(name, "", title, 0))
                items += [Item(name, facet.value, _label(name, facet.value, titles), facet.findings) for facet in facets]
        self._list = FacetsList(items, chosen)

    def compose(self) -> ComposeResult:
        """The list and its keys."""
        with Vertical(id="facets") as box:
            box.border_title = "只看哪些问题（一类里不勾就是全部）"
            yield self._list
            yield Label("空格 勾选   Enter 确定   0 全不选   Esc 取消", markup=False)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Enter applies."""
        if event.key == "enter":
            chosen: dict[str, Any] = self._list.chosen
            self.dismiss(replace(self._question, **chosen))

    def action_tick(self) -> None:
        """Ticks the value under the cursor."""
        self._list.toggle(self._list.cursor)

    def action_clear(self) -> None:
        """Unticks everything."""
        self._list.chosen.update(dict.fromkeys(TITLES, frozenset()))
        self._list.refresh()


def _label(facet: str, value: str, titles: Mapping[str, str]) -> str:
    if facet == "levels":
        return LEVEL_NAMES[value]
    if facet == "rules":
        return printable(f"{value} {titles.get(value, '')}")
    if facet == "families":
        return f"{value} {FAMILIES.get(value, '')}"
    return {**SECTIONS, **TABLES}.get(value, value)
