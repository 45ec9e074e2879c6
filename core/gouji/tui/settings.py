"""What the terminal UI remembers between runs: theme, sorting, grouping, keys.

Kept as JSON in the user's own configuration folder, never beside the inputs. A broken or foreign
file costs the settings, not the start.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

FILE = "tui.json"


def config_folder() -> Path:
    """The folder for gouji's configuration: `GOUJI_CONFIG_DIR`, else the platform's own place."""
    chosen = os.environ.get("GOUJI_CONFIG_DIR")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "gouji"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "gouji"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "gouji"


@dataclass(slots=True)
class Settings:
    """Everything remembered. `keys` maps a binding's id to the keys that replace its own ("j,down")."""

    theme: str = "gouji-dark"
    reports_order: str = "name"
    order: str = "level"
    descending: bool = False
    group: str = ""
    keys: dict[str, str] = field(default_factory=dict)


def load() -> Settings:
    """The settings on file; the defaults for whatever is missing or not of its type."""
    try:
        data = json.loads((config_folder() / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    settings = Settings()
    if isinstance(data, dict):
        for known in fields(Settings):
            value: Any = data.get(known.name)
            if type(value) is type(getattr(settings, known.name)):
                setattr(settings, known.name, value)
    settings.keys = {key: keys for key, keys in settings.keys.items() if isinstance(key, str) and isinstance(keys, str)}
    return settings


def save(settings: Settings) -> None:
    """Writes the settings; a folder that cannot be written is left alone."""
    with suppress(OSError):
        write(config_folder() / FILE, json.dumps(asdict(settings), ensure_ascii=False, indent=1) + "\n")


def write(file: Path, text: str) -> None:
    """Writes a file of the configuration, whole or not at all. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}.tmp")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)
