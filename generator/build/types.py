"""Schemas as types: what a schema is where it is used, and the named models that come of it.

A reference to a component gives its name at once and its body is read later, so that circles of any
kind need no care. A schema without a name that needs one (an object, an enum) gets it from its place.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
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
    EnumType,
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
)
from .constraints import limited, read_constraints
from .family import Family
from .formats import Formats
from .heirs import settle_tags
from .joining import Shape
from .namebook import NameBook
from .naming import Home, ModelNames
from .objects import described, enum_kind, enum_model, examples_of, object_model, xml_of
from .part_names import tag_name
from .shapes import Shapes
from .unions import Alternative, Tags

_KINDS = {kind.value: kind for kind in PrimitiveKind}


class Typed(NamedTuple):
    """A type, and whether null may stand in its place."""

    type: TypeRef
    nullable: bool = False

    @property
    def whole(self) -> TypeRef:
        """The type with null in it where it may be."""
        return NullableType(self.type) if self.nullable else self.type


UNKNOWN = Typed(UnknownType())
_NULL = PrimitiveType(PrimitiveKind.NULL)


class TypeReader:
    """Reads schemas of one document. ``models`` fills as schemas are read."""

    def __init__(self, document: Document, report: Report, book: NameBook, formats: Formats) -> None:
        self.book = book
        self.models: dict[str, Model] = {}
        self.shapes = Shapes(document, report)
        self._names = ModelNames(document, self.book)
        self.places = self._names.places
        self._report = report
        self._formats = formats
        self._known: dict[str, Typed] = {}
        self._open: set[str] = set()
        self._files: set[str] = set()
        self._tags = Tags(self.shapes, self.component_name, report)
        self._family = Family((), self.shapes)
        self._queue: deque[Callable[[], None]] = deque()

    def read_components(self, schemas: Iterable[tuple[str, Node]]) -> None:
        """Names every component first, then reads each with what it holds."""
        components = list(schemas)
        self._family = Family([node for _, node in components], self.shapes)
        self.shapes.heirs = self._family.pointers
        self._names.name_components(components, self._twin)
        for _, node in components:
            self.read(node)
            self.finish()

    def finish(self) -> None:
        """Reads the bodies of all models named so far, and of those they name."""
        while self._queue:
            self._queue.popleft()()

    def require_tags(self) -> None:
        """Lets every model that is told apart by a tag have it, and every heir its bases; to be called at the end."""
        bases = {}
        for node in self._family.members():
            found = [self.read(base).type for base in self._family.bases(node)]
            bases[self._names.home(node).name] = tuple(t.name for t in found if isinstance(t, ModelType))
        places = self._names.pointers()

        def name_tag(model: ObjectModel, tag: str) -> str:
            return tag_name(self.book, places[model.name], model, tag)

        settle_tags(self.models, self._tags.values, bases, name_tag)

    def mark_file(self, node: Node) -> None:
        """From now on the schema means raw bytes: a part of a multipart body of which nothing is said."""
        self._files.add(node.pointer)

    def has_files(self, node: Node) -> bool:
        """Whether the schema, or one written inside it, was marked as a file."""
        return any(pointer == node.pointer or pointer.startswith(f"{node.pointer}/") for pointer in self._files)

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
        key = self._names.component_key(node)
        if key is not None:
            return key
        target = self.shapes.target(node) or self.shapes.of(node).ref
        return self._names.component_key(target) if target is not None else None

    def _twin(self, node: Node) -> str:
        """What is added to a schema's name for the second class that it has."""
        return {"object": "Dict", "alias": "Input"}.get(self._category(node), "")

    def _category(self, node: Node) -> str:
        shape = self.shapes.of(node)
        if shape.ref is not None:
            return "reference"
        if shape.scalar_values and not shape.is_const:
            return "enum"
        if self._is_model(shape, component=True) and not shape.variants:
            return "object"
        return "alias" if shape.variants or {"array", "object"} & set(shape.own_types) else "scalar"

    def _typed(self, node: Node) -> Typed:
        if node.pointer in self._files:
            return Typed(BinaryType())
        shape = self.shapes.of(node)
        if shape.ref is not None:
            target = self.read(shape.ref)
            return Typed(
                limited(target.type, read_constraints(shape.node.value)), target.nullable or "null" in shape.types
            )
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
        """The type that a schema has where it is of the type of that name."""
        return limited(self._bare(shape, name), shape.constraints)

    def _bare(self, shape: Shape, name: str) -> TypeRef:
        match name:
            case "array":
                return self._array(shape)
            case "object" if shape.properties:
                return self._model(shape)
            case "object":
                return MapType(self.extra_type(shape) or UnknownType())
            case "string" if shape.format == "binary":
                return BinaryType()
            case "file":
                return BinaryType()
            case _ if name in _KINDS:
                held = self._formats.held(_KINDS[name], shape.format)
                return PrimitiveType(_KINDS[name], shape.format, held)
            case _:
                place = shape.node.get("type") or shape.node
                self._report.add(codes.SCHEMA_UNKNOWN_TYPE, f"Unknown type {name!r}", place.source)
                return UnknownType()

    def _array(self, shape: Shape) -> ArrayType:
        prefix = tuple(self.read(part).whole for part in shape.prefix)
        if prefix and shape.items is not None and shape.items.value is False:
            return ArrayType(prefix[-1], prefix, shape.unique)
        items = self.read(shape.items).whole if shape.items is not None else UnknownType()
        return ArrayType(items, prefix, shape.unique, self._item_xml(shape))

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
        is_open = self._formats.is_open(home.name)
        if home.name not in self.models:
            made = enum_model(shape, home.name, home.owner, home.module, kind, self.book, is_open=is_open)
            self.models[home.name] = made
        return Typed(EnumType(home.name, kind, is_open), shape.nullable)

    def _choice(self, shape: Shape, *, component: bool) -> Typed:
        """``oneOf`` and ``anyOf``. Null among the alternatives makes the whole nullable."""
        real = self._real(shape)
        nullable = len(real) < len(shape.variants) or "null" in shape.types
        if shape.properties:
            for variant in real:
                self.shapes.extend(shape, variant)
        if component and (len(real) > 1 or any(map(self._holds_others, real))):
            typed = self._alias(shape, lambda: self._union(shape).type)
            return Typed(typed.type, typed.nullable or self._may_be_null(shape))
        union = self._union(shape)
        return Typed(union.type, nullable or union.nullable)

    def _may_be_null(self, shape: Shape) -> bool:
        """Whether null is among the alternatives, or theirs: what an alias is cannot be read before it has its name."""
        seen = set[str]()
        queue = [shape]
        while queue:
            shape = queue.pop()
            if shape.nullable:
                return True
            if shape.node.pointer not in seen:
                seen.add(shape.node.pointer)
                inner = shape.variants if shape.ref is None else (shape.ref,)
                queue.extend(map(self.shapes.of, inner))
        return False

    def _holds_others(self, node: Node) -> bool:
        """Whether a schema is an array or a map that stands here, be it in another one's only alternative."""
        shape = self.shapes.of(node)
        if shape.ref is not None or shape.values is not None:
            return False
        if shape.variants:
            real = self._real(shape)
            return len(real) == 1 and self._holds_others(real[0])
        return shape.own_types in (("array",), ("object",)) and not self._is_model(shape, component=False)

    def _real(self, shape: Shape) -> list[Node]:
        return [v for v in shape.variants if self.shapes.of(v).types != ("null",)]

    def _union(self, shape: Shape) -> Typed:
        found = list(self._alternatives(shape))
        nullable = any(typed.nullable or typed.type == _NULL for _, typed in found)
        alternatives = {typed.type: node for node, typed in found if typed.type != _NULL}
        if not alternatives or any(isinstance(type_, UnknownType) for type_ in alternatives):
            return Typed(UnknownType(), nullable)
        if len(alternatives) == 1:
            return Typed(next(iter(alternatives)), nullable)
        told: list[Alternative] = [(node, type_) for type_, node in alternatives.items()]
        return Typed(UnionType(tuple(alternatives), self._tags.discriminator(shape, told)), nullable)

    def _alternatives(self, shape: Shape) -> Iterator[tuple[Node, Typed]]:
        """The alternatives of a union, those of unions inside it among them, unless a tag of their own tells those."""
        for variant in self._real(shape):
            typed, inner = self.read(variant), self.shapes.of(variant)
            if not isinstance(typed.type, UnionType):
                yield variant, typed
            elif inner.variants and inner.ref is None and (shape.discriminator or typed.type.discriminator is None):
                yield from self._alternatives(inner)
            elif typed.type.discriminator is None:
                yield from ((variant, Typed(part, typed.nullable)) for part in typed.type.variants)
            else:
                yield variant, typed

    def _model(self, shape: Shape) -> ModelType:
        home = self._names.home(shape.node, twin="Dict")
        if home.name not in self.models:
            self.models[home.name] = object_model(shape, home.name, home.owner, home.module)
            self._queue.append(lambda: self._fill(shape, home))
        return ModelType(home.name)

    def _fill(self, shape: Shape, home: Home) -> None:
        model = object_model(shape, home.name, home.owner, home.module, self)
        heirs = [(heir, typed.name) for heir in self._family.heirs(shape.node) if (typed := self._class(heir))]
        if heirs:
            tag = self._family.tag(shape.node)
            model = replace(model, heirs=self._tags.of_heirs(shape, tag, heirs))
        self.models[home.name] = model

    def _class(self, node: Node) -> ModelType | None:
        type_ = self.read(node).type
        return type_ if isinstance(type_, ModelType) else None

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
                description=described(shape.node),
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
