"""Judging and linking in several processes: order kept, memory flat, and a process that dies costs one file."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import redirect_stderr

from gouji import cache
from gouji.finding import RuleFailure
from gouji.in_force import Divided, Options, State, prepare
from gouji.lean import Any, NamedTuple
from gouji.run import earlier, linking
from gouji.run.earlier import Names
from gouji.run.inputs import Input
from gouji.run.judging import Checked, judge
from gouji.run.linking import Linked
from gouji.run.packing import pack, unpack
from gouji.run.shelf import Packed, Shelf
from gouji.startup import begin

CHUNK = 16
CHUNK_BYTES = 4 << 20
"""How many jobs, and about how many bytes, a process is given at once."""

MOST_KNOWN = 64
"""How many answers known from earlier runs may wait for the one before them."""

AHEAD = 3
"""How many chunks for each process are under way; what is read ahead is bounded by this."""

DIED = "检查这个文件时程序意外退出，没有检查；请把文件发给开发者"

_rules: Divided | None = None  # in a worker process: what judges


class _Task(NamedTuple):
    """A job of so many bytes that a process is to do, or what is known to come of it."""

    path: str
    job: Any = None
    size: int = 0
    known: Any = None


class Parallel:
    """Does what `Serial` does by several processes; none is started for what earlier runs know."""

    def __init__(self, options: Options, rules: Divided, jobs: int, names: Names | None = None) -> None:
        self._rules, self._jobs, self._names = rules, jobs, names
        self._start = options, (*rules.alone.states, *rules.together.states), bool(rules.together.states)
        self._pool: ProcessPoolExecutor | None = None

    def close(self) -> None:
        """Ends the processes, and waits until they have ended: Python does not bear two that see to it at its own end."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def judged(self, inputs: Iterable[Input]) -> Iterator[Checked]:
        """Every input judged, in the order given."""
        for answer in self._answers(_judged, self._to_judge(inputs), _died_judging):
            yield unpack(answer, self._rules.alone, own=True) if isinstance(answer, bytes) else answer

    def linked(self, shelf: Shelf) -> Iterator[Linked]:
        """Every report on the shelf linked with its family, in the order in which they came."""
        return self._answers(_linked, self._to_link(shelf), _died_linking)

    def _to_judge(self, inputs: Iterable[Input]) -> Iterator[_Task]:
        for found in inputs:
            name = self._names.of(found) if self._names else ""
            result = earlier.known(name, self._rules.alone)
            size = len(found.source.data) if found.source else 0
            yield _Task(found.path, (found, name), size) if result is None else _Task(found.path, known=result)

    def _to_link(self, shelf: Shelf) -> Iterator[_Task]:
        for family in shelf.families():
            path = family.report.path
            name = self._names.of_family(family) if self._names else ""
            # A report without others of its family is linked sooner than sent away.
            linked = linking.known(name) if family.others else linking.link(shelf.get(family), self._rules)
            if linked is None:
                packed = shelf.get(family)
                yield _Task(path, (packed, name), packed.size)
            else:
                yield _Task(path, known=linked)

    def _answers(self, work: Callable[[Any], Any], tasks: Iterable[_Task], died: Callable[[str], Any]) -> Iterator[Any]:
        """What is known or comes of each task, in their order; `died` says what comes of one that killed its process."""
        chunks = _chunks(tasks)
        under_way: deque[tuple[list[_Task], Future[list[Any]] | None]] = deque()
        while True:
            while len(under_way) < self._jobs * AHEAD and (chunk := next(chunks, None)):
                under_way.append((chunk, self._begun(work, chunk)))
            if not under_way:
                return
            chunk, future = under_way.popleft()
            try:
                answers = future.result() if future else []
            except BrokenProcessPool:
                self.close()
                answers = self._one_by_one(work, chunk, died)
            coming = iter(answers)
            for task in chunk:
                yield next(coming) if task.known is None else task.known
            if self._pool is None:
                under_way = deque((chunk, self._begun(work, chunk, future)) for chunk, future in under_way)

    def _begun(self, work: Callable[[Any], Any], chunk: list[_Task], before: Future[list[Any]] | None = None) -> Future[list[Any]] | None:
        """The chunk handed out, unless its answers came `before` the processes broke down."""
        if before and before.done() and not before.cancelled() and before.exception() is None:
            return before
        jobs = [task.job for task in chunk if task.known is None]
        if not jobs:
            return None
        self._pool = self._pool or self._started(self._jobs)
        try:
            return self._pool.submit(_each, work, jobs)
        except BrokenProcessPool as error:  # a chunk handed out before has killed its process
            broken: Future[list[Any]] = Future()
            broken.set_exception(error)
            return broken

    def _one_by_one(self, work: Callable[[Any], Any], chunk: list[_Task], died: Callable[[str], Any]) -> list[Any]:
        """The answers to a chunk that killed its process, each given by a process of its own."""
        answers = []
        for task in chunk:
            if task.known is None:
                try:
                    with self._started(1) as pool:
                        answers.append(pool.submit(work, task.job).result())
                except BrokenProcessPool:
                    answers.append(died(task.path))
        return answers

    def _started(self, jobs: int) -> ProcessPoolExecutor:
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        if method == "forkserver":
            from multiprocessing.resource_tracker import ensure_running

            # The tracker is handed the number of sys.stderr, and the terminal UI's stands for no file at all.
            with redirect_stderr(sys.__stderr__):
                ensure_running()
        return ProcessPoolExecutor(jobs, multiprocessing.get_context(method), _begin, (*self._start, cache.folder()))


