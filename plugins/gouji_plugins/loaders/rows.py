"""Rows of a table written as lines of text: pipes, Markdown, tabs, commas, aligned numbers.

`cut` takes the lines of a text and says which of them are rows of a table. It must be sure:
prose that happens to hold a pipe or several spaces stays prose. What a line loses by not being a
row is little, since the recogniser also reads one cell a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import zip_longest

from gouji.document import Grid, Place
from gouji.lean import NamedTuple
from gouji_plugins.loaders.repeated import counted

_PIPES = "|｜│┃"
_SPLIT = re.compile(rf"(?<!\\)[{_PIPES}]")
_RULE = re.compile(rf"[\s{_PIPES}:：\-—–=+┌┬┐├┼┤└┴┘─━┏┳┓┣╋┫┗┻┛]*")
# │ alone is a row of empty cells.
_DRAWN = re.compile(r"\s*[\u2500-\u257f](?:\s*[\u2500-\u257f]){2,}\s*|(?=.*(?:-{5}|={5}))\s*(?:(?:-{2,}+|={2,}+)\s*)+")
_NONE_EACH = re.compile(rf"[\s{_PIPES}]*——(?:\s*[{_PIPES}]\s*——)+[\s{_PIPES}]*")
_VALUE = r"(?:[+-]?\d[\d,]*(?:\.\d+)?(?:[%件项个宗条]|万?元)?|[/—-])"
_WORDS_ALIGNED = r"(?:(?<!\S)\d{1,2}\s*[.、．)）]|[^\d\s]|\s++){1,60}?"
_ALIGNED = re.compile(rf"(?:(?P<label>{_WORDS_ALIGNED})\s+)?(?P<values>{_VALUE}(?:\s+{_VALUE})+)")
_PAGE = re.compile(r"[-—]+\s*\d+\s*[-—]+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_NO_CELL = re.compile(r"NaN|nan|Unnamed: \d+(?:_level_\d+)?")
_SENTENCE = re.compile(r"[。；！？]")
_LONG = 60
_WIDEST = 200
_LONGEST_ALIGNED = 300
_FEWEST = 8
_WORDS = 3
_FEWEST_RULED = 4


class Row(NamedTuple):
    """One line read as a row: its line number (from 1) and the text of its cells, empty ones included."""

    line: int
    cells: tuple[str, ...]


def cut(lines: Sequence[str]) -> Iterator[int | list[Row]]:
    """What a text consists of, in order: the numbers of lines that are prose or blank, and runs of rows that are tables."""
    runs, separators = _tables(lines)
    starts = {run[0].line: run for run in runs}
    separators.update(row.line for run in runs for row in run)
    for number in range(1, len(lines) + 1):
        if number in starts:
            yield starts[number]
        elif number not in separators:
            yield number


def _tables(lines: Sequence[str]) -> tuple[list[list[Row]], set[int]]:
    """The runs of lines that are tables, and the numbers of lines that are mere separators.

    Blank lines inside a run are passed over. A lone `|` and a ruled line (`|---|---|`) are
    separators: neither rows nor prose. Where rows are broken over lines, every cell is a row of
    its own, blank ones included.
    """
    regions = list(_regions(lines)) if sum(_SPLIT.search(line) is not None for line in lines) >= _FEWEST else []
    separators = {number for region in regions for number in range(region[0][0], region[-1][0] + 1)}
    runs: list[tuple[str, list[Row]]] = []
    kind = ""
    for number, line in enumerate(lines, 1):
        if number in separators:
            kind = ""
        elif not line or line.isspace():
            continue
        elif is_separator(line):
            separators.add(number)
        else:
            before, (kind, cells) = kind, _cells(line)
            if kind and kind != before:
                runs.append((kind, []))
            if kind:
                runs[-1][1].append(Row(number, cells))
    found = [_cells_of(region) for region in regions]
    for kind, run in runs:
        if kind in ("tab", "pipe") and _doubled(run):
            run = [row._replace(cells=row.cells[::2]) for row in run]
        if kind == "pipe":
            run = _unfenced(run, lines)
        if _certain(run, kind, lines):
            whole = _unwrapped(run, separators)
            separators.update({row.line for row in run} - {row.line for row in whole})
            found.append([row._replace(cells=tuple(cell.replace("\\|", "|") for cell in row.cells)) for row in whole])
    return found, separators


def grid(rows: Sequence[Row], places: Sequence[Place]) -> Grid:
    """The grid of a run, each row at its place, cells counted by columns: ragged, unless merged cells
    are written out and so tell the columns. A converter's own numbers of rows and columns and its signs for nothing are left out."""
    rows = [row._replace(cells=tuple("" if _NO_CELL.fullmatch(text) else text for text in row.cells)) for row in rows]
    if _numbered(rows):
        rows, places = [row._replace(cells=row.cells[1:]) for row in rows[1:]], places[1:]
    return counted([[re.sub(_BREAK, "\n", text) for text in row.cells] for row in rows], places)


