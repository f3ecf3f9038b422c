"""Modules of ``resources``: view models for ``templates/client/resource.py.jinja``, laid out as black does."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from ..model import Api, Group, Operation
from ..python.literals import docstring, literal
from .body_inputs import is_sent_in_pieces
from .calls import Calls
from .docstrings import Docstrings
from .environment import environment
from .formatting import format_python, laid_out
from .imports import runtime_imports, standard_imports, typing_import
from .layout import WIDTH, import_line, lay_out, names_in
from .results import Pick, imported, is_streamed, result_annotation, result_classes, table_annotation, table_class
from .signatures import Argument, signature
from .tables import operation_entry

_TABLE_NAMES = (
    "Body", "BodyMedia", "Encoding", "ErrorCase", "EventCase", "Operation", "Parameter", "ResponseCase", "RetryPolicy",
    "HeaderCase", "Server", "StreamOperation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ArgumentView:
    """An argument as templates print it."""

    name: str
    key: str
    annotation: str
    default: str


@dataclass(frozen=True, slots=True)
class WayView:
    """One way to call a method, and what comes of it."""

    arguments: tuple[ArgumentView, ...]
    result: str


@dataclass(frozen=True, slots=True)
class OperationView:
    """A method, and the name and class of its table; ``call`` is what makes the call."""

    name: str
    constant: str
    table: str
    call: str
    result: str
    overloads: tuple[WayView, ...]
    arguments: tuple[ArgumentView, ...]
    docstring: str
    deprecated: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group that is reached through another, or through the client."""

    name: str
    module: str
    class_name: str
    async_class_name: str
    docstring: str


@dataclass(frozen=True, slots=True)
class ClassView:
    """One of the two classes of a resource; ``methods`` are finished text."""

    name: str
    base: str
    docstring: str
    groups: tuple[GroupView, ...]
    methods: tuple[str, ...]

    @property
    def head(self) -> str:
        """The first line of the class, broken as black does where it is too long."""
        line = f"class {self.name}({self.base}):"
        return line if len(line) <= WIDTH else f"class {self.name}(\n    {self.base}\n):"


@dataclass(frozen=True, slots=True)
class ResourceView:
    """A module of ``resources``; ``tables`` are finished text."""

    docstring: str
    imports: tuple[str, ...]
    typing_imports: tuple[str, ...]
    tables: tuple[str, ...]
    classes: tuple[ClassView, ...]


def render_resource(group: Group, api: Api) -> str:
    """The module of a group, finished: only those parts go through black that the templates cannot lay out."""
    taken = frozenset(_class_names(group))
    texts = Docstrings(api, Calls(api))
    operations = [_operation(operation, taken, texts) for operation in group.operations]
    pairs = list(zip(operations, group.operations, strict=True))
    awaited = [_awaited(view, operation, taken, texts) for view, operation in pairs]
    tables = tuple(_table(view, op, api) for view, op in pairs)
    methods = tuple(_method(view, "", "") for view in _with_aliases(operations, group))
    dots = "." * (len(group.path) + 1 + bool(group.groups))
    async_methods = tuple(map(_async_method, _with_aliases(awaited, group)))
    code = [re.sub(r'"""(.|\n)*?"""', "", text) for text in (*methods, *async_methods)]
    words = names_in(*tables, *code)
    view = ResourceView(
        docstring=docstring(f"``sdk.{group.accessor}``: {group.description or group.title + ' operations.'}"),
        imports=tuple(_imports(words, dots, group)),
        typing_imports=tuple(_typing_imports(words, dots, group)),
        tables=tables,
        classes=(
            _class(group, "", "Resource", methods),
            _class(group, "Async", "AsyncResource", async_methods),
        ),
    )
    return environment().get_template("client/resource.py.jinja").render(resource=view)


def group_view(group: Group, prefix: str) -> GroupView:
    """How a group is reached."""
    text = group.description or f"Operations of ``{group.accessor}``."
    name = group.path[-1]
    return GroupView(name, name, prefix + group.class_name, f"Async{group.class_name}", docstring(text, indent=8))


def _with_aliases(views: Iterable[OperationView], group: Group) -> Iterator[OperationView]:
    """The methods, each followed by those under its former names, which make the same call."""
    for view, operation in zip(views, group.operations, strict=True):
        yield view
        for alias in operation.aliases:
            about = docstring(f"Deprecated: the former name of ``{operation.name}``.", indent=8)
            words = literal(f"{alias} is now called {operation.name}.")
            yield replace(view, name=alias, docstring=about, deprecated=words)


def _differs(operation: Operation) -> bool:
    """Whether a method takes or returns other things where it is awaited."""
    return bool(is_streamed(operation) or operation.pagination or is_sent_in_pieces(operation.body))


