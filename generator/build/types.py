"""Schemas as types: what a schema is where it is used, and the named models that come of it.

A reference to a component gives its name at once and its body is read later, so that circles of any
kind need no care. A schema without a name that needs one (an object, an enum) gets it from its place.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from .. import codes
from ..diagnostics import Report
from ..document import Document, Node
from ..model import (
    AliasModel,
    AliasType,
    ArrayType,
    BinaryType,
    Discriminator,
    EnumType,
    Field,
    LiteralType,
    MapType,
    Model,
    ModelType,
    NullableType,
    ObjectModel,
    PrimitiveKind,
    PrimitiveType,
    TypeRef,
    UnionType,
    UnknownType,
    Xml,
    is_constant,
)
from .namebook import NameBook
from .naming import Home, ModelNames
from .objects import enum_kind, enum_model, examples_of, object_model, xml_of
from .shapes import Shape, Shapes

_KINDS = {kind.value: kind for kind in PrimitiveKind}


def _required(field: Field) -> Field:
    if not is_constant(field.type):
        return field
    return replace(field, cardinality=replace(field.cardinality, required=True))


class Typed(NamedTuple):
    """A type, and whether null may stand in its place."""

    type: TypeRef
    nullable: bool = False

    @property
    def whole(self) -> TypeRef:
        """The type with null in it where it may be."""
        return NullableType(self.type) if self.nullable else self.type


UNKNOWN = Typed(UnknownType())


class TypeReader:
    """Reads schemas of one document. ``models`` fills as schemas are read."""

    def __init__(self, document: Document, report: Report, book: NameBook) -> None:
        self.book = book
        self.models: dict[str, Model] = {}
        self.shapes = Shapes(document, report)
        self._names = ModelNames(document, self.book)
        self.places = self._names.places
        self._report = report
        self._known: dict[str, Typed] = {}
        self._open: set[str] = set()
        self._files: set[str] = set()
        self._tags: dict[str, str] = {}
        self._queue: deque[Callable[[], None]] = deque()

    def read_components(self, schemas: Iterable[tuple[str, Node]]) -> None:
        """Names every component first, then reads each with what it holds."""
        components = list(schemas)
        self._names.name_components(components, self._twin)
        for _, node in components:
            self.read(node)
            self.finish()

    def finish(self) -> None:
        """Reads the bodies of all models named so far, and of those they name."""
        while self._queue:
            self._queue.popleft()()

    def require_tags(self) -> None:
        """Takes the tag of a union's variant for required, as OpenAPI 3.1 section 4.8.25 has it, where it is fixed."""
        for name, tag in self._tags.items():
            model = self.models[name]
            if isinstance(model, ObjectModel):
                fields = tuple(_required(f) if f.wire_name == tag else f for f in model.fields)
                self.models[name] = replace(model, fields=fields)

    def mark_file(self, node: Node) -> None:
        """From now on the schema means raw bytes: a part of a multipart body of which nothing is said."""
        self._files.add(node.pointer)

    def read(self, node: Node) -> Typed:
        """The type of a schema where it stands."""
        known = self._known.get(node.pointer)
        if known is not None:
            return known
        if node.pointer in self._open:
            self._report.add(codes.SCHEMA_CYCLE, "The schema contains nothing but itself", node.source)
            return UNKNOWN
        self._open.add(node.pointer)
        try:
            typed = self._known[node.pointer] = self._typed(node)
        finally:
            self._open.discard(node.pointer)
        return typed

    def component_name(self, node: Node) -> str | None:
        """The key of the component that a schema is or refers to."""
        shape = self.shapes.of(node)
        target = shape.ref if shape.ref is not None else shape.node
        return self._names.component_key(target)

    def _twin(self, node: Node) -> str:
        """What is added to a schema's name for the second class that it has."""
        return {"object": "Dict", "alias": "Input"}.get(self._category(node), "")

    def _category(self, node: Node) -> str:
        shape = self.shapes.of(node)
        if shape.ref is not None:
            return "reference"
        if shape.scalar_values and not shape.is_const:
            return "enum"
        if self._is_model(shape, component=True):
            return "object"
        return "alias" if shape.variants or {"array", "object"} & set(shape.own_types) else "scalar"

    def _typed(self, node: Node) -> Typed:
        if node.pointer in self._files:
            return Typed(BinaryType())
        shape = self.shapes.of(node)
        if shape.ref is not None:
            target = self.read(shape.ref)
            return Typed(target.type, target.nullable or "null" in shape.types)
        component = self._names.component_key(node) is not None
        if shape.values is not None:
            return self._fixed(shape, component=component)
        if shape.variants:
            return self._choice(shape, component=component)
        if self._is_model(shape, component=component):
            return Typed(self._model(shape), shape.nullable)
        types = shape.own_types
        if component and len(types) == 1 and types[0] in {"array", "object"}:
            return self._alias(shape, lambda: self._simple(shape, types[0]))
        if len(types) > 1:
            union = UnionType(tuple(dict.fromkeys(self._simple(shape, name) for name in types)))
            return Typed(union, shape.nullable)
        return Typed(self._simple(shape, types[0]) if types else UnknownType(), shape.nullable)

    def _is_model(self, shape: Shape, *, component: bool) -> bool:
        """Whether a schema is a class of its own. A bare ``type: object`` is one only under a name."""
        if shape.own_types != ("object",):
            return False
        bare = shape.extra is None and not shape.patterns
        return bool(shape.properties) or (bare and component) or (shape.extra is False and not shape.patterns)

    def _simple(self, shape: Shape, name: str) -> TypeRef:
        match name:
            case "array":
                items = self.read(shape.items).whole if shape.items is not None else UnknownType()
                prefix = tuple(self.read(part).whole for part in shape.prefix)
                return ArrayType(items, prefix, shape.unique, self._item_xml(shape))
            case "object" if shape.properties:
                return self._model(shape)
            case "object":
                return MapType(self.extra_type(shape) or UnknownType())
            case "string" if shape.format == "binary":
                return BinaryType()
            case "file":
                return BinaryType()
            case _ if name in _KINDS:
                return PrimitiveType(_KINDS[name], shape.format)
            case _:
                self._report.add(codes.SCHEMA_UNKNOWN_TYPE, f"Unknown type {name!r}", shape.node.source)
                return UnknownType()

    def _item_xml(self, shape: Shape) -> Xml | None:
        if shape.items is None:
            return None
        return xml_of(shape.items, self.shapes.opened(self.shapes.of(shape.items)).node)

    def extra_type(self, shape: Shape) -> TypeRef | None:
        """The type of properties that have no name in the schema; ``None`` where there may be none."""
        found = list(shape.patterns)
        if isinstance(shape.extra, Node):
            found.append(shape.extra)
        if not found:
            return None if shape.extra is False else UnknownType()
        types = tuple(dict.fromkeys(self.read(schema).whole for schema in found))
        return types[0] if len(types) == 1 else UnionType(types)

    def _fixed(self, shape: Shape, *, component: bool) -> Typed:
        """``enum`` and ``const``."""
        values = shape.scalar_values
        if not values:
            only_null = shape.values is not None and all(value is None for value in shape.values)
            return Typed(PrimitiveType(PrimitiveKind.NULL)) if only_null else UNKNOWN
        kind = enum_kind(values)
        single = len(values) == 1 and (shape.is_const or not component)
        if single or kind is None or kind is PrimitiveKind.BOOLEAN:
            return Typed(LiteralType(values), shape.nullable)
        home = self._names.home(shape.node)
        if home.name not in self.models:
            self.models[home.name] = enum_model(shape, home.name, home.owner, home.module, kind, self.book)
        return Typed(EnumType(home.name, kind), shape.nullable)

    def _choice(self, shape: Shape, *, component: bool) -> Typed:
        """``oneOf`` and ``anyOf``. Null among the alternatives makes the whole nullable."""
        real = [v for v in shape.variants if self.shapes.of(v).types != ("null",)]
        nullable = len(real) < len(shape.variants) or "null" in shape.types
        if shape.properties and self._is_model(shape, component=True):
            if real:
                message = "The alternatives beside properties are not told apart: their fields are kept as unknown ones"
                self._report.add(codes.SCHEMA_UNION_BESIDE_PROPERTIES, message, shape.node.source)
            return Typed(self._model(shape), nullable)
        if component and len(real) > 1:
            typed = self._alias(shape, lambda: self._union(shape, real).type)
            return Typed(typed.type, nullable or typed.nullable)
        union = self._union(shape, real)
        return Typed(union.type, nullable or union.nullable)

    def _union(self, shape: Shape, variants: list[Node]) -> Typed:
        read = [self.read(variant) for variant in variants]
        types: list[TypeRef] = []
        for typed in read:
            types.extend(typed.type.variants if isinstance(typed.type, UnionType) else [typed.type])
        distinct = tuple(dict.fromkeys(types))
        nullable = any(typed.nullable for typed in read)
        if any(isinstance(part, UnknownType) for part in distinct) or not distinct:
            return Typed(UnknownType(), nullable)
        if len(distinct) == 1:
            return Typed(distinct[0], nullable)
        return Typed(UnionType(distinct, self._discriminator(shape, variants)), nullable)

    def _discriminator(self, shape: Shape, variants: list[Node]) -> Discriminator | None:
        if shape.discriminator is None:
            return None
        tag = shape.discriminator.text("propertyName")
        models = {self.component_name(v): self.read(v).type for v in variants}
        if not tag or None in models or not all(isinstance(t, ModelType) for t in models.values()):
            return None
        named = {key: t.name for key, t in models.items() if key is not None and isinstance(t, ModelType)}
        pairs: dict[str, str] = {}
        for value, target in shape.discriminator["mapping"].items():
            key = str(target.value).rpartition("/")[2]
            if key in named:
                pairs[value] = named[key]
            else:
                self._report.add(
                    codes.SCHEMA_BAD_MAPPING, f"The discriminator maps {value!r} to no variant", target.source
                )
        self._tags.update(dict.fromkeys(named.values(), tag))
        mapped = set(pairs.values())
        for variant, (key, name) in zip(variants, named.items(), strict=True):
            if name not in mapped:
                pairs.update({value: name for value in self._tag_values(variant, tag) or (key,) if value not in pairs})
        return Discriminator(tag, tuple(pairs.items()))

    def _tag_values(self, variant: Node, tag: str) -> tuple[str, ...]:
        """The values of the tag that a variant's own schema names: they say more than its key."""
        schema = self.shapes.opened(self.shapes.of(variant)).properties.get(tag)
        values = self.shapes.opened(self.shapes.of(schema)).scalar_values if schema is not None else ()
        return tuple(value for value in values if isinstance(value, str))

    def _model(self, shape: Shape) -> ModelType:
        home = self._names.home(shape.node, twin="Dict")
        if home.name not in self.models:
            self.models[home.name] = object_model(shape, home.name, home.owner, home.module)
            self._queue.append(lambda: self._fill(shape, home))
        return ModelType(home.name)

    def _fill(self, shape: Shape, home: Home) -> None:
        self.models[home.name] = object_model(shape, home.name, home.owner, home.module, self)

    def _alias(self, shape: Shape, body: Callable[[], TypeRef]) -> Typed:
        home = self._names.home(shape.node, twin="Input")

        def model(type_: TypeRef) -> AliasModel:
            value = shape.node.value if isinstance(shape.node.value, dict) else {}
            return AliasModel(
                name=home.name,
                owner=home.owner,
                module=home.module,
                source=shape.node.source,
                type=type_,
                title=shape.node.text("title"),
                description=shape.node.text("description"),
                deprecated=value.get("deprecated") is True,
                examples=examples_of(shape.node),
                xml=xml_of(shape.node),
            )

        def fill() -> None:
            self.models[home.name] = model(body())

        if home.name not in self.models:
            self.models[home.name] = model(UnknownType())
            self._queue.append(fill)
        return Typed(AliasType(home.name), shape.nullable)
