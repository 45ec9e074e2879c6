"""Many small reports of all formats: two processes against one, the memory of each, and a second run over the unchanged folder.

    python benchmarks/many.py [10000]

Here the clock counts: run it on a machine that has nothing else to do. The time of the processors is told beside it.
"""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from measure import reports

from gouji.document import NOWHERE, Paragraph
from gouji.report import Report
from gouji.testing.layouts import lay_out

LAYOUTS = ("html-official", "text-cells", "docx-official", "html-nested", "xlsx-one", "text-pipes", "html-blocks", "markdown")
OFFICES = ("水利局", "民政局", "教育局", "统计局", "审计局", "商务局", "林业局", "财政局", "司法局", "信访局")
FIELDS = (
    "水利工程",
    "义务教育",
    "医疗保障",
    "食品安全",
    "道路养护",
    "公共文化",
    "养老服务",
    "农田建设",
    "环境监测",
    "就业服务",
    "房屋征收",
)
WORKS = (
    "重大项目批准",
    "办事指南更新",
    "执法结果公示",
    "资金使用公开",
    "规划编制征询",
    "监督电话公布",
    "惠民补贴发放",
    "应急预案发布",
    "抽检通报",
)
WAYS = ("逐项列明责任科室", "按月核对栏目内容", "邀请群众代表旁听", "编发图解短片", "制作便民手册", "设置现场查阅点", "开通热线转接")
"""What each unit writes of its own, so that no two have written the same, as in real folders."""

UNITS = [f"{a}{b}{c}{office}" for a in "临安定平宁新" for b in "江河山海川阳" for c in ("县", "区", "市") for office in OFFICES]


def _own_prose(unit: int) -> dict[str, str]:
    """The sentences that a unit adds to two sections."""
    chosen = random.Random(unit).sample(range(11 * 9 * 7), 24)
    told = [f"在{FIELDS[n % 11]}方面，围绕{WORKS[n // 11 % 9]}，{WAYS[n // 99 % 7]}，方便群众了解。" for n in chosen]
    return {"s1": "".join(told[:18]), "s5": "".join(told[18:])}


def _with_room(report: Report) -> Report:
    """The report with a paragraph for a unit's own sentences in these sections."""
    sections = dict(report.sections)
    for id in _own_prose(0):
        sections[id] = replace(sections[id], lines=(*sections[id].lines, Paragraph(f"@{id}@", NOWHERE)))
    return replace(report, sections=sections)


def _of_unit(content: bytes, unit: str, number: int) -> bytes:
    """A laid out report made that of another unit."""
    changes = {unit: UNITS[number]} | {f"@{id}@": text for id, text in _own_prose(number).items()}
    if content[:2] != b"PK":
        return _changed(content, changes)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, _changed(old.read(name), changes))
    return out.getvalue()


def _changed(content: bytes, changes: dict[str, str]) -> bytes:
    for old, new in changes.items():
        content = content.replace(old.encode(), new.encode())
    return content


def fill(folder: Path, number: int) -> int:
    """So many different files of a few KB, of units with one report on each of several years; returns their bytes."""
    drawn = {report.year: report for report in reports(60)}.values()
    size = 0
    written: list[tuple[bytes, str, str]] = []
    for report in drawn:
        for layout in LAYOUTS:
            content, suffix = lay_out(_with_room(report), layout)
            written.append((content, suffix, report.unit or ""))
    for count in range(number):
        content, suffix, unit = written[count % len(written)]
        number_of_unit = (count // len(written) * len(LAYOUTS) + count % len(LAYOUTS)) % len(UNITS)
        content = _of_unit(content, unit, number_of_unit)
        if suffix in (".html", ".htm", ".txt", ".md"):
            content += f"\n<!-- {count} -->\n".encode() if suffix.startswith(".htm") else b"\n" * (1 + count // len(written))
        else:  # a remark at the end of a zip file
            remark = str(count).encode()
            content = content[:-2] + len(remark).to_bytes(2, "little") + remark
        path = folder / f"{count // 500:03}" / f"{count:05}{suffix}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        size += len(content)
    return size


class Cost(NamedTuple):
    """Seconds by the clock and of the processors; the most memory of the program and of any of its workers, in MB."""

    clock: float
    processors: float
    program: int
    worker: int


def run(folder: Path, cache: Path, *arguments: str) -> Cost:
    """What it costs to check a folder."""
    command = [sys.executable, "-m", "gouji", "check", "--format", "json", *arguments, str(folder)]
    surroundings = os.environ | {"GOUJI_CACHE_DIR": str(cache)}
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=surroundings) as process:
        seen: dict[int, tuple[float, int]] = {}
        while process.poll() is None:
            _look(process.pid, seen)
            time.sleep(0.02)
        clock = time.perf_counter() - started
    processors = sum(seconds for seconds, _ in seen.values())
    _, program = seen.pop(process.pid, (0, 0))
    return Cost(clock, processors, program >> 10, max((memory for _, memory in seen.values()), default=0) >> 10)


def _look(program: int, seen: dict[int, tuple[float, int]]) -> None:
    """Notes the seconds of processor and the most memory, in KB, of the program and the processes below it."""
    family = [program]
    for pid in family:
        try:
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        family += map(int, children)
        ticks = int(times[11]) + int(times[12])
        most = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
        seen[pid] = ticks / os.sysconf("SC_CLK_TCK"), max(most, seen.get(pid, (0, 0))[1])


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
        one = run(folder, cache, "--no-cache", "--jobs", "1")
        print(f"one process     {_told(one, number)}, memory {one.program} MB")
        two = run(folder, cache, "--no-cache", "--jobs", "2")
        print(f"two processes   {_told(two, number)}, {_rate(one, two)} (target 1.8), {_memory(two)} (targets 120, 80)")
        first = run(folder, cache, "--jobs", "2")
        print(f"and remembering {_told(first, number)}, {_rate(one, first)}, {_memory(first)}")
        again = run(folder, cache, "--jobs", "2")
        share = f"{again.clock / first.clock:.1%} of the first time, {again.clock / one.clock:.1%} of one process's (target 5 %)"
        print(f"unchanged       {_told(again, number)}, {share}, memory {again.program} MB")
        kept = sum(file.stat().st_size for file in (cache / "results").rglob("*.marshal"))
        print(f"cache           {kept / number / 1024:.1f} KB each")


def _told(cost: Cost, number: int) -> str:
    return f"{cost.clock:7.1f} s, {cost.clock / number * 1000:5.2f} ms each, {cost.processors / number * 1000:5.2f} of the processors"


def _rate(one: Cost, several: Cost) -> str:
    """How many times as fast; and how many times if two processors had nothing else to do and never waited."""
    return f"{one.clock / several.clock:.2f} × the serial rate, at best {2 * one.processors / several.processors:.2f}"


def _memory(cost: Cost) -> str:
    return f"program {cost.program} MB, worker {cost.worker} MB"


if __name__ == "__main__":
    main()
