"""Word documents: merged cells, numbering, tracked changes, text boxes, content controls."""

from __future__ import annotations

import pytest

from gouji.errors import NotAReportError

from . import pages, words
from .judge import reading, wrong
from .truth import NEW, OLD, Truth

BOTH = pytest.mark.parametrize("truth", [NEW, OLD], ids=["2021", "2019"])


@BOTH
def test_the_form_as_it_is(truth: Truth) -> None:
    assert wrong(words.docx(words.body(truth)), "a.docx", truth) == []


@BOTH
def test_every_character_a_run(truth: Truth) -> None:
    tables = tuple(words.table(rows(truth), words.split_runs) for rows in (pages.rows_2, pages.rows_3, pages.rows_4))
    assert wrong(words.docx(words.body(truth, heading=words.split_runs, prose=words.split_runs, tables=tables)), "a.docx", truth) == []  # type: ignore[arg-type]


@BOTH
def test_cells_of_several_paragraphs(truth: Truth) -> None:
    """Labels broken into paragraphs of two characters, values between empty paragraphs."""

    def broken(text: str) -> str:
        if text.replace(".", "").replace("-", "").isdigit():
            return words.para() + words.para(text) + words.para()
        return "".join(words.para(text[n : n + 4]) for n in range(0, len(text), 4)) or words.para()

    tables = tuple(words.table(rows(truth), broken) for rows in (pages.rows_2, pages.rows_3, pages.rows_4))
    assert wrong(words.docx(words.body(truth, tables=tables)), "a.docx", truth) == []  # type: ignore[arg-type]


FIRST = '<w:lvl w:ilvl="0"><w:start w:val="1"/>'
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{FIRST}<w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{FIRST}<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


