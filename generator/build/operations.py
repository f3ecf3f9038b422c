"""Operations, from path items (OpenAPI 3.1 sections 4.8.8 to 4.8.10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .. import codes
from ..diagnostics import Report
from ..document import Node
from ..model import JsonValue, Operation, RetryPolicy, SecurityAlternative, SecurityScheme, Streaming
from ..python import names
from ..settings import Settings
from . import media_types
from .bodies import read_body
from .groups import GroupTree, group_titles, method_name, path_name
from .parameters import parse_path, read_parameters
from .responses import ErrorNames, read_responses
from .retries import read_retries
from .security import read_security, read_servers
from .types import TypeReader

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_PAGINATION = ("x-sdk-pagination", "x-speakeasy-pagination", "x-fern-pagination")
_IGNORE = ("x-sdk-ignore", "x-speakeasy-ignore", "x-fern-ignore")


@dataclass(frozen=True, slots=True)
class Found:
    """An operation where the document has it, and the group it belongs to."""

    path: str
    method: str
    item: Node
    node: Node
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where an operation is silent."""

    security: tuple[SecurityAlternative, ...]
    schemes: dict[str, SecurityScheme]
    retries: RetryPolicy | None


def find_operations(root: Node, settings: Settings, report: Report) -> list[Found]:
    """Every operation of ``paths``, in the document's order."""
    found = []
    for path, reference in root["paths"].items():
        if not path.startswith("/"):
            if not path.startswith("x-"):
                report.add(codes.PATH_WITHOUT_SLASH, f"{path!r} is no path: it does not start with /", reference.source)
            continue
        item = reference.resolve()
        for method, node in _methods(item):
            if any(node.flag(key) or item.flag(key) for key in _IGNORE):
                report.add(codes.OPERATION_IGNORED, f"{method.upper()} {path} is ignored by extension", node.source)
                continue
            found.append(Found(path, method, item, node, group_titles(node, path, settings)))
    return found


def _methods(item: Node) -> Iterator[tuple[str, Node]]:
    for key, node in item.items():
        if key in _METHODS and isinstance(node.value, dict):
            yield key, node
    yield from item["additionalOperations"].items()


class OperationReader:
    """Reads operations one after the other; what they share is settled between them."""

    def __init__(self, types: TypeReader, tree: GroupTree, settings: Settings, defaults: Defaults, report: Report):
        self.errors = ErrorNames()
        self._types = types
        self._tree = tree
        self._settings = settings
        self._defaults = defaults
        self._report = report
        self._ids = names.Scope()

    def read(self, found: Found) -> None:
        """Adds one operation to its group."""
        node = found.node
        operation_id = self._id(found)
        wanted = method_name(node, found.method, found.path, found.titles, self._settings)
        group, name = self._tree.claim(found.titles, wanted, path_name(found.method, found.path))
        if name != wanted:
            self._report.add(
                codes.METHOD_NAMES_CLASH,
                f"{'.'.join(group)} has a {wanted} already; {found.method.upper()} {found.path} is {name}",
                node.source,
                operation=operation_id,
            )
        self._types.places.name_root(found.item.pointer, names.class_(names.path_words(found.path)))
        self._types.places.name_root(node.pointer, names.class_(operation_id))
        path = parse_path(found.path)
        parameters = read_parameters(found.item, node, path, self._types, self._report, operation_id)
        body = read_body(node, self._types, [p.name for p in parameters], self._settings.body.spread_limit)
        responses, errors = read_responses(node, self._types, self.errors)
        self._types.finish()
        operation = Operation(
            id=operation_id,
            name=name,
            accessor=".".join((*group, name)),
            method=found.method.upper(),
            path=path,
            source=node.source,
            parameters=parameters,
            body=body,
            responses=responses,
            errors=errors,
            security=self._security(node, operation_id),
            servers=read_servers(node) or read_servers(found.item),
            retries=self._retries(node),
            summary=node.text("summary") or found.item.text("summary"),
            description=node.text("description") or found.item.text("description"),
            deprecated=node.flag("deprecated"),
            tags=node.strings("tags"),
            external_docs=node["externalDocs"].text("url"),
            snippet_values=_snippet_values(node),
        )
        self._tree.add(found.titles, operation)
        for message in _not_expressed(node, operation):
            self._report.add(codes.NOT_EXPRESSED, message, node.source, operation=operation_id)

    def _id(self, found: Found) -> str:
        """The operationId, or one made of method and path."""
        given = found.node.text("operationId")
        made = f"{found.method} {found.path}"
        if not given:
            message = f"{found.method.upper()} {found.path} has no operationId"
            self._report.add(codes.OPERATION_WITHOUT_ID, message, found.node.source)
            given = names.path_id(found.method, found.path)
        if given in self._ids:
            self._report.add(codes.OPERATION_ID_TWICE, f"The operationId {given!r} stands twice", found.node.source)
        return self._ids.claim(given, names.path_id(found.method, found.path), made)

    def _security(self, node: Node, operation_id: str) -> tuple[SecurityAlternative, ...]:
        own = read_security(node, self._defaults.schemes, self._report, operation=operation_id)
        return self._defaults.security if own is None else own

    def _retries(self, node: Node) -> RetryPolicy | None:
        own = read_retries(node, self._report, on_operation=True)
        if own is not None:
            return own if own.statuses or own.connection_errors else None
        return self._defaults.retries


def _not_expressed(node: Node, operation: Operation) -> Iterator[str]:
    """What is read but not yet written: said aloud, so that nothing is dropped in silence."""
    if node["callbacks"].exists:
        yield "Callbacks have no types yet"
    if any(key in node for key in _PAGINATION):
        yield "Pagination is left to the caller: the call returns a page"
    for response in operation.responses:
        if response.streaming in {Streaming.SSE, Streaming.JSON_LINES}:
            yield f"The stream of {response.media_type} arrives as one text"
        elif media_types.is_text(response.media_type) and "xml" in response.media_type:
            yield f"The answer of {response.media_type} arrives as text"


def _snippet_values(node: Node) -> tuple[tuple[str, JsonValue], ...]:
    return tuple((key, value.value) for key, value in node["x-sdk-example"].items())
