"""Responses of Swagger 2.0: a schema and examples by media type become content."""

from __future__ import annotations

from ... import pointer as pointers
from ...values import Json
from .context import JSON_MEDIA, Context, as_mapping, convert_members, without
from .parameters import header

_BINARY_MEDIA = "application/octet-stream"


def response(value: dict[str, Json], produces: list[str], new: str, old: str, context: Context) -> dict[str, Json]:
    """A Response Object as a 3.0 one, with one media type for each that the operation produces."""
    made = without(value, ("schema", "examples", "headers"))
    if "headers" in value:
        made["headers"] = convert_members(
            value["headers"],
            lambda item, after, before: header(item, after, before, context),
            pointers.join(new, "headers"),
            pointers.join(old, "headers"),
        )
    content = _content(value, produces, new, old, context)
    return {**made, "content": content} if content else made


def has_content(value: dict[str, Json]) -> bool:
    """Whether what the operation produces makes a difference to this response."""
    return "schema" in value or bool(as_mapping(value.get("examples")))


def _content(value: dict[str, Json], produces: list[str], new: str, old: str, context: Context) -> dict[str, Json]:
    examples = as_mapping(value.get("examples"))
    is_file = as_mapping(value.get("schema")).get("type") == "file"
    media_types = produces or [_BINARY_MEDIA if is_file else JSON_MEDIA]
    content: dict[str, Json] = {}
    for media_type in dict.fromkeys([*media_types, *examples] if "schema" in value else examples):
        place = pointers.join(new, "content", media_type)
        media: dict[str, Json] = {}
        if "schema" in value:
            media["schema"] = value["schema"]
            context.prefixes.moved(pointers.join(place, "schema"), pointers.join(old, "schema"))
        if media_type in examples:
            media["example"] = examples[media_type]
            context.prefixes.moved(pointers.join(place, "example"), pointers.join(old, "examples", media_type))
        content[media_type] = media
    return content
