"""What the list of findings says where it has none: that all is in order, or why nothing was checked."""

from __future__ import annotations

from gouji.finding import Result
from gouji.tui.store import STATE_REGIONS, UNREAD, ReportRow, Totals


def on_report(row: ReportRow | None, result: Result | None) -> list[str]:
    """Of one report, None where it is gone, and what its check gave, None where it was not checked."""
    if row is None:
        return ["这份文件已不在清单里"]
    if row.why:
        return ["没有检查：" + row.why]
    if result is None or not result.applied:
        return ["没有可以核对的内容"]
    return [f"没有问题（查了 {result.applied} 项" + (f"，{result.hindered} 项无法核对" if result.hindered else "") + "）"]


def at_all(totals: Totals, *, failed: bool) -> list[str]:
    """Of everything that was given; `failed` says that rules or plugins could not be used."""
    unread = f"{totals.unread} 份未能读取，没有检查；在左边选“{STATE_REGIONS[UNREAD]}”看原因"
    if totals.reports:
        return [f"检查了的 {totals.reports} 份年报都没有问题", *([f"另有 {unread}"] if totals.unread else [])]
    if totals.unread:
        return [unread]
    if failed:
        return ["没有检查成，原因见下"]
    return ["没有找到可以检查的年报", "可以这样打开：gouji browse 文件或文件夹"]
