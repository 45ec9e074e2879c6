"""What every test runs with: a cache of its own, so that no test depends on or fills the user's."""

import os
import tempfile

import pytest


@pytest.fixture(scope="session", autouse=True)
def own_cache():
    with tempfile.TemporaryDirectory() as folder:
        before = os.environ.get("GOUJI_CACHE_DIR")
        os.environ["GOUJI_CACHE_DIR"] = folder
        yield
        if before is None:
            del os.environ["GOUJI_CACHE_DIR"]
        else:
            os.environ["GOUJI_CACHE_DIR"] = before
