"""A whole process `gouji check page.html`, nothing kept in memory, against starting Python or Node at all.

python benchmarks/cold_start.py      run it with the Python of an installed gouji: an editable installation finds its modules more slowly
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

from measure import page, processes, reports, told

HEAVY = (
    "rich",
    "textual",
    "ruamel.yaml",
    "importlib.metadata",
    "importlib.resources",
    "asyncio",
    "multiprocessing",
    "pluggy",
    "dataclasses",
    "typing",
    "argparse",
)

EVERYDAY = """
import sys, pandas
for table in pandas.read_html(sys.argv[1]):
    numbers = table.apply(pandas.to_numeric, errors="coerce")
    [row for _, row in numbers.iterrows() if row.notna().sum() > 2 and row.iloc[:-1].sum() != row.iloc[-1]]
"""


LISTING = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); from gouji.__main__ import program; program()"


def main() -> None:
    program = shutil.which("gouji", path=sysconfig.get_path("scripts")) or "gouji"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "report.html"
        path.write_bytes(page(reports(1)[0]))
        cache = {"GOUJI_CACHE_DIR": str(folder / "cache")}
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "unchanged": [program, "check", str(path)],
            "new": [program, "check", "--no-cache", str(path)],
        }
        if shutil.which("node"):
            commands["node -e 0"] = ["node", "-e", "0"]
        for _ in range(3):  # the caches and the bytecode, of the program and of this page
            subprocess.run(commands["unchanged"], env=os.environ | cache, check=False, stdout=subprocess.DEVNULL)
        taken = processes(commands, **cache)
        for what, name in (("new", "a page never seen before"), ("unchanged", "a page checked before")):
            told(name, taken[what], taken["python -c pass"], "python -c pass", 5)
            if "node -e 0" in taken:
                told(name, taken[what], taken["node -e 0"], "node -e 0", 1)
        if subprocess.run([sys.executable, "-c", "import pandas, lxml"], check=False, stderr=subprocess.DEVNULL).returncode == 0:
            commands = {"everyday": [sys.executable, "-c", EVERYDAY, str(path)], "new": commands["new"]}
            taken = processes(commands, 7, **cache)
            told("a page never seen before", taken["new"], taken["everyday"], "a script with pandas.read_html", 1 / 5)
        listing = [sys.executable, "-c", LISTING, "check", "--no-cache", str(path)]
        for _ in range(2):  # the first one finds plugins along a path of its own: `-c` adds a folder to it
            said = subprocess.run(listing, env=os.environ | cache, check=False, capture_output=True, text=True).stderr
        modules = set(said.splitlines()[-1].split(" "))
        print(f"{len(modules)} modules imported; heavy ones among them: {', '.join(sorted(modules & set(HEAVY))) or 'none'}")


if __name__ == "__main__":
    main()
