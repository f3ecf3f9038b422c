"""How types are written as XML, as the entries of the runtime's tables (OpenAPI 3.1 section 4.8.26)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, assert_never

from ..model import (
    AliasModel,
    AliasType,
    Api,
    ArrayType,
    BinaryType,
    BodyMedia,
    Encoding,
    EnumModel,
    EnumType,
    Field,
    JsonScalar,
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
    named_types,
)
from ..model.definitions import references
from ..python.literals import literal
from .environment import environment
from .expressions import own_fields
from .formatting import laid_out
from .layout import Atom, Expression, call, import_line, lay_out, mapping, sequence

XML_NAMES = (
    "XmlAny", "XmlChoice", "XmlDocument", "XmlField", "XmlList", "XmlMap", "XmlName", "XmlObject", "XmlRef",
    "XmlScalar",
)  # fmt: skip
"""What tables are made of: names of the runtime's ``xml_shapes``."""

_KINDS = {PrimitiveKind.INTEGER: "integer", PrimitiveKind.NUMBER: "number", PrimitiveKind.BOOLEAN: "boolean"}
_NO_HINTS = Xml()
_INLINE_ROOT = "items"
"""The outermost element of a list that has no name in the document, which must have one."""


def is_xml(media_type: str, type_: TypeRef | None) -> bool:
    """Whether a body travels as XML that is made of a type, and not as a text that is XML already."""
    name = media_type.partition(";")[0].strip().lower()
    inner = type_.inner if isinstance(type_, NullableType) else type_
    if not name.endswith(("/xml", "+xml")):
        return False
    return isinstance(inner, ModelType | AliasType | ArrayType | MapType | UnionType)


def xml_models(api: Api) -> dict[str, Model]:
    """The models that XML bodies reach, in the document's order."""
    wanted = [name for type_ in _roots(api) for name in named_types(type_)]
    found: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name not in found and name in api.models:
            found.add(name)
            wanted.extend(references(api.models[name]))
    return {name: model for name, model in api.models.items() if name in found}


def _roots(api: Api) -> Iterator[TypeRef]:
    for operation in api.operations():
        sent = operation.body.alternatives if operation.body else ()
        cases: list[tuple[str, TypeRef | None]] = [(media.media_type, media.type) for media in sent]
        cases += [part for media in sent for part in _part_roots(media, media.type, api.models)]
        cases += [(r.media_type, r.type) for r in operation.responses if r.type is not None]
        cases += [(e.media_type, e.type) for e in operation.errors if e.type is not None]
        yield from (type_ for media_type, type_ in cases if type_ is not None and is_xml(media_type, type_))


def _part_roots(
    holder: BodyMedia | Encoding, type_: TypeRef | None, models: Mapping[str, Model]
) -> Iterator[tuple[str, TypeRef | None]]:
    named, prefix, item = part_types(type_, models)
    parts = [(encoding, named.get(encoding.wire_name)) for encoding in holder.encodings]
    parts += [(encoding, prefix[at] if at < len(prefix) else item) for at, encoding in enumerate(holder.prefix)]
    parts += [(holder.item, item)] if holder.item is not None else []
    for encoding, part in parts:
        yield encoding.content_type, part
        yield from _part_roots(encoding, part, models)


class PartTypes(NamedTuple):
    """The types of the parts of a body: of those with names, of the first ones, and of those after them."""

    named: Mapping[str, TypeRef]
    prefix: tuple[TypeRef, ...]
    item: TypeRef | None


def part_types(type_: TypeRef | None, models: Mapping[str, Model]) -> PartTypes:
    """What the parts of a body of that type are; a list under a name is a part for each of its items."""
    model = models.get(type_.name) if isinstance(type_, ModelType) else None
    if isinstance(model, ObjectModel):
        fields = {field.wire_name: field.type for field in own_fields(model, models)}
        named = {name: part.items if isinstance(part, ArrayType) else part for name, part in fields.items()}
        return PartTypes(named, (), None)
    if isinstance(type_, ArrayType):
        return PartTypes({}, type_.prefix, type_.items)
    return PartTypes({}, (), None)


def document_entry(type_: TypeRef, models: Mapping[str, Model]) -> Expression:
    """A function of no arguments that gives ``XmlDocument(...)``, for a body of a type."""
    shapes = XmlShapes(models)
    inner = type_.inner if isinstance(type_, NullableType) else type_
    name = () if isinstance(inner, ModelType) else (shapes.root(inner),)
    return call("lambda: XmlDocument", (shapes.of(inner), Atom("_xml.shapes"), *name))


def render_shapes(models: Mapping[str, Model]) -> str:
    """The module ``_xml``: the table of the shapes of models by the names of their classes."""
    shapes = XmlShapes(models)
    entries = ((name, shapes.model(model)) for name, model in models.items() if not isinstance(model, EnumModel))
    table = lay_out(mapping(entries, spread=True), indent=4, used=11)
    used = {*re.findall(r"\bXml[A-Z]\w*", table), "XmlShape"}
    view = XmlView(
        import_line("._runtime.xml_shapes", [name for name in (*XML_NAMES, "XmlShape") if name in used]), table
    )
    return laid_out(environment().get_template("client/_xml.py.jinja").render(xml=view))


@dataclass(frozen=True, slots=True)
class XmlView:
    """What ``_xml`` prints; both are finished text."""

    imports: str
    table: str


