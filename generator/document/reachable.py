"""What of a document's components is used by a part of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from . import pointer as pointers
from .document import Document
from .values import Json


class Reach:
    """The components that are reached from the values given, by any number of steps.

    A step is a ``$ref``, a discriminator's mapping (OpenAPI 3.1 section 4.8.25), the name in a security
    requirement, or the way from a schema with a discriminator to those that extend it by ``allOf``: its
    values may be any of theirs. What only looks like a step (a ``$ref`` in an example) counts as one,
    since it is better to keep too much.
    """

    def __init__(self, document: Document) -> None:
        self.components: set[tuple[str, str]] = set()
        self._document = document
        self._heirs = _heirs(document)
        self._seen: set[int] = set()
        self._open: list[Json] = []

    def add(self, values: Iterable[Json]) -> None:
        """Reaches what the values use."""
        self._open.extend(values)
        while self._open:
            value = self._open.pop()
            if not isinstance(value, dict | list) or id(value) in self._seen:
                continue
            self._seen.add(id(value))
            if isinstance(value, list):
                self._open.extend(value)
            else:
                self._step(value)
                self._open.extend(value.values())

    def require_schemes(self, requirements: Json) -> None:
        """Reaches the security schemes that requirements name (OpenAPI 3.1 section 4.8.30)."""
        for requirement in requirements if isinstance(requirements, list) else ():
            for name in requirement if isinstance(requirement, dict) else ():
                self._component("securitySchemes", name)

    def _step(self, value: dict[str, Json]) -> None:
        reference = value.get("$ref")
        if isinstance(reference, str):
            self._follow(reference)
        discriminator = value.get("discriminator")
        if isinstance(discriminator, dict):
            mapping = discriminator.get("mapping")
            targets = list(mapping.values()) if isinstance(mapping, dict) else []
            for target in (*targets, discriminator.get("defaultMapping")):
                if isinstance(target, str):
                    self._follow(target if "/" in target or "#" in target else _schema(target))
        self.require_schemes(value.get("security"))

    def _follow(self, reference: str) -> None:
        found = self._document.find(reference)
        if found is None:
            return
        tokens = pointers.split(found.pointer)
        if len(tokens) > 2 and tokens[0] == "components":
            self._component(tokens[1], tokens[2])
        self._open.append(found.value)

    def _component(self, kind: str, name: str) -> None:
        if (kind, name) in self.components:
            return
        self.components.add((kind, name))
        self._open.append(self._document.root["components"][kind][name].value)
        if kind == "schemas":
            for heir in self._heirs.get(name, ()):
                self._component("schemas", heir)


def _schema(name: str) -> str:
    return "#" + pointers.join("/components/schemas", name)


def _heirs(document: Document) -> dict[str, list[str]]:
    """For each schema whose values are told apart by a discriminator, those that extend it."""
    bases: dict[str, list[str]] = {}
    roots: set[str] = set()
    for name, schema in document.root["components"]["schemas"].items():
        if not schema.is_mapping:
            continue
        if isinstance(schema["discriminator"].value, dict):
            roots.add(name)
        parts = schema["allOf"]
        found = [document.find(part.ref) for part in parts if part.ref is not None] if parts.is_list else []
        bases[name] = [node.key for node in found if node is not None and _is_component(node.pointer)]
    heirs: dict[str, list[str]] = defaultdict(list)
    for name, above in bases.items():
        for base in above:
            heirs[base].append(name)
    return _below(roots, heirs)


def _below(roots: set[str], heirs: dict[str, list[str]]) -> dict[str, list[str]]:
    """The heirs of the roots, of their heirs, and so on; not those of anyone else."""
    made: dict[str, list[str]] = {}
    rest = list(roots)
    while rest:
        name = rest.pop()
        if name not in made:
            made[name] = heirs.get(name, [])
            rest.extend(made[name])
    return made


def _is_component(pointer: str) -> bool:
    return pointer.startswith("/components/schemas/") and pointer.count("/") == 3
