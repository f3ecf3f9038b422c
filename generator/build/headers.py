"""Headers of responses, and of the parts of multipart bodies (OpenAPI 3.1 section 4.8.21)."""

from __future__ import annotations

from ..document import Node
from ..model import Cardinality, Header
from .examples import described_examples
from .objects import default_of
from .part_names import header_names
from .shapes import plain
from .types import UNKNOWN, TypeReader

_IGNORED = "content-type"
"""Told by the media type; a header that describes it is ignored (OpenAPI 3.1 section 4.8.17)."""


def read_headers(holder: Node, types: TypeReader) -> tuple[Header, ...]:
    """The headers that a response or an encoding declares, in its order."""
    declared = {key: node.resolve() for key, node in holder["headers"].items() if key.lower() != _IGNORED}
    named = header_names(types.book, holder, declared)
    found = []
    for wire_name, node in declared.items():
        media = next(((kind, described.resolve()) for kind, described in node["content"].items()), None)
        schema = media[1].get("schema") if media else node.get("schema")
        typed = types.read(schema) if schema is not None else UNKNOWN
        schema = plain(schema) if schema is not None else None
        default = default_of(schema) if schema is not None else None
        found.append(
            Header(
                wire_name=wire_name,
                name=named[wire_name],
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
