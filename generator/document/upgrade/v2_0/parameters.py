"""Parameters and headers of Swagger 2.0: a type written flat becomes a schema, a collection format a style."""

from __future__ import annotations

from .... import codes
from ... import pointer as pointers
from ...values import Json
from .context import Context, without

_SCHEMA_KEYWORDS = frozenset(
    ("type", "format", "items", "default", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength",
     "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "enum", "multipleOf", "x-nullable")
)  # fmt: skip
_STYLES = {"csv": "form", "multi": "form", "ssv": "spaceDelimited", "pipes": "pipeDelimited"}


def parameter(value: dict[str, Json], new: str, old: str, context: Context) -> dict[str, Json]:
    """A parameter outside the body (Swagger 2.0, Parameter Object) as a 3.0 one."""
    made = without(value, _SCHEMA_KEYWORDS | {"collectionFormat", "schema"})
    if "x-example" in made and "example" not in made:
        made["example"] = made["x-example"]
    location = str(value.get("in", "query"))
    return {**made, **style(value, location, old, context), "schema": _schema(value, new, old, context)}


def header(value: dict[str, Json], new: str, old: str, context: Context) -> dict[str, Json]:
    """A header of a response (Swagger 2.0, Header Object) as a 3.0 one."""
    made = without(value, _SCHEMA_KEYWORDS | {"collectionFormat"})
    return {**made, **style(value, "header", old, context), "schema": _schema(value, new, old, context)}


def flat_schema(value: dict[str, Json], pointer: str, context: Context) -> dict[str, Json]:
    """The schema that a parameter, a header or their items spell out among their own fields."""
    made = {key: item for key, item in value.items() if key in _SCHEMA_KEYWORDS}
    items = made.get("items")
    if isinstance(items, dict):
        items_pointer = pointers.join(pointer, "items")
        if "collectionFormat" in items and items.get("type") == "array":
            message = "the collectionFormat of an array within an array cannot be expressed and is left out"
            context.tell(codes.DOCUMENT_COLLECTION_FORMAT, message, pointers.join(items_pointer, "collectionFormat"))
        made["items"] = items if "$ref" in items else flat_schema(items, items_pointer, context)
    return made


def style(value: dict[str, Json], location: str, pointer: str, context: Context) -> dict[str, Json]:
    """How an array is written: ``csv`` where the document is silent (Swagger 2.0, Parameter Object)."""
    if value.get("type") != "array":
        return {}
    wanted = value.get("collectionFormat", "csv")
    is_simple = location in ("path", "header")
    if not isinstance(wanted, str) or wanted not in _STYLES or (is_simple and wanted != "csv"):
        message = f"collectionFormat {wanted} cannot be expressed in {location}; csv is used"
        context.tell(codes.DOCUMENT_COLLECTION_FORMAT, message, pointers.join(pointer, "collectionFormat"))
        wanted = "csv"
    return {"style": "simple" if is_simple else _STYLES[wanted], "explode": wanted == "multi"}


def _schema(value: dict[str, Json], new: str, old: str, context: Context) -> Json:
    """Some documents give a ``schema`` where 2.0 wants a flat type: it is taken as it was meant."""
    if "schema" in value and "type" not in value:
        return value["schema"]
    context.prefixes.moved(pointers.join(new, "schema"), old)
    return flat_schema(value, old, context)
