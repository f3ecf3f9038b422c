"""What a process is set to before a run."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_COLLECTOR = (50_000, 20, 50)
_DEEPEST_CALLS = 10_000


def prepare() -> None:
    """Makes a process that does nothing but work of this program ready for large and deep documents."""
    collect_rarely()
    sys.setrecursionlimit(max(sys.getrecursionlimit(), _DEEPEST_CALLS))


def collect_rarely() -> None:
    """Lets the garbage collector of this process run less often, for work that keeps nearly all that it makes."""
    gc.set_threshold(*_COLLECTOR)


@contextmanager
def deep_calls() -> Iterator[None]:
    """Lets calls nest as deep as the schemas of a document refer to each other, which is deeper than programs nest."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _DEEPEST_CALLS))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
