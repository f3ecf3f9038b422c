"""Strongly connected components."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

N = TypeVar("N", bound=Hashable)


def components(graph: Mapping[N, Sequence[N]]) -> list[list[N]]:
    """The strongly connected components of a graph, each one after all that it points at.

    ``graph`` gives the successors of each node; every successor is a node itself. This is Tarjan's
    algorithm ("Depth-first search and linear graph algorithms", 1972) without recursion.
    """
    found: list[list[N]] = []
    index: dict[N, int] = {}
    low: dict[N, int] = {}
    open_: dict[N, None] = {}
    for root in graph:
        path: list[tuple[N, Iterator[N]]] = []
        if root not in index:
            path.append((root, iter(graph[root])))
        while path:
            node, successors = path[-1]
            if node not in index:
                index[node] = low[node] = len(index)
                open_[node] = None
            seen, fresh = _advance(successors, index)
            low[node] = min([low[node], *(index[n] for n in seen if n in open_)])
            if fresh:
                path.extend((n, iter(graph[n])) for n in fresh)
                continue
            path.pop()
            if path:
                parent = path[-1][0]
                low[parent] = min(low[parent], low[node])
            if low[node] == index[node]:
                found.append(_close(open_, node))
    return found


def _advance(
    successors: Iterator[N], index: Mapping[N, int]
) -> tuple[list[N], list[N]]:
    """The next successors up to one that was never seen, and that one, if there is one."""
    seen: list[N] = []
    for successor in successors:
        if successor not in index:
            return seen, [successor]
        seen.append(successor)
    return seen, []


def _close(open_: dict[N, None], root: N) -> list[N]:
    """Take the nodes from ``root`` on out of the open ones, the oldest first."""
    group: list[N] = []
    while not group or group[-1] != root:
        group.append(open_.popitem()[0])
    return group[::-1]
