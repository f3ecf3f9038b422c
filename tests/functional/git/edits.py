"""Single changes of a document, of the kinds that maintainers make, each told with the words it brings in.

They are made where they can be: at the first operation, component, property and enum that suits. Documents
are OpenAPI 3 as JSON values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

METHODS = ("get", "put", "post", "delete", "patch")
WORD = "zebra"
"""Stands in everything that an edit brings in, in whatever case, and in no document."""

Edit = Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class Kind:
    """A kind of change."""

    name: str
    edit: Edit


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        yield from ((path, method, item[method]) for method in METHODS if method in item)


def objects(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The component schemas that are plain objects and used by what an operation returns."""
    text = str(document["paths"])
    for name, schema in document["components"]["schemas"].items():
        plain = schema.get("type") == "object" and not schema.keys() & {"allOf", "oneOf", "anyOf"}
        if plain and schema.get("properties") and f"'#/components/schemas/{name}'" in text:
            yield name, schema


def _first_operation(document: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
    suited = ((p, m, o) for p, m, o in operations(document) if m == "get" and o.get("tags") and "{" not in p)
    return next(suited, None) or next(operations(document))


def _answer(document: dict[str, Any]) -> dict[str, Any]:
    name, _ = next(objects(document))
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
    return {"200": {"description": "What there is.", "content": content}}


def _new_operation(document: dict[str, Any], responses: dict[str, Any]) -> None:
    path, _, beside = _first_operation(document)
    document["paths"][f"{path}/{{{WORD}_id}}/{WORD}s"] = {
        "get": {
            "operationId": f"get-{WORD}",
            "summary": f"Get a {WORD}",
            "description": f"The {WORD} of that id.",
            "tags": beside.get("tags", []),
            "parameters": [
                *(each for each in beside.get("parameters", []) if each.get("in") == "path"),
                {"name": f"{WORD}_id", "in": "path", "required": True, "schema": {"type": "string"}},
            ],
            "responses": responses,
        }
    }


def add_operation(document: dict[str, Any]) -> None:
    _new_operation(document, _answer(document))


def add_operation_with_inline_answer(document: dict[str, Any]) -> None:
    schema = {"type": "object", "properties": {f"{WORD}_size": {"type": "integer"}}}
    _new_operation(document, {"200": {"description": "Done.", "content": {"application/json": {"schema": schema}}}})


def add_component(document: dict[str, Any]) -> None:
    document["components"]["schemas"][WORD.title()] = {
        "type": "object",
        "required": [f"{WORD}_id"],
        "properties": {f"{WORD}_id": {"type": "string"}},
    }


def add_property(document: dict[str, Any]) -> None:
    _, schema = next(objects(document))
    schema["properties"][f"{WORD}_count"] = {"type": "integer", "description": f"How many {WORD}s."}


def add_inline_model(document: dict[str, Any]) -> None:
    _, schema = next(objects(document))
    inside = {"type": "object", "properties": {f"{WORD}_name": {"type": "string"}}}
    schema["properties"][f"{WORD}_facts"] = inside


def add_parameter(document: dict[str, Any]) -> None:
    _, _, operation = _first_operation(document)
    parameter = {"name": f"{WORD}_only", "in": "query", "description": f"Only {WORD}s.", "schema": {"type": "boolean"}}
    operation.setdefault("parameters", []).append(parameter)


def add_enum_value(document: dict[str, Any]) -> None:
    found = (node for _, node in _nodes(document["components"]["schemas"]) if _is_enum(node))
    next(found)["enum"].append(WORD)


def reword_operation(document: dict[str, Any]) -> None:
    _, _, operation = _first_operation(document)
    operation["description"] = f"{operation.get('description', 'What it does.')} As {WORD}s do."


def reword_property(document: dict[str, Any]) -> None:
    described = (
        each
        for schema in document["components"]["schemas"].values()
        for each in schema.get("properties", {}).values()
        if each.get("description") and "$ref" not in each and not each.keys() & {"oneOf", "anyOf", "allOf"}
    )
    found = next(described)
    found["description"] = f"{found['description']} As {WORD}s do."


def _is_enum(node: Any) -> bool:
    return isinstance(node, dict) and isinstance(node.get("enum"), list) and node.get("type") == "string"


def _nodes(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    yield pointer, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in items:
        yield from _nodes(each, f"{pointer}/{key}")


ADDITIONS = (
    Kind("operation", add_operation),
    Kind("operation with an inline answer", add_operation_with_inline_answer),
    Kind("component", add_component),
    Kind("property", add_property),
    Kind("inline model", add_inline_model),
    Kind("parameter", add_parameter),
    Kind("enum value", add_enum_value),
)
REWORDINGS = (
    Kind("description of an operation", reword_operation),
    Kind("description of a property", reword_property),
)
