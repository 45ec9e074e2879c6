"""The user's own ruleset file: rules switched off or re-levelled for good.

The file is an ordinary ruleset that extends the one in use, so `gouji check --ruleset FILE` obeys
it too. It is rewritten with its comments and order preserved.
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

from gouji.errors import ConfigError
from gouji.in_force import Options
from gouji.tui.settings import config_folder, write

FILE = "rules.yaml"
ID = "mine"
REASON = "在浏览界面中关闭"


def path() -> Path:
    """Where the user's own ruleset stands, whether or not it exists yet."""
    return config_folder() / FILE


def added(options: Options) -> Options:
    """The options with the user's own ruleset in use, unless rulesets are named or there is none."""
    file = path()
    return replace(options, rulesets=(str(file),)) if not options.rulesets and file.is_file() else options


def keep(rule: str, level: str | None, *, extends: tuple[str, ...]) -> Path:
    """Writes that `rule` is to have `level`, or to be off when None. Returns the file.

    Raises ConfigError when the file that is there cannot be read or written.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    file = path()
    try:
        data: Any = yaml.load(file.read_text(encoding="utf-8")) if file.exists() else None
        if data is None:
            data = yaml.load(f"# 我的规则集：在 gouji browse 的规则界面里保存，也可以手改。\nformat: 1\nid: {ID}\ntitle: 我的规则集\n")
            data["extends"] = list(extends)
            data["rules"] = []
        if not isinstance(data, dict) or not isinstance(data.setdefault("rules", []), list):
            raise ConfigError(f"{file} 不是规则集，请改正或移走它再保存")
        _set(data["rules"], rule, level)
        text = io.StringIO()
        yaml.dump(data, text)
        write(file, text.getvalue())
    except YAMLError as error:
        raise ConfigError(f"{file} 的 YAML 有错，没有改动它，请先改正") from error
    except (OSError, UnicodeError) as error:
        raise ConfigError(f"{file} 无法读写，规则没有保存") from error
    return file


def _set(rules: list[Any], rule: str, level: str | None) -> None:
    entry = next((entry for entry in rules if isinstance(entry, dict) and rule in (entry.get("id"), entry.get("use"))), None)
    if entry is None:
        from ruamel.yaml.comments import CommentedMap

        entry = CommentedMap(id=rule)
        rules.append(entry)
    if level is None:
        entry.pop("level", None)
        entry["off"] = True
        entry["because"] = REASON
    else:
        entry.pop("off", None)
        if entry.get("because") == REASON:
            entry.pop("because")
        entry["level"] = level
