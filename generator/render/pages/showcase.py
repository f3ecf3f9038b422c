"""Which operation stands for all on the pages that show but one."""

from __future__ import annotations

from collections.abc import Iterable

from ...model import Operation


def by_suitability(operations: Iterable[Operation]) -> list[Operation]:
    """The operations, best example first: what is not deprecated, what reads, what has the shortest path.

    The order of the document plays no part, so that an operation that is put before others changes no example.
    """
    return sorted(operations, key=_suitability)


def _suitability(operation: Operation) -> tuple[bool, bool, int, str, str]:
    path = operation.path.raw
    return operation.deprecated, operation.method != "GET", path.count("/"), path, operation.method
