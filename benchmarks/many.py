"""Many small reports of all formats: two processes against one, the memory of each, and a second run over the unchanged folder.

    python benchmarks/many.py [10000]

Here the clock counts, not the processor: run it on a machine that has nothing else to do.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from measure import reports

from gouji.testing.layouts import lay_out

LAYOUTS = ("html-official", "text-cells", "docx-official", "html-nested", "xlsx-one", "text-pipes", "html-blocks", "markdown")
UNITS = [f"{a}{b}{c}" for a in "临安定平宁" for b in "江河山海川" for c in ("县", "区", "市")]
OFFICES = ("水利局", "民政局", "教育局", "统计局", "审计局", "商务局", "林业局", "财政局", "司法局", "信访局")


def fill(folder: Path, number: int) -> int:
    """So many different files of a few KB, of units with several years each; returns their bytes."""
    drawn = reports(20)
    size = 0
    written: list[tuple[bytes, str, str]] = []
    for report in drawn:
        for layout in LAYOUTS:
            content, suffix = lay_out(report, layout)
            written.append((content, suffix, report.unit or ""))
    for count in range(number):
        content, suffix, unit = written[count % len(written)]
        name = UNITS[count // len(OFFICES) % len(UNITS)] + OFFICES[count % len(OFFICES)]
        if suffix in (".html", ".htm", ".txt", ".md"):
            content = content.replace(unit.encode(), name.encode())
            content += f"\n<!-- {count} -->\n".encode() if suffix.startswith(".htm") else b"\n" * (1 + count // len(written))
        else:  # a remark at the end of a zip file
            remark = str(count).encode()
            content = content[:-2] + len(remark).to_bytes(2, "little") + remark
        path = folder / f"{count // 500:03}" / f"{count:05}{suffix}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        size += len(content)
    return size


def run(folder: Path, cache: Path, *arguments: str) -> tuple[float, int, int]:
    """Seconds, and the most memory of the program and of any of its workers in MB."""
    command = [sys.executable, "-m", "gouji", "check", "--format", "json", *arguments, str(folder)]
    surroundings = os.environ | {"GOUJI_CACHE_DIR": str(cache)}
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=surroundings) as process:
        seen: dict[int, int] = {}
        over = threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, seen, over))
        watcher.start()
        process.wait()
        taken = time.perf_counter() - started
        over.set()
        watcher.join()
    own = seen.pop(process.pid, 0)
    return taken, own >> 10, max(seen.values(), default=0) >> 10


def _watch(parent: int, seen: dict[int, int], over: threading.Event) -> None:
    while not over.wait(0.2):
        family = [parent]
        for pid in family:
            try:
                children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
                lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            except OSError:
                continue
            family += map(int, children)
            most = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
            seen[pid] = max(seen.get(pid, 0), most)


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    random.seed(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "reports"
        folder.mkdir()
        size = fill(folder, number)
        print(f"{number} reports, {size / number / 1024:.1f} KB each, {os.cpu_count()} cores")
        cache = Path(name) / "cache"
        run(folder / "000", cache, "--no-cache")
        serial, own, _ = run(folder, cache, "--no-cache", "--jobs", "1")
        print(f"one process     {serial:7.1f} s {serial / number * 1000:6.2f} ms each, memory {own} MB")
        two, own, worker = run(folder, cache, "--no-cache", "--jobs", "2")
        memory = f"parent {own} MB (target 120), worker {worker} MB (80)"
        print(f"two processes   {two:7.1f} s {serial / two:6.2f} × the serial rate (target 1.8), {memory}")
        first, own, worker = run(folder, cache, "--jobs", "2")
        print(f"and remembering {first:7.1f} s {serial / first:6.2f} × the serial rate, parent {own} MB, worker {worker} MB")
        again, own, _ = run(folder, cache, "--jobs", "2")
        share = f"{again / first:.1%} of the first time, {again / serial:.1%} of one process's (target 5 %)"
        print(f"unchanged       {again:7.1f} s {again / number * 1000:6.2f} ms each, {share}, memory {own} MB")
        kept = sum(file.stat().st_size for file in (cache / "results").rglob("*.marshal"))
        print(f"cache           {kept / number / 1024:.1f} KB each")


if __name__ == "__main__":
    main()
