"""What a page folds away for the reader to open: a table behind each of several tabs, the last rows of a table behind 展开全部.

What is hidden and says again what is shown is something else: the tables of another year, a copy for printing, a row given up.
"""

from __future__ import annotations

from gouji.lean import TYPE_CHECKING
from gouji.values import is_value

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_FEWEST = 3  # rows: one or two are rows given up, not rows behind others
_MOST = 100  # tables of a page; tables within tables are gone through again and again


def folded(parser: LexborHTMLParser, hidden: Set[int]) -> set[int]:
    """Those hidden elements of a page that hold tables, or last rows of tables, with words that no table of the page shows."""
    shown: list[LexborNode] = []
    away: dict[int, tuple[set[int], list[LexborNode]]] = {}  # what is hidden, and the tables or rows in it
    tables = parser.css("table")
    for table in tables if len(tables) <= _MOST else ():
        around: LexborNode | None = table
        while around is not None and around.mem_id not in hidden:
            around = around.parent
        if around is not None:
            away.setdefault(around.mem_id, ({around.mem_id}, []))[1].append(table)
            continue
        rows = table.css("tr")
        last = [row for row in rows if row.mem_id in hidden]
        if len(last) >= _FEWEST and rows[-len(last) :] == last:
            away[table.mem_id] = {row.mem_id for row in last}, last
        shown += [row for row in rows if row.mem_id not in hidden]
    opened: set[int] = set()
    said = _words(shown) if away else set()
    for shut, nodes in away.values():
        words = _words(nodes)
        if 2 * len(words & said) < len(words):
            opened |= shut
    return opened


def _words(nodes: Sequence[LexborNode]) -> set[str]:
    """The words, not the numbers, in the cells of these tables or rows."""
    texts = {"".join(cell.text().split()) for node in nodes for cell in node.css("td,th")}
    return {text for text in texts if text and not is_value(text)}
