"""A schema with its ``allOf`` merged: the keywords that decide what type it is (JSON Schema 2020-12).

``$ref`` beside nothing but annotations stays a reference; everywhere else references inside ``allOf``
are followed and their keywords joined, so that the rest of the builder sees one flat schema.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from .. import codes
from ..diagnostics import Report
from ..document import Document, Node
from ..document import pointer as pointers
from ..document.values import Json
from ..model import JsonValue
from .constraints import read_constraints
from .enum_values import read_values
from .joining import STRUCTURE, Shape, join, says_type

_ANNOTATIONS = ("title", "description", "deprecated", "example", "examples", "xml", "readOnly", "writeOnly", "default")
_BESIDE_REFERENCE = {"$ref", "type", "unevaluatedProperties"}
_MOST_PARTS = 20_000
_ANY_NAME = {"", "^", ".*", "^.*$", ".+", "^.+$", "^(.*)$", "^(.+)$"}
_MAPS = {"dependentRequired", "dependentSchemas"}
_RULES = ("not", "if", "contains", "propertyNames", "dependentRequired", "dependentSchemas", "unevaluatedItems")


class Shapes:
    """Works out the shape of each schema once. ``heirs`` are the schemas that are never a mere reference."""

    def __init__(self, document: Document, report: Report) -> None:
        self.heirs: frozenset[str] = frozenset()
        self._document = document
        self._report = report
        self._known: dict[str, Shape] = {}
        self._parts_known: dict[str, Shape] = {}
        self._contexts = 0
        self._busy: set[str] = set()
        self._steps = 0

    def of(self, node: Node) -> Shape:
        """The shape of a schema."""
        shape = self._known.get(node.pointer)
        if shape is not None:
            return shape
        if node.pointer in self._busy:
            return Shape(node)
        self._busy.add(node.pointer)
        try:
            shape = self._known[node.pointer] = self._gather(node, ())
        finally:
            self._busy.discard(node.pointer)
        return shape

    def target(self, node: Node) -> Node | None:
        """What the schema's ``$ref`` points at; ``None`` where it has none or points nowhere."""
        if node.ref is None:
            return None
        found = self._document.lookup(node.ref, at=node)
        return found if found.exists else None

    def opened(self, shape: Shape) -> Shape:
        """The shape behind a mere reference, however long the chain; empty for a chain that is a circle."""
        seen = {shape.node.pointer}
        while shape.ref is not None:
            if shape.ref.pointer in seen:
                return Shape(shape.node)
            seen.add(shape.ref.pointer)
            shape = self.of(shape.ref)
        return shape

    def extend(self, base: Shape, variant: Node) -> None:
        """From now on ``variant``, one of the alternatives beside the properties of ``base``, has those too.

        One that states them itself, or is no object, stays what it is.
        """
        inner = self.opened(self.of(variant))
        if inner.own_types not in ((), ("object",)) or inner.values is not None or _states(inner, base):
            return
        made = Shape(self._annotated(variant, inner.node), merged=True)
        self._join(made, replace(base, variants=(), further=(), discriminator=None, rivals={}))
        self._join(made, inner)
        self._known[variant.pointer] = self._settled(made)

    def _bound(self, node: Node, *, is_first: bool) -> None:
        """Counts the parts of one schema, and ends the run where references multiply them beyond all measure."""
        self._steps = 1 if is_first else self._steps + 1
        if self._steps > _MOST_PARTS:
            message = f"allOf brings more than {_MOST_PARTS:,} schemas together here"
            self._report.fail(codes.DOCUMENT_LIMIT, message, node.source)

    def _gather(self, node: Node, within: tuple[str, ...]) -> Shape:
        """The shape of a schema that is part of those ``within``: worked out once, unless it hangs on them."""
        known = self._parts_known.get(node.pointer)
        if known is not None and known.node.value is node.value:
            return known
        before = self._contexts
        shape = self._gathered(node, within)
        if self._contexts == before:
            self._parts_known[node.pointer] = shape
        return shape

    def _gathered(self, node: Node, within: tuple[str, ...]) -> Shape:
        self._bound(node, is_first=not within)
        shape = Shape(node)
        if not isinstance(node.value, dict):
            return shape
        structure = node.value.keys() & STRUCTURE
        parts = self._parts(node)
        if node.pointer not in self.heirs:
            if "$ref" in structure and structure <= _BESIDE_REFERENCE:
                shape.ref = parts[0] if parts else None
                return shape
            if len(parts) == 1 and structure <= {"allOf", "type"} and "null" not in _types(node.value.get("type")):
                return self._wrapped(node, parts[0], within)
        path = (*within, node.pointer)
        for part in parts:
            if part.pointer in within or part.pointer == node.pointer:
                self._contexts += 1
                self._report.add(codes.SCHEMA_CYCLE, "The schema contains itself through allOf", node.source)
                continue
            self._join(shape, self._part(part, path))
        shape.merged = bool(parts)
        for own in self._own(node):
            self._join(shape, own)
        self._join_only_variant(shape, path)
        return self._settled(shape)

    def _part(self, part: Node, path: tuple[str, ...]) -> Shape:
        """The shape of a schema in ``allOf``. Alternatives that include the schema around it are settled by that."""
        shape = self._single(self._opened(self._gather(part, path), path), path)
        self._contexts += bool(shape.variants)
        if any(self._ends_in(variant, path) for variant in shape.variants):
            return replace(shape, variants=(), discriminator=None)
        return shape

    def _ends_in(self, variant: Node, path: tuple[str, ...]) -> bool:
        target = self.target(variant)
        return variant.pointer in path or (target is not None and target.pointer in path)

    def _wrapped(self, node: Node, part: Node, within: tuple[str, ...]) -> Shape:
        """An ``allOf`` around one schema, with annotations alone beside it, is that schema."""
        target = self.target(node)
        if target is None and isinstance(part.value, dict) and "$ref" in part.value:
            return Shape(node, ref=self.target(part))
        if part.pointer in within or part.pointer == node.pointer:
            self._contexts += 1
            return Shape(node)
        return replace(self._gather(part, (*within, node.pointer)), node=node)

    def _opened(self, shape: Shape, within: tuple[str, ...]) -> Shape:
        """The shape behind a mere reference."""
        seen = set(within)
        while shape.ref is not None:
            if shape.ref.pointer in seen:
                self._contexts += 1
                return Shape(shape.node)
            seen.add(shape.ref.pointer)
            shape = self._gather(shape.ref, tuple(seen))
        return shape

    def _single(self, shape: Shape, within: tuple[str, ...]) -> Shape:
        """The one alternative of a schema that has no other but null: as a base, it is what is meant."""
        real = self._real(shape)
        if len(real) != 1 or len(shape.variants) == 1 or shape.properties:
            return shape
        self._contexts += 1
        return self._single(self._opened(self._gather(real[0], within), within), within)

    def _real(self, shape: Shape) -> list[Node]:
        return [v for v in shape.variants if isinstance(v.value, dict) and _types(v.value.get("type")) != ("null",)]

    def _join_only_variant(self, shape: Shape, path: tuple[str, ...]) -> None:
        """One alternative beside properties must hold with them."""
        self._contexts += bool(shape.variants)
        if len(shape.variants) == 1 and shape.properties and not self._ends_in(shape.variants[0], path):
            only, shape.variants = shape.variants[0], ()
            self._join(shape, self._part(only, path))

    def _parts(self, node: Node) -> list[Node]:
        target = self.target(node)
        parts = [target] if target is not None else []
        return [*parts, *node["allOf"]]

    def _join(self, into: Shape, part: Shape) -> None:
        for contradiction in join(into, part):
            message = f"Parts of the schema contradict each other ({contradiction}): the last one is taken"
            self._report.add(codes.SCHEMA_CONTRADICTION, message, into.node.source)

    def _settled(self, shape: Shape) -> Shape:
        """The shape with one schema for each property, and one union."""
        for name, nodes in shape.rivals.items():
            shape.properties[name] = self._property(shape, name, nodes)
        shape.rivals = {}
        for group in shape.further:
            message = "More than one union at once: of all but the last one, the fields are taken as optional ones"
            self._report.add(codes.SCHEMA_SEVERAL_UNIONS, message, shape.node.source)
            for variant in group:
                for name, schema in self.opened(self.of(variant)).properties.items():
                    shape.properties.setdefault(name, schema)
        shape.further = ()
        if shape.extra is None:
            shape.extra = shape.unevaluated
        return shape

    def _property(self, shape: Shape, name: str, nodes: tuple[Node, ...]) -> Node:
        """The schema of a property that several parts describe: the last one, unless it has to be joined."""
        last = nodes[-1]
        if any(self._is_busy(node) for node in nodes):
            self._contexts += 1
            return last
        opened = [self.opened(self.of(node)) for node in nodes]
        if all(_implies(opened[-1], other) for other in opened[:-1]):
            return last
        place = pointers.join(shape.node.pointer, "properties", name)
        made = Shape(self._annotated(Node(last.document, place, {}), last), merged=True)
        for part in opened:
            self._join(made, replace(part, rivals={}))
        self._known[place] = self._settled(made)
        return made.node

    def _is_busy(self, node: Node) -> bool:
        """Whether the schema, or what it refers to, is being worked out just now: it holds itself."""
        target = self.target(node)
        return node.pointer in self._busy or (target is not None and target.pointer in self._busy)

    def _annotated(self, place: Node, *told: Node) -> Node:
        """A schema that stands nowhere, at a place, with the annotations of others, the first one's before the rest."""
        found: dict[str, Json] = {}
        for node in told[::-1]:
            value = node.value if isinstance(node.value, dict) else {}
            found |= {key: value[key] for key in _ANNOTATIONS if key in value}
        return Node(place.document, place.pointer, found)

    def _own(self, node: Node) -> Iterator[Shape]:
        """What the schema itself says, and what it says to hold under some condition, as optional."""
        value = node.value if isinstance(node.value, dict) else {}
        shape = Shape(node, types=_types(value.get("type")))
        shape.format = _format(value)
        shape.properties = dict(node["properties"].items())
        shape.required = dict.fromkeys(name for name in _list(value.get("required")) if isinstance(name, str))
        shape.items = node.get("items")
        shape.prefix = tuple(node["prefixItems"])
        shape.extra = _extra(node, "additionalProperties")
        shape.unevaluated = _extra(node, "unevaluatedProperties")
        if not _leaves_others_open(node):
            shape.patterns = tuple(schema for _, schema in node["patternProperties"].items())
        shape.unique = value.get("uniqueItems") is True
        shape.constraints = read_constraints(value)
        if "const" in value:
            shape.values, shape.is_const = read_values([node["const"]], shape.types, self._report), True
        elif "enum" in value:
            shape.values = read_values(node["enum"], shape.types, self._report)
        if isinstance(value.get("discriminator"), dict):
            shape.discriminator = node.get("discriminator")
        groups = [group for keyword in ("oneOf", "anyOf") if (group := _variants(node[keyword]))]
        if groups:
            shape.variants, shape.further = groups[0], tuple(groups[1:])
        if rules := rules_of(node):
            named = ", ".join(f'"{rule}"' for rule in rules)
            message = f"The type cannot say {named}: the documentation names it, the API checks it"
            self._report.add(codes.SCHEMA_RULES, message, node.source)
        yield shape
        conditional = [node[key] for key in ("then", "else") if key in node]
        for part in [*conditional, *(schema for _, schema in node["dependentSchemas"].items())]:
            yield Shape(part, properties=self._new_properties(part, shape))

    def _new_properties(self, part: Node, beside: Shape) -> dict[str, Node]:
        return {name: schema for name, schema in part["properties"].items() if name not in beside.properties}


