"""The HTML loader against `lxml.etree.HTML` on the same page, by layout: python benchmarks/html_load.py"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree
from measure import side_by_side

from gouji.data import editions
from gouji.document import Source
from gouji.sample import balanced
from gouji.testing.layouts import LAYOUTS, lay_out
from gouji_plugins.loaders.html import load

ROUNDS = 41


def main() -> None:
    report = balanced(editions()["gov-2021"])
    for layout in LAYOUTS:
        if not layout.startswith("html"):
            continue
        data, suffix = lay_out(report, layout)
        text, source = data.decode(), Source(f"report{suffix}", data)
        work: dict[str, Callable[[], object]] = {
            "lxml": lambda text=text: etree.HTML(text),
            "load": lambda source=source: load(source),
        }
        taken = side_by_side(work, ROUNDS)
        bare, ours = taken["lxml"] * 1000, taken["load"] * 1000
        print(f"{layout:<16}{len(data):7} bytes {text.count('<'):5} tags  lxml {bare:.2f} ms, load {ours:.2f} ms, {ours / bare:.2f} ×")


if __name__ == "__main__":
    main()
