"""YH02: what was corrected in review or in court belongs among the problems."""

from collections.abc import Iterator

from gouji.finding import CellEvidence
from gouji.rule import Case, Outcome, Subject, rule

SIGNS = ("纠正", "败诉", "撤销", "责令")


@rule(
    "YH02",
    title="有案件被纠正，存在问题里没有提到",
    level="warning",
    defect="W10",
    basis="云河市政务公开办公室关于编制年度报告的通知第四条（例子，编的）",
    why="复议、诉讼结果纠正，说明答复有错，应当写进存在的主要问题；属于历史遗留案件的请说明。",
    passes=[
        Case({"行政复议.结果纠正": 1, "行政复议.总计": 1, "五": "依申请公开答复不规范，有1件被复议机关纠正。"}),
        Case({"行政复议.结果纠正": 0, "五": "政策解读形式单一。"}),
    ],
    fails=[Case({"行政复议.结果纠正": 1, "行政复议.总计": 1, "五": "政策解读形式单一。"}, says="1 件结果纠正")],
)
def corrected_but_not_a_problem(subject: Subject) -> Iterator[Outcome]:
    report = subject.report
    section = report.sections.get("s5")
    rows = subject.edition.table("t4").rows
    cells = [cell for row in rows if (cell := report.cell("t4", row.id, "correct")) and cell.value is not None]
    if section is None or len(cells) < len(rows):
        yield subject.not_assessed("没有第五部分，或者表四的结果纠正没有填全")
        return
    corrected = [cell for cell in cells if cell.value]
    if corrected and not any(sign in section.text for sign in SIGNS):
        number = sum(cell.value or 0 for cell in corrected)
        yield subject.finding(
            f"表四有 {number} 件结果纠正，第五部分“存在的主要问题”却没有提到",
            section="s5",
            cells=[CellEvidence.of(cell) for cell in corrected],
            key="corrected",
        )
