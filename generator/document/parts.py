"""Leaves parameters, properties and variants out of a document, and what names them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from . import pointer as pointers
from .document import Document
from .grammar import Kind, member
from .moves import Prefixes
from .values import Json

Unwanted = Callable[[dict[str, Json]], bool]
"""Whether a Parameter Object or a Schema Object is to be left out."""

_VARIANTS = ("oneOf", "anyOf")


def without_parts(document: Document, unwanted: Unwanted) -> tuple[Document, dict[str, int]]:
    """The document less its unwanted parts, and how many those are: ``parameters``, ``properties``, ``variants``.

    A reference counts as what it leads to. Path parameters stay, because no call can be made without them;
    so do the variants of a union of which none would be left.
    """
    parts = _Parts(document, unwanted)
    data = parts.left(document.data)
    gone = frozenset(map(document.origin, parts.gone))
    return document.narrowed(data, parts.moves, gone), dict(sorted(parts.counts.items()))


@dataclass(slots=True)
class _Parts:
    """Walks through all objects of a document, and copies those in which something changes.

    ``moves`` learns which items of lists moved; ``gone`` are the pointers, in ``document``, of what is left out.
    """

    document: Document
    unwanted: Unwanted
    moves: Prefixes = field(default_factory=Prefixes)
    gone: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def left(self, data: dict[str, Json]) -> dict[str, Json]:
        """What is left of the whole document."""
        return self._object(data, "openapi", "")

    def _object(self, value: dict[str, Json], kind: Kind, pointer: str) -> dict[str, Json]:
        if "$ref" in value and kind != "schema":
            return value
        made = value
        if kind == "schema":
            made = self._schema(value, pointer)
        elif kind in ("path-item", "operation"):
            made = self._with(value, "parameters", self._parameters(value.get("parameters"), pointer))
        for key, found in made.items():
            stands = member(kind, key)
            if stands is not None and stands[0] != "names":
                made = self._with(made, key, self._member(found, stands[1], pointers.join(pointer, key), stands[0]))
        return made

    def _member(self, value: Json, kind: Kind, pointer: str, form: str) -> Json:
        if isinstance(value, dict) and form in ("one", "one-or-list"):
            return self._object(value, kind, pointer)
        if isinstance(value, dict) and form == "map":
            for key, each in value.items():
                if isinstance(each, dict):
                    value = self._with(value, key, self._object(each, kind, pointers.join(pointer, key)))
        elif isinstance(value, list) and form in ("list", "one-or-list"):
            made = [
                self._object(each, kind, pointers.join(pointer, number)) if isinstance(each, dict) else each
                for number, each in enumerate(value)
            ]
            return value if all(new is old for new, old in zip(made, value, strict=True)) else made
        return value

    def _with(self, value: dict[str, Json], key: str, new: Json) -> dict[str, Json]:
        return value if value.get(key) is new else {**value, key: new}

    def _parameters(self, found: Json, pointer: str) -> Json:
        def is_out(parameter: Json) -> bool:
            chain = [*self._chain(parameter)]
            return bool(chain) and chain[-1].get("in") != "path" and any(map(self.unwanted, chain))

        return self._shorter(found, is_out, pointers.join(pointer, "parameters"), "parameters")

    def _schema(self, schema: dict[str, Json], pointer: str) -> dict[str, Json]:
        made = self._properties(schema, pointer)
        for key in _VARIANTS:
            variants = made.get(key)
            if not isinstance(variants, list) or all(map(self._is_out, variants)):
                continue
            left = self._shorter(variants, self._is_out, pointers.join(pointer, key), "variants")
            if left is not variants:
                made = self._unmapped({**made, key: left})
        return made

    def _properties(self, schema: dict[str, Json], pointer: str) -> dict[str, Json]:
        properties = schema.get("properties")
        if not isinstance(properties, dict):
            return schema
        lost = [name for name, each in properties.items() if self._is_out(each)]
        if not lost:
            return schema
        self.counts["properties"] += len(lost)
        self.gone.extend(self.moves.origin(pointers.join(pointer, "properties", name)) for name in lost)
        made = {**schema, "properties": {name: each for name, each in properties.items() if name not in lost}}
        required = made.get("required")
        if isinstance(required, list):
            made["required"] = [name for name in required if name not in lost]
        return made

    def _unmapped(self, schema: dict[str, Json]) -> dict[str, Json]:
        """Without the values of a discriminator that stand for what is left out."""
        tag = schema.get("discriminator")
        mapping = tag.get("mapping") if isinstance(tag, dict) else None
        if not isinstance(tag, dict) or not isinstance(mapping, dict):
            return schema
        kept = {word: target for word, target in mapping.items() if not self._is_out({"$ref": _reference(target)})}
        return {**schema, "discriminator": {**tag, "mapping": kept}}

    def _shorter(self, found: Json, is_out: Callable[[Json], bool], pointer: str, what: str) -> Json:
        """A list without some of its items."""
        if not isinstance(found, list) or not any(map(is_out, found)):
            return found
        made: list[Json] = []
        for number, each in enumerate(found):
            before = self.moves.origin(pointers.join(pointer, number))
            if is_out(each):
                self.gone.append(before)
                self.counts[what] += 1
                continue
            if len(made) != number:
                self.moves.moved(pointers.join(pointer, len(made)), before)
            made.append(each)
        return made

    def _is_out(self, schema: Json) -> bool:
        """Whether a schema, or one that it refers to, is unwanted."""
        return any(map(self.unwanted, self._chain(schema)))

    def _chain(self, value: Json) -> Iterator[dict[str, Json]]:
        """The object, and those that references lead to one after the other."""
        seen: set[str] = set()
        while isinstance(value, dict):
            yield value
            reference = value.get("$ref")
            if not isinstance(reference, str) or reference in seen:
                return
            seen.add(reference)
            node = self.document.find(reference)
            value = node.value if node is not None else None


def _reference(target: Json) -> str:
    """A discriminator's mapping names a component or refers to a schema (OpenAPI 3.1 section 4.8.25)."""
    text = str(target)
    return text if "/" in text or "#" in text else f"#/components/schemas/{pointers.join('', text)[1:]}"
