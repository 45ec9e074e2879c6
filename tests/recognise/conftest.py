import pytest

from gouji.data import editions
from gouji.recognise import recognise

from .blocks import document


@pytest.fixture
def read():
    def reader(blocks, *, edition=None, **parts):
        return recognise(document(blocks, **parts), path="报告.txt", editions=editions(), edition=edition)

    return reader
