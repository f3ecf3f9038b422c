"""Names of models: a component is named after its key, an inline schema after its place.

Every component is named before any schema is read, so that what stands inline gives way to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .. import codes
from ..diagnostics import Report
from ..document import Document, Node
from ..python import names
from .places import Places

_SHARED = {"parameters": "Parameter", "responses": "Response", "requestBodies": "Request", "headers": "Header"}


@dataclass(frozen=True, slots=True)
class Home:
    """Where a model is put: the component that owns it, and the module."""

    name: str
    owner: str
    module: str


class ModelNames:
    """The names of the models of one document, and the modules they stand in."""

    def __init__(self, document: Document, report: Report) -> None:
        self.places = Places(document)
        self._document = document
        self._report = report
        self._names = names.Scope(fold=True)
        self._modules = names.Scope(fold=True)
        self._homes: dict[str, Home] = {}
        self._keys: dict[str, str] = {}

    def name_components(self, schemas: Iterable[tuple[str, Node]], twin: Callable[[Node], str]) -> None:
        """Names all components. ``twin`` gives what is added to a schema's name for its second class, if it has one."""
        components = list(schemas)
        self._name_shared_parts()
        wanted = {names.class_(key).casefold() for key, _ in components}
        for key, node in components:
            self._name_component(key, node, twin(node), wanted)

    def component_key(self, node: Node) -> str | None:
        """The key of the component that a schema is; ``None`` for any other."""
        return self._keys.get(node.pointer)

    def home(self, node: Node) -> Home:
        """The home of a schema: made from its place the first time it is asked for."""
        home = self._homes.get(node.pointer)
        if home is None:
            root = self._homes.get(self.places.owner(node.pointer) or "")
            name = self._names.claim(*self.places.candidates(node))
            home = (
                Home(name, root.owner, root.module)
                if root
                else Home(name, name, self._modules.claim(names.module(name)))
            )
            self._homes[node.pointer] = home
            self.places.name_root(node.pointer, name)
        return home

    def _name_shared_parts(self) -> None:
        """What else stands under ``components`` is named after its key, and after what it is."""
        for kind, suffix in _SHARED.items():
            for key, node in self._document.root["components"][kind].items():
                words = names.words(key)
                said = key if words and words[-1] == suffix.lower() else f"{key} {suffix}"
                self.places.name_root(node.pointer, names.class_(said))

    def _name_component(self, key: str, node: Node, twin: str, wanted: set[str]) -> None:
        self._keys[node.pointer] = key
        name = names.class_(key)
        candidates = [name, f"{name}Model"]
        if twin and f"{name}{twin}".casefold() in wanted:
            candidates = candidates[1:]
        wanted_name, name = name, self._names.claim(*candidates)
        if name != wanted_name:
            message = f"The schema {key!r} is models.{name}, since {wanted_name} or its twin is another schema's"
            self._report.add(codes.MODEL_NAMES_CLASH, message, node.source)
        self.places.name_root(node.pointer, name)
        self._homes[node.pointer] = Home(name, name, self._modules.claim(names.module(name)))
