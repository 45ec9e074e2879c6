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
    }


def test_every_quote_is_an_exact_piece_of_its_line(judge, seed: Report) -> None:
    lines = (CORPUS / "youxian-xzspj-2020.txt").read_text("utf-8").splitlines()
    for rule in RULES:
        for finding in judge(rule, seed):
            if finding.quote and finding.place.line:
                assert finding.quote in lines[finding.place.line - 1]
