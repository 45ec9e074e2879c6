"""The keeper: the one thread that writes to the store and builds views.

The screen awaits it and goes on taking keys meanwhile. A newer request for a view interrupts the
one being built: nobody waits for an answer to a question no longer asked.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from gouji.run.judging import Checked
from gouji.tui import views
from gouji.tui.query import Query, TreeQuery
from gouji.tui.store import Store

T = TypeVar("T")


class SupersededError(Exception):
    """A newer request took the place of this one."""


class Keeper:
    """Runs everything that may take longer than a key press, one thing after another."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._builder = store.connect()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="gouji-keeper")
        self._latest: dict[str, int] = {}
        self._building = ""

    def close(self) -> None:
        """Stops the thread and closes its connection."""
        self._builder.interrupt()
        self._thread.shutdown(wait=True, cancel_futures=True)
        self._builder.close()

    def add(self, inputs: Iterable[Checked]) -> Future[list[int]]:
        """Stores what became of inputs; the future gives the ids of their reports."""
        return self._thread.submit(self.store.add, list(inputs))

    def relate(self, joints: Iterable[tuple[str, Sequence[str]]]) -> Future[None]:
        """Stores which reports findings on several concern."""
        return self._thread.submit(self.store.relate, list(joints))

    async def view(self, query: Query, keep: int | None = None) -> views.View:
        """A view for the query. Raises SupersededError when a newer one was asked for meanwhile."""
        return await self._newest("view", lambda: views.build(self._builder, query, keep))

    async def tree(self, query: TreeQuery) -> views.Tree:
        """The reports tree for the query. Raises SupersededError when a newer one was asked for meanwhile."""
        return await self._newest("tree", lambda: views.build_tree(self._builder, query))

    def tree_now(self, query: TreeQuery) -> views.Tree:
        """The reports tree at once, for the first frame; to be asked only while nothing else runs."""
        return self._thread.submit(views.build_tree, self._builder, query).result()

    async def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """The answer to any other question put to the store."""
        return await asyncio.wrap_future(self._thread.submit(lambda: question(self._builder)))

    def drop(self, table: str) -> None:
        """Removes a view that is no longer shown."""
        self._thread.submit(views.drop, self._builder, table)

    async def _newest(self, kind: str, job: Callable[[], T]) -> T:
        number = self._latest[kind] = self._latest.get(kind, 0) + 1
        if self._building == kind:
            self._builder.interrupt()

        def run() -> T:
            if self._latest[kind] != number:
                raise SupersededError
            self._building = kind
            try:
                return job()
            except sqlite3.OperationalError as error:
                if self._latest[kind] != number:
                    raise SupersededError from error
                return job()  # an interruption meant for the job before arrived late
            finally:
                self._building = ""

        return await asyncio.wrap_future(self._thread.submit(run))
