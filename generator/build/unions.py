"""How the alternatives of a union are told apart (OpenAPI 3.1 section 4.8.25, Discriminator Object)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from .. import codes
from ..diagnostics import Report
from ..document import Node
from ..document import pointer as pointers
from ..model import AliasType, Discriminator, ModelType, TypeRef
from .joining import Shape
from .shapes import Shapes

Alternative: TypeAlias = tuple[Node, TypeRef]
"""A schema among those of a union, and its type."""

_OWN_TAG = ("x-ms-discriminator-value", "x-discriminator-value")


class Tags:
    """Works out discriminators. ``values`` are the tags of each model: name -> property -> values.

    ``key`` gives the key of the component that a schema is or refers to.
    """

    def __init__(self, shapes: Shapes, key: Callable[[Node], str | None], report: Report) -> None:
        self.values: dict[str, dict[str, dict[str, None]]] = {}
        self._shapes = shapes
        self._key = key
        self._report = report

    def discriminator(self, shape: Shape, alternatives: Sequence[Alternative]) -> Discriminator | None:
        """What tells the alternatives apart; a property that each of them fixes does so without being named."""
        nodes = [node for node, _ in alternatives]
        tag = shape.discriminator.text("propertyName") if shape.discriminator is not None else self._implied(nodes)
        if not tag:
            return None
        names = {node.pointer: type_.name for node, type_ in alternatives if isinstance(type_, ModelType | AliasType)}
        found = self._pairs(shape, nodes, tag, frozenset())
        if len(names) < len(nodes) or names.keys() - {node.pointer for node in found.values()}:
            message = f"{tag!r} does not tell all variants apart: the one that fits best is taken"
            self._report.add(codes.SCHEMA_UNTAGGED_VARIANT, message, shape.node.source)
            return None
        pairs = {value: names[node.pointer] for value, node in found.items()}
        for node, type_ in alternatives:
            if isinstance(type_, ModelType):
                self.record(type_.name, tag, (value for value, name in pairs.items() if name == names[node.pointer]))
        return Discriminator(tag, tuple(pairs.items()), self._default(shape, alternatives))

    def of_heirs(self, base: Shape, tag: str, heirs: Sequence[tuple[Node, str]]) -> Discriminator | None:
        """What tells the heirs of a model apart, each with its name; ``None`` where it has none."""
        names = {node.pointer: name for node, name in heirs}
        found = self._pairs(base, [node for node, _ in heirs], tag, frozenset())
        pairs = {value: names[node.pointer] for value, node in found.items()}
        for _, name in heirs:
            self.record(name, tag, (value for value, other in pairs.items() if other == name))
        return Discriminator(tag, tuple(pairs.items())) if pairs else None

    def record(self, name: str, tag: str, values: Iterable[str]) -> None:
        """Notes values by which a model is told apart from others."""
        self.values.setdefault(name, {}).setdefault(tag, {}).update(dict.fromkeys(values))

    def fixed(self, shape: Shape, tag: str) -> tuple[str, ...]:
        """The values that a schema itself allows for the tag."""
        schema = shape.properties.get(tag)
        values = self._shapes.opened(self._shapes.of(schema)).scalar_values if schema is not None else ()
        return tuple(value for value in values if isinstance(value, str))

    def _implied(self, nodes: Sequence[Node]) -> str:
        shapes = [self._shapes.opened(self._shapes.of(node)) for node in nodes]
        if len({shape.node.pointer for shape in shapes}) < 2:
            return ""
        for name in shapes[0].properties:
            values = [self.fixed(shape, name) if name in shape.required else () for shape in shapes]
            flat = [value for found in values for value in found]
            if all(len(found) == 1 for found in values) and len(set(flat)) == len(flat):
                return name
        return ""

    def _pairs(self, shape: Shape, nodes: Sequence[Node], tag: str, within: frozenset[str]) -> dict[str, Node]:
        """The values of the tag, and the alternative that each stands for."""
        pairs = dict(self._mapped(shape, nodes, tag))
        mapped = {node.pointer for node in pairs.values()}
        for node in nodes:
            if node.pointer not in mapped:
                pairs.update({v: node for v in self._own_values(node, tag, within) if v not in pairs})
        return pairs

    def _mapped(self, shape: Shape, nodes: Sequence[Node], tag: str) -> Iterator[tuple[str, Node]]:
        if shape.discriminator is None or shape.discriminator.text("propertyName") != tag:
            return
        inner: dict[str, Node] = {}
        for node in nodes[::-1]:
            inner |= dict.fromkeys(self._keys_inside(node, frozenset()), node)
        by_key = {key: node for node in nodes[::-1] if (key := self._key(node)) is not None}
        for value, target in shape.discriminator["mapping"].items():
            key = _named(str(target.value))
            found = by_key.get(key) or inner.get(key)
            if found is not None:
                yield value, found
            elif key != self._key(shape.node) and shape.discriminator.pointer.startswith(f"{shape.node.pointer}/"):
                # Below a base, its mapping names those that inherit elsewhere as well.
                message = f"The discriminator maps {value!r} to no variant"
                self._report.add(codes.SCHEMA_BAD_MAPPING, message, target.source)

    def _keys_inside(self, node: Node, within: frozenset[str]) -> Iterator[str]:
        """The keys of the components that a union among the alternatives consists of."""
        shape = self._shapes.opened(self._shapes.of(node))
        if shape.node.pointer in within:
            return
        for variant in shape.variants:
            key = self._key(variant)
            if key is not None:
                yield key
            yield from self._keys_inside(variant, within | {shape.node.pointer})

    def _own_values(self, node: Node, tag: str, within: frozenset[str]) -> tuple[str, ...]:
        """The values of the tag that a schema names itself, else those of its own variants, else its key.

        Vendor extensions that documents of Swagger 2.0 have for the lack of a mapping come before the key.
        """
        shape = self._shapes.opened(self._shapes.of(node))
        found = self.fixed(shape, tag)
        if not found and shape.variants and shape.node.pointer not in within:
            found = tuple(self._pairs(shape, shape.variants, tag, within | {shape.node.pointer}))
        key = next(filter(None, map(shape.node.text, _OWN_TAG)), self._key(node))
        return found or ((key,) if key is not None and not shape.variants else ())

    def _default(self, shape: Shape, alternatives: Sequence[Alternative]) -> str:
        """The variant for a tag that is missing or unknown (``defaultMapping`` of OpenAPI 3.2)."""
        wanted = _named(shape.discriminator.text("defaultMapping")) if shape.discriminator is not None else ""
        named = (
            t.name for node, t in alternatives if isinstance(t, ModelType | AliasType) and self._key(node) == wanted
        )
        return next(named, "") if wanted else ""


def _named(reference: str) -> str:
    """The key of the component that a mapping names, by itself or by a reference."""
    return pointers.unescape(reference.rpartition("/")[2])
