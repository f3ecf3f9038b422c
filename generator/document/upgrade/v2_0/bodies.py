"""Request bodies of Swagger 2.0: the ``body`` parameter, and the ``formData`` parameters together."""

from __future__ import annotations

from ... import pointer as pointers
from ...values import Json
from .context import JSON_MEDIA, Context, without
from .parameters import flat_schema, style

_URLENCODED = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data"

Placed = tuple[dict[str, Json], str]
"""A parameter and its pointer as written."""


def body(placed: Placed, media_types: list[str], new: str, context: Context) -> dict[str, Json]:
    """The Request Body Object of a ``body`` parameter, the same for every media type that is consumed."""
    value, old = placed
    context.prefixes.moved(new, old)
    made = without(value, ("name", "in", "schema"))
    content: dict[str, Json] = {}
    for media_type in media_types or [JSON_MEDIA]:
        content[media_type] = {"schema": value["schema"]} if "schema" in value else {}
        context.prefixes.moved(pointers.join(new, "content", media_type), old)
    return {**made, "content": content}


def form(fields: list[Placed], media_types: list[str], new: str, context: Context) -> dict[str, Json]:
    """The Request Body Object of ``formData`` parameters: an object with a property for each.

    A file can only travel in a multipart form; otherwise the forms that the operation consumes count,
    and an URL-encoded one where it names none.
    """
    has_file = any(value.get("type") == "file" for value, _ in fields)
    forms = [media for media in media_types if media.partition(";")[0].strip().lower() in (_URLENCODED, _MULTIPART)]
    if has_file:
        forms = [media for media in forms if media.lower().startswith(_MULTIPART)] or [_MULTIPART]
    context.prefixes.moved(new, fields[0][1])
    required: list[Json] = [value["name"] for value, _ in fields if value.get("required") is True]
    properties: dict[str, Json] = {}
    encoding: dict[str, Json] = {}
    for value, old in fields:
        name = str(value["name"])
        properties[name] = _property(value, old, context)
        if written := style(value, "formData", old, context):
            encoding[name] = written
    schema: dict[str, Json] = {"type": "object", "properties": properties}
    if required:
        schema["required"] = required
    media: dict[str, Json] = {"schema": schema, "encoding": encoding} if encoding else {"schema": schema}
    content: dict[str, Json] = {}
    for media_type in forms or [_URLENCODED]:
        content[media_type] = media
        for value, old in fields:
            place = pointers.join(new, "content", media_type, "schema", "properties", str(value["name"]))
            context.prefixes.moved(place, old)
    return {"required": bool(required), "content": content}


def _property(value: dict[str, Json], old: str, context: Context) -> dict[str, Json]:
    described = {key: item for key, item in value.items() if key == "description" or key.startswith("x-")}
    return {**described, **flat_schema(value, old, context)}
