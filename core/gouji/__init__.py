"""gouji 勾稽: checks Chinese government information disclosure annual reports 政府信息公开工作年度报告.

    import gouji

    report = gouji.load("2023年报.html")
    for finding in gouji.check(report).findings:
        print(finding.level, finding.message)

Importing gouji loads nothing; each name is loaded when it is first used.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False  # as typing's, which costs more to import than everything else here
if TYPE_CHECKING:
    from typing import Any

    from gouji.api import check, check_all, load
    from gouji.document import Document, Place
    from gouji.edition import Edition
    from gouji.errors import ConfigError, GoujiError, NotAReportError, PluginError, UnreadableError, UsageError
    from gouji.finding import CellEvidence, Change, Check, Equation, Finding, NotAssessed, Result, RuleFailure
    from gouji.report import Cell, Report, Section, Table

_HOME = {
    "load": "api",
    "check": "api",
    "check_all": "api",
    "Document": "document",
    "Place": "document",
    "Edition": "edition",
    "ConfigError": "errors",
    "GoujiError": "errors",
    "NotAReportError": "errors",
    "PluginError": "errors",
    "UnreadableError": "errors",
    "UsageError": "errors",
    "CellEvidence": "finding",
    "Change": "finding",
    "Check": "finding",
    "Equation": "finding",
    "Finding": "finding",
    "NotAssessed": "finding",
    "Result": "finding",
    "RuleFailure": "finding",
    "Cell": "report",
    "Report": "report",
    "Section": "report",
    "Table": "report",
}

__all__ = [
    "Cell",
    "CellEvidence",
    "Change",
    "Check",
    "ConfigError",
    "Document",
    "Edition",
    "Equation",
    "Finding",
    "GoujiError",
    "NotAReportError",
    "NotAssessed",
    "Place",
    "PluginError",
    "Report",
    "Result",
    "RuleFailure",
    "Section",
    "Table",
    "UnreadableError",
    "UsageError",
    "__version__",
    "check",
    "check_all",
    "load",
]


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'gouji' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"gouji.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
