"""The HTML parser comes without `logging`, and still logs where it does."""

import subprocess
import sys
from pathlib import Path

CODE = """
import sys
from gouji_plugins.loaders.lexbor import parser
page = parser()("<div><p>a</p></div>")
assert "logging" not in sys.modules
from selectolax import lexbor
lexbor.logger.error("node %s", "removed")
import logging
print(hasattr(logging, "Handler"), page.body.text())
"""


def test_no_logging_until_something_is_logged():
    path = f"import sys; sys.path[:0] = {[str(Path(folder).absolute()) for folder in sys.path]!r}"
    done = subprocess.run([sys.executable, "-c", path + CODE], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("True a"), done.stderr
    assert "node removed" in done.stderr


def test_the_real_logging_is_left_alone_where_it_is_imported():
    import logging

    from gouji_plugins.loaders.lexbor import parser

    assert parser()("<p>a").body is not None and sys.modules["logging"] is logging
