"""Where a Python was built without the inner modules that gouji goes to directly, the usual ones serve."""

import runpy
import sys
from datetime import date
from hashlib import blake2b

import pytest

from gouji import calendar, digest


@pytest.mark.parametrize(
    ("module", "inner", "name", "usual"), [(digest, "_blake2", "blake2b", blake2b), (calendar, "_datetime", "date", date)]
)
@pytest.mark.parametrize("there", [True, False])
def test_with_and_without_the_inner_module(module, inner, name, usual, there, monkeypatch):
    if not there:
        monkeypatch.setitem(sys.modules, inner, None)
    assert runpy.run_path(module.__file__)[name] is usual
