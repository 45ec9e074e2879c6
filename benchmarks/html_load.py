"""The HTML loader against `lxml.etree.HTML` on the same page, interleaved: python benchmarks/html_load.py"""

from __future__ import annotations

import random
import statistics
import time

from lxml import etree

from gouji.data import editions
from gouji.document import Source
from gouji.sample import balanced
from gouji.testing.layouts import lay_out
from gouji_plugins.loaders.html import load

ROUNDS = 41


def main() -> None:
    for layout in ("html-site", "html-official"):
        data, _ = lay_out(balanced(editions()["gov-2021"]), layout)
        text, source = data.decode(), Source("report.html", data)
        times: dict[str, list[float]] = {"lxml": [], "load": []}
        work = {"lxml": lambda text=text: etree.HTML(text), "load": lambda source=source: load(source)}
        for _ in range(ROUNDS):
            for name in random.sample(list(work), 2):
                started = time.perf_counter()
                work[name]()
                times[name].append(time.perf_counter() - started)
        bare, ours = (statistics.median(times[name]) * 1000 for name in ("lxml", "load"))
        print(f"{layout}: {len(data)} bytes, lxml parse {bare:.2f} ms, load {ours:.2f} ms, {ours / bare:.2f} ×")


if __name__ == "__main__":
    main()
