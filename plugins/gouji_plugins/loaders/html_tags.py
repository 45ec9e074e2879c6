"""The elements of HTML by what they do to the text around them."""

from __future__ import annotations


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


SKIPPED = _names(
    "script style noscript template head title svg math iframe object embed canvas audio video map select datalist button rt rp xml "
    "link meta base param source track"
)
"""Elements whose content is no text of the page."""

BLOCKS = _names(
    "p div ul ol li dl dt dd h1 h2 h3 h4 h5 h6 section article main header footer nav aside center form fieldset legend figure figcaption "
    "blockquote address pre hr table caption thead tbody tfoot tr td th details summary menu dir body html frameset noframes"
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

ROWS = _names("tr tbody thead tfoot")

PECULIAR = SKIPPED | HEADINGS | _names("a img br table input textarea pre -comment")
"""Elements (and comments) that make a cell more than a plain text."""

UNCLOSED = _names("p li dt dd td th tr tbody thead tfoot option br hr img input meta link base col area embed source wbr param")
"""Elements without end tag, or whose end tag is often left out: they do not nest."""

FORMATTING = _names("b big code em font i nobr s small strike strong tt u")
"""Elements that a parser opens again in every block until they are closed."""
