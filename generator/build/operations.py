"""Operations, from path items (OpenAPI 3.1 sections 4.8.8 to 4.8.10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from .. import codes
from ..diagnostics import Report
from ..document import Node
from ..model import JsonValue, Operation, PrimitiveKind, PrimitiveType, RetryPolicy, SecurityAlternative, SecurityScheme
from ..python import names
from ..settings import Settings
from . import media_types
from .bodies import read_body
from .finding import Found, OperationIds
from .groups import GroupTree, class_names, method_names
from .inbound import InboundReader
from .links import LinkReader
from .pagination import PaginationReader
from .parameters import parse_path, read_parameters
from .part_names import ArgumentNames
from .remarks import remark
from .responses import ErrorNames, read_responses
from .retries import read_retries
from .security import read_security
from .servers import ServerReader
from .streams import switch
from .types import TypeReader


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where an operation is silent."""

    security: tuple[SecurityAlternative, ...]
    schemes: Mapping[str, SecurityScheme]
    retries: RetryPolicy | None


@dataclass(frozen=True, slots=True)
class Readers:
    """What reads the parts that operations share with other places of the document."""

    types: TypeReader
    servers: ServerReader
    links: LinkReader
    inbound: InboundReader


class OperationReader:
    """Reads operations one after the other; what they share is settled between them."""

    def __init__(
        self,
        ids: OperationIds,
        readers: Readers,
        tree: GroupTree,
        settings: Settings,
        defaults: Defaults,
        report: Report,
    ) -> None:
        self.errors = ErrorNames(readers.types.book)
        self.pagination = PaginationReader(settings, report)
        self._ids = ids
        self._readers = readers
        self._types = readers.types
        self._tree = tree
        self._settings = settings
        self._defaults = defaults
        self._report = report

    def read(self, found: Found) -> None:
        """Adds one operation to its group."""
        node = found.node
        operation_id = self._ids.of(found)
        group, name = self._name(found)
        self._types.places.name_root(found.item.pointer, names.class_(names.path_words(found.path)))
        said, fuller = class_names(operation_id, found.method.lower(), found.path)
        self._types.places.name_root(node.pointer, said, fuller=fuller)
        path = parse_path(found.path)
        arguments = ArgumentNames(self._types.book, found.place)
        parameters = read_parameters(found.item, node, path, self._types, self._report, operation_id, arguments)
        body = read_body(node, self._types, arguments, self._settings.body.spread_limit)
        responses, errors = read_responses(node, self._types, self.errors, self._readers.links)
        callbacks = self._readers.inbound.callbacks(found, operation_id)
        self._types.finish()
        operation = Operation(
            id=operation_id,
            name=name,
            accessor=".".join((*group, name)),
            method=found.method,
            path=path,
            source=node.source,
            parameters=parameters,
            body=body,
            responses=responses,
            errors=errors,
            security=self._security(node, operation_id),
            servers=self._readers.servers.of(node) or self._readers.servers.of(found.item),
            retries=self._retries(node),
            switch=switch(node, parameters, body, responses),
            summary=node.text("summary") or found.item.text("summary"),
            description=node.text("description") or found.item.text("description"),
            deprecated=node.flag("deprecated"),
            tags=node.strings("tags"),
            callbacks=callbacks,
            external_docs=node["externalDocs"].text("url"),
            snippet_values=_snippet_values(node),
        )
        pagination = self.pagination.read(node, found.item, operation, self._types.models)
        operation = replace(operation, pagination=pagination) if pagination else operation
        self._tree.add(found.titles, operation)
        remark(found.item, node, body, self._types, self._report, operation_id)
        for message in _not_expressed(node, operation):
            self._report.add(codes.NOT_EXPRESSED, message, node.source, operation=operation_id)

    def _name(self, found: Found) -> tuple[tuple[str, ...], str]:
        """The path of the operation's group, and its method's name in it."""
        method = found.method.lower()
        wanted = method_names(found.node, method, found.path, found.titles, self._settings)
        return self._tree.claim(found.titles, found.node, found.place, *wanted)

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
    said = node["responses"]
    for response in operation.responses:
        is_unread = media_types.is_xml(response.media_type) and response.type == PrimitiveType(PrimitiveKind.STRING)
        content = (
            answer.resolve()["content"] for key, answer in said.items() if key.upper() == response.status.upper()
        )
        if is_unread and any("schema" in each[response.media_type].resolve() for each in content):
            yield f"The answer of {response.media_type} arrives as text"


def _snippet_values(node: Node) -> tuple[tuple[str, JsonValue], ...]:
    return tuple((key, value.value) for key, value in node["x-sdk-example"].items())
