"""Models that are imported and built when they are first used.

A model's module imports its base classes alone; whatever else its annotations name stands in its table
``_REFS`` (name -> module). Before pydantic looks at a model, ``prepare`` imports all that can be reached
from it, puts the names into the modules' globals, where pydantic evaluates annotations, and builds what
the model rests on, leaves first.

Two facts keep this flat and quick, however long a chain of models is and however wide a cycle:

* a finished model stands in another one's core schema as a stub, for which pydantic-core takes the
  finished validator and serializer;
* models that refer to each other in a cycle stand side by side as definitions, never inside each other.

One lock guards building. It is pydantic's own where it has one, so that no second lock can be taken in
the other order; modules are imported before it is taken.
"""

from __future__ import annotations

import inspect
import re
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    TypeAlias,
    TypeGuard,
    get_args,
    get_origin,
)

import pydantic.main
from pydantic import BaseModel, GetCoreSchemaHandler, JsonValue
from pydantic_core import CoreSchema, core_schema
from typing_extensions import TypeAliasType

from .components import components
from .dispatch import dispatch

Node: TypeAlias = "type[BaseModel] | TypeAliasType"

if TYPE_CHECKING:
    Graph: TypeAlias = dict[Node, list[Node]]
    AliasGraph: TypeAlias = dict[TypeAliasType, list[TypeAliasType]]

LOCK: threading.RLock = getattr(pydantic.main, "_rebuild_lock", threading.RLock())

DEEPEST = 10
"""So many named types may stand in each other before one of them is built on its own (``aliases``)."""

depths: dict[TypeAliasType, int] = {}
"""How many named types stand in one, for those of long chains, counted from where the last was set apart."""

_NAME = re.compile(r"[^\W\d]\w*")
_CALLS_PER_MODEL = 20
CALLS_PER_ALIAS = 40
"""About so many calls stand in each other while pydantic looks into a named type."""

_ready: set[Node] = set()
_stack = threading.local()


def load(package: str, modules: Mapping[str, str], name: str) -> Any:
    """The ``name`` of a package whose table ``modules`` says which submodule defines it (PEP 562).

    Raises ``AttributeError`` for a name that is not in the table.
    """
    if name not in modules:
        raise AttributeError(f"module {package!r} has no attribute {name!r}")
    value = plain(getattr(import_module(f"{package}.{modules[name]}"), name))
    if is_alias(value):
        _bind_alias(value)
    setattr(sys.modules[package], name, value)
    return value


def preload(package: str, modules: Mapping[str, str]) -> None:
    """Import and build all models of a package now, so that no later call has to wait for it."""
    values = [load(package, modules, name) for name in modules]
    prepare(values)
    # Along a cycle backwards, each model needs of all the others only the one that was built before it.
    for group in components(
        reach(node for value in values for node in nodes_in(value))
    ):
        for node in reversed(group):
            if _is_model(node):
                node.model_rebuild()


def prepare(types: Iterable[Any]) -> None:
    """Make ready what types reach: classes, aliases, and what is made of them (``List[Pet]``).

    What they rest on is built, what they name is imported. A class among ``types`` themselves is left
    for its own ``model_rebuild``.
    """
    nodes = [node for type_ in types for node in nodes_in(type_)]
    if _ready.issuperset(nodes):
        return
    graph = reach(nodes)
    _set_apart({a: list(filter(is_alias, graph[a])) for a in filter(is_alias, graph)})
    with LOCK:
        _ready.update(graph)
        for cls in _foundations(graph):
            cls.model_rebuild()


def build(cls: type[BaseModel], rebuild: Callable[[], bool | None]) -> bool | None:
    """Build one model by pydantic's own ``model_rebuild``, which is handed in as ``rebuild``."""
    prepare([cls])
    with LOCK:
        before, limit = getattr(_stack, "building", None), sys.getrecursionlimit()
        _stack.building = cls
        # In a cycle with a model, named types cannot be set apart.
        sys.setrecursionlimit(limit + CALLS_PER_ALIAS * len(depths))
        try:
            return rebuild()
        finally:
            _stack.building = before
            sys.setrecursionlimit(limit)


def schema_of(cls: type[BaseModel], handler: GetCoreSchemaHandler) -> CoreSchema:
    """The core schema by which ``cls`` stands where it is used, and where it is being built itself.

    Where it is used, a model with heirs stands for them as well.
    """
    if getattr(_stack, "building", None) is cls and not getattr(_stack, "expansion", 0):
        return (
            _stub(cls) if cls.__pydantic_complete__ else _Expansion(handler).schema(cls)
        )
    return _dispatched(cls) if heirs_of(cls) else _use(cls)


