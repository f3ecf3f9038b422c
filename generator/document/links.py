"""Links to operations that are left out go with them (OpenAPI 3.1 section 4.8.20, Link Object)."""

from __future__ import annotations

from collections.abc import Callable, Collection

from . import pointer as pointers
from .grammar import METHODS
from .values import Json

Leads = Callable[[dict[str, Json]], bool]
"""Whether a Link Object leads to an operation that is left out."""


def without_links(data: dict[str, Json], ids: Collection[str], places: Collection[str]) -> dict[str, Json]:
    """The document without the links to operations of these ids, or at these pointers.

    Parts in which nothing changes are shared with ``data``, which stays as it is.
    """

    def leads(link: dict[str, Json]) -> bool:
        reference = link.get("operationRef")
        target = pointers.from_fragment(reference.partition("#")[2]) if isinstance(reference, str) else ""
        return target in places or link.get("operationId") in ids

    made = dict(data)
    for section in ("paths", "webhooks"):
        made[section] = _members(made.get(section), lambda item: _item(item, leads))
    components = made.get("components")
    if isinstance(components, dict):
        made["components"] = {
            **components,
            **{
                key: _members(components[key], change)
                for key, change in (
                    ("responses", lambda response: _response(response, leads)),
                    ("pathItems", lambda item: _item(item, leads)),
                )
                if key in components
            },
        }
    return {key: value for key, value in made.items() if key in data}


def _item(item: dict[str, Json], leads: Leads) -> dict[str, Json]:
    found = {key: _operation(item[key], leads) for key in METHODS if key in item}
    if "additionalOperations" in item:
        found["additionalOperations"] = _members(
            item["additionalOperations"], lambda operation: _operation(operation, leads)
        )
    return {**item, **found}


def _operation(operation: Json, leads: Leads) -> Json:
    if not isinstance(operation, dict) or "responses" not in operation:
        return operation
    return {**operation, "responses": _members(operation["responses"], lambda response: _response(response, leads))}


def _response(response: dict[str, Json], leads: Leads) -> dict[str, Json]:
    links = response.get("links")
    if not isinstance(links, dict):
        return response
    return {**response, "links": {k: v for k, v in links.items() if not (isinstance(v, dict) and leads(v))}}


def _members(value: Json, change: Callable[[dict[str, Json]], Json]) -> Json:
    if not isinstance(value, dict):
        return value
    return {key: change(member) if isinstance(member, dict) else member for key, member in value.items()}
