"""Headers of responses, and of the parts of multipart bodies (OpenAPI 3.1 section 4.8.21)."""

from __future__ import annotations

from ..document import Node
from ..model import Cardinality, Header
from ..python import names
from .examples import described_examples
from .objects import default_of
from .shapes import plain
from .types import UNKNOWN, TypeReader

_IGNORED = "content-type"
"""Told by the media type; a header that describes it is ignored (OpenAPI 3.1 section 4.8.17)."""


def read_headers(holder: Node, types: TypeReader) -> tuple[Header, ...]:
    """The headers that a response or an encoding declares, in its order."""
    scope = names.Scope()
    found = []
    for wire_name, reference in holder["headers"].items():
        if wire_name.lower() == _IGNORED:
            continue
        node = reference.resolve()
        media = next(((kind, described.resolve()) for kind, described in node["content"].items()), None)
        schema = media[1].get("schema") if media else node.get("schema")
        typed = types.read(schema) if schema is not None else UNKNOWN
        schema = plain(schema) if schema is not None else None
        default = default_of(schema) if schema is not None else None
        found.append(
            Header(
                wire_name=wire_name,
                name=scope.claim(names.argument(wire_name)),
                type=typed.type,
                cardinality=Cardinality(node.flag("required"), typed.nullable, default),
                source=node.source,
                explode=node.flag("explode"),
                content_type=media[0] if media else None,
                description=node.text("description") or (schema.text("description") if schema is not None else ""),
                deprecated=node.flag("deprecated"),
                examples=described_examples(node, media[1] if media else None, schema),
            )
        )
    return tuple(found)
