"""What a page folds away for the reader to open: a table behind each of several tabs, the last rows of a table behind 展开全部.

What is hidden and says again what is shown is something else: the tables of another year, a copy for printing, a row given up.
"""

from __future__ import annotations

from gouji.lean import TYPE_CHECKING
from gouji.values import is_value
from gouji_plugins.loaders.html_tags import CELLS

if TYPE_CHECKING:
    from collections.abc import Set

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    _Rows = dict[int, LexborNode]

_FEWEST = 3  # rows: one or two are rows given up, not rows behind others
_MOST = 100  # tables of a page; tables within tables are gone through again and again


def folded(parser: LexborHTMLParser, hidden: Set[int]) -> set[int]:
    """Those hidden elements of a page that hold tables, or last rows of tables, with words that no table of the page shows."""
    shown: _Rows = {}
    away: dict[int, tuple[set[int], _Rows]] = {}  # what is hidden, and the rows in it
    tables = parser.css("table")
    for table in tables if len(tables) <= _MOST else ():
        rows = {row.mem_id: row for row in table.css("tr")}
        around: LexborNode | None = table
        while around is not None and around.mem_id not in hidden:
            around = around.parent
        if around is not None:
            away.setdefault(around.mem_id, ({around.mem_id}, {}))[1].update(rows)
            continue
        last = {id: row for id, row in rows.items() if id in hidden}
        if len(last) >= _FEWEST and list(rows)[-len(last) :] == list(last):
            away[table.mem_id] = set(last), last
        shown |= {id: row for id, row in rows.items() if id not in hidden}
    opened: set[int] = set()
    said = _words(shown) if away else set()
    for shut, hidden_rows in away.values():
        words = _words(hidden_rows)
        if 2 * len(words & said) < len(words):
            opened |= shut
    return opened


def _words(rows: _Rows) -> set[str]:
    """The words, not the numbers, in the cells of these rows."""
    texts = {"".join(cell.text().split()) for row in rows.values() for cell in row.iter() if cell.tag in CELLS}
    return {text for text in texts if text and not is_value(text)}