def _numbered(rows: Sequence[Row]) -> bool:
    """Whether the first row and the first column count from 0 to the end, as a data frame written out has it."""
    across, down = rows[0].cells[1:], [row.cells[0] for row in rows[1:]]
    return bool(down) and not rows[0].cells[0] and all(list(counted) == [str(n) for n in range(len(counted))] for counted in (across, down))


def alone(line: str) -> str:
    """A line that is no row of a table, without the bars that fill it up where it holds one cell only."""
    text = line.strip()
    if not text or (text[0] not in _PIPES and text[-1] not in _PIPES):
        return line
    cells = [part for part in _SPLIT.split(text) if part.strip()]
    return cells[0].strip() if len(cells) == 1 else line


def is_separator(line: str) -> bool:
    """Whether a line only separates: a lone pipe, a rule of dashes with pipes or crossings, or several rules side by side.

    Two pipes and more with nothing between them are a row of empty cells, and a dash of the usual
    length in every cell is a row of signs for "none".
    """
    if not _RULE.fullmatch(line) or _NONE_EACH.fullmatch(line):
        return False
    if _DRAWN.fullmatch(line) and line.strip(" │┃"):
        return True
    text = line.strip()
    return text in _PIPES or (bool(re.search(r"[-—–=─━]{2}", text)) and bool(re.search(rf"[{_PIPES}+┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛]", text)))


def _cells(line: str) -> tuple[str, tuple[str, ...]]:
    """The kind of row a line may be ("" for none) and its cells."""
    text = line.strip()
    if any(pipe in text for pipe in _PIPES):
        parts = _SPLIT.split(text)
        if 1 < len(parts) <= _WIDEST and (_fenced(text) or not _prose(parts)):
            if not parts[-1]:
                parts.pop()
            if len(parts) > 1 and not parts[0]:
                parts.pop(0)
            return "pipe", tuple(part.strip(" \t") for part in parts)
    if 0 < text.count("\t") <= _WIDEST or (text and line.endswith("\t\t")):
        return "tab", tuple(part.strip(" ") for part in line.split("\t"))
    for mark in ",;；":
        if 0 < text.count(mark) <= _WIDEST and not _prose(parts := text.split(mark)):
            return mark, tuple(part.strip(' "[]') for part in parts)
    if len(text) <= _LONGEST_ALIGNED and not _PAGE.fullmatch(text) and (aligned := _ALIGNED.fullmatch(text)):
        label = aligned["label"]
        return "aligned", ((label.strip(),) if label else ()) + tuple(aligned["values"].split())
    return "", ()


def _regions(lines: Sequence[str]) -> Iterator[list[tuple[int, str]]]:
    """The stretches of numbered lines in which bars divide cells but lines do not divide rows: most
    of those with a bar hold one cell or its end."""
    region: list[tuple[int, str]] = []
    bars: list[int] = []
    words = 0
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text or (text not in _PIPES and is_separator(text)):
            continue
        parts = _SPLIT.split(text)
        words = 0 if len(parts) > 1 else words + 1
        if _prose(parts) or words > _WORDS:
            if _broken(bars):
                yield region
            region, bars = [], []
        elif region or len(parts) > 1:
            region.append((number, text))
            bars.extend([len(parts) - 1] if len(parts) > 1 else ())
    if _broken(bars):
        yield region