@BOTH
def test_automatic_numbering_by_style(truth: Truth) -> None:
    """The ordinals of the sections and of section one's topics are Word's own."""

    def heading(text: str) -> str:
        return words.para(text.partition("、")[2], '<w:pStyle w:val="H1"/>')

    def prose(text: str) -> str:
        if text.startswith("（"):
            return words.para(text[3:], '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
        return words.para(text)

    data = words.docx(words.body(truth, heading=heading, prose=prose), numbering=NUMBERING, styles=STYLES)
    assert wrong(data, "a.docx", truth) == []


@BOTH
def test_numbered_labels_in_the_cells(truth: Truth) -> None:
    """1. 2. 3. of the rows are automatic numbers too, and start anew in every group."""
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{FIRST}<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n in range(1, 9)
    )
    group = {row.label: row.parent for row in truth.t3.rows if row.level == 2}
    ids = {parent: n for n, parent in enumerate(dict.fromkeys(group.values()), 1)}

    def content(text: str) -> str:
        if text in group:
            return words.para(text.partition(".")[2], f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{ids[group[text]]}"/></w:numPr>')
        return words.para(text)

    tables = (words.table(pages.rows_2(truth)), words.table(pages.rows_3(truth), content), words.table(pages.rows_4(truth)))
    assert wrong(words.docx(words.body(truth, tables=tables), numbering=numbering), "a.docx", truth) == []


@BOTH
def test_values_under_tracked_changes(truth: Truth) -> None:
    """Every value was another one before; the deleted one does not count."""

    def tracked(text: str) -> str:
        if text.replace(".", "").replace("-", "").isdigit():
            gone = '<w:del w:id="1" w:author="a"><w:r><w:delText>999</w:delText></w:r></w:del>'
            return f'<w:p>{gone}<w:ins w:id="2" w:author="a">{words.run(text)}</w:ins></w:p>'
        return words.para(text)

    tables = tuple(words.table(rows(truth), tracked) for rows in (pages.rows_2, pages.rows_3, pages.rows_4))
    assert wrong(words.docx(words.body(truth, tables=tables)), "a.docx", truth) == []  # type: ignore[arg-type]


@BOTH
def test_rows_and_cells_in_content_controls(truth: Truth) -> None:
    def controlled(row: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{row}</w:sdtContent></w:sdt>"

    def content(text: str) -> str:
        return f"<w:sdt><w:sdtContent>{words.para(text)}</w:sdtContent></w:sdt>"

    tables = tuple(words.table(rows(truth), content, wrap_row=controlled) for rows in (pages.rows_2, pages.rows_3, pages.rows_4))
    assert wrong(words.docx(words.body(truth, tables=tables)), "a.docx", truth) == []  # type: ignore[arg-type]


@BOTH
def test_sums_as_fields(truth: Truth) -> None:
    """Every value is a field =SUM(LEFT) whose code must not be read."""

    def field(text: str) -> str:
        if text.isdigit():
            return (
                '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(LEFT) 88</w:instrText></w:r>'
                f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{words.run(text)}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
            )
        return words.para(text)

    tables = (words.table(pages.rows_2(truth), field), words.table(pages.rows_3(truth), field), words.table(pages.rows_4(truth), field))
    assert wrong(words.docx(words.body(truth, tables=tables)), "a.docx", truth) == []


@BOTH
def test_title_in_a_text_box_and_page_numbers_in_the_footer(truth: Truth) -> None:
    content = f"<w:txbxContent>{words.para(truth.title)}</w:txbxContent>"
    box = f"<w:p><w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r></w:p>"
    marks = [f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end")]
    number = f"<w:r>{marks[0]}<w:instrText>PAGE</w:instrText>{marks[1]}<w:t>4</w:t>{marks[2]}</w:r>"
    footer = f"<w:p>{words.run('— ')}{number}{words.run(' —')}</w:p>"
    assert wrong(words.docx(words.body(truth, top=box), footer=footer), "a.docx", truth) == []


@BOTH
def test_title_in_two_lines_by_a_soft_break(truth: Truth) -> None:
    top = words.para(f"{truth.unit}\n{truth.year}年政府信息公开工作年度报告")
    assert wrong(words.docx(words.body(truth, top=top)), "a.docx", truth) == []


@BOTH
def test_title_in_three_paragraphs_under_a_red_head(truth: Truth) -> None:
    top = (
        words.para("青岚市人民政府文件")
        + words.para("青政函〔2024〕3号")
        + words.para()
        + words.para(truth.unit)
        + words.para(f"{truth.year}年政府信息公开")
        + words.para("工作年度报告")
    )
    assert wrong(words.docx(words.body(truth, top=top)), "a.docx", truth) == []


@BOTH
def test_table_split_in_three_with_the_head_repeated(truth: Truth) -> None:
    """The author cut 表三 by hand at the page ends and copied the head."""
    rows = pages.body_3(truth)
    parts = [rows[:7], rows[7:14], rows[14:]]
    made = []
    for part in parts:
        block: list[list[pages.Cell]] = [*pages.head_3(truth)]
        for r in part:
            labels: list[pages.Cell] = [c if isinstance(c, str) else c[0] for c in r.labels]
            label = labels[-1]
            group = labels[-2] if len(labels) > 1 and r.row.level == 2 else ""
            block.append(["", group, label, *r.values] if r.row.level == 2 else [(label, 3), *r.values])
        made.append(words.table(block))
    tables = (words.table(pages.rows_2(truth)), words.para().join(made), words.table(pages.rows_4(truth)))
    assert wrong(words.docx(words.body(truth, tables=tables)), "a.docx", truth, warnings=("F05",)) == []


@BOTH
def test_merged_cells_that_restate_their_text(truth: Truth) -> None:
    """Converters write the text again in every cell a merged one covers."""
    tables = tuple(words.table(rows(truth), restate=True) for rows in (pages.rows_2, pages.rows_3, pages.rows_4))
    assert wrong(words.docx(words.body(truth, tables=tables)), "a.docx", truth) == []  # type: ignore[arg-type]


@BOTH
def test_hidden_text_is_not_read(truth: Truth) -> None:
    """A hidden 7 stands in front of every value."""

    def hidden(text: str) -> str:
        return f"<w:p>{words.run('7', '<w:vanish/>') if text.isdigit() else ''}{words.run(text)}</w:p>"

    tables = tuple(words.table(rows(truth), hidden) for rows in (pages.rows_2, pages.rows_3, pages.rows_4))
    assert wrong(words.docx(words.body(truth, tables=tables)), "a.docx", truth) == []  # type: ignore[arg-type]


@BOTH
def test_rows_indented_by_gridbefore(truth: Truth) -> None:
    """Rows of 表三 begin behind skipped grid columns instead of merged label cells."""
    lines = [
        [("", 3), "自然人", *pages.HEADS, "总计"],
        *([*(["", ""] if r.row.level == 2 else [""] if r.row.level == 1 else []), r] for r in pages.body_3(truth)),
    ]
    out = []
    for line in lines:
        if isinstance(line[-1], pages.Row3):
            r = line[-1]
            label = r.labels[-1] if isinstance(r.labels[-1], str) else r.labels[-1][0]
            skip = r.row.level
            xml = "".join(words.cell(words.para(t), s, "") for t, s in [(label, 3 - skip), *((v, 1) for v in r.values)])
            before = f'<w:trPr><w:gridBefore w:val="{skip}"/></w:trPr>' if skip else ""
            out.append(f"<w:tr>{before}{xml}</w:tr>")
        else:
            out.append(
                "<w:tr>"
                + "".join(words.cell(words.para(c if isinstance(c, str) else c[0]), 1 if isinstance(c, str) else c[1], "") for c in line)
                + "</w:tr>"
            )
    three = f"<w:tbl><w:tblPr/>{''.join(out)}</w:tbl>"
    tables = (words.table(pages.rows_2(truth)), three, words.table(pages.rows_4(truth)))
    assert wrong(words.docx(words.body(truth, tables=tables)), "a.docx", truth, warnings=("F05",)) == []


@BOTH
def test_the_whole_report_in_one_table(truth: Truth) -> None:
    """A frame around everything: headings, prose and tables are cells of one outer table."""
    inner = words.body(truth)
    frame = f"<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>{inner}</w:tc></w:tr></w:tbl>"
    assert wrong(words.docx(frame), "a.docx", truth) == []


def test_only_an_attachment() -> None:
    """The document only names the file with the report: whatever is made of it, no cell is."""
    for lines in (
        ["青岚市人民政府2023年政府信息公开工作年度报告", "附件：青岚市人民政府2023年政府信息公开工作年度报告.pdf"],
        ["青岚市人民政府2023年政府信息公开工作年度报告见附件。", "附件：1.年度报告.docx"],
    ):
        data = words.docx("".join(map(words.para, lines)))
        for name, content in (("a.docx", data), ("a.txt", "\n".join(lines).encode())):
            try:
                report = reading(content, name)
            except NotAReportError:
                continue
            assert report.tables == {}
            assert report.sections == {}
            assert report.attachments
            import gouji

            assert any(f.rule.startswith("P06") or f.defect == "P06" for f in gouji.check(report).findings)
