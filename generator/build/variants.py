"""What an alternative of a union is called: by what it says of itself, so that its name stays when others come."""

from __future__ import annotations

from ..document import Node
from ..document.values import Json
from ..python import names

_TITLE_WORDS = 4
_FURTHER = 2


def is_silent(node: Node) -> bool:
    """Whether an alternative needs no word of its own: it is the only one beside null."""
    siblings = node.document.lookup(node.pointer.rpartition("/")[0])
    return all(other.pointer == node.pointer or _is_null(other) for other in siblings)


def hint(node: Node) -> str:
    """What tells a variant from its siblings: its tag's value, its title, what it is made of, or what it is."""
    parts = _parts(node)
    title = node.text("title") if node.is_mapping else ""
    tag = next((tag for schema in _properties(node).values() if (tag := _tag(schema))), "")
    if parts or tag:
        return parts[0] if parts else tag
    if title and 0 < len(names.words(title)) <= _TITLE_WORDS:
        return title
    telling = _telling(node)
    if telling:
        return f"with {telling[0]}"
    kind = node["type"].value if node.is_mapping else "any"
    return "enum" if "enum" in node else kind if isinstance(kind, str) else "variant"


def is_told_by_properties(node: Node) -> bool:
    """Whether the hint is a property's name: another one where that is inserted before it."""
    telling = _telling(node)
    return bool(telling) and hint(node) == f"with {telling[0]}"


def more(node: Node) -> str:
    """What else a variant has: said where the hint does not tell it from another."""
    telling = _telling(node)
    further = telling[1 : 1 + _FURTHER] if hint(node).startswith("with ") else telling[:_FURTHER]
    return " and ".join([*_parts(node)[1:3], *(["with " + " and ".join(further)] if further else [])])


def difference(node: Node) -> str:
    """What a variant has that not all of its siblings have: the last that can be said of it."""
    siblings = [s for s in node.document.lookup(node.pointer.rpartition("/")[0]) if s.pointer != node.pointer]
    others = [set(_telling(sibling)) for sibling in siblings]
    own = [name for name in _telling(node) if not all(name in other for other in others)]
    return " and ".join(own[:3])


def _is_null(node: Node) -> bool:
    return node.is_mapping and node["type"].value == "null"


def _parts(node: Node) -> list[str]:
    return [part.ref.rpartition("/")[2] for part in node["allOf"] if part.ref]


def _telling(node: Node) -> list[str]:
    """The properties that a variant is told by: the required ones; all of them where none is."""
    properties, required = _properties(node), _required(node)
    return [name for name in properties if name in required] or list(properties)


def _properties(node: Node) -> dict[str, Json]:
    """The properties of a schema, those of the inline parts of its ``allOf`` included."""
    found: dict[str, Json] = {}
    for part in (node, *node["allOf"]):
        value = part.value.get("properties") if isinstance(part.value, dict) else None
        found.update(value if isinstance(value, dict) else {})
    return found


def _required(node: Node) -> set[str]:
    return {name for part in (node, *node["allOf"]) if part.is_mapping for name in part.strings("required")}


def _tag(schema: Json) -> str:
    fixed = schema.get("const", schema.get("enum")) if isinstance(schema, dict) else None
    tag = fixed[0] if isinstance(fixed, list) and len(fixed) == 1 else fixed
    return tag if isinstance(tag, str) else ""
