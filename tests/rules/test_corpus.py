"""A real report: what must be told in it, and what must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.data import editions
from gouji.document import Source
from gouji.plugins import load_plugins
from gouji.recognise import recognise
from gouji.report import Report

from .conftest import RULES

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="shared/corpus is absent")


@pytest.fixture(scope="module")
def seed() -> Report:
    path = CORPUS / "youxian-xzspj-2020.txt"
    source = Source(path.name, path.read_bytes())
    document = load_plugins().loaders["text"].load(source)
    assert not isinstance(document, Report)
    return recognise(document, path=path.name, editions=editions())


def test_what_a_careful_reviewer_reports(judge, seed: Report) -> None:
    told = {(finding.defect, finding.level, finding.place.line) for rule in RULES for finding in judge(rule, seed)}
    assert told == {
        ("T01", "warning", 1),
        ("P01", "error", 3),
        ("T05", "info", 5),
        ("N07", "info", 71),
        ("F03", "error", 588),
        ("S02", "warning", 614),
        ("W06", "warning", 5),
        ("W02", "warning", 5),
        ("W02", "warning", 11),
        ("W04", "info", 15),
        ("W02", "warning", 19),
        ("W12", "info", 23),
        ("W03", "warning", 610),
        ("W09", "info", 610),
        ("W02", "warning", 612),
        ("W03", "warning", 612),
    }


def test_each_slip_of_the_pen_is_told_with_what_it_should_be(judge, seed: Report) -> None:
    told = {(finding.actual, finding.expected) for rule in ("W02", "W03", "W06") for finding in judge(rule, seed)}
    assert told == {
        ("做县行政审批服务局", "攸县行政审批服务局"),
        ("紧紧绕", "紧紧围绕"),
        ("正面引导论", "正面引导舆论"),
        ("全面贯", "全面贯彻"),
        ("依法用", "依法用权"),
        ("专业较强", "专业性较强"),
        ("进步增进", "进一步增进"),
        ("信公开网络体系", "信息公开网络体系"),
        ("拓宽公开道", "拓宽公开渠道"),
        ("題", "题"),
        ("増", "增"),
        ("ニ", "二"),
    }


def test_every_quote_is_an_exact_piece_of_its_line(judge, seed: Report) -> None:
    lines = (CORPUS / "youxian-xzspj-2020.txt").read_text("utf-8").splitlines()
    for rule in RULES:
        for finding in judge(rule, seed):
            if finding.quote and finding.place.line:
                assert finding.quote in lines[finding.place.line - 1]
