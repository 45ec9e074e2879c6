"""All rules in force: their pages, their hits in this corpus; off or another level, for now or for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen

from gouji.errors import ConfigError
from gouji.finding import LEVEL_NAMES, LEVELS
from gouji.rule import Rule
from gouji.telling import printable
from gouji.tui import views
from gouji.tui.drawing import fit
from gouji.tui.explain import rule_parts
from gouji.tui.keymap import RULES, SHOW, bindings
from gouji.tui.palette import palette
from gouji.tui.pinyin import initials
from gouji.tui.widgets.bars import WIDE, KeyBar, TitleBar
from gouji.tui.widgets.findings import LEVEL_MARKS
from gouji.tui.widgets.frame import Frame
from gouji.tui.widgets.page import Page
from gouji.tui.widgets.pane import Pane
from gouji.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from gouji.tui.app import GoujiApp


class RulesList(Rows):
    """One line a rule: state, level, id, hits, title."""

    BINDINGS = bindings(SHOW)
    FIXED = 1

    def __init__(self, app: GoujiApp) -> None:
        super().__init__(id="rules")
        self.gouji = app
        self.rules: list[Rule] = []
        self.hits: dict[str, int] = {}

    @property
    def current(self) -> Rule | None:
        """The rule under the cursor, as it is now."""
        return self.gouji.session.rule(self.rules[self.cursor].id) if self.rules else None

    def filter_by(self, words: str) -> None:
        """Shows the rules that have all the words, or whose title has them as pinyin initials."""
        before = self.rules[self.cursor].id if self.rules else None
        self.rules = [rule for rule in self.gouji.session.rules if all(_has(rule, word) for word in words.split())]
        self.refill(len(self.rules), next((index for index, rule in enumerate(self.rules) if rule.id == before), 0))
        self.screen.post_message(self.Pointed(self))

    def header(self, number: int, width: int) -> list[Segment]:
        """Titles of the columns."""
        return [Segment(fit("   级别     编号         命中  规则", width), self.palette.dim)]

    def segments(self, index: int, width: int, style: Style | None) -> list[Segment]:
        """One rule."""
        rule = self.gouji.session.rule(self.rules[index].id) or self.rules[index]
        back, colors = style or Style.null(), self.palette
        off = self.gouji.session.is_off(rule.id)
        changed = "×" if off else "*" if rule.id in self.gouji.session.levels else " "
        hits = self.hits.get(rule.id, 0)
        look = colors.dim if off else colors.text
        return [
            Segment(f" {changed} ", colors.strong + back),
            Segment(
                fit("关闭" if off else f"{LEVEL_MARKS[rule.level]} {LEVEL_NAMES[rule.level]}", 9),
                (colors.dim if off else colors.levels[rule.level]) + back,
            ),
            Segment(fit(rule.id, 12), look + back),
            Segment(fit(str(hits) if hits else "·", 5, right=True) + "  ", (colors.text if hits else colors.dim) + back),
            Segment(fit(printable(rule.title), max(width - 31, 1)), look + back),
        ]

    def empty(self, number: int, width: int) -> list[Segment]:
        """When no rule fits the filter."""
        return [Segment("  没有这样的规则，按 Esc 清除筛选", self.palette.dim)] if number == 1 else []


class RulesPane(Pane[RulesList]):
    """The rules under their filter line."""

    HINT = "编号、标题、缺陷、依据、拼音首字母…"

    def filter_by(self, words: str) -> None:
        """Filters the rules."""
        self.rows.filter_by(words)


class RulesScreen(Screen[str | None]):
    """Gives the id of the rule whose findings are to be shown, or None."""

    BINDINGS = bindings(RULES, SHOW)
    DEFAULT_CSS = """
    #rules-body { layout: vertical; height: 1fr; }
    #rules-body.-wide { layout: horizontal; }
    #rules-pane { height: 3fr; width: 1fr; }
    #rule-pane { height: 2fr; width: 1fr; }
    #rules-body.-wide #rule-pane, #rules-body.-wide #rules-pane { height: 1fr; }
    """

    def __init__(self, app: GoujiApp, rule: str = "") -> None:
        super().__init__()
        self.gouji = app
        self.list = RulesList(app)
        self.pane = RulesPane(self.list, id="rules-pane", title="规则")
        self.page = Page(id="rule")
        self.title_bar = TitleBar()
        self._first = rule

    def compose(self) -> ComposeResult:
        """Title, rules, one rule's page, keys."""
        yield self.title_bar
        with Container(id="rules-body"):
            yield self.pane
            yield Frame(self.page, id="rule-pane", title="规则说明")
        yield KeyBar()

    def on_mount(self) -> None:
        """Lists everything; the hits follow."""
        self.on_resize()
        self.list.filter_by("")
        self.list.cursor = next((index for index, rule in enumerate(self.list.rules) if rule.id == self._first), 0)
        self.list.focus()
        self.say()
        self.renewed()
        self.app.theme_changed_signal.subscribe(self, lambda _: self.say())

    def on_resize(self) -> None:
        """Beside or below."""
        self.query_one("#rules-body").set_class(self.app.size.width >= WIDE, "-wide")

    def renewed(self) -> None:
        """Counts the hits again."""
        self.run_worker(self._count(), group="hits", exclusive=True)

    async def _count(self) -> None:
        self.list.hits = await self.gouji.keeper.ask(views.hits)
        self.list.refresh()
        self.say()

    def say(self) -> None:
        """Title, keys' status, and the page of the rule under the cursor."""
        colors = palette(self.app)
        left = Text("规则", colors.heading)
        left.append(f"  {self.gouji.rules_in_use}", colors.text)
        off = sum(level is None for level in self.gouji.session.levels.values())
        right = Text(f"本次关闭 {off} 条" if off else "", colors.dim)
        self.title_bar.say(left, right)
        self.query_one(KeyBar).say(self.gouji.status)
        rule = self.list.current
        if rule:
            hits = None if self.gouji.session.is_off(rule.id) else self.list.hits.get(rule.id, 0)
            self.page.show(rule_parts(rule, colors, hits=hits, state=self.gouji.session.state(rule)))

    def on_rows_pointed(self, event: Rows.Pointed) -> None:
        """The page follows the cursor."""
        self.say()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Enter or right shows the rule's findings; left goes back."""
        if event.key == "left":
            self.dismiss(None)
        else:
            self.action_show()

    async def action_filter(self) -> None:
        """Opens the filter line."""
        await self.pane.action_filter()

    def action_off(self) -> None:
        """Off, or on again."""
        rule = self.list.current
        if rule:
            self.gouji.session.switch(rule.id)
            self._changed()

    def action_level(self) -> None:
        """The next level."""
        rule = self.list.current
        if rule:
            self.gouji.session.set_level(rule.id, LEVELS[(LEVELS.index(rule.level) + 1) % len(LEVELS)])
            self._changed()

    def _changed(self) -> None:
        self.list.refresh()
        self.say()
        self.gouji.judge_again()

    def action_keep(self) -> None:
        """Writes the rule's state into the user's own ruleset."""
        rule = self.list.current
        if rule is None:
            return
        try:
            file = self.gouji.session.keep(rule.id)
        except ConfigError as error:
            self.app.notify(str(error), severity="error")
        else:
            self.app.notify(f"{rule.id} 已存入 {file}；下次打开自动使用，命令行加 --ruleset {file}")

    def action_copy(self) -> None:
        """Copies the rule's page."""
        self.gouji.copy(self.page.plain)

    def action_show(self) -> None:
        """To the findings of the rule."""
        rule = self.list.current
        if rule and self.list.hits.get(rule.id):
            self.dismiss(rule.id)
        elif rule:
            self.app.notify(f"{rule.id} 在这批年报里没有查出问题")

    def action_pane(self) -> None:
        """Between the list and the page."""
        (self.list if self.page.has_focus else self.page).focus()

    def action_back(self) -> None:
        """Clears the filter, or goes back."""
        if not self.pane.close_filter():
            self.dismiss(None)


def _has(rule: Rule, word: str) -> bool:
    text = f"{rule.id} {rule.defect} {rule.title} {rule.basis} {LEVEL_NAMES[rule.level]}".lower()
    pattern = initials(word)
    return word.lower() in text or bool(pattern and pattern.search(rule.title))
