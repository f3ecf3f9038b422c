"""The package of models: a module per component, and the package's own module that loads them."""

from __future__ import annotations

import ast
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..cache import absorb, key_of, recorded, shelf
from ..model import AliasModel, Api, EnumModel, Model, ObjectModel
from ..parallel import parallel_map
from ..python.templates import template_root
from .inheritance import settle
from .prepare import Schema, prepare
from .units import Unit, units_of
from .views import WIDTH, ObjectView, taken_names, view_of

_STANDARD = {
    "_b": "import builtins as _b",
    "_dt": "import datetime as _dt",
    "_uuid": "import uuid as _uuid",
    "Mapping": "collections.abc",
    "Sequence": "collections.abc",
    "Decimal": "decimal",
    "Enum": "enum",
    "IntEnum": "enum",
    "StrEnum": "enum",
    "TYPE_CHECKING": "typing",
    "Annotated": "typing",
    "Dict": "typing",
    "List": "typing",
    "Literal": "typing",
}
_THIRD_PARTY = {
    "Field": "pydantic",
    "Required": "typing_extensions",
    "TypeAliasType": "typing_extensions",
    "TypedDict": "typing_extensions",
    "Unpack": "typing_extensions",
    "deprecated": "typing_extensions",
}
_RUNTIME = {
    "FirstKnown": ".._runtime.enums",
    "OpenFloatEnum": ".._runtime.enums",
    "OpenIntEnum": ".._runtime.enums",
    "OpenStrEnum": ".._runtime.enums",
    "Base64Bytes": ".._runtime.formats",
    "Base64UrlBytes": ".._runtime.formats",
    "Binary": ".._runtime.formats",
    "DecimalNumber": ".._runtime.formats",
    "DecimalString": ".._runtime.formats",
    "DurationString": ".._runtime.formats",
    "FloatString": ".._runtime.formats",
    "IntString": ".._runtime.formats",
    "Model": ".._runtime.model",
    "READ_ONLY": ".._runtime.model",
    "MillisFloat": ".._runtime.numeric_times",
    "MillisInt": ".._runtime.numeric_times",
    "SecondsFloat": ".._runtime.numeric_times",
    "SecondsInt": ".._runtime.numeric_times",
    "UnixTimeFloat": ".._runtime.numeric_times",
    "UnixTimeInt": ".._runtime.numeric_times",
    "FileInput": ".._runtime.types",
    "JsonInput": ".._runtime.types",
    "JsonValue": ".._runtime.types",
    "Tagged": ".._runtime.unions",
}


_MANY = 800
"""Models from which on other processes pay."""

_SHELF = "classes"


@dataclass(frozen=True, slots=True)
class ModuleView:
    """What ``module.jinja`` prints. ``refs`` are pairs of a name and the module that it is loaded from."""

    title: str
    imports: tuple[tuple[str, ...], ...]
    checked: tuple[str, ...]
    names: tuple[str, ...]
    refs: tuple[tuple[str, str], ...]
    bodies: tuple[str, ...]


def render_models(api: Api) -> dict[str, str]:
    """The files of the models: path below the import package -> source text.

    Every component has a module of its own, ``models/<module>.py``, which depends on that component
    alone, and on the bases that it inherits; ``models/__init__.py`` loads them when they are used.
    """
    models = settle(api.models)
    places = {name: model.module for model in models.values() for name in _exports(model)}
    units = units_of(models)
    makers = [_Maker(part, models, places) for part in _parts(units)]
    files = dict(sorted(_made(makers, at_once=len(models) > _MANY and shelf(_SHELF).is_empty)))
    package = _environment().get_template("package.jinja")
    files["models/__init__.py"] = package.render(
        imports=tuple(_package_imports(models.values())),
        names=sorted(places),
        places=sorted(places.items()),
    )
    return files


def _made(makers: Sequence[_Maker], *, at_once: bool) -> Iterator[tuple[str, str]]:
    """The paths of all modules and their text; ``at_once`` makes the shares in processes of their own."""
    if not at_once:
        for maker in makers:
            yield from maker.make()
        return
    for files, entries in parallel_map(partial(recorded, _Maker.make), makers, worth=True):
        absorb(entries)
        yield from files


@dataclass(frozen=True, slots=True)
class _Maker:
    """Some units, with all that their modules depend on: they are made apart from all others."""

    units: Sequence[Unit]
    models: Mapping[str, Model]
    places: Mapping[str, str]

    def make(self) -> list[tuple[str, str]]:
        """The paths of the modules and their text."""
        local = _local(self.places)
        return [(f"models/{unit.module}.py", _module(unit, self.models, self.places, local)) for unit in self.units]


