"""Leaves out what nothing uses: components, security schemes, tags."""

from __future__ import annotations

from collections.abc import Iterator

from . import pointer as pointers
from .document import Document
from .grammar import METHODS
from .moves import Prefixes
from .reachable import Reach
from .values import Json


def prune(
    document: Document, data: dict[str, Json], moves: Prefixes
) -> tuple[dict[str, Json], dict[str, int], list[str]]:
    """``data`` without what nothing in it uses, how many components that were by section, and their pointers.

    ``data`` is what is left of ``document``, where references are looked up. ``moves`` learns which tags moved.
    """
    made = dict(data)
    operations = list(_operations(data))
    reach = Reach(document)
    reach.add(value for key, value in data.items() if key not in ("components", "tags"))
    if operations and all("security" in operation for operation in operations):
        made.pop("security", None)
    else:
        reach.require_schemes(data.get("security"))
    counts: dict[str, int] = {}
    gone: list[str] = []
    components = data.get("components")
    if isinstance(components, dict):
        made["components"] = {kind: _used(kind, value, reach, gone) for kind, value in components.items()}
        counts = {kind: number for kind, number in _counts(gone).items() if number}
    if isinstance(data.get("tags"), list):
        made["tags"] = _used_tags(data["tags"], operations, moves)
    return made, counts, gone


def _used(kind: str, members: Json, reach: Reach, gone: list[str]) -> Json:
    if not isinstance(members, dict) or kind.startswith("x-"):
        return members
    gone.extend(pointers.join("/components", kind, name) for name in members if (kind, name) not in reach.components)
    return {name: value for name, value in members.items() if (kind, name) in reach.components}


def _counts(gone: list[str]) -> dict[str, int]:
    kinds = [pointers.split(pointer)[1] for pointer in gone]
    return {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}


def _used_tags(tags: Json, operations: list[dict[str, Json]], moves: Prefixes) -> Json:
    """The tags of operations and those above them (``parent``, OpenAPI 3.2 section 4.22), in their order."""
    declared = [tag if isinstance(tag, dict) else {} for tag in tags] if isinstance(tags, list) else []
    parents = {str(tag.get("name")): tag.get("parent") for tag in declared}
    used: set[str] = set()
    for operation in operations:
        found = operation.get("tags")
        for tag in found if isinstance(found, list) else [found]:
            name = tag
            while isinstance(name, str) and name not in used:
                used.add(name)
                name = parents.get(name)
    made: list[Json] = []
    for index, tag in enumerate(declared):
        if tag.get("name") in used:
            if len(made) != index:
                moves.moved(f"/tags/{len(made)}", f"/tags/{index}")
            made.append(tag)
    return made


def _operations(data: dict[str, Json]) -> Iterator[dict[str, Json]]:
    """The operations of paths and webhooks that stand in place."""
    for section in ("paths", "webhooks"):
        items = data.get(section)
        for item in items.values() if isinstance(items, dict) else ():
            if isinstance(item, dict):
                more = item.get("additionalOperations")
                found = [item.get(method) for method in METHODS]
                found.extend(more.values() if isinstance(more, dict) else ())
                yield from (operation for operation in found if isinstance(operation, dict))