def rules_of(node: Node) -> tuple[str, ...]:
    """The keywords of a schema that rule out values in ways that no type can."""
    open_patterns = ("patternProperties",) if _leaves_others_open(node) else ()
    value = node.value if isinstance(node.value, dict) else {}
    return (*(key for key in _RULES if key in value and not _allows_all(key, value)), *open_patterns)


def _allows_all(rule: str, schema: Mapping[str, Json]) -> bool:
    """Whether a rule rules nothing out: names are strings anyway, and ``if`` alone asks for nothing."""
    said = schema[rule]
    if rule == "if":
        return "then" not in schema and "else" not in schema
    if rule == "propertyNames" and isinstance(said, dict):
        return all(key in _ANNOTATIONS or (key, told) == ("type", "string") for key, told in said.items())
    return said is True if rule in {"propertyNames", "unevaluatedItems"} else rule in _MAPS and said == {}


def _leaves_others_open(node: Node) -> bool:
    """Whether an object has properties and patterns for further ones, but may have any others beside them.

    One type for all further properties would then be wrong for those that fit no pattern. An object of
    patterns alone is meant as a map.
    """
    value = node.value
    if (
        not isinstance(value, dict)
        or not value.get("properties")
        or value.get("additionalProperties", True) is not True
    ):
        return False
    patterns = [pattern for pattern, _ in node["patternProperties"].items()]
    return bool(patterns) and not any(pattern in _ANY_NAME for pattern in patterns)


