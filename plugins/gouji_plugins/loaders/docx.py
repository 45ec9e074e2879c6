"""Word documents (.docx, .docm, .dotx, and WPS files of the same kind)."""

from __future__ import annotations

from gouji.document import Document, Source
from gouji.errors import UnreadableError
from gouji.hooks import Loader, hookimpl
from gouji.lean import TYPE_CHECKING
from gouji_plugins.loaders.package import core_properties, open_package, part_names

if TYPE_CHECKING:
    from gouji_plugins.loaders.layout import Item

TRACKED = "文档带有修订痕迹，已按全部接受修订后的内容读取。"
HIDDEN = "文档中有隐藏文字，没有读取。"
STRUCK = "文档中有加删除线的文字，没有读取。"
EMBEDDED = "文档中嵌有对象（如嵌入的 Excel 表格），其中的内容没有读取；请改为 Word 表格。"
ALT_CHUNK = "文档中嵌有另一份未合并的文件，其中的内容没有读取；请用 Word 打开并另存后再检查。"
NESTED = "文件内部结构嵌套过深，疑似损坏，没有读取；请用 Word 或 WPS 打开并另存后再检查。"
HEADER_TABLE = "正文中没有表格，页眉页脚中有，已一并读取。"


def sniff(source: Source) -> int:
    """95 for a zip with a Word document in it."""
    names = part_names(source.data)
    if "[content_types].xml" not in names:
        return 0
    return 95 if any(name.startswith("word/") for name in names) else 0


def load(source: Source) -> Document:
    """Reads a .docx. Raises UnreadableError when it is damaged, protected or absurdly large."""
    try:
        return read_docx(source.data)
    except RecursionError as error:
        raise UnreadableError(NESTED) from error


def read_docx(data: bytes) -> Document:
    """The document in the bytes of a .docx file. Raises UnreadableError, RecursionError."""
    from gouji_plugins.loaders.docx_body import BodyReader
    from gouji_plugins.loaders.layout import Line, compose
    from gouji_plugins.loaders.numbering import Numbering
    from gouji_plugins.loaders.word_styles import W, read_numbering, read_styles

    package = open_package(data)
    main = package.target("", "officeDocument", "word/document.xml")
    root = package.xml(main)
    body = root.find(W + "body") if root is not None else None
    if body is None:
        raise UnreadableError("文件里没有 Word 正文，可能已损坏；请用 Word 或 WPS 打开并另存后再检查。")
    links = package.relationships(main)
    styles, default_style = read_styles(package.xml(package.target(main, "styles", "word/styles.xml")))
    numbering = Numbering(read_numbering(package.xml(package.target(main, "numbering", "word/numbering.xml")), styles))
    chunks = {link.id: Source(link.target, package.data(link.target)) for link in links if link.kind == "aFChunk"}
    reader = BodyReader(styles, default_style, numbering, chunks)
    items = reader.items(body)
    images = reader.images

    running: list[Item] = []
    for link in links:
        if link.kind in ("header", "footer"):
            part = package.xml(link.target)
            running.extend(reader.items(part) if part is not None else [])
    unread = told((reader.embedded, EMBEDDED), (reader.unmerged, ALT_CHUNK))
    notes = [*told((reader.tracked, TRACKED), (reader.hidden, HIDDEN), (reader.struck, STRUCK)), *unread]
    if _has_table(running) and not _has_table(items):
        items = running + items
        running = []
        notes.append(HEADER_TABLE)
    lines = [item.text.strip() for item in running if isinstance(item, Line)]
    return Document(
        blocks=compose(items),
        format="docx",
        meta=core_properties(package),
        furniture=tuple(dict.fromkeys(line for line in (*reader.furniture, *lines) if line)),
        images=images,
        notes=tuple(notes),
        partial=bool(unread),
    )


def told(*found: tuple[bool, str]) -> list[str]:
    """The notes on what was found."""
    return [note for is_so, note in found if is_so]


def _has_table(items: list[Item]) -> bool:
    """Whether a real table is among the items: one of more than a row, and not of one column."""
    from gouji_plugins.loaders.layout import RawTable

    return any(isinstance(item, RawTable) and len(item.rows) > 1 and any(len(row) > 1 for row in item.rows) for item in items)


@hookimpl
def gouji_loaders() -> list[Loader]:
    """The .docx loader."""
    return [Loader("docx", "Word 文档", (".docx", ".docm", ".dotx", ".dotm"), sniff, load)]
