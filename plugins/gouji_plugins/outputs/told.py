"""A run told line by line, for people: each report with its problems worst first, and a closing account."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.finding import LEVEL_NAMES, LEVELS, SUBJECT, Finding, Result
from gouji.lean import TYPE_CHECKING
from gouji.run import Run
from gouji.run.joints import Joints
from gouji.telling import (
    MOST_CORRECTIONS,
    correction_words,
    counts,
    doubt_words,
    hindrances,
    level_counts,
    place_words,
    printable,
    report_name,
    source_place,
)
from gouji.width import pad
from gouji_plugins.outputs.fragment import fragment
from gouji_plugins.outputs.lines import Line, fold

if TYPE_CHECKING:
    from gouji.scoring import Scorecard

INDENT = 8
_PATHS = 3
SHOWN_ASIDE = 5
"""How many set-aside files are named unless `--verbose` asks for all."""


def told(run: Run) -> Iterator[Line]:
    """Every line of the output, in order, folded to the width of the terminal."""
    columns = run.display.width
    for line, hang in _lines(run):
        yield from fold(line, columns, hang)


def _lines(run: Run) -> Iterator[tuple[Line, int]]:
    if run.scorecard is not None:
        yield from _scores(run, run.scorecard)
        return
    for checked in run:
        if checked.result is not None:
            yield from _report(checked.result, quiet=run.display.quiet, verbose=run.display.verbose)
    yield from _corpus(run.corpus)
    if not run.display.quiet:
        yield from _closing(run)


def _scores(run: Run, card: Scorecard) -> Iterator[tuple[Line, int]]:
    from gouji_plugins.outputs.scored import scored

    for _ in run:
        pass
    yield from scored(card.marks(run.corpus, run.unlinked), card.scoring.total)
    if not run.display.quiet:
        yield from _closing(run)


def _report(result: Result, *, quiet: bool, verbose: bool) -> Iterator[tuple[Line, int]]:
    report = result.report
    whose: Line = [(report_name(report), "title"), (f"  {printable(report.path)}", "dim")]
    applied = result.applied
    if not result.findings:
        if quiet:
            return
        hindered = result.hindered
        verdict = f"没有问题（查了 {applied} 项{f'，{hindered} 项无法核对' if hindered else ''}）" if applied else "没有可以核对的内容"
        yield [("✓ " if applied else "◌ ", "passed" if applied else "warning"), *whose, (f"  {verdict}", "")], 2
    else:
        yield [*whose, (f"  {counts(level_counts(result.findings))}", "")], 2
        for finding in result.findings:
            yield from _finding(finding, result)
    if not quiet:
        for words in hindrances(result.not_assessed):
            yield [("  ◌ 无法核对  ", "dim"), (words, "dim")], 14
        if verbose:
            from gouji.prose import uncompared

            for note in report.notes:
                yield [("  · 读取说明  ", "dim"), (printable(note), "dim")], 14
            for words in uncompared(report):
                yield [("  · 未比对    ", "dim"), (printable(words), "dim")], 14
    yield [], 0


def _finding(finding: Finding, result: Result) -> Iterator[tuple[Line, int]]:
    report = result.report
    yield (
        [
            ("  ", ""),
            (pad(LEVEL_NAMES[finding.level], 6), finding.level),
            ("  ", ""),
            (place_words(report, finding), "place"),
            (f"  {printable(finding.message)}", ""),
            (f"  [{finding.rule}]", "dim"),
        ],
        INDENT + 2,
    )
    margin = " " * (INDENT + 2)
    if finding.equations or any(cell.role != SUBJECT for cell in finding.cells) or len(finding.cells) == 1:
        for line in fragment(report, finding):
            yield [(margin + "│ ", "dim"), *line], INDENT + 4
    for words in correction_words(report.edition, finding, MOST_CORRECTIONS):
        yield _detail("最小改法", words)
    if finding.quote:
        where = source_place(finding.place)
        yield _detail("原文", f"{where + '：' if where else ''}{printable(finding.quote)}")
    elif source_place(finding.place):
        yield _detail("位置", source_place(finding.place))
    if finding.basis:
        yield _detail("依据", finding.basis)
    if doubt_words(finding):
        yield _detail("注意", doubt_words(finding))


def _detail(name: str, words: str) -> tuple[Line, int]:
    label = pad(name, 8)
    return [(" " * (INDENT + 2) + label + "  ", "dim"), (words, "")], INDENT + 12


def _corpus(joints: Joints) -> Iterator[tuple[Line, int]]:
    if not joints:
        return
    yield [("几份年报之间", "title")], 2
    for joint in joints:
        finding = joint.finding
        yield (
            [
                ("  ", ""),
                (pad(LEVEL_NAMES[finding.level], 6), finding.level),
                (f"  {printable(finding.message)}", ""),
                (f"  [{finding.rule}]", "dim"),
            ],
            INDENT + 2,
        )
        more = f"等{len(joint.paths)}份年报" if len(joint.paths) > _PATHS else ""
        yield _detail("涉及", "、".join(printable(path) for path in joint.paths[:_PATHS]) + more)
        if finding.basis:
            yield _detail("依据", finding.basis)
    yield [], 0


def _closing(run: Run) -> Iterator[tuple[Line, int]]:
    yield [(_account(run), "title")], 2
    if run.hindered:
        yield [(f"有 {run.hindered} 项无法核对，原因都已列出。", "")], 2
    for why, rules, paths in _unlinked(run):
        yield [(f"无法核对（{len(paths)} 份年报）：{'、'.join(rules)}：{why}", "")], 2
    if run.unread:
        yield [(f"有 {len(run.unread)} 个没有读成：", "error")], 2
        for one in run.unread:
            yield [(f"  {printable(one.path)}：{printable(one.unread or '')}", "")], 4
    if run.set_aside:
        shown = run.set_aside if run.display.verbose else run.set_aside[:SHOWN_ASIDE]
        yield [(f"有 {len(run.set_aside)} 个文件不是年报，没有检查：", "")], 2
        for one in shown:
            yield [(f"  {printable(one.path)}：{printable(one.set_aside or '')}", "dim")], 4
        if len(shown) < len(run.set_aside):
            yield [(f"  还有 {len(run.set_aside) - len(shown)} 个，加 --verbose 全部列出", "dim")], 4
    if run.failures:
        yield [(f"程序自身出错 {len(run.failures)} 处，与年报无关，其余检查照常：", "error")], 2
        for failure in run.failures:
            path = f"（{printable(failure.path)}）" if failure.path else ""
            yield [(f"  {failure.rule}{path}：{printable(failure.error)}", "")], 4


def _account(run: Run) -> str:
    if not run.reports:
        return "没有检查到年报。"
    found = "，".join(f"{LEVEL_NAMES[level]} {run.levels[level]} 个" for level in LEVELS)
    return f"检查了 {run.reports} 份年报，查了 {run.applied} 项；发现问题：{found}。"


def _unlinked(run: Run) -> list[tuple[str, list[str], tuple[str, ...]]]:
    """Rules on several reports that could not be applied, those with one reason and reports together."""
    grouped: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for one in run.unlinked:
        grouped.setdefault((printable(one.why), one.paths), []).append(one.rule)
    return [(why, list(dict.fromkeys(rules)), paths) for (why, paths), rules in grouped.items()]
