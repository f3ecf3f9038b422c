"""Units: the models that share a module, in an order in which Python can define them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..model import Model, ObjectModel
from ..model.definitions import references


@dataclass(frozen=True, slots=True)
class Unit:
    """The models of one module; ``owner`` is the component that it is named after."""

    module: str
    owner: str
    models: tuple[Model, ...]

    @property
    def foreign(self) -> tuple[str, ...]:
        """The names of models outside the unit that it refers to, sorted."""
        own = {model.name for model in self.models}
        return tuple(sorted({name for model in self.models for name in references(model)} - own))


def units_of(models: Mapping[str, Model]) -> list[Unit]:
    """All units of an API's settled models, by module name."""
    modules: dict[str, list[Model]] = {}
    for model in models.values():
        modules.setdefault(model.module, []).append(model)
    return [Unit(name, found[0].owner, _bases_first(found)) for name, found in sorted(modules.items())]


def _bases_first(models: Iterable[Model]) -> tuple[Model, ...]:
    """The document's order, but for bases, which come before what inherits them."""
    waiting = {model.name: model for model in models}
    ordered: dict[str, Model] = {}

    def place(model: Model) -> None:
        for base in model.bases if isinstance(model, ObjectModel) else ():
            if base in waiting and base not in ordered:
                place(waiting[base])
        ordered[model.name] = model

    for model in waiting.values():
        if model.name not in ordered:
            place(model)
    return tuple(ordered.values())
