"""The annotations of a generated package as objects, evaluated as a type checker would."""

from __future__ import annotations

import datetime as _dt
import inspect
import sys
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, Required, Union, cast, get_args, get_origin

from pydantic import BaseModel
from typing_extensions import TypeAliasType, get_type_hints, is_typeddict


class AnyJson:
    """Stands for ``JsonInput`` and ``JsonValue``."""


class AnyFile:
    """Stands for ``FileInput`` and ``UploadInput``."""


class Opened:
    """Stands for what is read piece by piece, and judged by the bytes that were sent."""

    def __class_getitem__(cls, item: object) -> type[Opened]:
        return cls


class Unfit(Exception):  # noqa: N818 - not a fault, but what does not fit together
    """A value has no place in a signature."""


_NAMES = {
    "_dt": _dt,
    "Any": Any,
    "Decimal": Decimal,
    "Dict": dict,
    "Download": Opened,
    "EventStream": Opened,
    "FileInput": AnyFile,
    "Iterable": Iterable,
    "JsonInput": AnyJson,
    "JsonValue": AnyJson,
    "List": list,
    "Literal": Literal,
    "Mapping": Mapping,
    "Sequence": Sequence,
    "ServerSentEvent": Opened,
    "Stream": Opened,
    "UploadInput": AnyFile,
}


class _Names(Mapping[str, Any]):
    """What a name means in a module of models, imports for type checkers alone included."""

    def __init__(self, models: types.ModuleType, module: types.ModuleType | None) -> None:
        self._models, self._module = models, module

    def __getitem__(self, name: str) -> Any:
        if name in ("FileInput", "JsonInput", "JsonValue", "UploadInput"):
            return _NAMES[name]
        if self._module is not None and hasattr(self._module, name):
            return getattr(self._module, name)
        if self._module is not None and hasattr(self._models, name):
            return getattr(self._models, name)
        if name == "models":
            return self._models
        return _NAMES[name]

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError


class Hints:
    """Reads the annotations of one package."""

    def __init__(self, models: types.ModuleType) -> None:
        self._models = models
        self._cache: dict[type, dict[str, Any]] = {}
        self._required: dict[type, set[str]] = {}

    def evaluate(self, annotation: str) -> Any:
        """The object of an annotation as ``inspect`` has it."""
        return eval(annotation, {}, _Names(self._models, None))

    def alternatives(self, hint: Any) -> list[Any]:
        """The members of a union, aliases opened; a hint that is none is its only member."""
        if isinstance(hint, TypeAliasType):
            value = hint.__value__
            module = sys.modules[str(hint.__module__)]
            opened = eval(value.strip(), {}, _Names(self._models, module)) if isinstance(value, str) else value
            return self.alternatives(opened)
        if hasattr(hint, "__metadata__"):
            return self.alternatives(hint.__origin__)
        if get_origin(hint) in (Union, types.UnionType):
            return [member for part in get_args(hint) for member in self.alternatives(part)]
        heirs = hint.__dict__.get("__heirs__") if is_model(hint) else None
        named = dict.fromkeys(heirs[1].values()) if heirs else {}
        others = [getattr(self._models, name) for name in named if name != hint.__name__]
        return [*(member for heir in others for member in self.alternatives(heir)), hint]

    def fields(self, cls: type) -> dict[str, Any]:
        """The hints of a model's or typed dict's fields by their Python names."""
        if cls not in self._cache:
            self._cache[cls] = self._dict_fields(cls) if is_typeddict(cls) else self._model_fields(cls)
        return self._cache[cls]

    def _dict_fields(self, cls: type) -> dict[str, Any]:
        return get_type_hints(cls, {}, _Names(self._models, sys.modules[cls.__module__]))

    def required(self, cls: type) -> set[str]:
        """The keys that a typed dict cannot be without."""
        if cls not in self._required:
            names = _Names(self._models, sys.modules[cls.__module__])
            hints = get_type_hints(cls, {}, names, include_extras=True)
            self._required[cls] = {name for name, hint in hints.items() if get_origin(hint) is cast("Any", Required)}
        return self._required[cls]

    def extras(self, cls: type[BaseModel]) -> Any:
        """The hint of the fields that a model takes beside those it names, ``None`` where it declares none."""
        for base in cls.__mro__:
            written = inspect.get_annotations(base).get("__pydantic_extra__")
            if isinstance(written, str) and base is not BaseModel:
                return get_args(eval(written, {}, _Names(self._models, sys.modules[base.__module__])))[1]
        return None

    def _model_fields(self, cls: type[BaseModel]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for base in reversed(cls.__mro__):
            names = _Names(self._models, sys.modules[base.__module__])
            for name, written in inspect.get_annotations(base).items():
                if name in cls.model_fields:
                    found[name] = eval(written, {}, names) if isinstance(written, str) else written
        return found

    def model_of(self, cls: type) -> type[BaseModel]:
        """The model that a typed dict stands for; a model itself."""
        if is_typeddict(cls):
            return cast("type[BaseModel]", getattr(self._models, cls.__name__.removeprefix("_").removesuffix("Dict")))
        return cls

    def dict_of(self, cls: type) -> type:
        """The typed dict that stands for a model alone, without its heirs."""
        own = vars(sys.modules[cls.__module__]).get(f"_{cls.__name__}Dict")
        return cast("type", own or getattr(self._models, f"{cls.__name__}Dict"))

    def shape(self, hint: Any) -> str:
        """``array``, ``object`` or ``scalar``: how a parameter of this type is spelled on the wire."""
        for member in self.alternatives(hint):
            origin = get_origin(member)
            if origin in (list, Sequence):
                return "array"
            if origin in (dict, Mapping) or is_typeddict(member) or is_model(member):
                return "object"
        return "scalar"


def python_names(model: type[BaseModel]) -> dict[str, str]:
    """The Python names of a model's fields by their names on the wire."""
    return {info.alias or name: name for name, info in model.model_fields.items()}


def is_model(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, BaseModel)


def is_enum(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Enum)