def _parts(units: Sequence[Unit]) -> list[Sequence[Unit]]:
    """A share of the units for each core, of like size: large and small ones stand mixed."""
    cores = os.cpu_count() or 1
    return [units[at::cores] for at in range(cores)] if len(units) > cores else [units]


@cache
def _environment() -> Environment:
    return Environment(  # noqa: S701 - these are no HTML pages
        loader=FileSystemLoader(template_root() / "models"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )


def _exports(model: Model) -> tuple[str, ...]:
    """The names that a model has: its own and that of its twin for callers."""
    match model:
        case ObjectModel(name=name):
            return (name, f"{name}Dict")
        case AliasModel(name=name):
            return (name, f"{name}Input")
        case EnumModel(name=name):
            return (name,)


def _module(unit: Unit, models: Mapping[str, Model], places: Mapping[str, str], local: Mapping[str, str]) -> str:
    taken = taken_names(models, unit.models)
    views = {model.name: view_of(model, models, taken) for model in unit.models}
    bodies, names = _classes(prepare(unit, taken), views)
    own = {name for model in unit.models for name in _exports(model)}
    used = names - own
    inherited = {name for name in _inherited(unit, views) if name not in own}
    refs = [name for name in unit.foreign if name not in inherited]
    checked = tuple(_import_lines(local, used - inherited, indent=4))
    if checked:
        used.add("TYPE_CHECKING")
    view = ModuleView(
        title=f"The model ``{unit.owner}``.",
        imports=tuple(
            filter(
                None,
                [
                    tuple(_import_lines(_STANDARD, used)),
                    tuple(_import_lines(_THIRD_PARTY, used)),
                    (*_import_lines(_RUNTIME, used), *_import_lines(local, inherited)),
                ],
            )
        ),
        checked=checked,
        names=tuple(name for model in unit.models for name in _exports(model)),
        refs=tuple((name, places[name]) for name in refs),
        bodies=bodies,
    )
    return _environment().get_template("module.jinja").render(module=view)


def _classes(document: Schema, views: Mapping[str, object]) -> tuple[tuple[str, ...], set[str]]:
    """The source of each class of a unit, and the names that they use."""
    known, key = shelf(_SHELF), key_of(json.dumps(document), repr(views))
    made = known.get(key)
    if made is None:
        from .classes import render_classes  # noqa: PLC0415 - a run in which all is known does without

        bodies = list(render_classes(document, views).values())
        made = {"bodies": bodies, "names": sorted({name for body in bodies for name in _names_in(body)})}
        known.put(key, made)
    return tuple(made["bodies"]), set(made["names"])


def _inherited(unit: Unit, views: Mapping[str, object]) -> Iterator[str]:
    """What a module must import before its classes can be made."""
    for model in unit.models:
        if isinstance(model, ObjectModel):
            yield from model.bases
            view = views[model.name]
            if isinstance(view, ObjectView) and view.dict_bases:
                yield from view.dict_bases.split(", ")


def _package_imports(models: Iterable[Model]) -> Iterator[str]:
    """A statement for each model, so that a model more is an import more and leaves the others as they are."""
    for model in sorted(models, key=lambda model: (model.module, model.name)):
        yield from_import(f".{model.module}", _exports(model), indent=4)


def _local(places: Mapping[str, str]) -> dict[str, str]:
    return {name: f".{module}" for name, module in places.items()}


def _import_lines(table: Mapping[str, str], used: Iterable[str], indent: int = 0) -> Iterator[str]:
    """The import statements for those names of a table that are used, in order, wrapped as black does."""
    modules: dict[str, list[str]] = {}
    for name in sorted(set(used) & table.keys(), key=lambda name: (not name.isupper(), name)):
        modules.setdefault(table[name], []).append(name)
    for module in sorted(modules, key=lambda module: (not module.startswith("import "), module)):
        if module.startswith("import "):
            yield module
        else:
            yield from_import(module, modules[module], indent)


def from_import(module: str, names: Iterable[str], indent: int) -> str:
    """One ``from`` import, whose further lines stand at ``indent`` spaces."""
    line = f"from {module} import {', '.join(names)}"
    if indent + len(line) <= WIDTH:
        return line
    margin = " " * indent
    lines = "".join(f"{margin}    {name},\n" for name in names)
    return f"from {module} import (\n{lines}{margin})"


def _names_in(body: str) -> Iterator[str]:
    """The names that a class or an alias uses, those in the text of an alias included."""
    for node in ast.walk(ast.parse(body)):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "TypeAliasType":
            yield from _names_in(ast.literal_eval(node.args[1]))
