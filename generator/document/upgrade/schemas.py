"""Schema Objects of OpenAPI 3.0, and 3.0 habits in later documents, in the words of JSON Schema 2020-12."""

from __future__ import annotations

from collections.abc import Callable

from .. import pointer as pointers
from ..values import Json
from .shapes import Change

Moved = dict[str, str]
_ANNOTATIONS = frozenset(
    ("title", "summary", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly",
     "externalDocs", "xml")
)  # fmt: skip
_NULL: dict[str, Json] = {"type": "null"}
_IMPLIED_TYPES = (("properties", "object"), ("additionalProperties", "object"), ("items", "array"))


def upgraded(moved: Moved, on_siblings: Callable[[str, list[str]], None] | None) -> Change:
    """The change for one document.

    ``moved`` is filled with the prefixes that move. ``on_siblings`` is given the siblings of each ``$ref``
    that are left out, as OpenAPI 3.0 asks for: pointer of the first, names of all; without it they stay.
    """

    def change(schema: dict[str, Json], path: list[str | int]) -> dict[str, Json]:
        if on_siblings is not None and "$ref" in schema and len(schema) > 1:
            schema = _without_siblings(schema, path, on_siblings)
        if "exclusiveMinimum" in schema or "exclusiveMaximum" in schema:
            schema = _with_numeric_limits(schema)
        if "nullable" in schema:
            schema = _with_null(schema, path, moved)
        return schema

    return change


def is_annotation(key: str) -> bool:
    """Whether a keyword describes and does not constrain, so that it may stand beside any other."""
    return key in _ANNOTATIONS or key.startswith("x-")


def _without_siblings(
    schema: dict[str, Json], path: list[str | int], on_siblings: Callable[[str, list[str]], None]
) -> dict[str, Json]:
    """Keeps annotations and ``nullable``, which authors mean although OpenAPI 3.0 ignores them."""
    extra = [key for key in schema if key not in ("$ref", "nullable") and not is_annotation(key)]
    if not extra:
        return schema
    on_siblings(pointers.join("", *path, extra[0]), extra)
    return {key: value for key, value in schema.items() if key not in extra}


def _with_numeric_limits(schema: dict[str, Json]) -> dict[str, Json]:
    """``minimum: 3, exclusiveMinimum: true`` becomes ``exclusiveMinimum: 3``; the same for maximum."""
    made = schema
    for limit, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        flag = schema.get(exclusive)
        if not isinstance(flag, bool):
            continue
        made = {key: value for key, value in made.items() if key != exclusive}
        if flag and limit in made:
            made = {(exclusive if key == limit else key): value for key, value in made.items()}
    return made


def _with_null(schema: dict[str, Json], path: list[str | int], moved: Moved) -> dict[str, Json]:
    """Says in the schema itself what ``nullable`` says.

    Type and enum take null in, a union takes one more variant, and what can take neither (``$ref``,
    ``allOf``, ``const``) becomes a variant beside null; its annotations stay outside.
    """
    flag = schema["nullable"]
    if flag is not True and flag != "true":
        return schema if not isinstance(flag, bool) else {k: v for k, v in schema.items() if k != "nullable"}
    plain = {key: value for key, value in schema.items() if key != "nullable"}
    unions = [key for key in ("oneOf", "anyOf") if isinstance(plain.get(key), list)]
    if "$ref" in plain or "allOf" in plain or "const" in plain or len(unions) == 2:
        pointer = pointers.join("", *path)
        moved[pointer + "/anyOf/0"] = pointer
        inner: dict[str, Json] = {key: value for key, value in plain.items() if not is_annotation(key)}
        return {
            "anyOf": [inner, dict(_NULL)],
            **{key: value for key, value in plain.items() if is_annotation(key)},
        }
    return _taking_null(plain, unions)


def _taking_null(schema: dict[str, Json], unions: list[str]) -> dict[str, Json]:
    made = dict(schema)
    for key in unions:
        variants = made[key]
        if isinstance(variants, list) and _NULL not in variants:
            made[key] = [*variants, dict(_NULL)]
    type_ = made.get("type") or next((name for key, name in _IMPLIED_TYPES if key in made), None)
    if isinstance(type_, str) and type_ != "null":
        made["type"] = [type_, "null"]
    elif isinstance(type_, list) and "null" not in type_:
        made["type"] = [*type_, "null"]
    enum = made.get("enum")
    if isinstance(enum, list) and None not in enum:
        made["enum"] = [*enum, None]
    return made
