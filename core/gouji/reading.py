"""Reading one input: the loader that is surest turns bytes into a document, the recogniser into a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from gouji.data import editions as shipped
from gouji.document import Document, Grid, Paragraph, Source
from gouji.edition import Edition
from gouji.errors import NotAReportError, PluginError, UnreadableError, described
from gouji.finding import RuleFailure
from gouji.hooks import Loader
from gouji.lean import NamedTuple
from gouji.plugins import Registry
from gouji.report import Report
from gouji.timelimit import LOADER_SECONDS, SNIFF_SECONDS, TooLongError, limit

RECOGNISER = "识别程序"

MOST_CHARACTERS = 300_000
"""Characters of prose in one document or report; hardly a report has a tenth of them."""

SURE = 95
"""From here on a loader that names the input's suffix is believed, and those that do not name it are not asked."""

PICTURES = frozenset((".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".heic"))
"""Endings of photographs and scans, of which it is told why they cannot be read."""


class UnknownFormatError(UnreadableError):
    """No loader knows this format: in a folder such a file is set aside."""


class Reading(NamedTuple):
    """A report as read; `document` is None when the input already was a report.

    `failures` names loaders that failed while looking at the input, though another one read it.
    """

    report: Report
    document: Document | None
    failures: tuple[RuleFailure, ...] = ()


def read(source: Source, registry: Registry, edition: str | None = None, *, editions: Mapping[str, Edition] | None = None) -> Reading:
    """Reads one input. `edition`, an id, overrides recognition; `editions` default to the shipped ones.

    Raises UnknownFormatError, NotAReportError or UnreadableError, each with one Chinese sentence,
    and PluginError when the loader or the recogniser itself broke.
    """
    if editions is None:
        editions = shipped()
    if not source.data:
        raise UnreadableError("文件是空的，没有内容可以检查")
    loader, failures = _surest(source, registry.loaders)
    if loader is None and any(source.suffix in loader.suffixes for loader in registry.loaders.values()):
        if failures:
            # Perhaps it was the one that failed which reads such files.
            raise PluginError(failures[0].rule, failures[0].error)
        raise UnreadableError(
            f"扩展名是 {source.suffix}，内容却不是这种文件（可能已损坏，或没有下载完整）；请重新取得，或用原来的软件另存后再检查"
        )
    if loader is None and source.suffix in PICTURES:
        raise UnknownFormatError("这是图片，里面的字读不出来；请改用网页、Word、Excel 或可复制文字的 PDF")
    if loader is None:
        raise UnknownFormatError(f"不认识这种文件；能读的有：{_readable(registry.loaders)}")
    who = f"读取程序 {loader.id}"
    try:
        with limit(LOADER_SECONDS):
            loaded: object = loader.load(source)
            if isinstance(loaded, Report):
                _bounded(line for section in loaded.sections.values() for line in section.lines)
                return Reading(_of_edition(loaded, edition), None, failures)
            if not isinstance(loaded, Document):
                raise TypeError(f"load 应返回 Document 或 Report，返回的是 {type(loaded).__name__}")
            _bounded(_paragraphs(loaded))
            who = RECOGNISER
            return Reading(_recognised(loaded, source.path, editions, edition), loaded, failures)
    except UnreadableError:
        raise
    except TooLongError:
        if who == RECOGNISER:
            raise UnreadableError(f"读了 {LOADER_SECONDS} 秒没有读完，不像一份年报；请只保留年报正文后再检查") from None
        raise PluginError(who, f"超过 {LOADER_SECONDS} 秒没有读完，已停下") from None
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise PluginError(who, described(error)) from error


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    """The prose of a document. Raises TypeError for what no document consists of."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block
        elif not isinstance(block, Grid):
            raise TypeError(f"blocks 里有 {type(block).__name__}，应是 Paragraph 或 Grid 的元组")


def _bounded(prose: Iterable[Paragraph]) -> None:
    """Raises UnreadableError for more prose than any report has."""
    if sum(len(paragraph.text) for paragraph in prose) > MOST_CHARACTERS:
        raise UnreadableError(f"正文超过 {MOST_CHARACTERS // 10_000} 万字，不像一份年报；请只保留年报正文后再检查")


def _recognised(document: Document, path: str, editions: Mapping[str, Edition], edition: str | None) -> Report:
    """The report in a document. Raises NotAReportError, and UnreadableError where it may stand in a part that was not read."""
    from gouji.recognise import recognise

    try:
        return recognise(document, path=path, editions=editions, edition=edition)
    except NotAReportError:
        if document.partial:
            raise UnreadableError(f"没有读全，读到的部分里没有年报：{'；'.join(document.notes)}") from None
        raise


def _of_edition(report: Report, edition: str | None) -> Report:
    """A report that came as data, if it is of the edition asked for. Raises UnreadableError."""
    if edition is not None and edition != report.edition.id:
        raise UnreadableError(f"这份数据是按 {report.edition.id} 填的，不能当作 {edition} 检查；请去掉 --edition 或改数据里的 edition")
    return report


def _surest(source: Source, loaders: Mapping[str, Loader]) -> tuple[Loader | None, tuple[RuleFailure, ...]]:
    """The loader that is surest about this input, if any is; of equals one that names its suffix, then the first by id."""
    best: Loader | None = None
    sureness = 0
    failures: list[RuleFailure] = []
    for loader in sorted(loaders.values(), key=lambda loader: source.suffix not in loader.suffixes):
        if sureness >= SURE and source.suffix not in loader.suffixes:
            break
        sure = _sureness(loader, source)
        if isinstance(sure, RuleFailure):
            failures.append(sure)
        elif sure > sureness:
            best, sureness = loader, sure
    return best, tuple(failures)


def _sureness(loader: Loader, source: Source) -> int | RuleFailure:
    """How sure a loader is about this input; how it failed where it did."""
    try:
        with limit(SNIFF_SECONDS):
            sure: object = loader.sniff(source)
        if not isinstance(sure, int):
            raise TypeError(f"sniff 应返回 0 到 100 的整数，返回的是 {type(sure).__name__}")
        return sure
    except KeyboardInterrupt:
        raise
    except TooLongError:
        why = f"超过 {SNIFF_SECONDS} 秒没有认出文件，已停下"
    except BaseException as error:
        why = described(error)
    return RuleFailure(f"读取程序 {loader.id}", source.path, why)


def _readable(loaders: Mapping[str, Loader]) -> str:
    return "、".join(dict.fromkeys(suffix for loader in loaders.values() for suffix in loader.suffixes)) or "（没有）"
