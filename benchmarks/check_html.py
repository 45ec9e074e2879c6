"""One page of 96 KB, the whole check in process, against parsing it alone and against the everyday script.

python benchmarks/check_html.py          pandas is compared where it is installed (pip install pandas lxml)
"""

from __future__ import annotations

import io
from collections.abc import Callable

from lxml import etree
from measure import page, reports, side_by_side, told

from gouji.document import Source
from gouji.engine import check
from gouji.in_force import Options, prepare
from gouji.reading import read
from gouji.recognise import recognise
from gouji.testing.layouts import lay_out
from gouji_plugins.loaders import html


def everyday(content: bytes) -> list[object]:
    """What one writes in five minutes: all tables, and every row of numbers summed."""
    import pandas

    wrong: list[object] = []
    for table in pandas.read_html(io.BytesIO(content)):
        numbers = table.apply(pandas.to_numeric, errors="coerce")
        for index, row in numbers.iterrows():
            if row.notna().sum() > 2 and row.iloc[:-1].sum() != row.iloc[-1]:
                wrong.append(index)
    return wrong


def main() -> None:
    in_force = prepare(Options())
    (report,) = reports(1)
    for name, content in (("page of 96 KB", page(report)), ("the same out of Word", lay_out(report, "html-site")[0])):
        source = Source("report.html", content)
        text = content.decode()
        result = check(read(source, in_force.registry).report, in_force.ruleset)
        print(f"{name}: {len(content)} bytes, {text.count('<')} tags, {result.applied} comparisons, {len(result.findings)} findings")

        def whole(source: Source = source) -> object:
            result = check(read(source, in_force.registry, editions=in_force.editions).report, in_force.ruleset)
            return [finding.fingerprint(result.report) for finding in result.findings]

        document = html.load(source)
        recognised = recognise(document, path="report.html", editions=in_force.editions)
        work: dict[str, Callable[[], object]] = {
            "lxml": lambda text=text: etree.HTML(text),
            "whole": whole,
            "load": lambda source=source: html.load(source),
            "recognise": lambda document=document: recognise(document, path="report.html", editions=in_force.editions),
            "judge": lambda recognised=recognised: check(recognised, in_force.ruleset),
        }
        taken = side_by_side(work, 41)
        for part in ("load", "recognise", "judge"):
            print(f"    {part:<12}{taken[part] * 1000:7.2f} ms {taken[part] / taken['lxml']:6.2f} × lxml")
        told("  whole check", taken["whole"], taken["lxml"], "lxml.etree.HTML", 3)
        try:
            everyday(content)
        except ImportError:
            print("  pandas is not installed")
            continue
        taken = side_by_side({"whole": whole, "everyday": lambda content=content: everyday(content)}, 15)
        told("  whole check", taken["whole"], taken["everyday"], "pandas.read_html and sums", 1 / 8)


if __name__ == "__main__":
    main()
