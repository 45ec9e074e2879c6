"""Measuring side by side: everything compared runs in turn, in a random order, and only ratios are believed.

Times are those of the processor, not of the clock: other work on the machine then disturbs them little.
"""

from __future__ import annotations

import gc
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence

from hypothesis import HealthCheck, Phase, given, seed, settings

from gouji.report import Report
from gouji.testing import strategies
from gouji.testing.layouts import lay_out

ROUNDS = 21


def side_by_side(work: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """Seconds each of these takes, the median of all rounds after one that does not count."""
    taken: dict[str, list[float]] = {name: [] for name in work}
    gc.collect()
    gc.freeze()  # what is loaded by now is nobody's garbage
    for round_ in range(rounds + 1):
        for name in random.sample(list(work), len(work)):
            begin = time.process_time()
            work[name]()
            if round_:
                taken[name].append(time.process_time() - begin)
    return {name: statistics.median(times) for name, times in taken.items()}


def processes(commands: Mapping[str, Sequence[str]], rounds: int = ROUNDS, **environment: str) -> dict[str, float]:
    """Seconds of processor each of these commands takes, likewise. Bytecode is written as in any installation."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | environment
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for round_ in range(-1, rounds):
        for name in random.sample(list(commands), len(commands)):
            with subprocess.Popen(commands[name], env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
                _, _, used = os.wait4(process.pid, 0)
                process.returncode = 0
            if round_ >= 0:
                taken[name].append(used.ru_utime + used.ru_stime)
    return {name: statistics.median(times) for name, times in taken.items()}


def told(what: str, ours: float, baseline: float, name: str, target: float) -> None:
    """Prints one figure and whether it is within its target."""
    ratio = ours / baseline
    verdict = "within" if ratio <= target else "ABOVE"
    print(f"{what:<44}{ours * 1000:9.2f} ms {ratio:8.3f} × {name} ({baseline * 1000:.2f} ms), {verdict} {target:g}")
    sys.stdout.flush()


def reports(number: int) -> list[Report]:
    """So many different consistent reports, always the same ones: requests, answers, lawsuits, and prose that tells of them."""
    drawn: list[Report] = []

    @seed(2021)
    @settings(max_examples=2 * number, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(strategies.reports())
    def draw(report: Report) -> None:
        drawn.append(report)

    draw()
    # The first examples are the smallest there are.
    drawn.sort(key=lambda report: sum(cell.value not in (None, 0) for table in report.tables.values() for cell in table.cells.values()))
    return drawn[-number:]


def page(report: Report, size: int = 96 << 10) -> bytes:
    """A page of a government site of about this size: the report, and around it what such sites have around it.

    A good half is menus, scripts and styles; the cells of the tables carry their own styles.
    """
    body = lay_out(report, "html-official")[0].decode()
    body = body.replace("<td", '<td style="border:1px solid #000;padding:2px 4px;font-size:14px;text-align:center"')
    body = body.replace("<p>", '<p style="text-indent:2em;line-height:28px;font-family:仿宋;font-size:16pt">')
    links = "".join(
        f'<li class="nav-item"><a href="/zwgk/xxgkml/{number:04}/index.html" title="{name}" target="_blank">{name}</a></li>\n'
        for number, name in enumerate(
            ["机构职能", "政策文件", "规划计划", "财政预决算", "行政许可", "行政处罚", "建议提案", "工作动态"] * 22
        )
    )
    script = "function show(a,b){var d=document.getElementById(a);if(d&&d.style){d.style.display=b?'':'none';}return false;}\n"
    style = ".nav-item a{color:#0a4d8f;text-decoration:none;font:14px/2 'Microsoft YaHei'}\n"
    spare = max(0, size - len(body.encode()) - len(links.encode()))
    head = f"<script>{script * (spare * 6 // 10 // len(script))}</script><style>{style * (spare * 4 // 10 // len(style))}</style>"
    opening, begin, rest = body.partition("<body>")
    return f"{opening}{head}{begin}<ul class='menu'>{links}</ul>{rest}".encode()
