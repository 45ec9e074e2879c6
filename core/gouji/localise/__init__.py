"""Error localisation: from equations that do not hold to the cells that are wrong.

`system` gathers the equations in force, `broken` knows which of them do not hold, `search` finds the
smallest changes that restore them all, `slips` what went wrong with whole rows and columns (`lines`),
two of them (`pairs`) or all rows of a table (`moved_table`), `causes` decides between these and divides what is broken by what broke it,
`beside` knows what else is told of a correction's cells, `blanks` what empty cells must hold, `words`
says it, and `merge` tells each cause once with the equations it breaks and the corrections it admits.
What it leaves, such as equations between reports, is told row by row (`rows`), and what is one
fault though no sum joins it, such as numbers of the text that are wrong together, as one (`told_together`).
"""

from gouji.localise.beside import keys_of, mended
from gouji.localise.broken import Broken
from gouji.localise.causes import Cause, causes
from gouji.localise.merge import MOST_ALTERNATIVES, merge
from gouji.localise.rows import by_row
from gouji.localise.search import MOST_CELLS, smallest
from gouji.localise.system import Solution, System, computed_by, residuals, system_of, values_of
from gouji.localise.told_together import numbers_said

__all__ = [
    "MOST_ALTERNATIVES",
    "MOST_CELLS",
    "Broken",
    "Cause",
    "Solution",
    "System",
    "by_row",
    "causes",
    "computed_by",
    "keys_of",
    "mended",
    "merge",
    "numbers_said",
    "residuals",
    "smallest",
    "system_of",
    "values_of",
]