def heirs_of(cls: type[BaseModel]) -> tuple[str, Mapping[str, str]] | None:
    """The property that tells the heirs of a model apart, and their names by its values."""
    return cls.__dict__.get("__heirs__")


def plain(type_: Any) -> Any:
    """A named type without what ``aliases`` annotates it with; any other type itself."""
    parts = get_args(type_) if get_origin(type_) is Annotated else ()
    return parts[0] if parts and is_alias(parts[0]) and len(parts) == 2 else type_


def in_work() -> set[Node]:
    """The models that are being built by this thread."""
    expansion: _Expansion | None = getattr(_stack, "expansion", None)
    cls = getattr(_stack, "building", None)
    return {*(expansion.refs if expansion else ()), *([cls] if cls else ())}


@contextmanager
def nothing_in_work() -> Iterator[None]:
    """Lets something be built that has nothing to do with what is being built around it."""
    before = getattr(_stack, "building", None), getattr(_stack, "expansion", None)
    _stack.building = _stack.expansion = None
    try:
        yield
    finally:
        _stack.building, _stack.expansion = before


def named_by(node: Node) -> list[Any]:
    """What stands in the annotations of a model or an alias, and what the names in them mean, builtins aside."""
    return [value for _, value in _named(node)]


def is_stub(schema: CoreSchema) -> bool:
    """Whether a core schema is one by which a finished model stands in another one."""
    inner: CoreSchema | None = schema.get("schema")
    return inner is not None and inner["type"] == "function-plain"


def is_alias(value: Any) -> TypeGuard[TypeAliasType]:
    """Whether this is a named union, array or map of the API."""
    return isinstance(value, TypeAliasType) and value is not JsonValue


class _Expansion:
    """The core schema of one model beside those of all unfinished models that it reaches."""

    def __init__(self, handler: GetCoreSchemaHandler) -> None:
        self.handler = handler
        self.queue: list[type[BaseModel]] = []
        self.refs: dict[type[BaseModel], str] = {}

    def reference(self, cls: type[BaseModel]) -> CoreSchema:
        """A reference to the definition of ``cls``, which will be there in the end."""
        if cls not in self.refs:
            self.refs[cls] = f"{cls.__module__}.{cls.__qualname__}:{id(cls)}:lazy"
            self.queue.append(cls)
        # Metadata keeps pydantic from moving a definition into the only place that refers to it, which
        # would nest the models of a cycle as deep as the cycle is wide.
        return core_schema.definition_reference_schema(
            self.refs[cls], metadata={"lazy": True}
        )

    def schema(self, cls: type[BaseModel]) -> CoreSchema:
        """All of it, with ``cls`` in front."""
        definitions: list[CoreSchema] = []
        _stack.expansion = self
        try:
            self.reference(cls)
            while self.queue:
                model = self.queue.pop()
                found = self.handler.resolve_ref_schema(self.handler(model))
                named: Any = {**found, "ref": self.refs[model]}
                definitions.append(named)
        finally:
            _stack.expansion = None
        # Before version 2.14 pydantic follows the references of a finished schema by calls of plain
        # Python functions, about ten for each model of a cycle; ``build`` sets the limit back.
        deepest = sys.getrecursionlimit() + _CALLS_PER_MODEL * len(definitions)
        sys.setrecursionlimit(deepest)
        return core_schema.definitions_schema(
            core_schema.definition_reference_schema(self.refs[cls]), definitions
        )


def _use(cls: type[BaseModel]) -> CoreSchema:
    """The model itself: as a stub where it is finished, else as a definition that will be there."""
    expansion: _Expansion | None = getattr(_stack, "expansion", None)
    if not cls.__pydantic_complete__:
        if expansion is not None:
            return expansion.reference(cls)
        cls.model_rebuild()
    return _stub(cls)


def _dispatched(cls: type[BaseModel]) -> CoreSchema:
    """A model or one of its heirs, by the value of a property; the model itself for any other value."""
    wire_name, named = heirs_of(cls) or ("", {})
    own = _use(cls)
    choices: dict[str, CoreSchema] = {}
    for tag, name in named.items():
        heir = _bind(cls.__module__, name)
        is_other = heir is not cls and _is_model(heir) and heirs_of(heir) is not None
        choices[tag] = (
            own if heir is cls else _dispatched(heir) if is_other else _use(heir)
        )
    fields = cls.__pydantic_fields__.items()
    names = [name for name, field in fields if (field.alias or name) == wire_name]
    return dispatch(wire_name, names, choices, unknown=own, untagged=own)


