"""Webhooks and callbacks: the requests that the API sends (OpenAPI 3.1 sections 4.8.1 and 4.8.18)."""

from __future__ import annotations

from collections.abc import Iterator

from .. import codes
from ..diagnostics import Report
from ..document import Node
from ..document import pointer as pointers
from ..model import Callback, UnionType, Webhook
from ..python import names
from ..python.pins import Named
from . import media_types
from .finding import Found
from .parameters import parse_path, read_parameters
from .part_names import ArgumentNames
from .path_items import operations
from .types import UNKNOWN, TypeReader

_USUAL = "POST"


class InboundReader:
    """Reads the requests that the API sends. Their names are unique among the webhooks, and among the callbacks."""

    def __init__(self, types: TypeReader, report: Report) -> None:
        self._types = types
        self._report = report
        self._webhooks = types.book.scope(Named.WEBHOOK, "", fold=True)
        self._callbacks = types.book.scope(Named.CALLBACK, "", fold=True)

    def webhooks(self, root: Node) -> tuple[Webhook, ...]:
        """The webhooks of a document."""
        found = []
        for key, reference in root["webhooks"].items():
            for item, method, node in operations(reference):
                self._types.places.name_root(node.pointer, names.class_(_said(key, method, "webhook")))
                said = _said(key, method)
                wanted = (said, f"{said} {names.style(key)}")
                rank = 0 if names.request(said) == key else 1
                place = pointers.join(reference.pointer, method.lower())
                name = self._webhooks.claim(node, place, *map(names.request, wanted), rank=rank)
                found.append(self._read(key, name, method, item, node))
        return tuple(found)

    def callbacks(self, operation: Found, operation_id: str) -> tuple[Callback, ...]:
        """The callbacks of an operation."""
        place = pointers.join(operation.place, "callbacks")
        return tuple(
            Callback(
                key=key,
                requests=tuple(self._requests(f"{operation_id} {key}", reference.resolve(), pointers.join(place, key))),
                source=reference.source,
            )
            for key, reference in operation.node["callbacks"].items()
        )

    def _requests(self, said: str, callback: Node, place: str) -> Iterator[Webhook]:
        for expression, reference in callback.items():
            if expression.startswith("x-"):
                continue
            for item, method, node in operations(reference):
                own = _said(said, method)
                full = f"{own} {names.path_words(expression)}"
                wanted = (own, full, f"{full} {names.style(expression)}")
                key = pointers.join(place, expression, method.lower())
                name = self._callbacks.claim(node, key, *map(names.request, wanted), rank=1)
                self._types.places.name_root(node.pointer, names.class_(_said(said, method, "callback")))
                yield self._read(expression, name, method, item, node)

    def _read(self, key: str, name: str, method: str, item: Node, node: Node) -> Webhook:
        operation_id = node.text("operationId")
        arguments = ArgumentNames(self._types.book, node.pointer)
        parameters = read_parameters(
            item, node, parse_path(""), self._types, self._report, operation_id or key, arguments
        )
        payloads = []
        for media_type, reference in node["requestBody"].resolve()["content"].items():
            media = reference.resolve()
            schema = media.get("schema")
            typed = self._types.read(schema) if schema is not None else UNKNOWN
            payloads.append((media_type, media_types.body_type(media_type, typed.whole)))
        self._types.finish()
        json_types = tuple(dict.fromkeys(type_ for media_type, type_ in payloads if media_types.is_json(media_type)))
        if payloads and not json_types:
            self._report.add(
                codes.NOT_EXPRESSED,
                f"The body of {key!r} is {payloads[0][0]}: it has a type, and no function that reads it",
                node.source,
                operation=operation_id,
            )
        return Webhook(
            key=key,
            name=name,
            type_name=names.class_(f"{name} payload"),
            operation_id=operation_id,
            method=method,
            source=node.source,
            payloads=tuple(payloads),
            json_type=UnionType(json_types) if len(json_types) > 1 else next(iter(json_types), None),
            parameters=parameters,
            answers=tuple(_answers(node)),
            summary=node.text("summary") or item.text("summary"),
            description=node.text("description") or item.text("description"),
            deprecated=node.flag("deprecated"),
        )


def _said(text: str, method: str, kind: str = "") -> str:
    """What a request is named after: its method is said unless it is the usual one."""
    return " ".join(filter(None, [text, kind, "" if method == _USUAL else method]))


def _answers(node: Node) -> Iterator[tuple[str, str]]:
    for status, reference in node["responses"].items():
        if not status.startswith("x-"):
            yield status.upper() if status != "default" else status, reference.resolve().text("description")
