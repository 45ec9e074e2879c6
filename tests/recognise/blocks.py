"""A report written as lines of text, to be changed and read again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gouji.data import editions
from gouji.document import Document, Grid, GridCell, Paragraph, Place


def document(blocks: Sequence[str | list[list[str]]], *, ragged: bool = False, **parts: object) -> Document:
    """Text lines as paragraphs and lists of rows as grids; equal neighbours marked with « are merged."""
    out: list[Paragraph | Grid] = []
    for number, block in enumerate(blocks, 1):
        if isinstance(block, str):
            out.append(Paragraph(block, Place(line=number)))
            continue
        rows: list[tuple[GridCell, ...]] = []
        for r, row in enumerate(block):
            cells: list[GridCell] = []
            for c, text in enumerate(row):
                if text == "«":
                    cells.append(cells[-1])
                elif text == "^":
                    cells.append(rows[-1][c])
                else:
                    cells.append(GridCell(text, Place(table=number, row=r + 1, column=c + 1)))
            rows.append(tuple(cells))
        out.append(Grid(tuple(rows), Place(table=number), ragged))
    return Document(tuple(out), "test", **parts)  # type: ignore[arg-type]


TABLE_2: list[str | list[list[str]]] = [
    [
        ["第二十条第（一）项", "«", "«", "«"],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "1", "2", "3"],
        ["行政规范性文件", "4", "5", "6"],
        ["第二十条第（五）项", "«", "«", "«"],
        ["信息内容", "本年处理决定数量", "«", "«"],
        ["行政许可", "7", "«", "«"],
        ["第二十条第（六）项", "«", "«", "«"],
        ["信息内容", "本年处理决定数量", "«", "«"],
        ["行政处罚", "8", "«", "«"],
        ["行政强制", "9", "«", "«"],
        ["第二十条第（八）项", "«", "«", "«"],
        ["信息内容", "本年收费金额（单位：万元）", "«", "«"],
        ["行政事业性收费", "10.5", "«", "«"],
    ]
]


def table_3_lines(value: Callable[[str, str], str] = lambda row, column: "0") -> list[str]:
    """表三 of 2021, one cell a line."""
    spec = editions()["gov-2021"].table("t3")
    lines = [spec.corner, "申请人情况", "自然人", "法人或其他组织", "总计", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    for row in spec.rows:
        lines.append(row.label)
        if row.data:
            lines.extend(value(row.id, column.id) for column in row.columns)
    return lines


COLUMNS_3 = editions()["gov-2021"].table("t3").blocks[0].columns
NAMES_3 = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def grid_3(columns: list[str], row: list[str]) -> list[list[str]]:
    """A short 表三 with these columns and the same values in each row."""
    return [
        ["（勾稽关系）", "«", *["申请人情况"], *["«"] * (len(columns) - 1)],
        ["^", "^", *columns],
        ["一、本年新收政府信息公开申请数量", "«", *row],
        ["二、上年结转政府信息公开申请数量", "«", *row],
        ["三、本年度办理结果", "（一）予以公开", *row],
        ["^", "（七）总计", *row],
        ["四、结转下年度继续办理", "«", *row],
    ]


TABLE_4_HEAD = ["行政复议", "行政诉讼", *["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"], "未经复议直接起诉", "复议后起诉"]
TABLE_4_HEAD += ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 2


def whole(**changes: list[str | list[list[str]]]) -> list[str | list[list[str]]]:
    """A complete report as blocks; `changes` replaces a part by name."""
    parts: dict[str, list[str | list[list[str]]]] = {
        "title": ["临江县水利局2023年政府信息公开工作年度报告"],
        "intro": ["本报告依据《中华人民共和国政府信息公开条例》编制，统计期限为2023年1月1日至2023年12月31日。"],
        "s1": ["一、总体情况", "（一）主动公开。2023年公开信息12条。", "（二）依申请公开。未收到申请。"],
        "s2": ["二、主动公开政府信息情况", *TABLE_2],
        "s3": ["三、收到和处理政府信息公开申请情况", *table_3_lines()],
        "s4": ["四、政府信息公开行政复议、行政诉讼情况", *TABLE_4_HEAD, *[str(n) for n in range(15)]],
        "s5": ["五、存在的主要问题及改进情况", "问题是培训不够。下一步加强培训。"],
        "s6": ["六、其他需要报告的事项", "无。"],
        "tail": [],
    }
    parts.update(changes)
    return [block for part in parts.values() for block in part]