def _stub(cls: type[BaseModel]) -> CoreSchema:
    """A finished model: pydantic-core sees the class and takes the validator that it has.

    The function serves the one case where it must not (``model_rebuild(force=True)`` of a model that
    holds this one): there the data is validated by Python names.
    """

    def parts(value: Any) -> tuple[dict[str, Any], dict[str, Any] | None, set[str]]:
        model = cls.__pydantic_validator__.validate_python(value)
        return (
            model.__dict__,
            model.__pydantic_extra__,
            model.__pydantic_fields_set__,
        )

    return core_schema.model_schema(
        cls, core_schema.no_info_plain_validator_function(parts)
    )


def _foundations(graph: Graph) -> Iterator[type[BaseModel]]:
    """The models to finish before those that refer to them, leaves first.

    Of a cycle only the first model that is referred to from outside is finished: what reaches the others
    takes them into its own definitions.
    """
    order = components(graph)
    place = {node: index for index, group in enumerate(order) for node in group}
    outer = {
        target
        for node, targets in graph.items()
        for target in targets
        if place[target] != place[node]
    }
    for group in order:
        first = next((n for n in group if n in outer and _is_model(n)), None)
        if first is not None:
            yield first


def reach(nodes: Iterable[Node]) -> Graph:
    """What is reached from the nodes, each with what it names itself; imports and binds on the way."""
    graph: Graph = {}
    queue = list(nodes)
    while queue:
        node = queue.pop()
        if node not in graph:
            graph[node] = [] if _is_finished(node) else _targets(node)
            queue.extend(graph[node])
    return graph


def _targets(node: Node) -> list[Node]:
    """The models and aliases that a node names, after their names were bound where pydantic looks."""
    home = _space(node.__module__)
    found: dict[Node, None] = {}
    for name, value in _named(node):
        if name:
            home.setdefault(name, value)
        found.update(dict.fromkeys(nodes_in(value)))
    return list(found)


def _named(node: Node) -> Iterator[tuple[str, Any]]:
    """The names in the annotations of a node with what they mean; an evaluated annotation has no name."""
    for module, annotation in _annotations(node):
        text = getattr(annotation, "__forward_arg__", annotation)
        if isinstance(text, str):
            for name in _NAME.findall(text):
                value = _bind(module, name)
                if value is not None:
                    yield name, value
        else:
            yield "", text


def _annotations(node: Node) -> Iterator[tuple[str | None, Any]]:
    """The annotations that make a node, inherited ones included, each with its module's name."""
    if isinstance(node, TypeAliasType):
        yield node.__module__, node.__value__
        return
    if heirs := heirs_of(node):
        yield node.__module__, " ".join(heirs[1].values())
    for cls in node.__mro__:
        if issubclass(cls, BaseModel) and cls is not BaseModel:
            for annotation in inspect.get_annotations(cls).values():
                yield cls.__module__, annotation


def _space(module: str | None) -> dict[str, Any]:
    return vars(sys.modules[module or "__main__"])


def aliases_in(alias: TypeAliasType) -> AliasGraph:
    """An alias and those that it reaches through no model, each with those that it names; binds their names."""
    graph: AliasGraph = {}
    queue = [alias]
    while queue:
        node = queue.pop()
        if node not in graph:
            graph[node] = [target for target in _targets(node) if is_alias(target)]
            queue.extend(graph[node])
    return graph


def _bind_alias(alias: TypeAliasType) -> None:
    """Bind what an alias says, and the aliases in it say: pydantic has no hook for aliases."""
    if alias not in depths:
        _set_apart(aliases_in(alias))


def _set_apart(graph: AliasGraph) -> None:
    """Hand the aliases of a graph to ``aliases`` where there are enough of them for a long chain."""
    if len(graph) > DEEPEST:
        from .aliases import set_apart  # noqa: PLC0415 - few APIs need it

        set_apart(graph)


def _bind(module: str | None, name: str) -> Any:
    """What a name means in a module, imported by its ``_REFS`` if need be; ``None`` if nothing of its own."""
    space = _space(module)
    if name in space:
        return space[name]
    refs: Mapping[str, str] = space.get("_REFS", {})
    if name not in refs:
        return None
    value = getattr(import_module(refs[name], space["__package__"]), name)
    return space.setdefault(name, value)


def nodes_in(type_: Any) -> Iterator[Node]:
    """The models and aliases in a type that is made of them."""
    if _is_model(type_) or is_alias(type_):
        yield type_
        return
    for argument in get_args(type_):
        yield from nodes_in(argument)


def _is_model(value: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(value, type) and issubclass(value, BaseModel)


def _is_finished(node: Node) -> bool:
    return _is_model(node) and node.__pydantic_complete__
