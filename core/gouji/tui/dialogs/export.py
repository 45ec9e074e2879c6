"""Where to save what is shown, and how."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label

from gouji.errors import reason
from gouji.tui.dialogs.dialog import Dialog
from gouji.tui.export import FORMATS, write
from gouji.tui.store import Store
from gouji.tui.views import View


class ExportDialog(Dialog[None]):
    """Asks for a file name; the ending says the format. An existing file is never overwritten."""

    DEFAULT_CSS = """
    #export { width: 76; }
    #export-said.-wrong { color: $error; }
    """

    def __init__(self, store: Store, view: View) -> None:
        super().__init__()
        self._store = store
        self._view = view

    def compose(self) -> ComposeResult:
        """A name to type."""
        with Vertical(id="export") as box:
            box.border_title = f"导出现在显示的 {self._view.findings} 项问题"
            yield Label("文件名，结尾决定格式：" + "、".join(f".{name}" for name in FORMATS), markup=False)
            yield Input(str(free_name(Path("gouji-问题.csv"))), compact=True)
            yield Label("Enter 保存到当前文件夹   Esc 取消", id="export-said", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Writes the file, or says why not."""
        file = Path(event.value.strip())
        kind = file.suffix.lower().lstrip(".")
        if kind not in FORMATS:
            self._wrong(f"看不出“{file.name}”是哪种文件，结尾请用 {'、'.join('.' + name for name in FORMATS)}")
            return
        try:
            count = write(self._store.read, self._view, kind, file)
        except FileExistsError:
            self._wrong(f"{file.name} 已经有了，请换一个名字，例如 {free_name(file).name}")
        except OSError as error:
            self._wrong(f"不能写 {file}：{reason(error)}")
        else:
            self.app.notify(f"已导出 {count} 项到 {file.absolute()}")
            self.dismiss()

    def _wrong(self, text: str) -> None:
        said = self.query_one("#export-said", Label)
        said.update(text)
        said.add_class("-wrong")


def free_name(file: Path) -> Path:
    """The name itself, or the first numbered one that is free: gouji-问题2.csv."""
    number = 1
    candidate = file
    while candidate.exists():
        number += 1
        candidate = file.with_name(f"{file.stem}{number}{file.suffix}")
    return candidate
