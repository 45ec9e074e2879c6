"""Judging in several processes: order kept, memory flat, and a process that dies costs one file."""

from __future__ import annotations

import multiprocessing
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import redirect_stderr

from gouji.finding import RuleFailure
from gouji.in_force import InForce, Options, prepare
from gouji.inputs import Input
from gouji.judging import Checked, judge
from gouji.shelf import packed, unpacked

CHUNK = 16
CHUNK_BYTES = 16 << 20
"""How many inputs, and about how many bytes, a process is given at once."""

AHEAD = 3
"""How many chunks for each process are under way; what is read ahead is bounded by this."""

DIED = "检查这个文件时程序意外退出，没有检查；请把文件发给开发者"

_in_force: InForce | None = None  # in a worker process: what every chunk is judged with


def judged_in_parallel(inputs: Iterable[Input], options: Options, in_force: InForce, jobs: int) -> Iterator[Checked]:
    """Every input judged by one of `jobs` processes, in the order given."""
    chunks = _chunks(inputs)
    under_way: deque[tuple[list[Input], Future[bytes]]] = deque()
    rules = tuple(rule.id for rule in in_force.ruleset.rules)
    pool = _pool(options, rules, jobs)
    try:
        while True:
            while len(under_way) < jobs * AHEAD and (chunk := next(chunks, None)):
                under_way.append((chunk, pool.submit(_judge_chunk, chunk)))
            if not under_way:
                return
            chunk, future = under_way.popleft()
            try:
                answer = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                yield from _one_by_one(chunk, options, rules, in_force)
                pool = _pool(options, rules, jobs)
                under_way = deque((chunk, _again(pool, chunk, future)) for chunk, future in under_way)
            else:
                yield from unpacked(answer, in_force.editions)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _chunks(inputs: Iterable[Input]) -> Iterator[list[Input]]:
    chunk: list[Input] = []
    size = 0
    for found in inputs:
        chunk.append(found)
        size += len(found.source.data) if found.source else 0
        if len(chunk) >= CHUNK or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _pool(options: Options, rules: tuple[str, ...], jobs: int) -> ProcessPoolExecutor:
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    if method == "forkserver":
        from multiprocessing.resource_tracker import ensure_running

        # The tracker is handed the number of sys.stderr, and the terminal UI's stands for no file at all.
        with redirect_stderr(sys.__stderr__):
            ensure_running()
    return ProcessPoolExecutor(jobs, multiprocessing.get_context(method), _start, (options, rules))


def _again(pool: ProcessPoolExecutor, chunk: list[Input], future: Future[bytes]) -> Future[bytes]:
    """The chunk's answer if it came before its pool broke, else the chunk handed out anew."""
    if future.done() and not future.cancelled() and future.exception() is None:
        return future
    return pool.submit(_judge_chunk, chunk)


def _one_by_one(chunk: list[Input], options: Options, rules: tuple[str, ...], in_force: InForce) -> Iterator[Checked]:
    """The inputs of a chunk that killed its process, each in a process that nobody else needs."""
    pool = _pool(options, rules, 1)
    try:
        for found in chunk:
            try:
                answer = pool.submit(_judge_chunk, [found]).result()
            except BrokenProcessPool:
                yield Checked(found.path, unread=DIED, failures=(RuleFailure("检查进程", found.path, "意外退出"),))
                pool.shutdown(wait=False)
                pool = _pool(options, rules, 1)
            else:
                yield from unpacked(answer, in_force.editions)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _start(options: Options, rules: tuple[str, ...]) -> None:
    """Runs once in every worker: the same plugins and the same rules as in the run itself."""
    global _in_force
    in_force = prepare(options)
    wanted = set(rules)
    _in_force = in_force.only(tuple(rule for rule in in_force.ruleset.rules if rule.id in wanted))


def _judge_chunk(chunk: list[Input]) -> bytes:
    if _in_force is None:
        raise RuntimeError("the worker process was not started through _start")
    return packed([judge(found, _in_force) for found in chunk])
