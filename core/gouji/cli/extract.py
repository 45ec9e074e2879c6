"""`gouji extract PATH…`: what was read, as the exchange form or as text; it never judges."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from gouji.cli import status
from gouji.cli.choices import add_edition_option, add_plugin_option, options_from, tell_failures
from gouji.cli.talk import say, talking
from gouji.edition import TableSpec
from gouji.exchange import report_as_data
from gouji.finding import RuleFailure
from gouji.in_force import prepare_reading
from gouji.lean import TYPE_CHECKING, Any
from gouji.report import LEVELS_OF_GOVERNMENT, Report, Table
from gouji.run.inputs import find
from gouji.run.judging import Checked, attempt
from gouji.telling import cell_shown, printable, report_name, source_place

if TYPE_CHECKING:
    import argparse


def add_parser(subparsers: Any) -> None:
    """Declares the command and its options."""
    parser = subparsers.add_parser("extract", description="列出读到的标识、各部分和每个单元格（原样、所在位置），不作判断。")
    parser.add_argument("paths", nargs="+", metavar="路径", help="年报文件、文件夹、zip 压缩包或通配符；- 表示从标准输入读")
    help = "terminal（默认）或 json（gouji.report/1，每份年报一行）"
    parser.add_argument("--format", choices=("terminal", "json"), default="terminal", metavar="格式", help=help)
    add_edition_option(parser)
    add_plugin_option(parser)


def run(chosen: argparse.Namespace) -> int:
    """Runs the command; the exit status."""
    with talking():
        in_force = prepare_reading(options_from(chosen))
    tell_failures(in_force.registry)
    failures: list[RuleFailure] = list(in_force.registry.failures)
    unread = read = 0
    for found in find(chosen.paths):
        with talking():
            reading = attempt(found, in_force)
        failures += reading.failures
        for failure in reading.failures:
            say(f"{failure.rule}（{failure.path}） 出错：{failure.error}")
        if isinstance(reading, Checked):
            unread += reading.unread is not None
            said = f"没有读成 {reading.path}：{reading.unread}" if reading.unread else f"不是年报 {reading.path}：{reading.set_aside}"
            say(said)
            continue
        read += 1
        for line in _json(reading.report) if chosen.format == "json" else _text(reading.report):
            sys.stdout.write(line + "\n")
    if not read and not unread:
        say("没有读到年报")
    sys.stdout.flush()
    return max(status.UNREAD if unread else status.CLEAN, status.BROKEN if failures else status.CLEAN)


def _json(report: Report) -> Iterator[str]:
    yield json.dumps(report_as_data(report), ensure_ascii=False)


def _text(report: Report) -> Iterator[str]:
    yield report_name(report)
    yield f"  文件：{printable(report.path)}"
    yield f"  格式版本：{report.edition.id}（{report.edition.doc_no}）"
    yield f"  层级：{LEVELS_OF_GOVERNMENT.get(report.level or '', '没有认出')}"
    for name, fact in report.facts.items():
        where, doubt = source_place(fact.place), printable(fact.doubt)
        remarks = f"（{'；'.join(filter(None, (where, doubt)))}）" if where or doubt else ""
        yield f"  {FACT_NAMES.get(name, name)}：{_value(fact.value)}{remarks}"
    for spec in report.edition.sections:
        section = report.sections.get(spec.id)
        if section is None:
            yield f"\n{spec.heading}：没有找到"
            continue
        where = source_place(section.heading.place)
        yield f"\n{printable(section.heading.raw)}{f'（{where}）' if where else ''}"
        for paragraph in section.lines:
            yield f"  {printable(paragraph.text.strip())}"
        for table in report.edition.tables:
            if table.section == spec.id:
                yield from _table(table, report.tables.get(table.id))
    for title, said in (("读取说明", report.notes), ("当作页面装饰略去", report.ignored)):
        if said:
            yield f"\n{title}"
            yield from (f"  {printable(words)}" for words in said)
    yield ""


def _table(spec: TableSpec, table: Table | None) -> Iterator[str]:
    if table is None:
        yield f"  {spec.name}：没有找到"
        return
    yield f"  {spec.name}（{source_place(table.place) or '位置不明'}）"
    for row in spec.rows:
        cells = [(column.name, table.cells.get((row.id, column.id))) for column in row.columns]
        if row.data or any(cell for _, cell in cells):
            yield f"    {row.name}：" + "  ".join(f"{name} {cell_shown(cell)}" for name, cell in cells)
    for misfit in table.misfits:
        values = "、".join(printable(raw) for raw, _ in misfit.cells)
        yield f"    {misfit.id} 应有 {misfit.expected} 个值，只对得上 {len(misfit.cells)} 个：{values}"


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return "至".join(_value(part) for part in value)
    return printable(str(value))


FACT_NAMES = {
    "title": "标题",
    "unit": "单位",
    "level": "层级代码",
    "year": "年度",
    "published": "发布日期",
    "period": "统计期限",
    "signed": "落款日期",
    "headline": "索引标题",
    "origin": "页面来源",
}