def _chunks(tasks: Iterable[_Task]) -> Iterator[list[_Task]]:
    """The tasks in order, few at first, so that what comes of the first of them is soon there."""
    chunk: list[_Task] = []
    jobs = size = 0
    most = 1
    for task in tasks:
        chunk.append(task)
        jobs += task.known is None
        size += task.size
        if jobs >= most or size >= CHUNK_BYTES or len(chunk) >= MOST_KNOWN:
            yield chunk
            chunk, jobs, size = [], 0, 0
            most = min(most + 1, CHUNK)
    if chunk:
        yield chunk


def _died(path: str) -> RuleFailure:
    return RuleFailure("检查进程", path, "意外退出")


def _died_judging(path: str) -> Checked:
    return Checked(path, unread=DIED, failures=(_died(path),))


def _died_linking(path: str) -> Linked:
    return Linked(path, failures=(_died(path),))


def _begin(options: Options, states: tuple[State, ...], several: bool, cache_folder: str) -> None:
    """Runs once in every worker: the same plugins and the same rules as in the run itself."""
    global _rules
    threading.Thread(target=_end_with_program, daemon=True).start()
    os.environ[cache.FOLDER] = cache_folder
    sys.stdout = sys.stderr  # what rules print is talk; standard output belongs to the results
    begin()
    _rules = prepare(options).in_states(states).divided(several)


def _end_with_program() -> None:
    """Ends a worker whose program was killed: nobody else would."""
    program = multiprocessing.parent_process()
    if program is not None:
        program.join()
        os._exit(1)


def _each(work: Callable[[Any], Any], jobs: list[Any]) -> list[Any]:
    return list(map(work, jobs))


def _judged(job: tuple[Input, str]) -> bytes:
    found, name = job
    checked = judge(found, _in_force().alone)
    content = pack(checked)
    earlier.keep(name, checked, content)
    return content


def _linked(job: tuple[Packed, str]) -> Linked:
    family, name = job
    linked = linking.link(family, _in_force())
    linking.keep(name, linked)
    return linked


def _in_force() -> Divided:
    if _rules is None:
        raise RuntimeError("the worker process was not started through _begin")
    return _rules
