"""How types are written as XML: what generated tables say, and the reader and the writer follow.

The shapes of an API's models stand in one table by the names of their classes, so that models may refer
to one another. See OpenAPI 3.1 section 4.8.26 (XML Object), and 3.2 for ``nodeType``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["string", "token", "integer", "number", "boolean"]
"""What the text of a node is in JSON; a ``token`` is a string whose outer white space says nothing."""

NodeType: TypeAlias = Literal["element", "attribute", "text", "cdata", "none"]
"""The node that a property is, as OpenAPI 3.2 names them; ``none`` puts what it holds in its place."""


@dataclass(frozen=True, slots=True)
class XmlName:
    """The name of an element or attribute (Namespaces in XML 1.0 section 3)."""

    local: str
    namespace: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class XmlScalar:
    """Text."""

    kind: Kind = "string"


@dataclass(frozen=True, slots=True)
class XmlRef:
    """The shape of a model, by the name of its class."""

    name: str


@dataclass(frozen=True, slots=True)
class XmlList:
    """Elements of one name, one for each item."""

    items: XmlShape
    name: XmlName


@dataclass(frozen=True, slots=True)
class XmlMap:
    """Elements that are named after the keys."""

    values: XmlShape


@dataclass(frozen=True, slots=True)
class XmlChoice:
    """One of several shapes. ``tag`` and ``mapping`` are those of a discriminator, where there is one.

    ``is_named``: each variant has an element name of its own, which its elements have in a list too.
    """

    variants: tuple[XmlShape, ...]
    _: KW_ONLY
    tag: str = ""
    mapping: tuple[tuple[str, str], ...] = ()
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class XmlAny:
    """Whatever there is: children and attributes by name, those of one name as a list, else text."""


@dataclass(frozen=True, slots=True)
class XmlField:
    """A property of an object. ``key`` is its name in JSON; ``name`` that of its element or attribute."""

    key: str
    shape: XmlShape
    name: XmlName
    _: KW_ONLY
    node: NodeType = "element"
    required: bool = False


@dataclass(frozen=True, slots=True)
class XmlObject:
    """A model. ``name`` is that of its element where it is the whole document or one of several variants.

    ``extra`` is the shape of properties that have no name.
    """

    name: XmlName
    fields: tuple[XmlField, ...]
    extra: XmlShape | None = None


XmlShape: TypeAlias = (
    XmlScalar | XmlRef | XmlList | XmlMap | XmlChoice | XmlAny | XmlObject
)


@dataclass(frozen=True, slots=True)
class XmlDocument:
    """A whole body. ``shapes`` gives the table of the models' shapes.

    ``name`` is that of the outermost element where the shape is no object, which tells its own.
    """

    shape: XmlShape
    shapes: Callable[[], Mapping[str, XmlShape]]
    name: XmlName = XmlName("items")

    def resolved(self, shape: XmlShape) -> XmlShape:
        """The shape behind a reference, however long the chain."""
        table = self.shapes()
        while isinstance(shape, XmlRef):
            shape = table[shape.name]
        return shape
