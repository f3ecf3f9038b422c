"""Answers of a server that has nothing but the document: values that keep to its schemas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

A_URL = "https://a.example/b"
"""What stands for a URL."""

_A_TEXT = "text"

_STRINGS = {
    "date-time": "2026-02-03T04:05:06Z",
    "date": "2026-02-03",
    "time": "04:05:06Z",
    "duration": "PT1M",
    "uuid": "0f8b0a3c-7f5e-4d0e-9d0a-1c2d3e4f5a6b",
    "byte": "QUJD",
    "email": "a@b.example",
    "uri": A_URL,
    "ipv4": "192.0.2.7",
}
_DEEPEST = 8
_SHALLOW = 2


class Values:
    """Makes values for the schemas of one document, which has the shapes of OpenAPI 3.1.

    The ``last`` value of a schema is the poorest one: no list has items, nothing optional is there, so that
    a client that pages through answers finds an end.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document

    def resolve(self, node: Any) -> Any:
        """What a reference leads to, which is nothing where it leads nowhere; anything else as it is."""
        seen = 0
        while isinstance(node, Mapping) and isinstance(node.get("$ref"), str) and seen < 50:
            target: Any = self._document
            for token in node["$ref"].removeprefix("#").strip("/").split("/"):
                key = unquote(token).replace("~1", "/").replace("~0", "~")
                target = target[int(key)] if isinstance(target, list) else target.get(key, {})
            node, seen = target, seen + 1
        return node

    def make(self, schema: Any, *, last: bool = False, depth: int = 0) -> Any:
        """A value of the schema."""
        schema = self.whole(schema)
        if "const" in schema:
            return schema["const"]
        if schema.get("enum"):
            return next((value for value in schema["enum"] if value is not None), None)
        for word in ("oneOf", "anyOf"):
            if schema.get(word):
                return self._choice(schema, word, last=last, depth=depth)
        return self._typed(schema, last=last, depth=depth)

    def _choice(self, schema: Mapping[str, Any], word: str, *, last: bool, depth: int) -> Any:
        variants = [v for v in schema[word] if self.whole(v).get("type") != "null"] or schema[word]
        value = self.make(variants[0], last=last, depth=depth + 1)
        rest = {key: part for key, part in schema.items() if key not in {"oneOf", "anyOf", "discriminator"}}
        if isinstance(value, dict):
            if rest.get("properties"):
                value = {**self._object(rest, last=last, depth=depth), **value}
            tag = schema.get("discriminator")
            if tag:
                value[tag["propertyName"]] = self._tag(tag, variants[0], value)
        return value

    def _tag(self, tag: Mapping[str, Any], variant: Any, value: Mapping[str, Any]) -> Any:
        own = self.whole(variant).get("properties", {}).get(tag["propertyName"])
        fixed = self.whole(own) if own is not None else {}
        if "const" in fixed or fixed.get("enum"):
            return value.get(tag["propertyName"], fixed.get("const", (fixed.get("enum") or [None])[0]))
        name = str(variant.get("$ref", "")).rpartition("/")[2]
        return next((key for key, to in tag.get("mapping", {}).items() if to.rpartition("/")[2] == name), name)

    def _typed(self, schema: Mapping[str, Any], *, last: bool, depth: int) -> Any:
        match _kind(schema):
            case "object":
                return self._object(schema, last=last, depth=depth)
            case "array":
                least = schema.get("minItems", 0)
                wanted = least if last or depth > _DEEPEST else max(least, 1)
                return [self.make(schema.get("items", {}), last=last, depth=depth + 1) for _ in range(wanted)]
            case "string":
                text = _STRINGS.get(schema.get("format", ""), "" if last else _A_TEXT)
                return text.ljust(schema.get("minLength", 0), "x")[: schema.get("maxLength")]
            case "integer" | "number":
                return schema.get("minimum", 0 if last else schema.get("multipleOf", 1))
            case "boolean":
                return not last
            case "null":
                return None
            case _:
                return {}

    def _object(self, schema: Mapping[str, Any], *, last: bool, depth: int) -> dict[str, Any]:
        required = set(schema.get("required", ()))
        made = {}
        for name, part in schema.get("properties", {}).items():
            is_wanted = name in required or (not last and depth <= _SHALLOW)
            if is_wanted and depth <= _DEEPEST and not self.whole(part).get("writeOnly"):
                made[name] = self.make(part, last=last, depth=depth + 1)
                if made[name] == _A_TEXT and re.search(r"(?i)(^|_|(?<=[a-z]))(url|uri|href)$", name):
                    made[name] = A_URL
        return made

    def whole(self, schema: Any, depth: int = 0) -> dict[str, Any]:
        """The schema with what it refers to and all of its ``allOf`` in one."""
        schema = self.resolve(schema)
        if not isinstance(schema, Mapping) or depth > 20:
            return {}
        if not schema.get("allOf"):
            return dict(schema)
        found: dict[str, Any] = {}
        for part in (*schema["allOf"], {key: value for key, value in schema.items() if key != "allOf"}):
            whole = self.whole(part, depth + 1)
            properties = {**found.get("properties", {}), **whole.get("properties", {})}
            required = [*found.get("required", ()), *whole.get("required", ())]
            found |= whole
            if properties:
                found["properties"] = properties
            if required:
                found["required"] = required
        return found


def _kind(schema: Mapping[str, Any]) -> str:
    kinds = schema.get("type", ())
    kinds = [kinds] if isinstance(kinds, str) else [kind for kind in kinds if kind != "null"] or list(kinds)
    if kinds:
        return str(kinds[0])
    if "properties" in schema:
        return "object"
    return "array" if "items" in schema else ""