@dataclass(frozen=True, slots=True)
class XmlShapes:
    """Spells shapes. ``models`` are those that they may refer to."""

    models: Mapping[str, Model]

    def root(self, type_: TypeRef) -> Expression:
        """The name of the outermost element, where the type is no object, which tells its own."""
        alias = self.models.get(type_.name) if isinstance(type_, AliasType) else None
        if isinstance(alias, AliasModel):
            return _name(alias.xml, _key(alias))
        return _name(None, _INLINE_ROOT)

    def of(self, type_: TypeRef, name: str = "item") -> Expression:
        """The shape of a type; ``name`` is that of the items of a list, where they have none of their own."""
        match type_:
            case PrimitiveType() | EnumType() | LiteralType() | BinaryType():
                return self._scalar(type_)
            case NullableType(inner=inner):
                return self.of(inner, name)
            case ModelType(name=model) | AliasType(name=model):
                return call("XmlRef", (_atom(model),))
            case ArrayType(prefix=prefix, items=items, item_xml=xml):
                parts = dict.fromkeys((*prefix, items))
                item = UnionType(tuple(parts)) if len(parts) > 1 else items
                return call("XmlList", (self.of(item), _name(xml, name)))
            case MapType(values=values):
                return call("XmlMap", (self.of(values),))
            case UnionType():
                return self._choice(type_)
            case UnknownType():
                return call("XmlAny")
            case _:
                assert_never(type_)

    def model(self, model: Model) -> Expression:
        """The shape that stands in the table for a model."""
        match model:
            case ObjectModel():
                fields = [self._field(field) for field in self._all_fields(model)]
                told = {}
                if model.extra is not None and not isinstance(model.extra, UnknownType):
                    told["extra"] = self.of(model.extra)
                return call("XmlObject", (_name(model.xml, _key(model)), sequence(fields)), **told)
            case AliasModel(type=type_):
                return self.of(type_, self._item_name(model))
            case EnumModel():
                raise TypeError("an enum is a scalar, and no shape of its own")
            case _:
                assert_never(model)

    def _item_name(self, model: AliasModel) -> str:
        return (model.xml and model.xml.name) or _key(model)

    def _all_fields(self, model: ObjectModel) -> Iterator[Field]:
        own = {field.wire_name for field in model.fields}
        for name in model.bases:
            base = self.models[name]
            if isinstance(base, ObjectModel):
                yield from (field for field in self._all_fields(base) if field.wire_name not in own)
        yield from model.fields

    def _field(self, field: Field) -> Expression:
        xml = field.xml or _NO_HINTS
        items = self._array(field.type)
        node = _node(xml, is_array=items is not None)
        shape = self.of(field.type)
        if items is not None:
            own = xml.name if xml.name and node == "element" else field.wire_name
            shape = self.of(items, own)
        told: dict[str, Expression] = {}
        if node != "element":
            told["node"] = _atom(node)
        if field.cardinality.required:
            told["required"] = _atom(True)
        return call("XmlField", (_atom(field.wire_name), shape, _name(xml, field.wire_name)), **told)

    def _array(self, type_: TypeRef, within: frozenset[str] = frozenset()) -> ArrayType | None:
        """The array that a type is, behind whatever name it has."""
        match type_:
            case ArrayType():
                return type_
            case NullableType(inner=inner):
                return self._array(inner, within)
            case AliasType(name=name) if name not in within:
                model = self.models.get(name)
                return self._array(model.type, within | {name}) if isinstance(model, AliasModel) else None
            case _:
                return None

    def _choice(self, union: UnionType) -> Expression:
        told: dict[str, Expression] = {}
        if union.discriminator is not None:
            told["tag"] = _atom(union.discriminator.property_name)
            told["mapping"] = sequence(_atom(pair) for pair in union.discriminator.mapping)
        objects = [self.models.get(v.name) for v in union.variants if isinstance(v, ModelType)]
        if objects and all(isinstance(m, ObjectModel) and m.xml is not None and m.xml.name for m in objects):
            told["is_named"] = _atom(True)
        return call("XmlChoice", (sequence(map(self.of, union.variants)),), **told)

    def _scalar(self, type_: TypeRef) -> Expression:
        kind = self._kind(type_)
        return call("XmlScalar", (_atom(kind),) if kind != "string" else ())

    def _kind(self, type_: TypeRef) -> str:
        match type_:
            case PrimitiveType(kind=PrimitiveKind.STRING, format=format_):
                return "token" if format_ else "string"
            case PrimitiveType(kind=PrimitiveKind.NUMBER, format="decimal"):
                return "token"
            case PrimitiveType(kind=kind):
                return _KINDS.get(kind, "string")
            case EnumType(kind=kind):
                return _KINDS.get(kind, "token")
            case LiteralType(values=values):
                return _literal_kind(values)
            case _:
                return "token"


def _literal_kind(values: Iterable[JsonScalar]) -> str:
    kinds = {bool: "boolean", int: "integer", float: "number"}
    found = {kinds.get(type(value), "token") for value in values if value is not None}
    return found.pop() if len(found) == 1 else "token"


def _node(xml: Xml, *, is_array: bool) -> str:
    """The node of a property: OpenAPI 3.2's word, or what the older hints mean."""
    if xml.node_type:
        return xml.node_type
    if xml.attribute:
        return "attribute"
    return "none" if is_array and not xml.wrapped else "element"


def _name(xml: Xml | None, fallback: str) -> Expression:
    """``XmlName(...)``."""
    xml = xml or _NO_HINTS
    told = {key: _atom(text) for key, text in (("namespace", xml.namespace), ("prefix", xml.prefix)) if text}
    return call("XmlName", (_atom(xml.name or fallback),), **told)


def _key(model: Model) -> str:
    """The key of a component, as its document spells it; the name of any other model."""
    parent, _, key = model.source.pointer.rpartition("/")
    is_component = parent in {"/components/schemas", "/definitions", "#/components/schemas", "#/definitions"}
    return key.replace("~1", "/").replace("~0", "~") if is_component else model.name


def _atom(value: object) -> Atom:
    return Atom(literal(value))
