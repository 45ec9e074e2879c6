"""`gouji rules try 'FORMULA' FILE`: a formula read back, its cells, both sides and the result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gouji.api import load
from gouji.authoring.formula_trial import OUTCOMES, Touched, Trial, try_formula, understood
from gouji.cli import status
from gouji.cli.choices import add_edition_option, add_plugin_option
from gouji.cli.talk import talking
from gouji.finding import PASSED
from gouji.formula.instances import BELOW
from gouji.lean import TYPE_CHECKING, Any
from gouji.telling import printable

if TYPE_CHECKING:
    import argparse

DESCRIPTION = """在一份年报上试一条公式：用中文读一遍，列出用到的格、左右两边的数和结果。
例：gouji rules try '新收 + 上年结转 = 办理总计 + 结转下年' 年报.html --each '表三 列'。
退出状态：0 成立，1 不成立，2 公式写错，3 文件没读成。"""


def add_parser(subparsers: Any) -> None:
    """Declares the command and its options."""
    parser = subparsers.add_parser("rules try", description=DESCRIPTION)
    parser.add_argument("formula", metavar="公式", help="审核公式，写在引号里：'新收 = 办理总计'")
    parser.add_argument("file", metavar="文件", help="一份年报")
    parser.add_argument("--each", default="", metavar="逐处", help="逐列、逐行或逐格核对：'表三 列'、'表四 行'、'各表 计数格'")
    parser.add_argument("--when", default="", metavar="前提", help="前提（公式），不成立时不核对")
    parser.add_argument("--previous", metavar="文件", help="上年年报，公式里写了 上年. 时用")
    add_edition_option(parser)
    add_plugin_option(parser)


def run(chosen: argparse.Namespace) -> int:
    """Runs the command; FOUND when the formula does not hold somewhere."""
    with talking():
        report = load(chosen.file, edition=chosen.edition, plugins=chosen.plugin)
        previous = load(chosen.previous, plugins=chosen.plugin) if chosen.previous else None
    formula = understood(chosen.formula, [report.edition], each=chosen.each, when=chosen.when)
    trial = try_formula(formula, report, {}, previous)
    print(f"公式  {chosen.formula}")
    print(f"读作  {trial.spoken}")
    print(f"年报  {chosen.file}（{report.unit or '单位不详'}，{report.year or '年度不详'}年度，{report.edition.id}）")
    for line in _told(trial):
        print(line)
    if formula.family == "previous" and not previous:
        print("请用 --previous 给出上年年报")
    return status.FOUND if trial.messages else status.CLEAN


def _told(trial: Trial) -> Iterator[str]:
    for applied in trial.applied:
        yield f"{OUTCOMES[applied.outcome]}  {applied.text}"
        for name, side in (("左", applied.left), ("右", applied.right)):
            for one in side:
                yield f"    {name}  {_cell(one)}"
    for message in trial.messages:
        yield f"会报：{message}"
    for why in trial.not_assessed:
        yield f"没有核对：{why}"
    if not trial.applied and not trial.not_assessed:
        yield "前提在哪里都不成立，一处也没有核对"
    if trial.applied:
        counts = Counter(applied.outcome for applied in trial.applied)
        told = "，".join(f"{OUTCOMES[outcome]} {counts[outcome]}" for outcome in OUTCOMES if counts[outcome] or outcome == PASSED)
        yield f"共 {len(trial.applied)} 处：{told}"


def _cell(touched: Touched) -> str:
    address = ".".join(touched.key)
    times = f"{touched.coefficient} × " if touched.coefficient else ""
    if touched.cell is None:
        value = "（要有下级年报）" if touched.scope == BELOW else "（没有这一格）"
    else:
        value = printable(touched.cell.raw).strip() or "（空）"
    place = str(touched.cell.place) if touched.cell is not None else ""
    return f"{times}{touched.label}  {value}  {address}{f'，{place}' if place else ''}"
