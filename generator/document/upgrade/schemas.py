"""Schema Objects of OpenAPI 3.0, and older habits in later documents, in the words of JSON Schema 2020-12."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ... import codes
from .. import pointer as pointers
from ..moves import SchemaMoves
from ..values import Json, descend
from .shapes import Change
from .tell import Tell

_ANNOTATIONS = frozenset(
    ("title", "summary", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly",
     "externalDocs", "xml")
)  # fmt: skip
_NULL: dict[str, Json] = {"type": "null"}
_IMPLIED_TYPES = (("properties", "object"), ("additionalProperties", "object"), ("items", "array"))
_HABITS = frozenset(
    ("$ref", "items", "exclusiveMinimum", "exclusiveMaximum", "discriminator", "type", "nullable", "x-nullable")
)


def schema_upgrade(
    moves: SchemaMoves, siblings: Siblings | None = None, rename: Callable[[str], str] | None = None
) -> Change:
    """The change that brings Schema Objects into the internal dialect.

    ``moves`` learns what moves. ``siblings`` decides on keywords beside a ``$ref``; without it they stay.
    ``rename`` gives references of an older shape their new text.
    """

    def change(schema: dict[str, Json], path: list[str | int]) -> dict[str, Json]:
        if _HABITS.isdisjoint(schema):
            return schema
        reference = schema.get("$ref")
        if isinstance(reference, str):
            if rename is not None and (renamed := rename(reference)) != reference:
                schema = {**schema, "$ref": renamed}
            if siblings is not None and len(schema) > 1:
                schema = siblings.left_out(schema, path)
        schema = _in_todays_words(schema)
        if isinstance(schema.get("items"), list) and "prefixItems" not in schema:
            moves.made_tuple(pointers.join("", *path))
            schema = _as_tuple(schema)
        return _with_null(schema, path, moves) if "nullable" in schema or "x-nullable" in schema else schema

    return change


def is_annotation(key: str) -> bool:
    """Whether a keyword describes and does not constrain, so that it may stand beside any other."""
    return key in _ANNOTATIONS or key.startswith("x-")


@dataclass(frozen=True, slots=True)
class Siblings:
    """Leaves out what stands beside a ``$ref``, as OpenAPI 3.0 asks for (section 4.7.23).

    Annotations and ``nullable`` stay, which authors mean although OpenAPI 3.0 ignores them. ``tell`` hears of
    the rest, unless what the reference leads to in ``data`` says the same.
    """

    data: dict[str, Json]
    tell: Tell

    def left_out(self, schema: dict[str, Json], path: list[str | int]) -> dict[str, Json]:
        """The schema without keywords that are ignored; the same one where there are none."""
        extra = [key for key in schema if key not in ("$ref", "nullable") and not is_annotation(key)]
        if not extra:
            return schema
        target = self._target(str(schema["$ref"]))
        lost = [key for key in extra if key not in target or target[key] != schema[key]]
        if lost:
            message = f"{', '.join(lost)} beside $ref {'is' if len(lost) == 1 else 'are'} left out"
            self.tell(codes.DOCUMENT_REFERENCE_SIBLINGS, message, pointers.join("", *path, lost[0]))
        return {key: value for key, value in schema.items() if key not in extra}

    def _target(self, reference: str) -> dict[str, Json]:
        found = descend(self.data, pointers.from_fragment(reference[1:])) if reference.startswith("#/") else None
        return found if isinstance(found, dict) else {}


def _in_todays_words(schema: dict[str, Json]) -> dict[str, Json]:
    """Boolean exclusive limits of 3.0; ``type: file`` and the bare name as ``discriminator`` of 2.0."""
    for limit, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        flag = schema.get(exclusive)
        if isinstance(flag, bool):
            schema = {key: value for key, value in schema.items() if key != exclusive}
            if flag and limit in schema:
                schema = {(exclusive if key == limit else key): value for key, value in schema.items()}
    if schema.get("type") == "file":
        schema = {**schema, "type": "string", "format": "binary"}
    discriminator = schema.get("discriminator")
    return {**schema, "discriminator": {"propertyName": discriminator}} if isinstance(discriminator, str) else schema


def _as_tuple(schema: dict[str, Json]) -> dict[str, Json]:
    """A list of schemas under ``items`` is ``prefixItems`` today, and ``additionalItems`` is ``items``."""
    renamed = {"items": "prefixItems", "additionalItems": "items"}
    return {renamed.get(key, key): value for key, value in schema.items()}


def _with_null(schema: dict[str, Json], path: list[str | int], moves: SchemaMoves) -> dict[str, Json]:
    """Says in the schema itself what ``nullable`` says.

    Type and enum take null in, a union takes one more variant, and what can take neither (``$ref``,
    ``allOf``, ``const``) becomes a variant beside null; its annotations stay outside.
    """
    flag = schema.get("nullable", schema.get("x-nullable"))
    if flag not in (True, False, "true", "false"):
        return schema
    plain = {key: value for key, value in schema.items() if key != "nullable"}
    if flag in (False, "false"):
        return plain
    unions = [key for key in ("oneOf", "anyOf") if isinstance(plain.get(key), list)]
    if len(unions) < 2 and plain.keys().isdisjoint(("$ref", "allOf", "const")):
        return _taking_null(plain, unions)
    moves.wrapped(pointers.join("", *path))
    inner: dict[str, Json] = {key: value for key, value in plain.items() if not is_annotation(key)}
    return {"anyOf": [inner, dict(_NULL)], **{key: value for key, value in plain.items() if is_annotation(key)}}


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
