"""Inheritance: what extends a schema that says how its heirs are told apart (OpenAPI 3.1 section 4.8.24.3.1).

``allOf`` with a reference to such a base, or to one of its heirs, makes a class of that class. Any other
``allOf`` joins schemas into one: it says what must hold, and no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from ..document import Node
from .joining import says_type
from .shapes import Shapes


class Family:
    """Which components of a document are whose heirs."""

    def __init__(self, components: Sequence[Node], shapes: Shapes) -> None:
        self._nodes = {node.pointer: node for node in components}
        self._shapes = shapes

    def bases(self, node: Node) -> tuple[Node, ...]:
        """The components that a component inherits from directly."""
        return self._bases.get(node.pointer, ())

    def heirs(self, node: Node) -> Iterator[Node]:
        """The components that inherit from a component, those of the first generation first."""
        found: dict[str, Node] = {}
        queue = [node.pointer]
        while queue:
            near = [n for n in self._bases if any(b.pointer in queue for b in self._bases[n]) and n not in found]
            found.update((pointer, self._nodes[pointer]) for pointer in near)
            queue = near
        yield from found.values()

    def tag(self, node: Node) -> str:
        """The property that tells a component's heirs apart: its own word, or that of what it inherits from."""
        said = node["discriminator"].text("propertyName") if node.is_mapping else ""
        return said or next((tag for base in self.bases(node) if (tag := self.tag(base))), "")

    def members(self) -> Iterator[Node]:
        """All heirs."""
        yield from (self._nodes[pointer] for pointer in self._bases)

    @property
    def pointers(self) -> frozenset[str]:
        """The places of all heirs."""
        return frozenset(self._bases)

    @cached_property
    def _bases(self) -> dict[str, tuple[Node, ...]]:
        parents = {pointer: self._parents(node) for pointer, node in self._nodes.items()}
        reached = {pointer for pointer, node in self._nodes.items() if _is_root(node)}
        fresh = set(reached)
        while fresh:
            fresh = {p for p, found in parents.items() if p not in reached and any(f.pointer in reached for f in found)}
            reached |= fresh
        kept = {p: tuple(f for f in found if f.pointer in reached) for p, found in parents.items()}
        return {pointer: found for pointer, found in kept.items() if found and not _has_choice(self._nodes[pointer])}

    def _parents(self, node: Node) -> list[Node]:
        if not node.is_mapping:
            return []
        referred = [part for part in node["allOf"] if part.ref is not None]
        if node.ref is not None and {"properties", "allOf"} & set(node.value if isinstance(node.value, dict) else ()):
            referred.append(node)
        found = [target for part in referred if (target := self._shapes.target(part)) is not None]
        return [target for target in found if target.pointer in self._nodes and target.pointer != node.pointer]


def _is_root(node: Node) -> bool:
    return node.is_mapping and bool(node["discriminator"].text("propertyName")) and not _has_choice(node)


def _has_choice(node: Node) -> bool:
    return any(says_type(variant) for keyword in ("oneOf", "anyOf") for variant in node[keyword])
