"""定位: the report as it is, with a finding marked; why, what was checked here, the source; and what-if."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen

from gouji.document import NOWHERE, Document, Place
from gouji.finding import Finding, Result
from gouji.telling import printable, report_name
from gouji.tui.dialogs.edit import EditDialog
from gouji.tui.explain import Parts, checks_parts, source_parts, whatif_parts
from gouji.tui.fragment import SourceIndex
from gouji.tui.keymap import PLACE, bindings
from gouji.tui.palette import palette
from gouji.tui.screens.detail import DetailScreen
from gouji.tui.store import CHECKED
from gouji.tui.widgets.bars import KeyBar, TitleBar
from gouji.tui.widgets.frame import Frame
from gouji.tui.widgets.page import Page
from gouji.tui.widgets.report import ReportView

if TYPE_CHECKING:
    from gouji.tui.app import GoujiApp

WIDE = 124
"""From this many columns on what is explained stands beside the report, else below it."""

PARTS = {"why": "为什么", "checks": "查了什么", "source": "原文"}


class PlaceScreen(Screen[None]):
    """One report, one finding at a time."""

    BINDINGS = bindings(PLACE)
    DEFAULT_CSS = """
    #place { layout: vertical; height: 1fr; }
    #place.-wide { layout: horizontal; }
    #report-pane { height: 1fr; width: 1fr; }
    #side-pane { height: 10; max-height: 50%; width: 1fr; }
    #place.-wide #side-pane { width: 52; height: 1fr; max-height: 100%; }
    """

    def __init__(
        self, app: GoujiApp, report: int, number: int | None, *, part: str = "", edit: bool = False, beside: Finding | None = None
    ) -> None:
        """The report at its finding of this number, or at what `beside`, a finding on another report, says of it."""
        super().__init__()
        self.gouji = app
        self.report = report
        self.trial = app.trial(report)
        found = self.base.findings
        self.finding: Finding | None = found[number] if number is not None and number < len(found) else None
        self._target = self.finding or beside
        self._chosen = self._mark_of(self.finding)
        self._visited = 0
        self.part = part or ("why" if self.finding else "checks")
        self._edit = edit
        self._source_read: SourceIndex | str = "正在读原文……"
        self.view = ReportView(self.trial.report, id="report")
        self.side = Page(id="side")
        self.title_bar = TitleBar()

    @property
    def base(self) -> Result:
        """The result as checked, without edits."""
        return self.trial.base

    @property
    def result(self) -> Result:
        """The result with the edits made here."""
        return self.trial.result

    def compose(self) -> ComposeResult:
        """Title, report, explanation, keys."""
        yield self.title_bar
        with Container(id="place"):
            yield Frame(self.view, id="report-pane")
            yield Frame(self.side, id="side-pane")
        yield KeyBar()

    def on_mount(self) -> None:
        """Goes to the finding."""
        self.on_resize()
        self.view.focus()
        self.read_source()
        self.call_after_refresh(self._begin)
        self.app.theme_changed_signal.subscribe(self, lambda _: self.say(recolour=True))

    def _begin(self) -> None:
        self.view.mark(self._target)
        self._edited()
        if self.part == "checks":
            self._to_cell()
        if self._edit:
            self.action_edit()

    def on_resize(self) -> None:
        """Beside or below."""
        self.query_one("#place").set_class(self.wide, "-wide")
        if self.is_mounted:
            self.say()

    @property
    def wide(self) -> bool:
        """Whether the explanation stands beside the report."""
        return self.app.size.width >= WIDE

    def renewed(self) -> None:
        """The file was checked anew: the same place, the same edits, the new report."""
        result = self.gouji.result(self.report)
        if result is None:
            self.app.notify("这份文件现在读不出来，显示的是上次读到的内容", severity="warning")
            return
        self.trial.rebase(result)
        self._edited()
        self.read_source()

    # The source, read beside the keys.

    def read_source(self) -> None:
        """Reads the file anew for its fragment."""
        path = self.base.report.path
        self.run_worker(lambda: self._read(path), thread=True, group="source", exclusive=True)

    def _read(self, path: str) -> None:
        found = self.gouji.session.document(path)
        self._source_read = SourceIndex(found) if isinstance(found, Document) else found
        self.app.call_from_thread(self.say)

    # What is said.

    def on_report_view_moved(self, event: ReportView.Moved) -> None:
        """The explanation follows the cursor."""
        self.say()

    def say(self, *, recolour: bool = False) -> None:
        """Title and explanation for the present place."""
        colors = palette(self.app)
        report = self.result.report
        left = Text("定位", colors.heading)
        left.append("  " + report_name(report), colors.strong)
        where = self.view.key
        section = report.edition.cell_name(*where) if where else self._section()
        left.append(f"  {section}", colors.text)
        if self.trial.can_undo:
            left.append(f"  试改 {len(self.trial.changes)} 格", colors.good)
        count = len(self.result.findings)
        number = next((index for index, found in enumerate(self.result.findings, 1) if found == self.finding), 0)
        right = Text(f"第 {number} 处 / 共 {count} 处" if number else f"共 {count} 处问题" if count else "没有问题", colors.dim)
        self.title_bar.say(left, right)
        pane = self.query_one("#side-pane")
        pane.border_title = "说明" if self.wide else " · ".join(f"▸{name}" if part == self.part else name for part, name in PARTS.items())
        parts = self._parts()
        if recolour or [text.plain for text, _ in parts] != self.side.plain.split("\n"):
            self.side.show(parts)

    def _section(self) -> str:
        line = self.view.here
        return next((spec.heading for spec in self.result.report.edition.sections if spec.id == line.section), "")

    def _parts(self) -> Parts:
        colors = palette(self.app)
        # Below the report there is room for one thing: what the edits lead to stands with the reason.
        trial = whatif_parts(self.trial, colors) if self.wide or self.part == "why" else []
        chosen = [self.part] if not self.wide else [self.part, *(part for part in PARTS if part != self.part)]
        parts: Parts = list(trial)
        for part in chosen:
            if self.wide or trial:
                if parts:
                    parts.append((Text(), 0))
                parts.append((Text(f"── {PARTS[part]}", colors.heading), 0))
            parts += {"why": self._why, "checks": self._checks, "source": self._source}[part]()
        return parts

    def _why(self) -> Parts:
        colors = palette(self.app)
        if self.finding is None:
            if not self.result.findings:
                return [(Text("没有问题", colors.good), 0)]
            return [(Text("这个问题已经不在了；按 n 看下一处" if self.trial.can_undo else "按 n 看第一处问题", colors.dim), 0)]
        return self._told(self.finding)

    def _told(self, finding: Finding, *, full: bool = False) -> Parts:
        return self.gouji.explained(self.report, self.result, finding, full=full)

    def _checks(self) -> Parts:
        colors = palette(self.app)
        key = self.view.key
        if key is None:
            how = "（按 o 到这个问题所指的格）" if self.view.has_two_ends else ""
            return [(Text(f"把光标移到表格的一格上{how}，这里列出用到它的每条规则", colors.dim), 0)]
        return checks_parts(
            self.result, key, self.gouji.titles, colors, before=self.base.report, last_year=self.gouji.year_before(self.report)
        )

    def _source(self) -> Parts:
        colors = palette(self.app)
        if isinstance(self._source_read, str):
            return [(Text(self._source_read, colors.dim), 0)]
        around = 3 if self.wide else 1
        number = self.view.here.paragraph
        text = self.view.sheet.paragraphs[number] if number >= 0 else ""
        lines = self._source_read.around(self._place(), text=text, before=around, after=around + 1)
        return source_parts(self.base.report.path, lines, colors)

    def _place(self) -> Place:
        key = self.view.key
        if key:
            cell = self.base.report.cell(*key)
            if cell and cell.place != NOWHERE:
                return cell.place
        if self.view.here.place != NOWHERE:
            return self.view.here.place
        return self.finding.place if self.finding else NOWHERE

    # What keys do.

    def action_pane(self) -> None:
        """Between report and explanation."""
        (self.view if self.side.has_focus else self.side).focus()

    def action_next(self, by: int) -> None:
        """To the report's next finding."""
        found = self.result.findings
        at = next((index for index, finding in enumerate(found) if finding == self.finding), None)
        target = (0 if by > 0 else len(found) - 1) if at is None else at + by
        if not 0 <= target < len(found):
            self.app.notify("已是最后一处" if by > 0 else "已是第一处")
            return
        self.finding = found[target]
        self._chosen = self._mark_of(self.finding)
        self._visited = 0
        if self.part == "checks" and not self.wide:
            self.part = "why"
        self.view.mark(self.finding)
        self.refresh_bindings()

    def action_part(self) -> None:
        """The next part of the explanation."""
        names = list(PARTS)
        self.part = names[(names.index(self.part) + 1) % len(names)]
        self.say()

    def action_other_end(self) -> None:
        """From the words of a finding to its cell, or back."""
        self.view.to_other_end()

    def action_other_report(self) -> None:
        """To the next of the other reports that the finding concerns."""
        others = self._others()
        other = others[self._visited % len(others)]
        self._visited += 1
        beside = self.gouji.session.in_other_report(self.finding, self.base.report) if self.finding else None
        self.app.push_screen(PlaceScreen(self.gouji, other, None, beside=beside))

    def _others(self) -> list[int]:
        others = self.gouji.store.others(self.report, self._chosen) if self.finding else []
        return [other.id for other in others if other.state == CHECKED]

    def _to_cell(self) -> None:
        if self.view.key is None and self.view.has_two_ends:
            self.view.to_other_end()

    def action_edit(self) -> None:
        """Asks for another value of the cell under the cursor, or of the one that the words under it were held against."""
        self._to_cell()
        key = self.view.key
        if key is None:
            self.app.notify("把光标移到表格的一格上再试改")
            return
        cell = self.result.report.cell(*key)
        name = self.result.report.edition.cell_name(*key)

        def done(raw: str | None) -> None:
            if raw is not None and self.trial.edit([(key, raw)]):
                self._tried()

        self.app.push_screen(EditDialog(name, cell.raw.strip() if cell else None), done)

    def action_adopt(self) -> None:
        """Tries the finding's first correction."""
        if self.finding and self.finding.corrections and self.trial.correct(self.finding.corrections[0]):
            self._tried()

    def action_undo(self) -> None:
        """Takes the last edit back."""
        self.trial.undo()
        self._tried()

    def action_redo(self) -> None:
        """Does again what was taken back."""
        self.trial.redo()
        self._tried()

    def _tried(self) -> None:
        if not self.wide:
            self.part = "why"
        self._edited()

    def _edited(self) -> None:
        # The finding looked at may go with an edit and come back with its undoing.
        self.finding = next((finding for finding in self.result.findings if self._mark_of(finding) == self._chosen), None)
        self._show_edits()
        self.view.mark(self.finding, go=False)
        self.refresh_bindings()

    def _mark_of(self, finding: Finding | None) -> str:
        return finding.fingerprint(self.base.report) if finding else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing now are not offered."""
        if action == "next":
            return bool(self.result.findings)
        if action in ("detail", "copy"):
            return self.finding is not None
        if action in ("undo", "changes"):
            return self.trial.can_undo
        if action == "redo":
            return self.trial.can_redo
        if action == "adopt":
            return bool(self.finding and self.finding.corrections)
        if action == "other_end":
            return self.view.has_two_ends
        if action == "other_report":
            return bool(self._others())
        return True

    def _show_edits(self) -> None:
        self.view.show(self.trial.report, frozenset(edit.key for edit in self.trial.changes))

    def action_changes(self) -> None:
        """Lists the edits and their effect."""
        self.app.push_screen(DetailScreen(self.gouji, "改动单", whatif_parts(self.trial, palette(self.app)), text=self.trial.text()))

    def action_detail(self) -> None:
        """The finding in full."""
        if self.finding:
            self.app.push_screen(DetailScreen(self.gouji, "问题详情", self._told(self.finding, full=True)))

    def action_copy(self) -> None:
        """Copies the finding."""
        if self.finding:
            text = "\n".join(part.plain for part, _ in self._why())
            self.gouji.copy(f"{report_name(self.base.report)}　{printable(self.base.report.path)}\n{text}")

    def action_copy_row(self) -> None:
        """Copies the line under the cursor."""
        self.gouji.copy(self.view.here.text.strip())

    def action_recheck(self) -> None:
        """Reads and checks this file again."""
        self.gouji.check_paths([self.base.report.path])

    def action_back(self) -> None:
        """Back to the findings."""
        if self.side.has_focus:
            self.view.focus()
            return
        self.dismiss()
