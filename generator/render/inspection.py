"""The operation model as plain data: what ``inspect --json`` prints and external tools drive SDKs by."""

from __future__ import annotations

from typing import Any

from ..model import (
    MODEL_VERSION,
    Api,
    Body,
    BodyMedia,
    BodyStream,
    ErrorCase,
    Operation,
    Pagination,
    Parameter,
    Response,
    SecurityAlternative,
    SecurityScheme,
    Server,
    Webhook,
)
from ..python.annotations import Mode, annotation
from .body_inputs import body_annotation
from .inbound import reader_name
from .package import Package
from .results import STREAMS, result_annotation
from .tables import scheme_arguments


def inspection(api: Api, package: Package) -> dict[str, Any]:
    """JSON-ready data. ``type`` is the Python annotation as the package's signatures have it."""
    return {
        "model_version": MODEL_VERSION,
        "title": api.title,
        "version": api.version,
        "package": package.import_name,
        "distribution": package.distribution,
        "client": package.client,
        "async_client": package.async_client,
        "servers": [_server(server) for server in api.servers],
        "security": _security(api.security),
        "security_schemes": [_scheme(scheme) for scheme in api.schemes],
        "tags": [
            {"name": t.name, "summary": t.summary, "parent": t.parent or None, "kind": t.kind or None} for t in api.tags
        ],
        "models": [
            {"name": m.name, "kind": type(m).__name__.removesuffix("Model").lower(), "module": m.module}
            for m in api.models.values()
        ],
        "operations": [_operation(operation) for operation in api.operations()],
        "operations_left_out": api.left_out,
        "webhooks": [_inbound(webhook, "webhooks") for webhook in api.webhooks],
    }


def _operation(operation: Operation) -> dict[str, Any]:
    return {
        "id": operation.id,
        "accessor": operation.accessor,
        "method": operation.method,
        "path": operation.path.raw,
        "summary": operation.summary,
        "deprecated": operation.deprecated,
        "parameters": [_parameter(p) for p in operation.parameters],
        "body": _body(operation.body) if operation.body else None,
        "returns": result_annotation(operation),
        "returns_async": result_annotation(operation, is_async=True),
        "stream_argument": operation.switch.argument if operation.switch else None,
        "responses": [_response(r) for r in operation.responses],
        "errors": [_error(e) for e in operation.errors],
        "pagination": _pagination(operation.pagination) if operation.pagination else None,
        "security": _security(operation.security),
        "servers": [_server(server) for server in operation.servers],
        "tags": list(operation.tags),
        "callbacks": {
            callback.key: [_inbound(request, "callbacks") for request in callback.requests]
            for callback in operation.callbacks
        },
        "source": {"file": operation.source.file, "pointer": operation.source.pointer},
    }


def _pagination(pagination: Pagination) -> dict[str, Any]:
    source = pagination.input
    return {
        "style": str(pagination.style),
        "argument": source.argument or f"{source.body}.{source.field}" if source else None,
        "item": annotation(pagination.item),
        "items": list(pagination.items),
        "next": list(pagination.next),
        "header": pagination.header or None,
        "more": list(pagination.more),
        "last": list(pagination.last),
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "wire_name": parameter.wire_name,
        "in": str(parameter.location),
        "argument": parameter.name,
        "type": annotation(parameter.type, mode=Mode.INPUT),
        "required": parameter.cardinality.required,
        "nullable": parameter.cardinality.nullable,
        "default": parameter.cardinality.default.value if parameter.cardinality.default else None,
        "style": None if parameter.content_type else parameter.style,
        "explode": parameter.explode,
        "content_type": parameter.content_type,
        "deprecated": parameter.deprecated,
    }


def _server(server: Server) -> dict[str, Any]:
    variables = {
        variable.wire_name: {"default": variable.default, "choices": list(variable.choices)}
        for variable in server.variables
    }
    return {"url": server.url, "name": server.name or None, "variables": variables}


def _security(alternatives: tuple[SecurityAlternative, ...]) -> list[list[dict[str, Any]]]:
    return [[{"scheme": use.scheme_id, "scopes": list(use.scopes)} for use in way] for way in alternatives]


def _scheme(scheme: SecurityScheme) -> dict[str, Any]:
    kind = type(scheme).__name__.removesuffix("Scheme")
    arguments = list(scheme_arguments(scheme))
    return {"id": scheme.id, "kind": kind, "arguments": arguments, "deprecated": scheme.deprecated}


def _inbound(request: Webhook, module: str) -> dict[str, Any]:
    reader = reader_name(request)
    return {
        "key": request.key,
        "method": request.method,
        "id": request.operation_id or None,
        "type": f"{module}.{request.type_name}" if request.payloads else None,
        "reader": f"{module}.{reader}" if reader else None,
        "body": {media_type: annotation(type_) for media_type, type_ in request.payloads},
        "parameters": [_parameter(parameter) for parameter in request.parameters],
        "answers": [status for status, _ in request.answers],
        "deprecated": request.deprecated,
    }


def _body(body: Body) -> dict[str, Any]:
    return {
        "required": body.required,
        "choice": "content_type" if len(body.alternatives) > 1 else None,
        "media_types": {media.media_type: _media(body, media) for media in body.alternatives},
    }


def _media(body: Body, media: BodyMedia) -> dict[str, Any]:
    type_ = body_annotation([media])
    if not media.spread:
        return {"argument": body.name, "type": type_, **_sent_stream(media.stream)}
    return {
        "type": type_,
        "fields": [
            {
                "wire_name": field.wire_name,
                "argument": field.argument,
                "type": annotation(field.type, mode=Mode.INPUT),
                "required": field.cardinality.required,
                "nullable": field.cardinality.nullable,
            }
            for field in media.spread
        ],
    }


def _sent_stream(stream: BodyStream | None) -> dict[str, Any]:
    """How a body is sent piece by piece, where it may be."""
    if stream is None:
        return {}
    events = {event.name or "*": annotation(event.type, mode=Mode.INPUT) for event in stream.events}
    return {"streaming": str(stream.kind), "events": events, "sentinel": stream.sentinel or None}


def _response(response: Response) -> dict[str, Any]:
    return {
        "status": response.status,
        "media_type": response.media_type or None,
        "type": annotation(response.type) if response.type is not None else None,
        "streaming": str(response.streaming),
        **_stream(response),
        "headers": [header.wire_name for header in response.headers],
        "links": {
            link.name: {
                "operation": link.operation_id or None,
                "parameters": dict(link.parameters),
                "body": link.request_body,
            }
            for link in response.links
        },
    }


def _stream(response: Response) -> dict[str, Any]:
    """What a stream of items says of them; ``type`` is that of one item."""
    if response.streaming not in STREAMS:
        return {}
    return {
        "events": {event.name or "*": annotation(event.type) for event in response.events},
        "sentinel": response.sentinel or None,
    }


def _error(error: ErrorCase) -> dict[str, Any]:
    return {
        "status": error.status,
        "media_type": error.media_type or None,
        "type": annotation(error.type) if error.type is not None else None,
        "error": f"errors.{error.error_name}" if error.error_name else "errors.APIError",
        "headers": [header.wire_name for header in error.headers],
    }
