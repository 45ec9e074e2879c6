"""The data that comes with gouji: the editions, and files inside the package `gouji_rulesets`."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from functools import lru_cache

from gouji.cache import remembered
from gouji.edition import Edition, edition_from_data
from gouji.lean import Any, NamedTuple
from gouji_rulesets import EDITIONS, REGIONS


class PackagedFile(NamedTuple):
    """A file inside an installed package, in a folder or in a zip alike.

    It offers what gouji needs of an importlib `Traversable` (`name`, `read_bytes`) without the
    import of `importlib.resources`, which costs a tenth of a whole run.
    """

    package: str
    path: str

    @property
    def name(self) -> str:
        """The file's name without folders."""
        return self.path.rpartition("/")[2]

    def read_bytes(self) -> bytes:
        """The file's content. Raises OSError where it is missing."""
        __import__(self.package)
        module = sys.modules[self.package]
        if module.__file__ is None or module.__spec__ is None:
            raise FileNotFoundError(f"{self.package} is no package with files")
        loader: Any = module.__spec__.loader
        content: bytes = loader.get_data(os.path.join(os.path.dirname(module.__file__), *self.path.split("/")))
        return content


def shipped_yaml(path: str) -> Any:
    """What a YAML file in `gouji_rulesets` says, as plain data."""
    from gouji.marked import read_yaml

    return read_yaml(PackagedFile("gouji_rulesets", path).read_bytes(), path).plain()


def regions() -> Mapping[str, list[str]]:
    """Every province with its prefecture-level places, by their full names."""
    found: Mapping[str, list[str]] = remembered("regions", (), lambda: shipped_yaml(REGIONS))
    return found


@lru_cache(1)
def editions() -> Mapping[str, Edition]:
    """Every official format by id, oldest first."""
    plain = remembered("editions", (), lambda: list(map(shipped_yaml, EDITIONS)))
    found = [edition_from_data(data) for data in plain]
    return {edition.id: edition for edition in found}
