"""Help: every key, those that apply here first, searchable as you type."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from gouji.tui.dialogs.dialog import Dialog
from gouji.tui.drawing import fit
from gouji.tui.explain import Parts
from gouji.tui.keymap import CONTEXTS, Key, names
from gouji.tui.palette import palette
from gouji.tui.pinyin import initials
from gouji.tui.widgets.page import Page

_WIDTH = 20


class HelpScreen(Dialog[None]):
    """`here` are the ids of the bindings that applied where help was asked for; `keys` replaced ones."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "scroll_by(-1)", "上一行"),
        ("down", "scroll_by(1)", "下一行"),
        ("pageup", "scroll_by(-10)", "上一页"),
        ("pagedown", "scroll_by(10)", "下一页"),
    ]
    DEFAULT_CSS = """
    #help { width: 84; height: 88%; }
    #help Input { margin: 0 1; }
    """

    def __init__(self, here: frozenset[str], keys: dict[str, str]) -> None:
        super().__init__()
        self._here = here
        self._keys = keys

    def compose(self) -> ComposeResult:
        """A search line above the keys."""
        with Vertical(id="help") as box:
            box.border_title = "帮助"
            box.border_subtitle = "边输边找   ↑↓ 翻看   Esc 返回"
            yield Input(placeholder="找一个键或一件事，例如：复制、daochu 的首字母 dc", compact=True)
            yield Page()

    def on_mount(self) -> None:
        """Everything, until something is typed."""
        self._show("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Every key narrows."""
        self._show(event.value)

    def action_scroll_by(self, lines: int) -> None:
        """Reads on."""
        self.query_one(Page).go(lines)

    def _show(self, words: str) -> None:
        colors = palette(self.app)
        parts: Parts = []
        here = [key for table in CONTEXTS.values() for key in table if key.id in self._here]
        others = {name: [key for key in table if key.id not in self._here] for name, table in CONTEXTS.items()}
        for title, table in {"这里能用": here, **others}.items():
            found = [key for key in table if all(_has(key, self._pressed(key), word) for word in words.split())]
            if not found:
                continue
            if parts:
                parts.append((Text(), 0))
            parts.append((Text(title, colors.heading), 0))
            for key in found:
                line = Text(f" {fit(self._pressed(key), _WIDTH - 3)}  ", colors.key)
                line.append(key.label, colors.strong)
                line.append(f"　{key.help}", colors.text)
                parts.append((line, _WIDTH))
        if not parts:
            parts.append((Text("没有找到；换个说法试试", colors.dim), 0))
        elif not words:
            parts += [(Text(), 0), (Text(FOOT, colors.dim), 0)]
        self.query_one(Page).show(parts)

    def _pressed(self, key: Key) -> str:
        return names(self._keys.get(key.id, key.keys))


FOOT = (
    "级别：■强制性 必须改正；▲核实性 应当成立，属实的写情况说明；○提示 供参考。\n"
    "定位里：▐5▌ 是出错的格子，[5] 是与它核对的格子，‹5› 是试改过的格子，空 是空格，缺 是报告里没有这一格。\n"
    "鼠标可以点行、点表头、点底下的键名；双击打开。"
)


def _has(key: Key, pressed: str, word: str) -> bool:
    pattern = initials(word)
    text = f"{pressed} {key.keys} {key.label} {key.help}".lower()
    return word.lower() in text or bool(pattern and pattern.search(key.label))
