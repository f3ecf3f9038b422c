"""Models of an API made by hand, rendered, and imported as a package with the runtime beside them."""

from __future__ import annotations

import importlib
import itertools
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import generator.runtime
from generator.model import (
    AliasModel,
    Api,
    Cardinality,
    Default,
    EnumMember,
    EnumModel,
    Field,
    Model,
    ObjectModel,
    PrimitiveKind,
    PrimitiveType,
    Source,
    UnknownType,
)
from generator.schemas import render_models

SOURCE = Source("spec.yaml", "")
STRING = PrimitiveType(PrimitiveKind.STRING)
NOTHING = object()
_numbers = itertools.count()


def field(
    wire_name: str,
    type_: Any = STRING,
    *,
    name: str | None = None,
    required: bool = False,
    nullable: bool = False,
    default: Any = NOTHING,
    **more: Any,
) -> Field:
    given = None if default is NOTHING else Default(default)
    return Field(
        wire_name=wire_name,
        name=name or wire_name,
        type=type_,
        cardinality=Cardinality(required, nullable, given),
        source=SOURCE,
        **more,
    )


def home(name: str, owner: str | None) -> dict[str, Any]:
    return {"name": name, "owner": owner or name, "module": (owner or name).lower(), "source": SOURCE}


def object_(name: str, *fields: Field, owner: str | None = None, **more: Any) -> ObjectModel:
    return ObjectModel(**home(name, owner), fields=fields, **{"extra": UnknownType(), **more})


def enum(name: str, *values: Any, owner: str | None = None, **more: Any) -> EnumModel:
    members = tuple(EnumMember(f"VALUE_{str(v).upper().replace('.', '_')}", v) for v in values)
    return EnumModel(**home(name, owner), members=members, **{"kind": PrimitiveKind.STRING, **more})


def alias(name: str, type_: Any, owner: str | None = None, **more: Any) -> AliasModel:
    return AliasModel(**home(name, owner), type=type_, **more)


def api(*models: Model) -> Api:
    return Api(
        title="Test",
        version="1",
        source=SOURCE,
        servers=(),
        schemes=(),
        security=(),
        groups=(),
        models={model.name: model for model in models},
        error_models={},
    )


class Package:
    """A package on disk: ``models``, the runtime, and what its own runtime makes of data."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.name = name

    def module(self, path: str) -> ModuleType:
        return importlib.import_module(f"{self.name}.{path}")

    @property
    def models(self) -> Any:
        return self.module("models")

    @property
    def wire(self) -> Any:
        return self.module("_runtime.wire")

    def read(self, type_: Callable[[], Any], text: str) -> Any:
        return self.wire.adapter(type_).validate_json(text, by_alias=True, by_name=False)

    def write(self, value: Any) -> Any:
        return self.wire.to_wire(value)


@pytest.fixture
def make() -> SimpleNamespace:
    return SimpleNamespace(field=field, object=object_, enum=enum, alias=alias, api=api)


@pytest.fixture
def package(tmp_path: Path) -> Iterator[Callable[..., Package]]:
    """Render models into a package; it is importable until the test ends."""
    names: list[str] = []

    def build(*models: Model) -> Package:
        name = f"sdk{next(_numbers)}"
        names.append(name)
        folder = tmp_path / name
        for path, text in render_models(api(*models)).items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        (folder / "__init__.py").touch()
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(Path(generator.runtime.__file__).parent, folder / "_runtime", ignore=ignored)
        return Package(folder, name)

    sys.path.insert(0, str(tmp_path))
    yield build
    sys.path.remove(str(tmp_path))
    for module in [m for m in sys.modules if m.partition(".")[0] in names]:
        del sys.modules[module]