def _broken(bars: Sequence[int]) -> bool:
    return len(bars) >= _FEWEST and bars.count(1) * 2 > len(bars)


def _cells_of(region: Sequence[tuple[int, str]]) -> list[Row]:
    """The cells that the bars of a region divide, each a row of its own. What only fills up the last
    cells of a row (`||`, nothing between) is no cell."""
    out: list[Row] = []
    filled = True
    for number, line in region:
        *ended, rest = _SPLIT.split(line)
        if len(ended) > 1 and not line.strip(_PIPES):
            continue
        for position, part in enumerate(ended):
            text = part.strip(" \t")
            if text or (not filled and (part or not position)):
                out.append(Row(number, (text,)))
            filled = False
        if text := rest.strip(" \t"):
            out.append(Row(number, (text,)))
            filled = True
    return out


def _doubled(run: list[Row]) -> bool:
    """Whether two tabs or bars stand between the cells of these rows, not one: every second cell is empty."""
    return max(map(len, (row.cells for row in run)), default=0) > 1 and all(len(row.cells) % 2 and not any(row.cells[1::2]) for row in run)


def _unwrapped(run: list[Row], separators: Set[int]) -> list[Row]:
    """The rows, those that stand together between two rules made one where only one of them has values: its words go on in
    the others. Rules that part rows of values only part groups of rows."""
    groups: list[list[Row]] = []
    for row in run:
        if not groups or not separators.isdisjoint(range(groups[-1][-1].line, row.line)):
            groups.append([])
        groups[-1].append(row)
    if len(groups) < _FEWEST_RULED or any(sum(map(_valued, group)) > 1 for group in groups):
        return run
    columns = (zip_longest(*(row.cells for row in group), fillvalue="") for group in groups)
    return [Row(group[0].line, tuple(map("".join, pieces))) for group, pieces in zip(groups, columns, strict=True)]


def _valued(row: Row) -> bool:
    return any(re.fullmatch(_VALUE, cell) for cell in row.cells)


def _unfenced(run: list[Row], lines: Sequence[str]) -> list[Row]:
    """The rows with the blank cells at their ends, where fewer than half have a bar there, or not all though they have as many
    bars: it stands beside a blank cell."""
    texts = [lines[row.line - 1].strip() for row in run]
    even = len({len(_SPLIT.findall(text)) for text in texts}) == 1
    begin, end = ([text[place] in _PIPES for text in texts] for place in (0, -1))
    before, behind = (2 * sum(bars) < len(bars) or (even and not all(bars)) for bars in (begin, end))
    return [
        row._replace(cells=("",) * (before and first) + row.cells + ("",) * (behind and last))
        for row, first, last in zip(run, begin, end, strict=True)
    ]


def _certain(run: list[Row], kind: str, lines: Sequence[str]) -> bool:
    """Whether a run of lines is a table beyond doubt."""
    widths = [len(row.cells) for row in run]
    if kind == "aligned":
        return (len(run) > 1 and min(widths) > 2) or max(widths) > 6
    if kind in (",", ";", "；"):
        figures = any(re.fullmatch(_VALUE, cell) for row in run for cell in row.cells[1:])
        return len(run) > 2 and max(widths) > 3 and figures and any(re.match(r"[^\d\s]", row.cells[0]) for row in run)
    if kind == "tab":
        wordy = any(_prose(row.cells) for row in run)
        if len(run) == 1:
            return widths[0] > 3 and not wordy
        return max(widths) > 2 or (len(set(widths)) == 1 and not wordy)
    fenced = sum(_fenced(lines[row.line - 1].strip()) for row in run)
    if len(run) == 1:
        return widths[0] > 2 and fenced == 1
    return fenced * 2 >= len(run) or max(widths) > 2


def _fenced(text: str) -> bool:
    return text[0] in _PIPES or text[-1] in _PIPES


def _prose(cells: Sequence[str]) -> bool:
    return any(len(cell.strip()) > _LONG or _SENTENCE.search(cell) for cell in cells)
