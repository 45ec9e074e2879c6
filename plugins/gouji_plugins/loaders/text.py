"""Plain text, Markdown and CSV: every line a paragraph, rows of cells a grid.

The lines of a grid are only as reliable as their author: a doubled pipe stands for a merged cell
in one text and for an empty one in the next. Such grids are `ragged`, and their empty cells are
kept, because a blank is never a zero.
"""

from __future__ import annotations

import re
from itertools import pairwise
from types import MappingProxyType

from gouji.document import Block, Document, Grid, Paragraph, Place, Source
from gouji.errors import UnreadableError
from gouji.hooks import Loader, hookimpl
from gouji.lean import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji_plugins.loaders.rows import Row

MAX_BYTES = 64 * 1024 * 1024
MAX_LINES = 200_000
_SEPARATORS = ",\t;"
_FEWEST_NUMBERED = _FEWEST_LISTED = 10
_LONGEST_HEADING = 200
_LONGEST_FRONT = 40

_MAGIC: tuple[bytes, ...] = (
    *(b"PK\x03\x04", b"PK\x05\x06", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"),
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF", b"OggS", b"ID3"),
    *(b"\x7fELF", b"MZ", b"SQLite format 3"),
)
_SUFFIXES = (".txt", ".md", ".markdown", ".csv", ".tsv", ".text")
# Patterns are compiled where they are first used: most runs read other formats.
_CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"
_SPACE = r"[ \t\u3000]"
_HEADING = (  # of Markdown, AsciiDoc, MediaWiki, Jira, LaTeX
    rf"(?:(?P<mark>#{{1,6}}(?={_SPACE})|={{1,6}}(?={_SPACE}|[^=]+=+\s*$))|h(?P<level>[1-6])\.(?={_SPACE})|\\(?:sub)*section\*?\{{)"
    rf"{_SPACE}*(?P<words>.*?[^=#}}\s]){_SPACE}*(?:[=#]+|\}})?\s*$"
)
_WIKI_MARKS = r"\{\|.*|\|[-+}].*"  # around a table of MediaWiki and between its rows
_ASCIIDOC_SPANS = r"(?:(?<=\s)|^)\d*(?:\.\d+)?\+(?=\|)"
_WIKI_SPANS = r'(?:(?:col|row)span *= *"?\d+"? *){1,2}\|(?!\|)'
_EMPHASIS = r"(\*\*|__|`)(?=\S)(.{1,200}?)(?<=\S)\1"
_NOTE_MARK = r"(?<=\S)\[\^[\w-]+\](?!:)"
_PAIR = r"([A-Za-z][\w-]*):(.*)"
_KEPT = r'="([^"]*)"'  # how an export keeps a spreadsheet from changing a number
_BEHIND_TABS = r"(?=.*\d)(?:\t *(?:(?:[+-]?[\d.,]+|[/—-]) *)?)+"
_QUOTED = r"^(?:> ?)+"
_VALUES = r"[\s\d.,+/—-]+"
_NUMBERED = r"\s*(\d{1,6})(?:[:：|\t ]|$)"
_ITEM = r"[ \t]*(?:\* )?[-*+•·][ \t]+(?=\S)"
_LISTED = _ITEM + r"(?:[^\W\d_]|[\d.,]+[ \t]*[|｜])"
_PART = r"[一二三四五六七八九十]{1,3}[、.．]"


def sniff(source: Source) -> int:
    """Text is what is nothing else: low for any text, higher for the usual suffixes, 0 for binary data."""
    head = source.data[:4096]
    if not head or head.startswith(_MAGIC):
        return 50 if not head and source.suffix in _SUFFIXES else 0
    from gouji.charset import decode

    try:
        text = decode(head[:4000]).text
    except UnreadableError:
        return 0
    if len(re.findall(_CONTROL, text)) > 0.02 * len(text):
        return 0
    return 50 if source.suffix in _SUFFIXES else 20


def load(source: Source) -> Document:
    """The lines of a text file as paragraphs and grids, each with its line.

    Raises UnreadableError for an empty file, for one above 64 MB or 200,000 lines, and for bytes
    that are no text.
    """
    from gouji.charset import decode

    if not source.data:
        raise UnreadableError("文件是空的，没有任何内容；请确认导出或保存是否成功。")
    if len(source.data) > MAX_BYTES:
        raise UnreadableError("文件超过 64 MB，不像一份年报；请只保留年报正文后再检查。")
    text, _, note = decode(source.data)
    notes = [note] if note else []
    text, replaced = re.subn(_CONTROL, " ", text.replace("\r\n", "\n").replace("\r", "\n"))
    if replaced:
        notes.append(f"文件里有 {replaced} 个看不见的控制字符，已按空格读取。")
    lines = _unmarked(text.split("\n"))
    lines, meta = _without_front(lines)
    if len(lines) > MAX_LINES:
        raise UnreadableError(f"文件有 {len(lines)} 行，不像一份年报；请只保留年报正文后再检查。")
    if not text.strip():
        raise UnreadableError("文件里只有空白，没有任何文字；请确认导出或保存是否成功。")
    if source.suffix in (".csv", ".tsv") and max(map(text.count, _SEPARATORS)) <= MAX_LINES:
        blocks = _separated(lines)
    else:
        if source.suffix in (".md", ".markdown"):
            lines = [re.sub(_NOTE_MARK, "", re.sub(_EMPHASIS, r"\2", line)) for line in lines]
        blocks = _lines(_rejoined(_barred(_unlisted(lines))))
    return Document(tuple(blocks), "text", MappingProxyType(meta), notes=tuple(notes))


def _without_front(lines: list[str]) -> tuple[list[str], dict[str, str]]:
    """The lines without the head in which an export of a page tells what is known of it, its title left in its line, and that head."""
    end = next((number for number, line in enumerate(lines[1:_LONGEST_FRONT], 1) if line.rstrip() == "---"), 0)
    pairs = [re.match(_PAIR, line) for line in lines[1:end]]
    goes_on = all(pair or line[:1] in " #-" for pair, line in zip(pairs, lines[1:end], strict=True))
    if lines[0].rstrip() != "---" or not pairs or not pairs[0] or not goes_on:  # two rules that are drawn around a title
        return lines, {}
    meta = {pair[1]: pair[2].strip().strip("\"'") for pair in pairs if pair}
    out = [meta[pair[1]] if pair and pair[1].lower() == "title" else "" for pair in pairs]
    return ["", *out, "", *lines[end + 1 :]], meta


def _unmarked(lines: list[str]) -> list[str]:
    """The lines without what a mail or an editor puts before every one of them: the mark of a quotation, or the line's number."""
    if 2 * sum(line.startswith(">") for line in lines) > sum(map(bool, map(str.strip, lines))):
        return [re.sub(_QUOTED, "", line) for line in lines]
    if len(lines) > _FEWEST_NUMBERED and lines[0].lstrip().startswith("1"):
        marks = [re.match(_NUMBERED, line) for line in lines]
        if all((mark and int(mark[1]) == number) or not lines[number - 1].strip() for number, mark in enumerate(marks, 1)):
            return [line[mark.end() :] if mark else line for mark, line in zip(marks, lines, strict=True)]
    return lines


def _unlisted(lines: list[str]) -> list[str]:
    """The lines without the marks of a list in which words or rows stand; a number is an item where the line before it is one."""
    begins_item = re.compile(_LISTED).match
    listed = [begins_item(line) is not None for line in lines]
    if sum(listed) < _FEWEST_LISTED:
        return lines
    out: list[str] = []
    inside = False
    for line, begins in zip(lines, listed, strict=True):
        inside = begins or (inside and (not line.strip() or re.match(_ITEM, line) is not None))
        out.append(re.sub("^" + _ITEM, "", line) if inside else line)
    return out


def _rejoined(lines: list[str]) -> list[str]:
    """The lines, a label moved before its values where these begin the next line with a tab: a browser copies rows so."""
    out = list(lines)
    for number, (before, line) in enumerate(pairwise(lines), 1):
        label = before.strip()
        if line.startswith("\t") and label and "\t" not in before and re.fullmatch(_BEHIND_TABS, line) and not re.fullmatch(_VALUES, label):
            out[number - 1 : number + 1] = "", label + line
    return out


def _barred(lines: list[str]) -> list[str]:
    """The lines with bars and nothing else between cells: without AsciiDoc's spans, each row in MediaWiki's marks in its first line."""
    out = [re.sub(_ASCIIDOC_SPANS, "", line) if "+|" in line else line for line in lines]
    last = max((number for number, line in enumerate(lines) if line.startswith("|}")), default=-1)
    rows: dict[int, list[str]] = {}
    row, inside = -1, False
    for number, line in enumerate(lines[: last + 1]):
        inside = inside or line.startswith("{|")
        if not inside:
            continue
        out[number] = ""
        if re.fullmatch(_WIKI_MARKS, line):
            row, inside = -1, not line.startswith("|}")
        else:
            row = number if row < 0 else row
            cells = re.sub(_WIKI_SPANS, "", re.sub(r"^!", "|", line).replace("!!", "||"))
            rows.setdefault(row, []).append(cells.replace("||", "|"))
    for row, pieces in rows.items():
        out[row] = "".join(pieces)
    return out


def _lines(lines: list[str]) -> list[Block]:
    from gouji_plugins.loaders.rows import alone, cut

    blocks: list[Block] = []
    as_heading = re.compile(_HEADING).match
    for part in cut(lines):
        if isinstance(part, list):
            blocks.append(_grid(part))
        elif (line := lines[part - 1]) and not line.isspace():
            found = as_heading(line) if len(line) <= _LONGEST_HEADING else None
            heading = int(found["level"] or len(found["mark"] or "#")) if found else 0
            blocks.append(Paragraph(found["words"] if found else alone(line), Place(line=part), heading))
    return blocks


def _grid(rows: list[Row]) -> Grid:
    from gouji_plugins.loaders.rows import grid

    return grid(rows, [Place(line=row.line) for row in rows])


def _separated(lines: list[str]) -> list[Block]:
    """Values separated by commas, tabs or semicolons; a heading or a sentence alone in its row is a paragraph."""
    import csv

    from gouji_plugins.loaders.rows import Row

    delimiter = max(_SEPARATORS, key="\n".join(lines[:200]).count)
    reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter)
    runs: list[list[Row]] = [[]]
    start = 1
    try:
        for fields in reader:
            row = Row(start, tuple(re.sub(_KEPT, r"\1", field.strip()) for field in fields))
            start = reader.line_num + 1
            filled = [cell for cell in row.cells if cell]
            if len(filled) == 1 and (re.match(_PART, filled[0]) or len(filled[0]) > 40):
                runs += [row], []
            elif filled:
                runs[-1].append(row)
            else:
                runs.append([])
    except csv.Error:
        return _lines(lines)
    return [block for run in runs for block in _of_run(run)]


def _of_run(run: list[Row]) -> Iterator[Block]:
    """A table, and as paragraphs what stands alone before its first and behind its last real row."""
    real = [place for place, row in enumerate(run) if sum(map(bool, row.cells)) > 1]
    first, last = (real[0], real[-1] + 1) if real else (len(run), len(run))
    yield from map(_alone, run[:first])
    if real:
        yield _grid(run[first:last])
    yield from map(_alone, run[last:])


def _alone(row: Row) -> Paragraph:
    return Paragraph("".join(row.cells), Place(line=row.line))


@hookimpl
def gouji_loaders() -> list[Loader]:
    """Plain text, Markdown, CSV."""
    return [Loader("text", "纯文本、Markdown、CSV", _SUFFIXES, sniff, load)]
