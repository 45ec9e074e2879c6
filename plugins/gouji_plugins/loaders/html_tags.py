"""The elements of HTML by what they do to the text around them."""

from __future__ import annotations

from gouji.lean import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


SKIPPED = _names(
    "script style noscript template head title svg math iframe object embed canvas audio video map select datalist button rt rp xml "
    "link meta base param source track"
)
"""Elements whose content is no text of the page."""

BLOCKS = _names(
    "p div ul ol li dl dt dd h1 h2 h3 h4 h5 h6 section article main header footer nav aside center form fieldset legend figure figcaption "
    "blockquote address pre hr table caption thead tbody tfoot tr td th details summary menu dir body html frameset noframes "
    "channel item pubdate author description"  # of feeds
)
"""Elements that begin on a line of their own."""

CONTAINERS = _names("div ul ol dl section aside nav header footer td th form center fieldset menu")
"""Elements that are judged as a whole: furniture or text."""

NAMEABLE = CONTAINERS - _names("td th form center")
"""Containers whose name may say that they are furniture; the others hold whole pages too often."""

EMBEDDING = _names("iframe embed object")
"""Elements that may show an attached file."""

HEADINGS = _names("h1 h2 h3 h4 h5 h6")

CELLS = _names("td th")

OF_TABLES = CELLS | _names("table thead tbody tfoot tr")
"""Elements that take their place in a table whether their words are seen or not."""

PECULIAR = SKIPPED | HEADINGS | _names("a img br input textarea pre")
"""Elements that make a cell or a paragraph more than a plain text."""

UNCLOSED = _names("p li dt dd td th tr tbody thead tfoot option br hr img input meta link base col area embed source wbr param")
"""Elements without end tag, or whose end tag is often left out: they do not nest."""

FORMATTING = _names("b big code em font i nobr s small strike strong tt u")
"""Elements that a parser opens again in every block until they are closed."""

WORDS = FORMATTING | _names("a abbr bdi bdo br cite del img ins input kbd label mark q ruby samp span sub sup textarea time var wbr")
"""Elements that stand in a line of text."""

INLINE, BLOCK, CAPTION, RICH, NESTING, CELL, ROW, PART = range(8)
"""What an element is to the table around it: `RICH` is more than plain text, `NESTING` may hold rows that are not the table's."""

_KINDS = {
    **dict.fromkeys(BLOCKS, BLOCK),
    **dict.fromkeys(PECULIAR, RICH),
    **dict.fromkeys(("table", "svg", "math"), NESTING),
    **dict.fromkeys(CELLS, CELL),
    **dict.fromkeys(("thead", "tbody", "tfoot"), PART),
    "tr": ROW,
    "caption": CAPTION,
}


class Kinds(dict[int, int]):
    """The kinds of the elements of one page by the parser's numbers for their tags, which cost less than their names."""

    def learn(self, node: LexborNode) -> int:
        """The kind of a tag met for the first time on this page."""
        kind = self[node.tag_id] = _KINDS.get(node.tag or "", INLINE)
        return kind
