"""Which anchors are in scope where: schema resources, and what they refer to (JSON Schema 2020-12 section 7.1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from .. import pointer as pointers
from ..grammar import Form, Kind
from ..values import Absent, Json, descend
from .survey import Holder, below

Env: TypeAlias = "dict[str, str]"
"""What dynamic anchors mean: name -> pointer."""


@dataclass(eq=False, slots=True)
class Resource:
    """A schema with an ``$id``, or one that stands in no other schema.

    ``anchors`` are its dynamic anchors; ``outer`` is the resource that it stands in. ``references`` and
    ``dynamics`` hold the schemas in it with a ``$ref`` (with the pointer that it leads to) and with a
    ``$dynamicRef`` (with the name of its anchor, and the pointer where that is without any caller);
    ``arguments`` are the identities of those that say what a template is used for.
    ``needs`` are the names of the anchors on which its meaning depends, what it refers to included.
    """

    pointer: str
    value: dict[str, Json]
    outer: Resource | None
    anchors: Env = field(default_factory=dict)
    references: list[tuple[dict[str, Json], str]] = field(default_factory=list)
    dynamics: list[tuple[dict[str, Json], str, str | None]] = field(default_factory=list)
    arguments: list[int] = field(default_factory=list)
    needs: set[str] = field(default_factory=set)

    @property
    def scope(self) -> Env:
        """The anchors in scope when the document is entered here, or at a schema around; the outermost wins."""
        return self.anchors | (self.outer.scope if self.outer else {})


_Step: TypeAlias = "tuple[Holder, str | int, Form, Kind, str, Resource | None]"


class Scopes:
    """All schema resources of a document whose references are pointers into itself."""

    def __init__(self, root: dict[str, Json]) -> None:
        self.root = root
        self.resources: dict[str, Resource] = {}
        self._seen: set[int] = set()
        self._walk([([root], 0, "one", "openapi", "", None)])
        self._spread_needs()

    def at(self, pointer: str) -> Resource | None:
        """The resource that a node belongs to."""
        return next((self.resources[above] for above in pointers.parents(pointer) if above in self.resources), None)

    def _walk(self, stack: list[_Step]) -> None:
        while stack:
            holder, key, form, kind, pointer, resource = stack.pop()
            value = holder[key]  # type: ignore[index]
            if not isinstance(value, dict | list) or id(value) in self._seen:
                continue
            self._seen.add(id(value))
            if kind == "schema" and isinstance(value, dict) and form in ("one", "one-or-list"):
                resource = self._enter(value, pointer, resource)
            inner = reversed(below(value, form, kind, pointer))
            stack.extend((*step, resource) for step in inner)

    def _enter(self, schema: dict[str, Json], pointer: str, resource: Resource | None) -> Resource:
        if resource is None or isinstance(schema.get("$id"), str):
            resource = self.resources[pointer] = Resource(pointer, schema, resource)
        name, reference, dynamic = (schema.get(key) for key in ("$dynamicAnchor", "$ref", "$dynamicRef"))
        if isinstance(name, str):
            resource.anchors.setdefault(name, pointer)
            if schema is not resource.value:
                resource.arguments.append(id(schema))
        if isinstance(reference, str) and reference.startswith("#/"):
            resource.references.append((schema, pointers.from_fragment(reference[1:])))
        if isinstance(dynamic, str) and dynamic.startswith("#"):
            resource.dynamics.append((schema, *self._anchor(dynamic)))
        return resource

    def _anchor(self, dynamic: str) -> tuple[str, str | None]:
        """The name and the pointer of the anchor that a ``$dynamicRef`` leads to; no name if that is no dynamic one."""
        pointer = pointers.from_fragment(dynamic[1:])
        if not pointer.startswith("/"):
            return pointer, None
        found = descend(self.root, pointer)
        name = found.get("$dynamicAnchor") if isinstance(found, dict) and not isinstance(found, Absent) else None
        return (name if isinstance(name, str) else ""), pointer

    def _spread_needs(self) -> None:
        users: dict[Resource, list[Resource]] = {}
        for resource in self.resources.values():
            resource.needs = {name for _, name, _ in resource.dynamics if name}
            used = [self.at(pointer) for _, pointer in resource.references]
            for other in filter(None, used):
                users.setdefault(other, []).append(resource)
            if resource.outer is not None:
                users.setdefault(resource, []).append(resource.outer)
        changed = [resource for resource in self.resources.values() if resource.needs]
        while changed:
            resource = changed.pop()
            for user in users.get(resource, ()):
                # what stands inside and says itself what it is used for needs no more from outside
                needs = resource.needs - (resource.anchors.keys() if user is resource.outer else set())
                if not needs <= user.needs:
                    user.needs |= needs
                    changed.append(user)