def _class_names(group: Group) -> Iterator[str]:
    """The names of the classes that the module of a group has, those of its children included."""
    for one in (group, *group.groups):
        yield from (one.class_name, f"Async{one.class_name}")


def _awaited(view: OperationView, operation: Operation, taken: Collection[str], texts: Docstrings) -> OperationView:
    """The view of a method for the async client, made anew where more differs than its docstring."""
    if _differs(operation):
        return _operation(operation, taken, texts, is_async=True)
    text = texts.text(operation, signature(operation).full, is_async=True)
    return replace(view, docstring=docstring(text, indent=8))


def _operation(
    operation: Operation, taken: Collection[str], texts: Docstrings, *, is_async: bool = False
) -> OperationView:
    declared = signature(operation, is_async=is_async)

    def result(pick: Pick = Pick.ALL) -> str:
        return result_annotation(operation, is_async=is_async, pick=pick, taken=taken)

    return OperationView(
        name=operation.name,
        constant="_" + operation.name.strip("_").upper(),
        table=table_annotation(operation, taken),
        call="_page" if operation.pagination else "_open" if is_async and is_streamed(operation) else "_call",
        result=result(),
        overloads=tuple(WayView(tuple(map(_argument, w.arguments)), result(w.pick)) for w in declared.overloads),
        arguments=tuple(map(_argument, declared.full)),
        docstring=docstring(texts.text(operation, declared.full, is_async=is_async), indent=8),
        deprecated=literal(f"{operation.name} is deprecated by the API.") if operation.deprecated else "",
    )


def _argument(argument: Argument) -> ArgumentView:
    return ArgumentView(argument.name, literal(argument.name), argument.annotation, argument.default)


def _table(view: OperationView, operation: Operation, api: Api) -> str:
    """The assignment of an operation's table, as black lays it out."""
    entry = operation_entry(operation, api)
    target = f"{view.constant}: {view.table} = "
    if len(target) + len(f"{table_class(operation)}(") <= WIDTH:
        return laid_out(target + lay_out(entry, indent=0, used=0, spread=True)).rstrip()
    if len(target) < WIDTH:
        return laid_out(f"{target}(\n    {lay_out(entry, indent=4, used=4, spread=True)}\n)").rstrip()
    return format_python(target + lay_out(entry, indent=0, used=0, spread=True)).rstrip()


def _method(view: OperationView, async_: str, await_: str) -> str:
    """The text of a method, as it stands in its class."""
    template = environment().get_template("client/method.py.jinja")
    text = template.render(op=view, async_=async_, await_=await_).rstrip("\n")
    return laid_out(f"class _:\n{text}\n").split("\n", 1)[1].strip("\n")


def _async_method(view: OperationView) -> str:
    """The text of a method that is awaited, or that returns what can be awaited."""
    return _method(view, "", "") if view.call == "_page" else _method(view, "async ", "await ")


def _imports(words: set[str], dots: str, group: Group) -> Iterator[str]:
    """What the module needs when it runs."""
    yield from standard_imports(words)
    if group.groups:
        yield "from functools import cached_property"
    yield typing_import(words)
    if "deprecated" in words:
        yield ""
        yield "from typing_extensions import deprecated"
    yield ""
    modules = [name for name in ("_xml", "errors", "models") if name in words]
    if modules:
        yield import_line(dots, modules)
    tables = [name for name in _TABLE_NAMES if name in words]
    if tables:
        yield import_line(f"{dots}_runtime.operation", tables)
    paging = [name for name in ("PagedOperation", "Paging") if name in words]
    if paging:
        yield import_line(f"{dots}_runtime.paging", paging)
    yield import_line(f"{dots}_runtime.resource", ["AsyncResource", "Resource"])
    yield from runtime_imports(words, dots)


def _typing_imports(words: set[str], dots: str, group: Group) -> Iterator[str]:
    """What annotations alone need."""
    taken = frozenset(_class_names(group))
    found = {module: sorted(names) for module, names in result_classes(group.operations).items()}
    if "RequestOptions" in words:
        found["options"] = ["RequestOptions"]
    for module, names in sorted(found.items()):
        known = [imported(name, taken) for name in names]
        yield from import_line(f"{dots}_runtime.{module}", known, indent=4).split("\n")
    for child in group.groups:
        line = import_line(f".{child.path[-1]}", [f"Async{child.class_name}", child.class_name], indent=4)
        yield from line.split("\n")


def _class(group: Group, prefix: str, base: str, methods: tuple[str, ...]) -> ClassView:
    return ClassView(
        name=prefix + group.class_name,
        base=base,
        docstring=docstring(group.description or f"Operations of ``{group.accessor}``.", indent=4),
        groups=tuple(group_view(child, prefix) for child in group.groups),
        methods=methods,
    )
