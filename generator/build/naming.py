"""Names of models: a component is named after its key, an inline schema after its place.

Every component is named before any schema is read, so that what stands inline gives way to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..document import Document, Node
from ..document import pointer as pointers
from ..model import Model, ObjectModel
from ..python import names
from ..python.pins import Named
from .namebook import NameBook
from .overrides import type_override
from .places import Places

_SHARED = {"parameters": "Parameter", "responses": "Response", "requestBodies": "Request", "headers": "Header"}
_TWINS = ("Dict", "Input")
_PLAIN, _SPELLED, _INLINE, _PATCH = range(4)
"""Ranks of claims: components with the very name of their class, other components, inline schemas, patches."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a model is put: the component that owns it, and the module."""

    name: str
    owner: str
    module: str


class ModelNames:
    """The names of the models of one document, and the modules they stand in."""

    def __init__(self, document: Document, book: NameBook) -> None:
        self.places = Places(document)
        self._document = document
        self._names = book.scope(Named.MODEL, "", fold=True)
        self._homes: dict[str, Home] = {}
        self._keys: dict[str, str] = {}

    def name_components(self, schemas: Iterable[tuple[str, Node]], twin: Callable[[Node], str]) -> None:
        """Names all components. ``twin`` gives what is added to a schema's name for its second class, if it has one."""
        self._name_shared_parts()
        for key, node in sorted(schemas, key=lambda component: _order(component[0])):
            self._name_component(key, node, twin(node))

    def component_key(self, node: Node) -> str | None:
        """The key of the component that a schema is; ``None`` for any other."""
        return self._keys.get(node.pointer)

    def pointers(self) -> dict[str, str]:
        """The pointer of each model's schema, by the model's name."""
        return {home.name: pointer for pointer, home in self._homes.items()}

    def home(self, node: Node, twin: str = "") -> Home:
        """The home of a schema: made from its place the first time it is asked for."""
        home = self._homes.get(node.pointer)
        if home is None:
            root = self._homes.get(self.places.owner(node.pointer) or "")
            given = type_override(node, is_property=_is_property(node))
            candidates = (*([names.class_(given)] if given else ()), *self.places.candidates(node))
            fluid = not given and self.places.is_fluid(node)
            key = self.places.key(node.pointer)
            name = self._names.claim(node, key, *candidates, rank=_INLINE, twin=twin, fluid=fluid)
            home = Home(name, root.owner, root.module) if root else Home(name, name, names.module(name))
            self._homes[node.pointer] = home
            self.places.name_root(node.pointer, name, is_model=True)
        return home

    def _name_shared_parts(self) -> None:
        """What else stands under ``components`` is named after its key, and after what it is."""
        for kind, suffix in _SHARED.items():
            for key, node in self._document.root["components"][kind].items():
                words = names.words(key)
                said = key if words and words[-1] == suffix.lower() else f"{key} {suffix}"
                self.places.name_root(node.pointer, names.class_(said))

    def _name_component(self, key: str, node: Node, twin: str) -> None:
        self._keys[node.pointer] = key
        given = type_override(node, is_property=False)
        candidates = [names.class_(key), names.class_(f"{key} {names.style(key)}"), names.class_(f"{key} Model")]
        if _rank(key) == _PLAIN or key.endswith(_TWINS):
            del candidates[1]
        if given:
            candidates.insert(0, names.class_(given))
        rank = _SPELLED if given else _rank(key)
        name = self._names.claim(node, node.pointer, *candidates, rank=rank, twin=twin)
        self.places.name_root(node.pointer, name, is_model=True)
        self._homes[node.pointer] = Home(name, name, names.module(name))


def patch_name(book: NameBook, model: Model) -> str:
    """The name of the second model for merge patches that a model has."""
    scope = book.scope(Named.MODEL, "", fold=True)
    twin = "Dict" if isinstance(model, ObjectModel) else "Input"
    key, wanted = pointers.join("", model.name, "merge-patch"), (f"{model.name}Patch", f"{model.name}MergePatch")
    return scope.claim(model, key, *wanted, rank=_PATCH, twin=twin)


def _is_property(node: Node) -> bool:
    return node.pointer.rpartition("/")[0].endswith("/properties")


def _rank(key: str) -> int:
    """A key that ends like the second class of a model gives way to that model."""
    return _PLAIN if names.class_(key) == key and not key.endswith(_TWINS) else _SPELLED


def _order(key: str) -> tuple[int, int, str]:
    return _rank(key), len(names.class_(key)), pointers.join("", key)
