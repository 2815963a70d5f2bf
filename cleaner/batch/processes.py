"""Work spread over processes: results in order, and the end of one process ends no other work."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from threading import Thread
from typing import Generic, TypeVar

from cleaner.files.runs import run_name, work_for

S = TypeVar("S")
T = TypeVar("T")
ENDED = "the process that worked on it was ended (memory?)"


def spread(
    items: Iterable[S], work: Callable[[S], T], ended: Callable[[S], T], jobs: int
) -> Iterator[T]:
    """What `work` gives for each item, in their order.

    `ended` gives it for an item whose process was ended from outside: what was waiting then is
    worked on again, each in a process of its own.
    """
    waiting: deque[tuple[S, Future[T] | None]] = deque()
    pool: ProcessPoolExecutor | None = _pool(jobs)

    def first() -> T:
        nonlocal pool
        item, future = waiting.popleft()
        if future is not None:
            try:
                return future.result()
            except BrokenProcessPool:
                pool = None
        return alone(item, work, ended)

    try:
        for item in items:
            if len(waiting) > 4 * jobs:  # no more results in memory than these
                yield first()
            waiting.append((item, _submitted(pool, work, item)))
        while waiting:
            yield first()
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)


def spread_over(
    items: Iterable[S], work: Callable[[S], T], ended: Callable[[S], T], jobs: int
) -> Iterator[T]:
    """The same; with one job it is done here, and no process is started."""
    if jobs <= 1:
        return map(work, items)
    return spread(items, work, ended, jobs)


@dataclass(frozen=True)
class Halved(Generic[S, T]):
    """What becomes of a list on which a process ended: all of it is worked on but the one item.

    `ended`: gives it for that item.
    """

    work: Callable[[list[S]], list[T]]
    ended: Callable[[S], T]

    def __call__(self, items: list[S], /) -> list[T]:
        if len(items) == 1:
            return [self.ended(items[0])]
        middle = len(items) // 2
        halves = (items[:middle], items[middle:])
        return [each for half in halves for each in alone(half, self.work, self)]


def cut(items: Iterable[S], size: int, size_of: Callable[[S], int]) -> Iterator[list[S]]:
    """The items in lists, each of which ends where `size` is reached."""
    held: list[S] = []
    left = size
    for item in items:
        held.append(item)
        left -= size_of(item) + 1
        if left <= 0:
            yield held
            held, left = [], size
    if held:
        yield held


def _submitted(
    pool: ProcessPoolExecutor | None, work: Callable[[S], T], item: S
) -> Future[T] | None:
    try:
        return pool.submit(work, item) if pool else None
    except BrokenProcessPool:
        return None


def alone(item: S, work: Callable[[S], T], ended: Callable[[S], T]) -> T:
    """What `work` gives for an item, in a process of its own; `ended` where that is ended."""
    with _pool(1) as pool:
        try:
            return pool.submit(work, item).result()
        except BrokenProcessPool:
            return ended(item)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, initializer=_begin, initargs=(run_name(),))


def _begin(run: str) -> None:
    """What a process does first: it leaves interrupts to the parent, and ends when that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    work_for(run)
    Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
