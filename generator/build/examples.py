"""Examples of parameters, headers and media types (OpenAPI 3.2 section 4.19)."""

from __future__ import annotations

import json

from ..document import Node
from ..model import Example, JsonValue
from .objects import examples_of


def media_examples(holder: Node) -> tuple[Example, ...]:
    """``example`` and ``examples`` of a parameter, a header or a media type.

    Of an Example Object, ``value`` (or ``dataValue``) is taken, else ``serializedValue``, which is JSON
    or plain text. One that is a URL alone has no value here.
    """
    found = [Example(holder["example"].value)] if "example" in holder else []
    for key, reference in holder["examples"].items():
        example = reference.resolve()
        has_value, value = _value(example)
        if has_value:
            found.append(Example(value, key, example.text("summary"), example.text("description")))
    return tuple(found)


def described_examples(holder: Node, media: Node | None, schema: Node | None) -> tuple[Example, ...]:
    """The examples of a parameter or a header, else those of its media type, else those of its schema."""
    own = media_examples(holder) or (media_examples(media) if media is not None else ())
    return own or (examples_of(schema) if schema is not None else ())


def _value(example: Node) -> tuple[bool, JsonValue]:
    for key in ("value", "dataValue"):
        if key in example:
            return True, example[key].value
    if "serializedValue" not in example:
        return False, None
    text = example.text("serializedValue")
    try:
        return True, json.loads(text)
    except ValueError:
        return True, text
