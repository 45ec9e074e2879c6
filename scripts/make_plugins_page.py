"""Prints docs/plugins.md, the reference of the hooks, from the docstrings of core/gouji/hooks.py and rule.py.

python scripts/make_plugins_page.py            writes the page
python scripts/make_plugins_page.py --check    exit status 1 when it is not what the docstrings say
"""

from __future__ import annotations

import ast
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from pages import publish

from gouji.hooks import API_NAME, API_VERSION, OLDEST_API_VERSION

CORE = Path(__file__).parent.parent / "core" / "gouji"

HEAD = f"""<!-- Printed by scripts/make_plugins_page.py from docstrings; change those, not this page. -->

# Plugins

Loaders, kinds of check, rules in Python, rulesets and output formats all come into gouji through the hooks on this page;
the built-in ones come in the same way. There are no other doors. `gouji plugins` lists every plugin with its version, where
it came from, what it gave and why it failed.

A plugin is a Python module with functions named after hooks and marked with `gouji.hooks.hookimpl`. gouji finds it

- by an entry point of its package in the group `gouji`: `[project.entry-points.gouji]`, `my-plugin = "my_module"`;
- by `--plugin MODULE` or `--plugin FILE.py`, for one run. The rules of such a plugin are in force without a ruleset.

`gouji new plugin NAME` makes a package that works at once;
[examples/gouji-example-plugin](../examples/gouji-example-plugin/README.md) is a complete one that is installed and tested with
gouji itself. How to write and test rules is told in [authoring.zh.md](authoring.zh.md) and [rules.zh.md](rules.zh.md).

## What is promised

The version of the hooks is **{API_VERSION}**; plugins written for version {OLDEST_API_VERSION} and later work. A plugin may say which it
was written for: `{API_NAME} = {API_VERSION}` at the top of its module. A gouji that does not have that version names the plugin, says
which of the two to upgrade, and goes on without it.

- A plugin written against a minor release of gouji works on the next minor release, unchanged. So declare
  `dependencies = ["gouji>=0.1,<0.3"]`: the release you tested with, and the next one.
- This covers what this page names, `gouji.testing`, the names exported by `gouji`, the attributes of `Report`, `Document`,
  `Edition`, `Finding` and `Result`, the ids of tables, rows and columns, the keys of ruleset files, and the JSON of the command
  line. Everything else may change without notice.
- Within one version of the hooks only additions are made: a new hook, a new optional field with a default, a new attribute.
- What is to go is named in `CHANGELOG.md` and told by a `DeprecationWarning` for one minor release before it goes; the version
  of the hooks grows then, and the former one is still supported for that release.

## When a plugin fails

A plugin that cannot be imported, that implements a hook which does not exist, or that hands over something of the wrong type or
with an id that is taken, is named on stderr and set aside, wholly or in part; everything else goes on and the exit status is 4.
The same holds for a rule that raises while it judges a report. The other files are still read and checked.
"""

TYPES = {
    "What a loader is given, and makes": {"document.py": ("Source", "Document", "Paragraph", "Grid", "GridCell", "Place")},
    "What rules and outputs read": {
        "report.py": ("Report", "Section", "Table", "Cell"),
        "finding.py": ("Finding", "CellEvidence", "Result"),
        "run/judging.py": ("Checked",),
        "run/__init__.py": ("Run",),
        "run/joints.py": ("Joint",),
    },
}
"""Title → module → the types that belong there."""


def main() -> int:
    """Makes the page; the exit status."""
    return publish({"plugins.md": "\n".join([HEAD, *_page()])})


def _page() -> Iterator[str]:
    hooks = _tree("hooks.py")
    functions = [node for node in hooks.body if isinstance(node, ast.FunctionDef)]
    yield "## Hooks\n"
    yield _told(ast.get_docstring(hooks) or "", skip=1)
    for node in functions:
        if any(isinstance(mark, ast.Name) and mark.id == "hookspec" for mark in node.decorator_list):
            yield f"### `{node.name}() -> {ast.unparse(node.returns) if node.returns else 'None'}`\n"
            yield _told(ast.get_docstring(node) or "")
    yield "## What hooks hand over\n"
    for node in hooks.body:
        if isinstance(node, ast.ClassDef):
            yield from _class(node)
    yield "## Rules in Python\n"
    rules = _tree("rule.py")
    for node in rules.body:
        if isinstance(node, ast.ClassDef) and node.name in ("Subject", "Case"):
            yield from _class(node)
        if isinstance(node, ast.FunctionDef) and node.name == "rule":
            yield f"### `gouji.rule.{node.name}`\n"
            yield f"```python\n{_signature(node)}\n```\n"
            yield _told(ast.get_docstring(node) or "")
    for title, modules in TYPES.items():
        yield f"## {title}\n"
        for module, names in modules.items():
            classes = {node.name: node for node in _tree(module).body if isinstance(node, ast.ClassDef)}
            for name in names:
                yield from _class(classes[name], f"{_dotted(module)}.{name}")


def _dotted(module: str) -> str:
    return ".".join(("gouji", *module.removesuffix(".py").removesuffix("/__init__").split("/")))


def _tree(name: str) -> ast.Module:
    return ast.parse((CORE / name).read_text("utf-8"))


def _class(node: ast.ClassDef, name: str = "") -> Iterator[str]:
    yield f"### `{name or node.name}`\n"
    yield _told(ast.get_docstring(node) or "")
    fields = [field for field in node.body if isinstance(field, ast.AnnAssign)]
    if fields:
        yield "| field | type | default |\n|---|---|---|"
    for field in fields:
        default = f"`{ast.unparse(field.value)}`" if field.value else ""
        yield f"| `{ast.unparse(field.target)}` | `{_cell(ast.unparse(field.annotation))}` | {_cell(default)} |"
    yield ""
    for method in node.body:
        if isinstance(method, ast.FunctionDef) and not method.name.startswith("_") and ast.get_docstring(method):
            attribute = any(isinstance(mark, ast.Name) and mark.id == "property" for mark in method.decorator_list)
            arguments = "" if attribute else f"({', '.join(ast.unparse(method.args).split(', ')[1:])})"
            yield f"- `{method.name}{arguments}`: {' '.join((ast.get_docstring(method) or '').split())}"
    yield ""


def _signature(node: ast.FunctionDef) -> str:
    parts = [ast.unparse(ast.arguments([], [argument], None, [], [], None, [])) for argument in node.args.args]
    parts.append("*")
    for argument, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True):
        parts.append(ast.unparse(argument) + (f" = {ast.unparse(default)}" if default else ""))
    return f"@{node.name}(\n" + "".join(f"    {part},\n" for part in parts) + ")"


def _told(docstring: str, skip: int = 0) -> str:
    """A docstring as paragraphs, without its first `skip` ones."""
    paragraphs = docstring.split("\n\n")[skip:]
    return "\n\n".join(textwrap.dedent(paragraph).strip() for paragraph in paragraphs) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main())
