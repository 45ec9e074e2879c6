"""PDF, Word and Excel: the whole check of one file against what merely gets the text out of it.

python benchmarks/formats.py     pdfplumber is compared where it is installed (pip install pdfplumber);
                                 pdftotext where it is on the PATH (Debian: poppler-utils)
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import python_calamine
from measure import processes, reports, side_by_side, told

from gouji.document import Source
from gouji.engine import check
from gouji.in_force import Options, prepare
from gouji.reading import read
from gouji.testing.layouts import lay_out

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def bare_docx(content: bytes) -> list[str]:
    """The text of every paragraph and the text of every cell of a .docx, merged cells heeded."""
    root = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))
    texts = ["".join(text.text or "" for text in paragraph.iter(f"{_W}t")) for paragraph in root.iter(f"{_W}p")]
    for row in root.iter(f"{_W}tr"):
        for cell in row.iter(f"{_W}tc"):
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            merged = cell.find(f"{_W}tcPr/{_W}vMerge")
            texts.append(f"{span is not None}{merged is not None}" + "".join(text.text or "" for text in cell.iter(f"{_W}t")))
    return texts


def bare_xlsx(content: bytes) -> list[object]:
    """Every value and merged range of a workbook."""
    found: list[object] = []
    with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            found += [sheet.to_python(), sheet.merged_cell_ranges]
    return found


def bare_pdf(content: bytes) -> list[object]:
    """All tables and the text, by pdfplumber."""
    import pdfplumber

    found: list[object] = []
    with pdfplumber.open(io.BytesIO(content)) as document:
        for sheet in document.pages:
            found += [sheet.extract_tables(), sheet.extract_text()]
    return found


def main() -> None:
    in_force = prepare(Options())
    (report,) = reports(1)

    def whole(content: bytes, suffix: str) -> object:
        source = Source("report" + suffix, content)
        return check(read(source, in_force.registry, editions=in_force.editions).report, in_force.ruleset)

    bare: dict[str, tuple[str, Callable[[bytes], object], float]] = {
        "docx-official": ("zip and ElementTree", bare_docx, 2),
        "xlsx-one": ("calamine", bare_xlsx, 2),
        "pdf-ruled": ("pdfplumber", bare_pdf, 1 / 6),
    }
    for layout, (name, reader, target) in bare.items():
        content, suffix = lay_out(report, layout)
        source = Source("report" + suffix, content)
        loader = max(in_force.registry.loaders.values(), key=lambda loader, source=source: loader.sniff(source))
        work: dict[str, Callable[[], object]] = {
            "bare": lambda content=content, reader=reader: reader(content),
            "load": lambda loader=loader, source=source: loader.load(source),
            "whole": lambda content=content, suffix=suffix: whole(content, suffix),
        }
        try:
            work["bare"]()
        except ImportError:
            del work["bare"]
            print(f"{name} is not installed")
        taken = side_by_side(work, 15)
        if "bare" in taken:
            told(f"{suffix[1:]}, reading", taken["load"], taken["bare"], name, target)
            told(f"{suffix[1:]}, whole check", taken["whole"], taken["bare"], name, target)
        if suffix == ".pdf" and shutil.which("pdftotext"):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "report.pdf"
                path.write_bytes(content)
                subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, stdout=subprocess.DEVNULL)
                other = processes({"pdftotext": ["pdftotext", "-layout", str(path), "-"]}, 15)["pdftotext"]
            told("pdf, reading", taken["load"], other, "a pdftotext -layout process", 3)
            told("pdf, whole check", taken["whole"], other, "a pdftotext -layout process", 3)


if __name__ == "__main__":
    main()
