"""Named unions, arrays and maps in long chains.

pydantic looks into a named type wherever one stands, and into those that it names, by calls within calls:
some hundred of them end the run. So in a long chain each tenth type is built on its own, after what it
rests on, and stands in others as a finished whole, as a finished model does (``lazy``). Shorter chains,
which are those of nearly every API, are left as they are.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler, TypeAdapter
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema
from typing_extensions import TypeAliasType

from . import lazy
from .components import components

_wholes: dict[TypeAliasType, type[Whole]] = {}
_stack = threading.local()


class Whole:
    """Stands for one named type, where pydantic-core looks for the finished validator of a class."""

    __pydantic_complete__: ClassVar[bool] = False
    __pydantic_core_schema__: ClassVar[CoreSchema]
    __pydantic_validator__: ClassVar[Any]
    __pydantic_serializer__: ClassVar[Any]


class Apart:
    """Annotates a named type that is built on its own."""

    __slots__ = ("alias",)

    def __init__(self, alias: TypeAliasType) -> None:
        self.alias = alias

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        _finish(self.alias)
        whole = _wholes[self.alias]
        return _stub(whole) if whole.__pydantic_complete__ else handler(source)


def set_apart(graph: lazy.AliasGraph) -> None:
    """Choose the types to build on their own, and annotate them wherever another type names them.

    ``graph`` gives for each named type those that it names. One that was looked at before stays as it is.
    """
    with lazy.LOCK:
        depths = dict(lazy.depths)
        for group in components(graph):
            below = {t for alias in group for t in graph[alias]}.difference(group)
            depth = len(group) + max((depths[alias] for alias in below), default=0)
            is_deep = depth >= lazy.DEEPEST
            for alias in group[:: lazy.DEEPEST] if is_deep else ():
                _wholes.setdefault(alias, type(alias.__name__, (Whole,), {}))
            depths.update(
                (alias, 0 if is_deep else depth)
                for alias in group
                if alias not in depths
            )
        for alias, targets in graph.items():
            _annotate(alias.__module__, targets)
        lazy.depths.update(depths)


def _annotate(module: str | None, targets: Sequence[TypeAliasType]) -> None:
    space = vars(sys.modules[module or "__main__"])
    for target in targets:
        if target in _wholes and space.get(target.__name__) is target:
            space[target.__name__] = Annotated[target, Apart(target)]


def _finish(alias: TypeAliasType) -> None:
    """Build a type after all that it rests on; not while something in a cycle with it is being built."""
    if _wholes[alias].__pydantic_complete__:
        return
    graph = lazy.reach([alias])
    if not lazy.in_work().isdisjoint(graph) or not _in_work().isdisjoint(graph):
        return
    lazy.prepare([alias])
    with lazy.LOCK, lazy.nothing_in_work():
        for group in components(graph):
            # Along a cycle backwards, each type but the first rests on the one that was built before it.
            for node in reversed(group):
                if lazy.is_alias(node) and node in _wholes:
                    with _room_for(group):
                        _build(node)


def _build(alias: TypeAliasType) -> None:
    whole = _wholes[alias]
    if not whole.__pydantic_complete__:
        type_: Any = alias
        built = TypeAdapter[Any](type_, config=ConfigDict(val_json_bytes="base64"))
        whole.__pydantic_core_schema__ = built.core_schema
        whole.__pydantic_validator__ = built.validator
        whole.__pydantic_serializer__ = built.serializer
        whole.__pydantic_complete__ = True


@contextmanager
def _room_for(group: Sequence[lazy.Node]) -> Iterator[None]:
    """Note what is being built: the types of a cycle stand in each other."""
    before, limit = _in_work(), sys.getrecursionlimit()
    _stack.aliases = before.union(group)
    sys.setrecursionlimit(limit + lazy.CALLS_PER_ALIAS * len(group))
    try:
        yield
    finally:
        _stack.aliases = before
        sys.setrecursionlimit(limit)


def _in_work() -> frozenset[lazy.Node]:
    found: frozenset[lazy.Node] = getattr(_stack, "aliases", frozenset())
    return found


def _stub(whole: type[Whole]) -> CoreSchema:
    """A finished type, in the one form in which pydantic-core takes the validator that there is."""

    def read(value: Any) -> Any:
        return whole.__pydantic_validator__.validate_python(value)

    return core_schema.model_schema(
        whole,
        core_schema.no_info_plain_validator_function(read),
        metadata={"pydantic_js_functions": [partial(_json_schema, whole)]},
    )


def _json_schema(
    whole: type[Whole], _: CoreSchema, handler: GetJsonSchemaHandler
) -> JsonSchemaValue:
    return handler(whole.__pydantic_core_schema__)
