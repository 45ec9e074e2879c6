"""Error localisation: from equations that do not hold to the cells that are wrong.

`system` gathers the equations in force, `search` finds the smallest changes that restore them all,
`merge` tells each fault once with the equations it breaks and the corrections it admits.
"""

from gouji.localise.merge import MOST_ALTERNATIVES, merge
from gouji.localise.search import MOST_CELLS, smallest
from gouji.localise.system import System, residuals, system_of, values_of

__all__ = ["MOST_ALTERNATIVES", "MOST_CELLS", "System", "merge", "residuals", "smallest", "system_of", "values_of"]
