"""What was taken over from last year's report: W07 (the prose), W07-table (the numbers of 表三)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from gouji.copies import COMPARED, Sentence, sentences
from gouji.finding import INFO, WARNING, CellEvidence, Finding
from gouji.report import Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji_plugins.rules.wording import shortened

ENOUGH = 200
"""Characters of prose below which a share means nothing."""

OLD_PROSE = (
    "第一季度通报了栏目更新情况，督促各股室补齐缺项；第二季度组织业务培训，讲解依申请公开的办理流程和答复文书；"
    "第三季度开展满意度测评，回收问卷并逐条答复意见；第四季度清理失效文件，在网站标注废止和修改情况。"
    "全年印制办事指南，放在服务大厅供群众取阅；在村务公开栏张贴惠农资金发放明细，接受群众监督；"
    "定期抽查政务新媒体内容，发现错链错字当天改正；每半年向上级主管部门报送一次工作台账，并派人到兄弟单位学习交流，整理形成经验材料。"
)
NEW_PROSE = (
    "年初调整公开目录并逐月核对，年中增设政策解读专题页面，年末对照清单补发遗漏的信息和附件材料。"
    "邀请群众代表列席会议，就供水价格和公交线路当面听取意见；把财政预算决算说明写得更细，附上名词解释；"
    "统一答复文书格式，答复前先与申请人电话沟通；为老年人开设代办窗口，协助查询养老待遇和医保报销进度；"
    "更换老旧信息查阅设备，乡镇查阅点全部联网；对超期未更新的栏目亮黄牌提醒，并在年度考核中扣分；向社会征集公开事项建议，采纳后写进下一年的目录，并逐件答复建议人。"
)
"""What a unit might write in two years, for the cases of rules on sameness."""

BASIS = "国办公开办函〔2021〕30号：内容雷同、敷衍塞责并造成不良后果的，依条例第四十七条追责"
"""What the office says of texts taken over, from whomever."""

_FEWEST_REQUESTS = 5


@rule(
    "W07",
    title="与上年年报雷同",
    level="warning",
    defect="W07",
    basis=BASIS,
    why="第一、五、六部分的句子除数字外与上年一字不差，占九成以上请核实，占四分之三以上提示；只有第一或第五部分占九成以上的，也提示。只算整句相同的，所以只会偏低。",
    family="previous",
    parameters={"核实": 90, "提示": 75},
    passes=[Case({"一": NEW_PROSE, "五": "", "上年": {"一": OLD_PROSE}})],
    fails=[
        Case({"一": OLD_PROSE, "上年": {"一": OLD_PROSE}}, "一字不差"),
        Case({"一": 2 * NEW_PROSE, "五": OLD_PROSE, "上年": {"一": "另一篇。", "五": OLD_PROSE}}, "第五部分"),
    ],
)
def prose_taken_over(subject: Subject) -> Iterator[Outcome]:
    """Sentences of this year's report that stand in last year's, figures aside, by characters: in all its own prose, or in one section."""
    if subject.previous is None:
        return
    own, known = sentences(subject.report), {one.plain for one in sentences(subject.previous)}
    whole = _size(own)
    if whole < ENOUGH or not known:
        why = f"第一、五、六部分只有{whole}字，或上年年报没有这些部分，无法计算与上年的重复率"
        yield subject.not_assessed(why)
        return
    same = [one for one in own if one.plain in known]
    much, most = subject.parameters["提示"], subject.parameters["核实"]
    share = 100 * _size(same) / whole
    if share >= much:
        yield _taken_over(subject, "第一、五、六部分", same, share, WARNING if share >= most else INFO)
        return
    for id, least in COMPARED.items():
        size, taken = _size([one for one in own if one.section == id]), [one for one in same if one.section == id]
        if size >= least and 100 * _size(taken) >= most * size:
            name = f"第{subject.report.sections[id].heading.number}部分"
            yield _taken_over(subject, name, taken, 100 * _size(taken) / size, INFO)


def _size(told: Iterable[Sentence]) -> int:
    return sum(len(one.plain) for one in told)


def _taken_over(subject: Subject, part: str, same: Sequence[Sentence], share: float, level: str) -> Finding:
    first = same[0]
    return subject.finding(
        f"{part}有{len(same)}句与上年年报一字不差（数字不计），占{share:.0f}%；请核对是否沿用了上年文稿，按本年情况重写。",
        level=level,
        section=first.section,
        quote=shortened(first.line.text.strip(), 60).rstrip("…"),
        place=first.line.place,
        key="prose",
    )


@rule(
    "W07-table",
    title="表三与上年年报逐格相同",
    level="warning",
    defect="W07",
    basis=BASIS,
    why=f"各类申请的数量和结果两年逐格相同几乎不会发生（新收不到{_FEWEST_REQUESTS}件的不查），多半是沿用了上年的表。",
    family="previous",
    passes=[
        Case({"表三.新收.总计": 6, "上年": {"表三.新收.总计": 7}}),
        Case({"表三.新收.总计": 4, "上年": {"表三.新收.总计": 4}}),
    ],
    fails=[Case({"表三.新收.总计": 6, "上年": {"表三.新收.总计": 6}}, "逐格相同")],
)
def table_taken_over(subject: Subject) -> Iterator[Outcome]:
    """Every number of 表三 is last year's, and there are some."""
    report, previous = subject.report, subject.previous
    received = report.cell("t3", "new", "total")
    if previous is None or received is None or (received.value or 0) < _FEWEST_REQUESTS:
        return
    own = _numbers(report)
    if own == _numbers(previous):
        yield subject.finding(
            f"表三的{len(own)}个数与上年年报逐格相同（新收{received.value}件）；请核对是否沿用了上年的表。",
            section="s3",
            cells=[CellEvidence.of(received)],
            place=received.place,
            key="table",
        )


def _numbers(report: Report) -> dict[tuple[str, str], int | Decimal | None]:
    table = report.tables.get("t3")
    return {key: cell.value for key, cell in table.cells.items()} if table is not None else {}
