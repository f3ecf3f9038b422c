"""The operation model as plain data: what ``inspect --json`` prints and external tools drive SDKs by."""

from __future__ import annotations

from typing import Any

from ..model import MODEL_VERSION, Api, Body, BodyMedia, ErrorCase, NullableType, Operation, Parameter, Response
from ..python.annotations import Mode, annotation
from .package import Package
from .signatures import result_annotation


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
        "servers": [{"url": s.url, "name": s.name or None} for s in api.servers],
        "models": [
            {"name": m.name, "kind": type(m).__name__.removesuffix("Model").lower(), "module": m.module}
            for m in api.models.values()
        ],
        "operations": [_operation(operation) for operation in api.operations()],
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
        "responses": [_response(r) for r in operation.responses],
        "errors": [_error(e) for e in operation.errors],
        "pagination": None,
        "security": [
            [{"scheme": use.scheme_id, "scopes": list(use.scopes)} for use in alternative]
            for alternative in operation.security
        ],
        "servers": [{"url": s.url, "name": s.name or None} for s in operation.servers],
        "source": {"file": operation.source.file, "pointer": operation.source.pointer},
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "wire_name": parameter.wire_name,
        "in": str(parameter.location),
        "argument": parameter.name,
        "type": annotation(parameter.type, mode=Mode.INPUT),
        "required": parameter.cardinality.required,
        "nullable": parameter.cardinality.nullable,
        "deprecated": parameter.deprecated,
    }


def _body(body: Body) -> dict[str, Any]:
    return {
        "required": body.required,
        "media_types": {media.media_type: _media(body, media) for media in body.alternatives},
    }


def _media(body: Body, media: BodyMedia) -> dict[str, Any]:
    whole = NullableType(media.type) if media.nullable else media.type
    type_ = annotation(whole, mode=Mode.INPUT)
    if not media.spread:
        return {"argument": body.name, "type": type_}
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


def _response(response: Response) -> dict[str, Any]:
    return {
        "status": response.status,
        "media_type": response.media_type or None,
        "type": annotation(response.type) if response.type is not None else None,
        "streaming": str(response.streaming),
        "headers": [header.wire_name for header in response.headers],
    }


def _error(error: ErrorCase) -> dict[str, Any]:
    return {
        "status": error.status,
        "media_type": error.media_type or None,
        "type": annotation(error.type) if error.type is not None else None,
        "error": f"errors.{error.error_name}" if error.error_name else "errors.APIError",
    }
