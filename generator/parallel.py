"""Work spread over the cores, where there is enough of it to pay for their start."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

from .process import prepare

Item = TypeVar("Item")
Result = TypeVar("Result")


def parallel_map(function: Callable[[Item], Result], items: Sequence[Item], *, worth: bool) -> list[Result]:
    """``function`` of each item, in order. ``worth`` says whether other processes pay.

    Both must be picklable. New processes are started afresh instead of forked, since a display may be
    running in a thread of this one.
    """
    cores = os.cpu_count() or 1
    if not worth or cores == 1 or len(items) < cores:
        return list(map(function, items))
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn"), initializer=prepare) as pool:
        return list(pool.map(function, items, chunksize=max(1, len(items) // (cores * 16))))


@contextmanager
def aside(function: Callable[[Item], Result], item: Item, *, worth: bool) -> Iterator[Callable[[], Result]]:
    """Does a piece of work in another process while the block runs; the block gets what waits for its result.

    Where another process does not pay, the work is done when its result is asked for.
    """
    if not worth or (os.cpu_count() or 1) == 1:
        yield partial(function, item)
        return
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=prepare) as pool:
        yield pool.submit(function, item).result