def plain(schema: Node) -> Node:
    """The schema as a mapping: ``true`` says nothing, as ``{}`` does; ``false`` allows no value."""
    if not isinstance(schema.value, bool):
        return schema
    return Node(schema.document, schema.pointer, {} if schema.value else {"not": {}})


def _states(shape: Shape, base: Shape) -> bool:
    """Whether an alternative has all fields that stand beside it, and asks for as many of them."""
    tag = base.discriminator.text("propertyName") if base.discriminator is not None else ""
    return base.properties.keys() <= shape.properties.keys() and base.required.keys() - {tag} <= shape.required.keys()


def _implies(shape: Shape, other: Shape) -> bool:
    """Whether what has the one shape surely has the other, as far as types tell."""
    return (
        set(other.types) >= set(shape.own_types or other.types)
        and other.properties.keys() <= shape.properties.keys()
        and other.required.keys() <= shape.required.keys()
        and (other.values is None or (shape.values is not None and all(v in other.values for v in shape.values)))
        and (not other.variants or bool(shape.variants))
        and (other.items is None or shape.items is not None)
        and (other.format is None or shape.format is not None or shape.values is not None)
    )


def _variants(alternatives: Node) -> tuple[Node, ...]:
    """The alternatives of ``oneOf`` or ``anyOf``, unless they only constrain."""
    found = tuple(alternatives)
    typed = any(says_type(a) and (set(a.value) & STRUCTURE) - {"required"} for a in found if isinstance(a.value, dict))
    return found if typed else ()


def _extra(node: Node, keyword: str) -> Node | bool | None:
    value = node.value.get(keyword) if isinstance(node.value, dict) else None
    return value if isinstance(value, bool) else node.get(keyword)


def _types(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(dict.fromkeys(t for t in _list(value) if isinstance(t, str)))


def _format(value: Mapping[str, JsonValue]) -> str | None:
    """The format; ``contentEncoding`` of JSON Schema 2020-12 says the same as ``format: byte``."""
    encoding, named = value.get("contentEncoding"), value.get("format")
    if isinstance(encoding, str) and encoding.lower() in {"base64", "base64url"}:
        return "byte" if encoding.lower() == "base64" else "base64url"
    if not isinstance(named, str):
        return "binary" if value.get("contentMediaType") == "application/octet-stream" else None
    return named


def _list(value: object) -> list[JsonValue]:
    return value if isinstance(value, list) else []
