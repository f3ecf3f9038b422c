"""Names for schemas that have none: made from where they stand, and from nothing else.

``/components/schemas/Page/properties/labels/items`` is ``PageLabelsItem``; the JSON answer of
``listPets`` is ``ListPetsResponse``. A root is a pointer that has a name already; what stands below it
adds its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus

from ..document import Document, Node
from ..document import pointer as pointers
from ..document.values import Json
from ..python import names

_SILENT = {"schema", "itemSchema", "allOf", "then", "else", "not", "dependentSchemas", "definitions", "$defs"}
_WORDS = {"items": "Item", "additionalProperties": "Value", "requestBody": "Request", "unevaluatedProperties": "Value"}
_PARAMETER = re.compile(r"\A((.*/parameters)/[0-9]+)(?=/)")
_BY_KEY = {"properties", "headers", "$defs", "definitions"}


class Places:
    """Names by place. ``roots`` are the pointers that are named."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._roots: dict[str, str] = {}

    def name_root(self, pointer: str, name: str) -> None:
        """From now on what stands below ``pointer`` is named after ``name``."""
        self._roots[pointer] = name

    def owner(self, pointer: str) -> str | None:
        """The nearest root at or above a place, by its pointer."""
        while pointer:
            if pointer in self._roots:
                return pointer
            pointer = pointer.rpartition("/")[0]
        return None

    def key(self, pointer: str) -> str:
        """The pointer with parameters by their place and name, not by their index: it stays when others come."""
        found = _PARAMETER.search(pointer)
        if found is None:
            return pointer
        parameter = self._document.lookup(found[1]).resolve()
        if not parameter.is_mapping:
            return pointer
        return pointers.join(found[2], f"{parameter.text('in')} {parameter.text('name')}") + pointer[found.end() :]

    def candidates(self, node: Node) -> tuple[str, ...]:
        """Names for the schema, the best first, each saying more than the one before it."""
        root = self.owner(node.pointer) or ""
        base = self._roots.get(root, "")
        tokens = pointers.split(node.pointer[len(root) :])
        short = names.class_(base + "".join(self._said(root, tokens, full=False)))
        full = names.class_(base + "".join(self._said(root, tokens, full=True)))
        kind = "Field" if tokens[-2:-1] == ["properties"] else "Variant"
        return tuple(dict.fromkeys((short, full, full + kind)))

    def _said(self, root: str, tokens: list[str], *, full: bool) -> Iterator[str]:
        at = 0
        pointer = root
        while at < len(tokens):
            token, key = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else ""
            step = 1
            if token in {"allOf", "dependentSchemas"} or token in _BY_KEY | {"patternProperties"}:
                step = 2
            if token in {"oneOf", "anyOf", "prefixItems", "parameters", "responses", "content", "callbacks"}:
                step = 2
            pointer = pointers.join(pointer, *tokens[at : at + step])
            yield from self._word(token, key, pointer, full=full)
            at += step

    def _word(self, token: str, key: str, pointer: str, *, full: bool) -> Iterator[str]:
        match token:
            case "oneOf" | "anyOf":
                yield self._variant(pointer, full=full)
            case "prefixItems":
                yield "Item" + ("First", "Second", "Third")[int(key)] if key in "012" and key else f"Item{key}"
            case "patternProperties":
                yield "Value"
            case "responses":
                yield from _status_words(key, full=full)
            case "parameters":
                parameter = self._document.lookup(pointer)
                yield names.pascal(parameter.resolve().text("name") or key, "Parameter")
            case "content":
                if full:
                    yield names.pascal(key.partition("/")[2] or key, "Media")
            case _ if token in _BY_KEY:
                yield names.pascal(key, "Field")
            case _ if token in _WORDS:
                yield _WORDS[token]
            case _ if token not in _SILENT:
                yield names.pascal(token, "Part")

    def _variant(self, pointer: str, *, full: bool) -> str:
        node = self._document.lookup(pointer)
        said = names.pascal(_hint(node), "Variant")
        if not full:
            return said
        more = _more(node, list(self._document.lookup(pointer.rpartition("/")[0])))
        return said + (names.pascal(more, "More") if more else "")


def _hint(node: Node) -> str:
    """What tells a variant from its siblings: its tag's value, its title, what it is made of, or what it is."""
    parts = [part.ref.rpartition("/")[2] for part in node["allOf"] if part.ref]
    title = node.text("title") if node.is_mapping else ""
    tag = next((tag for schema in _properties(node).values() if (tag := _tag(schema))), "")
    if parts or tag:
        return parts[0] if parts else tag
    if title and 0 < len(names.words(title)) <= 4:
        return title
    if _properties(node):
        return "with " + next((n for n in _properties(node) if n in _required(node)), next(iter(_properties(node))))
    kind = node["type"].value if node.is_mapping else "any"
    return "enum" if "enum" in node else kind if isinstance(kind, str) else "variant"


def _more(node: Node, siblings: list[Node]) -> str:
    """What a variant has that not all of its siblings have: said where the hint alone does not tell them apart."""
    parts = [part.ref.rpartition("/")[2] for part in node["allOf"] if part.ref][1:]
    required = _required(node)
    common = [_properties(s).keys() & _required(s) for s in siblings if s.pointer != node.pointer]
    own = [name for name in _properties(node) if name in required and not all(name in other for other in common)]
    own = own or [n for n in _properties(node) if not all(n in _properties(s) for s in siblings)]
    return " and ".join([*parts[:2], *(["with " + " and ".join(own[:3])] if own else [])])


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


def _status_words(status: str, *, full: bool) -> Iterator[str]:
    if status.startswith("2") and not full:
        yield "Response"
        return
    if status == "default":
        yield "DefaultResponse"
        return
    try:
        phrase = HTTPStatus(int(status)).phrase
    except ValueError:
        phrase = {"1": "Information", "2": "Success", "3": "Redirect", "4": "ClientError", "5": "ServerError"}.get(
            status[:1], status
        )
    yield names.pascal(phrase, "Status") + "Response"
