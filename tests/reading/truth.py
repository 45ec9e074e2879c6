"""What the made-up documents of this folder say: every number known, neighbours distinct, every identity kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from gouji.data import editions
from gouji.edition import Edition, Row, TableSpec

T2_2021 = {
    "a20_1.rule": ("2", "1", "7"),
    "a20_1.norm": ("13", "4", "58"),
    "a20_5.permit": ("1357",),
    "a20_6.penalty": ("246",),
    "a20_6.coercion": ("8",),
    "a20_8.fee": ("95.61",),
}
T2_2019 = {
    "a20_1.rule": ("3", "2", "7"),
    "a20_1.norm": ("14", "13", "58"),
    "a20_5.permit": ("101", "5", "1357"),
    "a20_5.othersvc": ("44", "-6", "912"),
    "a20_6.penalty": ("333", "17", "246"),
    "a20_6.coercion": ("21", "-2", "8"),
    "a20_8.fee": ("15", "1"),
    "a20_9.proc": ("29", "7730.28"),
}
T4 = {"review": ("3", "1", "2", "4", "10"), "suit_direct": ("5", "6", "0", "9", "20"), "suit_after": ("7", "0", "8", "11", "26")}


@dataclass(frozen=True)
class Truth:
    """A report as its document ought to be read: `cells` by (table, row, column) as written."""

    edition: Edition
    unit: str
    level: str
    year: int
    published: str
    cells: dict[tuple[str, str, str], str] = field(repr=False)

    @property
    def title(self) -> str:
        return f"{self.unit}{self.year}年政府信息公开工作年度报告"

    @property
    def t2(self) -> TableSpec:
        return self.edition.table("t2")

    @property
    def t3(self) -> TableSpec:
        return self.edition.table("t3")

    @property
    def t4(self) -> TableSpec:
        return self.edition.table("t4")

    def row(self, table: str, row: Row | str) -> list[str]:
        """The values of a row as they are to be written; none for a heading row."""
        id = row if isinstance(row, str) else row.id
        return [value for (t, r, _), value in self.cells.items() if t == table and r == id]

    def heading(self, section: int) -> str:
        return self.edition.sections[section - 1].heading

    @property
    def new(self) -> str:
        return self.cells["t3", "new", "total"]

    @property
    def intro(self) -> list[str]:
        return [
            f"根据《中华人民共和国政府信息公开条例》和《{self.edition.doc_title}》（{self.edition.doc_no}）要求，编制本年度报告。",
            f"本报告所列数据的统计期限自{self.year}年1月1日起至{self.year}年12月31日止。",
        ]

    @property
    def prose(self) -> dict[str, list[str]]:
        """The paragraphs of the sections of words, all five topics and every duty included."""
        return {
            "s1": [
                f"{self.year}年，{self.unit}认真落实条例，公开工作平稳有序。",
                f"（一）主动公开。全年通过门户网站发布信息{self.year - 400}条，政策解读材料同步发布。",
                f"（二）依申请公开。本年新收政府信息公开申请{self.new}件，均在法定期限内答复。",
                "（三）政府信息管理。公文制发时同步确定公开属性，定期清理已公开的文件。",
                "（四）政府信息公开平台建设。门户网站公开专栏全面改版，检索更加便捷。",
                "（五）监督保障。公开工作纳入绩效考核，组织社会评议，评议结果良好，全年未发生责任追究情形。",
            ],
            "s5": [
                "存在的主要问题：一是政策解读的形式不够丰富，二是基层公开工作力量薄弱。",
                "改进情况：针对解读形式不够丰富，增加图解和短视频；针对基层力量薄弱，分批开展业务培训。",
            ],
            "s6": [f"按照规定，本机关{self.year}年度未收取信息处理费。没有其他需要报告的事项。"],
        }

    def but(self, *, drop: Iterable[tuple[str, str, str]] = (), **changes: object) -> Truth:
        """A copy without some cells or with other facts."""
        gone = set(drop)
        cells = {key: value for key, value in self.cells.items() if key not in gone}
        return replace(self, **{"cells": cells, **changes})  # type: ignore[arg-type]

    def writing(self, **cells: str) -> Truth:
        """A copy in which cells named `t3_row_column` … are written otherwise; `.` in ids is `__`."""
        written = dict(self.cells)
        for name, value in cells.items():
            table, _, rest = name.partition("_")
            key = next(key for key in written if key[0] == table and f"{key[1]}_{key[2]}".replace(".", "__") == rest)
            written[key] = value
        return replace(self, cells=written)


def _table_3(edition: Edition) -> dict[tuple[str, str, str], str]:
    rows = [row for row in edition.table("t3").rows if row.data]
    leaves = [row for row in rows if row.id not in ("new", "carry_in", "done", "carry_out")]
    names = [column.id for column in rows[0].columns][:6]
    values: dict[str, list[int]] = {row.id: [1 + n * 6 + c for c in range(6)] for n, row in enumerate(leaves)}
    values["done"] = [sum(values[row.id][c] for row in leaves) for c in range(6)]
    values["carry_out"] = [3 + c for c in range(6)]
    values["carry_in"] = [2 * c + 1 for c in range(6)]
    values["new"] = [d + o - i for d, o, i in zip(values["done"], values["carry_out"], values["carry_in"], strict=True)]
    return {
        ("t3", row.id, name): str(v)
        for row in rows
        for name, v in zip([*names, "total"], [*values[row.id], sum(values[row.id])], strict=True)
    }


def made(
    id: str = "gov-2021", *, unit: str = "青岚市人民政府", level: str = "gov.city", year: int = 2023, published: str = "2024-03-12"
) -> Truth:
    """The report every document of this folder is a rendering of."""
    edition = editions()[id]
    cells: dict[tuple[str, str, str], str] = {}
    for row in edition.table("t2").rows:
        for column, value in zip(row.columns, (T2_2021 if id == "gov-2021" else T2_2019)[row.id], strict=True):
            cells["t2", row.id, column.id] = value
    cells.update(_table_3(edition))
    for row in edition.table("t4").rows:
        for column, value in zip(row.columns, T4[row.id], strict=True):
            cells["t4", row.id, column.id] = value
    return Truth(edition, unit, level, year, published, cells)


NEW = made()
OLD = made("gov-2019", unit="白石市人民政府", year=2020, published="2021-03-08")
