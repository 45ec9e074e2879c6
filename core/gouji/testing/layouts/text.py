"""Flat text: one cell a line, bars between cells, and tables drawn with pipes or tabs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gouji.testing.layouts.manuscript import Form, Line, Manuscript


def cells_by_line(written: Manuscript) -> str:
    """One cell a line with blank lines between, as scraped from a page. Blank cells vanish."""
    return _text(written, lambda form: (line for row in form.rows for box in row for line in box.text.split("\n")), "\n\n")


def bars_between_cells(written: Manuscript) -> str:
    """One cell a line with a line holding a single bar between two cells. Blank cells vanish."""

    def draw(form: Form) -> Iterator[str]:
        for row in form.rows:
            for box in row:
                if box.text:
                    yield box.text.replace("\n", " ")
                    yield "|"

    return _text(written, draw, "\n")


def trailing_pipes(written: Manuscript) -> str:
    """One cell a line, each ending in as many pipes as it is wide. Blank cells leave a pipe."""

    def draw(form: Form) -> Iterator[str]:
        for row in form.rows:
            for box in row:
                yield f"{box.text.replace(chr(10), ' ')} {'|' * box.colspan}".strip()

    return _text(written, draw, "\n")


def pipe_rows(written: Manuscript) -> str:
    """A row a line, merged cells as doubled pipes, cells covered from above left out: rows differ in length."""

    def draw(form: Form) -> Iterator[str]:
        for row in form.rows:
            yield "| " + " ".join(f"{box.text.replace(chr(10), '')} {'|' * box.colspan}" for box in row)

    return _text(written, draw, "\n")


def markdown(written: Manuscript) -> str:
    """Markdown tables on the full grid; a merged cell has its text once and is empty elsewhere."""

    def draw(form: Form) -> Iterator[str]:
        for index, row in enumerate(form.grid()):
            yield "| " + " | ".join(box.text.replace("\n", "<br>") if box else "" for box in row) + " |"
            if index == 0:
                yield "|" + " --- |" * form.width

    return _text(written, draw, "\n", {"title": "# ", "heading": "## ", "subheading": "### "})


def tabs(written: Manuscript) -> str:
    """Tab-separated rows on the full grid, as pasted from a spreadsheet."""

    def draw(form: Form) -> Iterator[str]:
        for row in form.grid():
            yield "\t".join(box.text.replace("\n", "") if box else "" for box in row)

    return _text(written, draw, "\n")


def _text(written: Manuscript, draw: Callable[[Form], Iterator[str]], end: str, marks: dict[str, str] | None = None) -> str:
    lines: list[str] = []
    for piece in written.pieces:
        if isinstance(piece, Line):
            lines.append((marks or {}).get(piece.role, "") + piece.text)
            lines.append("")
        else:
            lines.extend(draw(piece))
            lines.append("")
    return end.join(lines).rstrip() + "\n"
