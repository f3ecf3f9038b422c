"""Where a document keeps things by name, and where in a schema a pointer leads."""

from __future__ import annotations

from ..grammar import SCHEMAS, Kind

_UNNAMED = SCHEMAS.keys() - {"$defs", "definitions"}
_SECTIONS: dict[Kind, str] = {
    "schema": "schemas",
    "response": "responses",
    "parameter": "parameters",
    "example": "examples",
    "request-body": "requestBodies",
    "header": "headers",
    "security-scheme": "securitySchemes",
    "link": "links",
    "callback": "callbacks",
}
_SECTIONS_2: dict[Kind, str] = {"schema": "definitions", "response": "responses", "parameter": "parameters"}


def section(kind: Kind, version: str) -> tuple[str, ...] | None:
    """The keys of the mapping where such objects have names; ``None`` where the version has none for them."""
    if version == "2.0":
        return (_SECTIONS_2[kind],) if kind in _SECTIONS_2 else None
    if kind == "media-type" and version == "3.2":
        return ("components", "mediaTypes")
    return ("components", _SECTIONS[kind]) if kind in _SECTIONS else None


def path_item_section(version: str) -> tuple[str, ...]:
    """As ``section``, for path items that hold themselves: before 3.1 an extension has to do."""
    return ("components", "pathItems") if version in ("3.1", "3.2") else ("x-path-items",)


def schema_around(tokens: list[str], *, through_names: bool) -> int:
    """How many of a pointer's tokens lead to the outermost schema around the one it points at.

    The rest runs through keywords of JSON Schema that hold schemas without a name of their own, or also
    ``through_names``.
    """
    for start in range(len(tokens)):
        if _runs_through_schemas(tokens[start:], through_names):
            return start
    return len(tokens)


def _runs_through_schemas(tokens: list[str], through_names: bool) -> bool:
    at = 0
    while at < len(tokens):
        form = SCHEMAS[tokens[at]][0] if tokens[at] in (SCHEMAS if through_names else _UNNAMED) else None
        key = tokens[at + 1] if at + 1 < len(tokens) else ""
        if (form == "map" and at + 1 < len(tokens)) or (form == "list" and key.isdigit()):
            at += 2
        elif form in ("one", "one-or-list"):
            at += 2 if form == "one-or-list" and key.isdigit() else 1
        else:
            return False
    return True
