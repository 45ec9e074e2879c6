"""Which loader reads an input, and what is said where none does."""

from time import sleep

import pytest

from gouji.data import editions
from gouji.document import NOWHERE, Document, Paragraph, Source
from gouji.errors import NotAReportError, PluginError, UnreadableError
from gouji.hooks import Loader
from gouji.lean import replace
from gouji.plugins import Registry
from gouji.reading import UnknownFormatError, read
from gouji.sample import balanced

REPORT = balanced(editions()["gov-2021"])
INPUT = Source("a.x", b"1")


def registry(**loaders):
    """Loaders by id, each with its sureness, or the error its look raises; what they read bears their id."""

    def sniff(sure):
        def look(source):
            if isinstance(sure, BaseException):
                raise sure
            return sure

        return look

    made = {id: Loader(id, id, (".x",), sniff(sure), lambda source, id=id: replace(REPORT, format=id)) for id, sure in loaders.items()}
    return Registry(made, {}, {}, {}, {})


@pytest.mark.parametrize(("sure", "chosen"), [({"a": 20, "b": 50}, "b"), ({"a": 50, "b": 50}, "a"), ({"a": 0, "b": 1}, "b")])
def test_the_surest_reads_and_of_equals_the_first(sure, chosen):
    assert read(INPUT, registry(**sure)).report.format == chosen


@pytest.mark.parametrize(("sure", "chosen"), [(94, "other"), (95, "own")])
def test_one_of_the_suffix_that_is_sure_reads_and_no_other_is_asked(sure, chosen):
    both = registry(other=100, own=sure)
    other = replace(both.loaders["other"], suffixes=(".y",))
    assert read(INPUT, replace(both, loaders={**both.loaders, "other": other})).report.format == chosen


@pytest.mark.parametrize("error", [ValueError("坏了"), SystemExit()])
def test_a_loader_that_fails_at_a_look_is_named_and_another_one_reads(error):
    found = read(INPUT, registry(a=error, b=10))
    assert found.report.format == "b"
    assert [(failure.rule, failure.path) for failure in found.failures] == [("读取程序 a", "a.x")]


def test_what_nobody_knows():
    with pytest.raises(UnknownFormatError, match=r"不认识这种文件；能读的有：\.x"):
        read(Source("a.y", b"1"), registry(a=0))
    with pytest.raises(UnknownFormatError, match="这是图片，里面的字读不出来"):
        read(Source("a.JPG", b"1"), registry(a=0))
    with pytest.raises(UnreadableError, match=r"扩展名是 \.x，内容却不是这种文件"):
        read(INPUT, registry(a=0))
    with pytest.raises(UnreadableError, match="文件是空的"):
        read(Source("a.x", b""), registry(a=50))


def test_data_of_another_edition_than_asked_for():
    assert read(INPUT, registry(a=1), "gov-2021").report.format == "a"
    with pytest.raises(UnreadableError, match="按 gov-2021 填的，不能当作 gov-2019 检查"):
        read(INPUT, registry(a=1), "gov-2019")


def test_a_document_goes_to_the_recogniser_and_a_broken_loader_is_named():
    empty = registry(a=1)
    empty = replace(empty, loaders={"a": replace(empty.loaders["a"], load=lambda source: Document((), "a"))})
    with pytest.raises(NotAReportError):
        read(INPUT, empty)
    broken = replace(empty, loaders={"a": replace(empty.loaders["a"], load=lambda source: {}["unit"])})
    with pytest.raises(PluginError, match="KeyError: 'unit'") as error:
        read(INPUT, broken)
    assert error.value.plugin == "读取程序 a"


def test_a_document_of_anything_but_paragraphs_and_grids_is_its_loaders_fault():
    one = registry(a=1)
    wrong = replace(one, loaders={"a": replace(one.loaders["a"], load=lambda source: Document(("一行",), "a"))})
    with pytest.raises(PluginError, match="blocks 里有 str，应是 Paragraph 或 Grid") as error:
        read(INPUT, wrong)
    assert error.value.plugin == "读取程序 a"


def test_a_loader_that_hangs_at_a_look_is_named_and_another_one_reads(monkeypatch):
    monkeypatch.setattr("gouji.reading.SNIFF_SECONDS", 0.05)
    hanging = replace(registry(b=50), loaders={"a": Loader("a", "a", (".x",), lambda _: sleep(9), None), **registry(b=50).loaders})
    reading = read(INPUT, hanging)
    assert reading.report.format == "b"
    assert [(one.rule, one.error) for one in reading.failures] == [("读取程序 a", "超过 0.05 秒没有认出文件，已停下")]


def test_a_loader_or_a_recogniser_that_hangs_is_stopped(monkeypatch):
    monkeypatch.setattr("gouji.reading.LOADER_SECONDS", 0.05)
    hanging = replace(registry(), loaders={"a": Loader("a", "a", (".x",), lambda _: 50, lambda _: sleep(9))})
    with pytest.raises(PluginError, match=r"超过 0\.05 秒没有读完，已停下") as error:
        read(INPUT, hanging)
    assert error.value.plugin == "读取程序 a"
    monkeypatch.setattr("gouji.reading._recognised", lambda *_: sleep(9))
    with pytest.raises(UnreadableError, match="没有读完，不像一份年报"):
        read(INPUT, reads(Document((Paragraph("序言", NOWHERE),), "a")))


def stopped(_):
    raise KeyboardInterrupt


@pytest.mark.parametrize("loader", [Loader("a", "a", (".x",), stopped, stopped), Loader("a", "a", (".x",), lambda _: 50, stopped)])
def test_who_stops_the_program_is_not_told_that_a_loader_failed(loader):
    with pytest.raises(KeyboardInterrupt):
        read(INPUT, replace(registry(), loaders={"a": loader}))


def reads(document):
    return replace(registry(), loaders={"a": Loader("a", "a", (".x",), lambda _: 50, lambda _: document)})


def test_more_prose_than_any_report_has_is_refused():
    with pytest.raises(UnreadableError, match="正文超过 30 万字"):
        read(INPUT, reads(Document((Paragraph("字" * 1000, NOWHERE),) * 301, "a")))
    with pytest.raises(UnreadableError, match="正文超过 30 万字"):
        read(INPUT, reads(replace(REPORT, sections={"s1": replace(REPORT.sections["s1"], lines=(Paragraph("字" * 300_001, NOWHERE),))})))


def test_what_was_not_read_as_a_whole_is_not_said_to_be_no_report():
    half = Document((Paragraph("序言", NOWHERE),), "a", notes=("后面的没有读",), partial=True)
    with pytest.raises(UnreadableError, match="没有读全，读到的部分里没有年报：后面的没有读") as refused:
        read(INPUT, reads(half))
    assert not isinstance(refused.value, NotAReportError)
