"""Makes the reports of examples/linjiang, a made-up county, from scripts/examples/linjiang.yaml.

    python scripts/make_examples.py             writes examples/linjiang
    python scripts/make_examples.py FOLDER      writes them there

Every report is first right by construction (`gouji.testing.figures`) and then damaged where the YAML
says so under 改动; what must be found in it stands, written by hand, in examples/expected.yaml.
"""

from __future__ import annotations

import argparse
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from gouji.data import editions
from gouji.document import Paragraph, Place
from gouji.edition import Edition
from gouji.exchange import report_as_data
from gouji.report import TYPO, Fact, Report
from gouji.sample import balanced
from gouji.testing.figures import Answer, Dispute, Figures, Key, Number, add_up, settle
from gouji.testing.layouts import lay_out
from gouji.values import parse

SOURCE = Path(__file__).parent / "examples" / "linjiang.yaml"
TARGET = Path(__file__).parent.parent / "examples" / "linjiang"
TOPICS = {"公开": "主动公开", "申请": "依申请公开", "管理": "政府信息管理", "平台": "政府信息公开平台建设", "保障": "监督保障"}
FIXED = (1980, 1, 1, 0, 0, 0)
"""The time of every member of the archive, so that making it twice gives the same bytes."""


def main() -> None:
    """Writes all reports of the county, single files first, then the archive."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=TARGET)
    target: Path = parser.parse_args().folder
    archives: dict[str, dict[str, bytes]] = {}
    for entry, data in made():
        if "zip" in entry:
            archives.setdefault(entry["zip"], {})[entry["file"]] = data
        else:
            path = target / entry["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    for name, members in archives.items():
        (target / name).write_bytes(_archive(members))


def made() -> Iterator[tuple[dict[str, Any], bytes]]:
    """Every report of the county as (its entry in the YAML, the bytes of its file)."""
    county = YAML(typ="safe", pure=True).load(SOURCE.read_text("utf-8"))
    told: dict[tuple[str, int], Figures] = {}
    for entry in county["reports"]:
        unit, year, body = entry["unit"], entry["year"], county["units"][entry["unit"]]
        edition = _edition(entry)
        if entry.get("sum"):
            figures = add_up([figures for (_, of), figures in told.items() if of == year])
            figures = replace(figures, edition=edition)
        else:
            figures = told[unit, year] = _figures(entry, edition, body["level"], told.get((unit, year - 1)))
            if entry.get("alone"):
                figures = _figures(entry, edition, body["level"], None)
        if "file" in entry:
            yield entry, _file(entry, _report(entry, edition, body, figures))


def _edition(entry: dict[str, Any]) -> Edition:
    if "edition" in entry:
        return editions()[entry["edition"]]
    return next(edition for edition in editions().values() if edition.covers(entry["year"]))


def _figures(entry: dict[str, Any], edition: Edition, level: str, previous: Figures | None) -> Figures:
    answers = [Answer(*_pair(address), number) for address, number in entry["表三"].items()]
    disputes = [Dispute(*_pair(address), number) for address, number in entry.get("表四", {}).items()]
    settled = settle(edition, answers=answers, disputes=disputes, level=level, year=entry["year"], previous=previous)
    values: dict[Key, Number] = {key: value for key, value in settled.values.items() if key[0] != "t2"}
    for row, cells in entry["表二"].items():
        values |= {("t2", row, column): Decimal(value) if isinstance(value, str) else value for column, value in cells.items()}
    return Figures(edition, values)


def _report(entry: dict[str, Any], edition: Edition, body: dict[str, str], figures: Figures) -> Report:
    report = balanced(edition, year=entry["year"], level=body["level"], unit=body["name"])
    published = entry["published"]
    report = report.with_facts(published=Fact(published, "page", f"发布时间：{published.isoformat()}"))
    report = _write(figures.fill(report), entry, body, _words(figures, entry["year"]))
    return _damaged(report, entry.get("改动", {}))


def _words(figures: Figures, year: int) -> dict[str, Number]:
    """What the names in braces stand for."""
    spec = figures.edition.table("t3")
    told: dict[str, Number] = {row.id: figures.get("t3", row.id, "total") for row in spec.rows if row.data}
    groups = {"deny": "不予公开", "unable": "无法提供", "reject": "不予处理", "misc": "其他处理"}
    for name, group in groups.items():
        told[name] = sum(told[row] for row in spec.row_groups.get(group, ()))
    suits = sum(figures.get("t4", row, "total") for row in ("suit_direct", "suit_after"))
    return {**told, "review": figures.get("t4", "review", "total"), "suit": suits, "year": year, "last": year - 1}


def _write(report: Report, entry: dict[str, Any], body: dict[str, str], words: dict[str, Number]) -> Report:
    number, year = count(2), entry["year"]

    def lines(*texts: str) -> tuple[Paragraph, ...]:
        return tuple(Paragraph(text.format(**words), Place(paragraph=next(number))) for text in texts)

    intro = lines(
        entry["引言"],
        "本报告所列数据的统计期限为{year}年1月1日至{year}年12月31日。",
        f"如对本报告有疑问，请与{body['name']}联系（地址：{body['address']}，电话：{body['phone']}）。",
    )
    overview = [text for i, (key, title) in enumerate(TOPICS.items()) for text in (f"（{'一二三四五'[i]}）{title}", entry[key])]
    prose = {"s1": [*overview, *([entry["三项"]] if "三项" in entry else [])], "s5": entry["五"], "s6": [entry["六"]]}
    sections = {id: replace(section, lines=lines(*prose.get(id, ()))) for id, section in report.sections.items()}
    signed: date = entry["published"]
    tail = lines(body["name"], f"{signed.year}年{signed.month}月{signed.day}日")
    facts = {"period": report.facts["period"]._replace(quote=f"{year}年1月1日至{year}年12月31日", place=intro[1].place)}
    facts["signed"] = Fact(signed, "signature", tail[1].text, tail[1].place)
    return replace(report, intro=intro, sections=sections, tail=tail, facts={**report.facts, **facts})


def _damaged(report: Report, change: dict[str, Any]) -> Report:
    for address, raw in change.get("cells", {}).items():
        kind, value, note = parse(raw)
        cell = report.cell(*_cell(address))
        if cell is None:
            raise KeyError(address)
        report = report.with_cells(cell._replace(raw=raw, kind=kind, value=value, note=note))
    for address, raw in change.get("rows", {}).items():
        table, row = address.split(".", 1)
        rows = {**report.tables[table].rows}
        rows[row] = rows[row]._replace(raw=raw, match=TYPO)
        report = replace(report, tables={**report.tables, table: replace(report.tables[table], rows=rows)})
    if title := change.get("title"):
        report = report.with_facts(title=Fact(title, "title", title, Place(paragraph=1)))
    if gone := change.get("without"):
        headings = tuple(heading for heading in report.headings if gone not in heading.sections)
        report = replace(report, headings=headings, sections={id: s for id, s in report.sections.items() if id != gone})
    return report


def _pair(address: str) -> tuple[str, str]:
    row, column = address.split(".")
    return row, column


def _cell(address: str) -> tuple[str, str, str]:
    table, rest = address.split(".", 1)
    row, column = rest.rsplit(".", 1)
    return table, row, column


def _file(entry: dict[str, Any], report: Report) -> bytes:
    if entry["layout"] != "exchange":
        data, suffix = lay_out(report, entry["layout"], quirks=entry.get("quirks", ()), encoding=entry.get("encoding", "utf-8"))
        return _timeless(data) if suffix == ".xlsx" else data
    out = io.StringIO()
    yaml = YAML()
    yaml.width = 200
    data = report_as_data(report)
    # What a person would write by hand; the rest follows from it.
    slim: dict[str, Any] = {key: data[key] for key in ("schema", "unit", "level", "year", "published", "title")}
    slim["intro"] = [line["text"] for line in data["intro"]]
    slim["sections"] = {id: {"heading": section["heading"], "text": _block(section["text"])} for id, section in data["sections"].items()}
    slim["tables"] = {
        id: {row: {column: _plain(cell["raw"]) for column, cell in cells.items()} for row, cells in rows.items()}
        for id, rows in data["tables"].items()
    }
    yaml.dump(slim, out)
    return out.getvalue().encode()


def _block(text: str) -> str:
    return LiteralScalarString(text + "\n") if "\n" in text else text


def _plain(raw: str) -> int | str:
    return int(raw) if raw.isdecimal() else raw


def _timeless(workbook: bytes) -> bytes:
    """The workbook without the time it was written at."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    core = members["docProps/core.xml"]
    members["docProps/core.xml"] = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2021-01-01T00:00:00Z", core)
    return _archive(members)


def _archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(members.items()):
            archive.writestr(zipfile.ZipInfo(name, FIXED), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


if __name__ == "__main__":
    main()
