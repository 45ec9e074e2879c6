"""The command palette: every key's action by its Chinese name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from gouji.tui.keymap import BY_ID, CELLS, CHOOSE, FILTER, MOVE, name
from gouji.tui.pinyin import initials

MOVES = frozenset({key.id for key in MOVE + CHOOSE + CELLS + FILTER} | {"next_pane", "previous_pane"})
"""Nobody looks for these by name."""


class KeyCommands(Provider):
    """What can be done on the screen below the palette."""

    def _commands(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        seen: set[str] = set()
        for active in self.screen.active_bindings.values():
            known = BY_ID.get(active.binding.id or "")
            if known is None or not active.enabled or known.id in seen or known.id in MOVES or known.action == "palette":
                continue
            seen.add(known.id)
            run = partial(self.app.run_action, active.binding.action, active.node)
            yield f"{known.label}　{name(active.binding.key)}", known.help, run

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for title, help, run in self._commands():
            yield DiscoveryHit(title, run, help=help)

    async def search(self, query: str) -> Hits:
        """By the characters of the name or of the sentence, or by pinyin initials."""
        matcher = self.matcher(query)
        pattern = initials(query.strip())
        found = False
        for title, help, run in self._commands():
            score = max(matcher.match(title), matcher.match(help) * 0.5, 0.8 if pattern and pattern.search(title) else 0.0)
            if score > 0:
                found = True
                yield Hit(score, matcher.highlight(title), run, help=help)
        if not found:
            yield Hit(0.01, "这里没有这个命令", lambda: None, help="换个说法，或输拼音首字母，如导出输 dc；清空就列出全部命令")
