"""What an installation takes on disk beyond an empty environment, and under which licences its parts are.

python benchmarks/installation.py           builds a wheel of this checkout and installs it in a new environment
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

LICENCES = """
import importlib.metadata, json
found = {}
for one in importlib.metadata.distributions():
    said = [one.metadata.get("License-Expression") or ""]
    said += [line.rpartition(" :: ")[2] for line in one.metadata.get_all("Classifier") or () if line.startswith("License")]
    said += [(one.metadata.get("License") or "").strip().splitlines()[0][:60]] if one.metadata.get("License") else []
    found[one.name] = next(filter(None, said), "?")
print(json.dumps(found))
"""


def megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink()) / (1 << 20)


def main() -> None:
    root = Path(__file__).parent.parent
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "environment"
        venv.create(folder, with_pip=True)
        empty = megabytes(folder)
        python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-compile", str(root)], check=True)
        bare = megabytes(folder) - empty
        subprocess.run([python, "-m", "compileall", "-q", str(folder)], check=False, stdout=subprocess.DEVNULL)
        print(f"{bare:.1f} MB over an empty environment, {megabytes(folder) - empty:.1f} MB with all bytecode (target 80)")
        found = json.loads(subprocess.run([python, "-c", LICENCES], check=True, capture_output=True, text=True).stdout)
        for package, licence in sorted(found.items()):
            if package not in ("pip", "setuptools"):
                print(f"  {package:<22}{licence}")
        copyleft = [package for package, licence in found.items() if "GPL" in licence and "LGPL" not in licence]
        print(f"under GPL or AGPL: {', '.join(copyleft) or 'none'}")


if __name__ == "__main__":
    main()
