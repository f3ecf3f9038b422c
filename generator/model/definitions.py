"""Named types: what stands in ``Api.models``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias, assert_never

from .source import Source
from .types import Discriminator, JsonScalar, JsonValue, PrimitiveKind, TypeRef, named_types
from .xml import Xml


class Access(StrEnum):
    """Who may see a field: ``readOnly`` and ``writeOnly`` of the schema."""

    READ = "read"
    WRITE = "write"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Default:
    """A ``default`` that the document gives; it wraps the value so that a default of null is one too."""

    value: JsonValue


@dataclass(frozen=True, slots=True)
class Cardinality:
    """Three facts that are never merged: must it be there, may it be null, what the server assumes."""

    required: bool = False
    nullable: bool = False
    default: Default | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """An example of the document. ``name`` is its key under ``examples``, or empty for ``example``."""

    value: JsonValue
    name: str = ""
    summary: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A property of an object. ``type`` leaves null out: that is ``cardinality.nullable``.

    ``xml`` are the hints of the property's own schema, over those of the schema that it refers to.
    ``fixed`` is the value by which this class is told apart from its kin, where the type says more.
    """

    wire_name: str
    name: str
    type: TypeRef
    cardinality: Cardinality
    source: Source
    access: Access = Access.BOTH
    description: str = ""
    deprecated: bool = False
    examples: tuple[Example, ...] = ()
    xml: Xml | None = None
    fixed: Default | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectModel:
    """An object with named properties.

    ``extra`` is the type of further properties: ``UnknownType`` where the schema is silent or says
    ``true`` (unknown fields are kept either way), ``None`` where ``additionalProperties`` is false.
    ``bases`` names the models whose fields are inherited (``allOf``); ``fields`` then holds only what
    this model adds or narrows. ``heirs`` says by which value of a property the models that inherit from
    this one, at any distance, are told apart where this one is named. ``owner`` is the component in
    whose module an inline object stands, and equals ``name`` for a component.
    """

    name: str
    owner: str
    module: str
    source: Source
    fields: tuple[Field, ...]
    extra: TypeRef | None
    bases: tuple[str, ...] = ()
    heirs: Discriminator | None = None
    title: str = ""
    description: str = ""
    deprecated: bool = False
    examples: tuple[Example, ...] = ()
    xml: Xml | None = None


@dataclass(frozen=True, slots=True)
class EnumMember:
    """A value of an enum under the name that Python code uses for it."""

    name: str
    value: JsonScalar
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumModel:
    """A fixed set of values of one kind; ``is_open`` enums keep values that they do not know."""

    name: str
    owner: str
    module: str
    source: Source
    kind: PrimitiveKind
    members: tuple[EnumMember, ...]
    is_open: bool = True
    title: str = ""
    description: str = ""
    deprecated: bool = False
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasModel:
    """A name for a union, an array or a map (whose value may be null where ``type`` says so)."""

    name: str
    owner: str
    module: str
    source: Source
    type: TypeRef
    title: str = ""
    description: str = ""
    deprecated: bool = False
    examples: tuple[Example, ...] = ()
    xml: Xml | None = None


Model: TypeAlias = ObjectModel | EnumModel | AliasModel


def references(model: Model) -> Iterator[str]:
    """The names of the models that this one points at directly, in the order written, repeats included."""
    match model:
        case ObjectModel():
            yield from model.bases
            if model.heirs is not None:
                yield from (name for _, name in model.heirs.mapping)
            for field in model.fields:
                yield from named_types(field.type)
            if model.extra is not None:
                yield from named_types(model.extra)
        case AliasModel():
            yield from named_types(model.type)
        case EnumModel():
            return
        case _:
            assert_never(model)
