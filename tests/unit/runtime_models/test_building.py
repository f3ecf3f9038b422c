"""Building: long chains, wide cycles, and what is built when."""

from __future__ import annotations

import random
import sys
import types

import pytest

from generator.runtime import lazy
from generator.runtime.components import components
from generator.runtime.wire import adapter, to_wire


def module_of(name: str, links: dict[int, list[int]]) -> types.ModuleType:
    """A module with a class ``M<number>`` for each node, which has a field for each link."""
    lines = [
        "from __future__ import annotations",
        "from pydantic import Field",
        "from generator.runtime.model import Model",
    ]
    for node, targets in links.items():
        lines += [f"class M{node}(Model):", "    own_name: str | None = Field(default=None, alias='ownName')"]
        lines += [f"    f{target}: M{target} | None = None" for target in targets]
    module = types.ModuleType(name)
    sys.modules[name] = module
    exec(compile("\n".join(lines), name, "exec"), vars(module))
    return module


def chain(length: int) -> dict[int, list[int]]:
    return {node: [node + 1] if node + 1 < length else [] for node in range(length)}


def cycle(length: int) -> dict[int, list[int]]:
    return {node: [(node + 1) % length] for node in range(length)}


def nested(depth: int, links: dict[int, list[int]]) -> dict:
    data: dict = {"ownName": "last"}
    for node in reversed(range(depth)):
        data = {f"f{links[node % len(links)][0]}": data, "ownName": f"n{node}"}
    return data


@pytest.mark.parametrize(
    ("make", "size"),
    [(chain, 300), (chain, 5000), (cycle, 300), (cycle, 1500)],
    ids=lambda v: getattr(v, "__name__", v),
)
def test_neither_long_chains_nor_wide_cycles_are_deep(make, size):
    links = make(size)
    module = module_of(f"{make.__name__}_{size}", links)
    limit = sys.getrecursionlimit()
    data = nested(20, links)
    value = adapter(lambda: module.M0).validate_python(data, by_alias=True, by_name=False)
    assert to_wire(value) == data
    assert to_wire(getattr(module, f"M{size // 2}")(own_name="x")) == {"ownName": "x"}
    assert sys.getrecursionlimit() == limit


def test_a_model_in_a_cycle_is_written_before_it_is_built_itself():
    links = cycle(3)
    module = module_of("cycle_unbuilt", links)
    data = nested(5, links)
    value = adapter(lambda: module.M0).validate_python(data, by_alias=True, by_name=False)
    assert not module.M1.__pydantic_complete__
    assert to_wire(value) == data
    assert value.f1.model_dump(exclude_none=True)["own_name"] == "n1"
    assert module.M1.__pydantic_complete__


def test_what_a_model_rests_on_is_built_once_and_shared():
    module = module_of("shared", {0: [2], 1: [2], 2: []})
    adapter(lambda: module.M0)
    validator = module.M2.__pydantic_validator__
    adapter(lambda: module.M1)
    assert module.M2.__pydantic_validator__ is validator


def test_a_cycle_behind_a_chain():
    module = module_of("behind", {0: [1], 1: [2, 3], 2: [1], 3: []})
    data = {"f1": {"f2": {"f1": {"f3": {"ownName": "x"}}}}}
    value = adapter(lambda: module.M0).validate_python(data, by_alias=True, by_name=False)
    assert to_wire(value) == data
    assert module.M1.__pydantic_complete__
    assert not module.M2.__pydantic_complete__


def test_preparing_twice_does_nothing_more():
    module = module_of("twice", chain(3))
    lazy.prepare([module.M0])
    before = module.M2.__pydantic_validator__
    lazy.prepare([module.M0])
    assert module.M2.__pydantic_validator__ is before


def naive(graph: dict[int, list[int]]) -> set[frozenset[int]]:
    """Components by their definition: nodes that reach each other."""
    reach = {}
    for node in graph:
        seen, queue = {node}, [node]
        while queue:
            fresh = set(graph[queue.pop()]) - seen
            seen |= fresh
            queue += fresh
        reach[node] = seen
    return {frozenset(b for b in graph if b in reach[a] and a in reach[b]) for a in graph}


@pytest.mark.parametrize("seed", range(40))
def test_components_of_any_graph(seed):
    choose = random.Random(seed)
    size = choose.randint(1, 12)
    graph = {n: [choose.randrange(size) for _ in range(choose.randint(0, 3))] for n in range(size)}
    found = components(graph)
    assert {frozenset(group) for group in found} == naive(graph)
    assert sorted(node for group in found for node in group) == sorted(graph)
    place = {node: index for index, group in enumerate(found) for node in group}
    assert all(place[target] <= place[node] for node, targets in graph.items() for target in targets)
