"""Judging in several processes: order kept, memory flat, and a process that dies costs one file."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import redirect_stderr

from gouji import cache
from gouji.earlier import Earlier, keep_packed
from gouji.finding import RuleFailure
from gouji.in_force import InForce, Options, prepare
from gouji.inputs import Input
from gouji.judging import Checked, judge
from gouji.packing import pack, unpack
from gouji.starting import begin

CHUNK = 16
CHUNK_BYTES = 4 << 20
"""How many inputs, and about how many bytes, a process is given at once."""

MOST_KNOWN = 64
"""How many results known from earlier runs may wait for the one before them."""

AHEAD = 3
"""How many chunks for each process are under way; what is read ahead is bounded by this."""

DIED = "检查这个文件时程序意外退出，没有检查；请把文件发给开发者"

_in_force: InForce | None = None  # in a worker process: what every chunk is judged with


class _Chunk:
    """Inputs handed out together: those known from earlier runs have their result, the others get it."""

    def __init__(self) -> None:
        self.parts: list[tuple[Input, str, Checked | None]] = []
        self.size = 0

    @property
    def unknown(self) -> list[tuple[Input, str]]:
        """The inputs to be judged, each with the name to keep its result under."""
        return [(found, name) for found, name, known in self.parts if known is None]


def judged_in_parallel(
    inputs: Iterable[Input], options: Options, in_force: InForce, jobs: int, earlier: Earlier | None = None
) -> Iterator[Checked]:
    """Every input judged by one of `jobs` processes, in the order given; none is started for what earlier runs know."""
    chunks = _chunks(inputs, in_force, earlier)
    under_way: deque[tuple[_Chunk, Future[list[bytes]] | None]] = deque()
    rules = tuple(rule.id for rule in in_force.ruleset.rules)
    pool: ProcessPoolExecutor | None = None
    try:
        while True:
            while len(under_way) < jobs * AHEAD and (chunk := next(chunks, None)):
                if chunk.unknown:
                    pool = pool or _pool(options, rules, jobs)
                under_way.append((chunk, pool.submit(_judge_chunk, chunk.unknown) if pool and chunk.unknown else None))
            if not under_way:
                return
            chunk, future = under_way.popleft()
            try:
                answers = future.result() if future else []
            except BrokenProcessPool:
                if pool:
                    pool.shutdown(wait=False, cancel_futures=True)
                yield from _in_order(chunk, _one_by_one(chunk.unknown, options, rules, in_force))
                pool = _pool(options, rules, jobs)
                under_way = deque((chunk, _again(pool, chunk, future)) for chunk, future in under_way)
            else:
                yield from _in_order(chunk, (unpack(answer, in_force.editions, own=True) for answer in answers))
    finally:
        if pool:
            pool.shutdown(wait=False, cancel_futures=True)


def _in_order(chunk: _Chunk, judged: Iterator[Checked]) -> Iterator[Checked]:
    for _, _, known in chunk.parts:
        yield known if known is not None else next(judged)


def _chunks(inputs: Iterable[Input], in_force: InForce, earlier: Earlier | None) -> Iterator[_Chunk]:
    chunk = _Chunk()
    unknown = 0
    for found in inputs:
        name = earlier.name(found) if earlier else ""
        known = earlier.get(name, in_force.editions) if earlier and name else None
        chunk.parts.append((found if known is None else found._replace(source=None), name, known))
        if known is None:
            unknown += 1
            chunk.size += len(found.source.data) if found.source else 0
        if unknown >= CHUNK or chunk.size >= CHUNK_BYTES or len(chunk.parts) >= MOST_KNOWN:
            yield chunk
            chunk, unknown = _Chunk(), 0
    if chunk.parts:
        yield chunk


def _pool(options: Options, rules: tuple[str, ...], jobs: int) -> ProcessPoolExecutor:
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    if method == "forkserver":
        from multiprocessing.resource_tracker import ensure_running

        # The tracker is handed the number of sys.stderr, and the terminal UI's stands for no file at all.
        with redirect_stderr(sys.__stderr__):
            ensure_running()
    return ProcessPoolExecutor(jobs, multiprocessing.get_context(method), _start, (options, rules, cache.folder()))


def _again(pool: ProcessPoolExecutor, chunk: _Chunk, future: Future[list[bytes]] | None) -> Future[list[bytes]] | None:
    """The chunk's answer if it came before its pool broke, else the chunk handed out anew."""
    if future is None:
        return None
    if future.done() and not future.cancelled() and future.exception() is None:
        return future
    return pool.submit(_judge_chunk, chunk.unknown)


def _one_by_one(unknown: list[tuple[Input, str]], options: Options, rules: tuple[str, ...], in_force: InForce) -> Iterator[Checked]:
    """The inputs of a chunk that killed its process, each in a process that nobody else needs."""
    pool = _pool(options, rules, 1)
    try:
        for found, name in unknown:
            try:
                (answer,) = pool.submit(_judge_chunk, [(found, name)]).result()
            except BrokenProcessPool:
                yield Checked(found.path, unread=DIED, failures=(RuleFailure("检查进程", found.path, "意外退出"),))
                pool.shutdown(wait=False)
                pool = _pool(options, rules, 1)
            else:
                yield unpack(answer, in_force.editions, own=True)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _start(options: Options, rules: tuple[str, ...], cache_folder: str) -> None:
    """Runs once in every worker: the same plugins and the same rules as in the run itself."""
    global _in_force
    os.environ[cache.FOLDER] = cache_folder
    sys.stdout = sys.stderr  # what rules print is talk; standard output belongs to the results
    begin()
    in_force = prepare(options)
    wanted = set(rules)
    _in_force = in_force.only(tuple(rule for rule in in_force.ruleset.rules if rule.id in wanted))


def _judge_chunk(unknown: list[tuple[Input, str]]) -> list[bytes]:
    if _in_force is None:
        raise RuntimeError("the worker process was not started through _start")
    answers = []
    for found, name in unknown:
        checked = judge(found, _in_force)
        content = pack(checked)
        if name:
            keep_packed(name, checked, content)
        answers.append(content)
    return answers
