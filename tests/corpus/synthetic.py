"""Documents that are deep, round or wide, as no person writes them and some programs do.

Each has one operation, ``GET /thing``, that answers with the schema ``S0``, and an instance of that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Synthetic:
    """An OpenAPI document, and an answer of its operation that is valid."""

    document: dict[str, Any]
    instance: Any


_INSTANCE_DEPTH = 100
"""pydantic's parser of JSON stops at 200 levels, whatever the schema."""


def _synthetic(schemas: dict[str, Any], instance: Any) -> Synthetic:
    answer = {"application/json": {"schema": _ref(0)}}
    operation = {"operationId": "getThing", "responses": {"200": {"description": "ok", "content": answer}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Synthetic", "version": "1"},
        "servers": [{"url": "https://synthetic.example"}],
        "paths": {"/thing": {"get": operation}},
        "components": {"schemas": schemas},
    }
    return Synthetic(document, instance)


def _ref(number: int) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/S{number}"}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def _nested(key: str, depth: int, inner: Any) -> Any:
    for _ in range(depth):
        inner = {key: inner}
    return inner


def properties_chain(length: int) -> Synthetic:
    """Every model has the next one as a property."""
    schemas = {f"S{i}": _object(next=_ref(i + 1)) for i in range(length)}
    schemas[f"S{length}"] = _object(end={"type": "string"})
    return _synthetic(schemas, _nested("next", min(length, _INSTANCE_DEPTH), {}))


def required_chain(length: int) -> Synthetic:
    """As ``properties_chain``, in arrays and with every property required."""
    schemas = {
        f"S{i}": {**_object(next={"type": "array", "items": _ref(i + 1)}), "required": ["next"]} for i in range(length)
    }
    schemas[f"S{length}"] = _object(end={"type": "string"})
    return _synthetic(schemas, {"next": []})


def reference_chain(length: int) -> Synthetic:
    """Every schema is nothing but a reference to the next one."""
    schemas: dict[str, Any] = {f"S{i}": _ref(i + 1) for i in range(length)}
    schemas[f"S{length}"] = _object(end={"type": "string"})
    return _synthetic(schemas, {"end": "x"})


def all_of_chain(length: int) -> Synthetic:
    """Every schema adds a property to the next one by ``allOf``."""
    schemas: dict[str, Any] = {
        f"S{i}": {"allOf": [_ref(i + 1), _object(**{f"p{i}": {"type": "string"}})]} for i in range(length)
    }
    schemas[f"S{length}"] = _object(end={"type": "string"})
    return _synthetic(schemas, {"p0": "a", f"p{length - 1}": "b", "end": "x"})


def heirs_chain(length: int) -> Synthetic:
    """Every schema extends the next one, and the last one has a discriminator."""
    schemas: dict[str, Any] = {
        f"S{i}": {"allOf": [_ref(i + 1), _object(**{f"p{i}": {"type": "string"}})]} for i in range(length)
    }
    base = {**_object(kind={"type": "string"}), "required": ["kind"], "discriminator": {"propertyName": "kind"}}
    schemas[f"S{length}"] = base
    return _synthetic(schemas, {"p0": "a", "kind": "S0"})


def one_of_chain(length: int) -> Synthetic:
    """Every schema is a text or the next one."""
    schemas: dict[str, Any] = {f"S{i}": {"oneOf": [{"type": "string"}, _ref(i + 1)]} for i in range(length)}
    schemas[f"S{length}"] = _object(end={"type": "string"})
    return _synthetic(schemas, {"end": "x"})


def one_of_chain_in_all_of(length: int) -> Synthetic:
    """As ``one_of_chain``, each union inside an ``allOf`` of its own."""
    schemas: dict[str, Any] = {
        f"S{i}": {"allOf": [{"oneOf": [{"type": "string"}, _ref(i + 1)]}]} for i in range(length)
    }
    schemas[f"S{length}"] = _object(end={"type": "string"})
    return _synthetic(schemas, {"end": "x"})


def all_of_list(number: int) -> Synthetic:
    """One schema brings all others together by ``allOf``."""
    parts = range(1, number + 1)
    schemas: dict[str, Any] = {f"S{i}": _object(**{f"p{i}": {"type": "string"}}) for i in parts}
    schemas["S0"] = {"allOf": [_ref(i) for i in parts]}
    return _synthetic(schemas, {"p1": "a", f"p{number}": "b"})


def nullable_chain(length: int) -> Synthetic:
    """Every schema is null or an array of the next one."""
    schemas: dict[str, Any] = {
        f"S{i}": {"anyOf": [{"type": "null"}, {"type": "array", "items": _ref(i + 1)}]} for i in range(length)
    }
    schemas[f"S{length}"] = _object(end={"type": "string"})
    return _synthetic(schemas, [[None, []]])


def maps_chain(length: int) -> Synthetic:
    """Every schema is a map of the next one."""
    schemas: dict[str, Any] = {f"S{i}": {"type": "object", "additionalProperties": _ref(i + 1)} for i in range(length)}
    schemas[f"S{length}"] = _object(end={"type": "string"})
    return _synthetic(schemas, {"a": {"b": {}}})


def aliases_chain(length: int) -> Synthetic:
    """Every schema is an array of the next one."""
    schemas: dict[str, Any] = {f"S{i}": {"type": "array", "items": _ref(i + 1)} for i in range(length)}
    schemas[f"S{length}"] = _object(end={"type": "string"})
    return _synthetic(schemas, [[[]]])


def inline_objects(depth: int) -> Synthetic:
    """One schema, with an object in an object in an object."""
    inner: dict[str, Any] = {"type": "string"}
    for _ in range(depth):
        inner = _object(child=inner)
    return _synthetic({"S0": inner}, _nested("child", min(depth, _INSTANCE_DEPTH) - 1, {}))


def inline_arrays(depth: int) -> Synthetic:
    """One schema, an array of arrays of arrays."""
    inner: dict[str, Any] = {"type": "string"}
    for _ in range(depth):
        inner = {"type": "array", "items": inner}
    return _synthetic({"S0": inner}, [[[]]])


def inline_maps(depth: int) -> Synthetic:
    """One schema, a map of maps of maps."""
    inner: dict[str, Any] = {"type": "string"}
    for _ in range(depth):
        inner = {"type": "object", "additionalProperties": inner}
    return _synthetic({"S0": inner}, _nested("a", 3, {}))


def inline_unions(depth: int) -> Synthetic:
    """One schema: a text, or an object that holds a text, or an object …"""
    inner: dict[str, Any] = {"type": "string"}
    for _ in range(depth):
        inner = {"anyOf": [{"type": "integer"}, _object(child=inner)]}
    return _synthetic({"S0": inner}, _nested("child", 3, 1))


def cycle(length: int) -> Synthetic:
    """Every model has the next one as a property, and the last one the first."""
    schemas = {f"S{i}": _object(next=_ref((i + 1) % length), name={"type": "string"}) for i in range(length)}
    return _synthetic(schemas, _nested("next", _INSTANCE_DEPTH, {"name": "x"}))


def union_cycle(length: int) -> Synthetic:
    """As ``cycle``, through arrays and unions."""
    schemas = {
        f"S{i}": _object(
            next={"type": "array", "items": {"anyOf": [_ref((i + 1) % length), {"type": "integer"}]}},
            name={"type": "string"},
        )
        for i in range(length)
    }
    return _synthetic(schemas, {"next": [1, {"name": "x"}]})


def wide(number: int) -> Synthetic:
    """Many schemas that refer to one another in no deep way, all reached from the first."""
    schemas: dict[str, Any] = {
        f"S{i}": _object(
            id={"type": "string", "format": "uuid"},
            name={"type": "string", "description": "What it is called."},
            state={"type": "string", "enum": ["open", "closed"]},
            of=_ref(min(3 * i + 1, number)),
            parts={"type": "array", "items": _ref(min(2 * i + 1, number))},
            more={"type": "array", "items": {"anyOf": [_ref(min(2 * i + 2, number)), {"type": "string"}]}},
        )
        for i in range(number)
    }
    schemas[f"S{number}"] = _object(name={"type": "string"})
    return _synthetic(schemas, {"name": "x", "parts": [{"state": "open"}]})


SHAPES: dict[str, tuple[Callable[[int], Synthetic], int]] = {
    "properties-300": (properties_chain, 300),
    "properties-1000": (properties_chain, 1000),
    "properties-5000": (properties_chain, 5000),
    "required-300": (required_chain, 300),
    "references-300": (reference_chain, 300),
    "all-of-300": (all_of_chain, 300),
    "heirs-100": (heirs_chain, 100),
    "all-of-list-1000": (all_of_list, 1000),
    "one-of-300": (one_of_chain, 300),
    "one-of-in-all-of-300": (one_of_chain_in_all_of, 300),
    "nullables-300": (nullable_chain, 300),
    "maps-300": (maps_chain, 300),
    "aliases-300": (aliases_chain, 300),
    "inline-objects-100": (inline_objects, 100),
    "inline-arrays-100": (inline_arrays, 100),
    "inline-maps-100": (inline_maps, 100),
    "inline-unions-100": (inline_unions, 100),
    "cycle-300": (cycle, 300),
    "cycle-1500": (cycle, 1500),
    "union-cycle-300": (union_cycle, 300),
    "wide-5000": (wide, 5000),
}
"""What is tried, by name: a maker and the number it is given."""
