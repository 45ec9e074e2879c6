"""The pytest plugin of the kit: a fixture that tests a whole ruleset in one line.

    def test_the_pack(gouji_pack):
        gouji_pack("../hubei.yaml").check()

It is found by its entry point wherever gouji and pytest are installed, so it imports nothing of
gouji before a test asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from gouji.testing.packs import Tried


@pytest.fixture
def gouji_pack(request: pytest.FixtureRequest) -> Callable[..., Tried]:
    """A function that loads a ruleset, by id or by a path seen from the test's own folder, to be tested.

    `gouji_pack(name, plugins=())` gives a `gouji.testing.packs.Tried` with `cases()`, `contracts()`
    and `check()` for both. `plugins` are module names or Python files, as for `--plugin`.
    """

    def load(name: str, plugins: Iterable[str] = ()) -> Tried:
        from gouji.testing.packs import tried

        beside = request.path.parent / name
        return tried(str(beside.resolve()) if beside.exists() else name, plugins)

    return load
