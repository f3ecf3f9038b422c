"""What writes a field whose type says more than its value does (``formats.Codec``, ``unions.Tagged``)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeAlias, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from typing_extensions import TypeAliasType

from . import lazy
from .components import components
from .formats import Codec
from .unions import Tagged

Encoder: TypeAlias = Callable[[Any], Any]

_of_aliases: dict[TypeAliasType, Encoder | None] = {}


def field_encoders(cls: type[BaseModel], default: Encoder) -> dict[str, Encoder]:
    """The encoders of those fields of a model, by Python name, for which ``default`` will not do.

    A model is built for this only where one of its annotations names a type that may hold a codec or a tag.
    """
    if not any(_is_special(value) for value in lazy.named_by(cls)):
        return {}
    cls.model_rebuild()
    found: dict[str, Encoder] = {}
    for name, field in cls.__pydantic_fields__.items():
        codecs = [part for part in field.metadata if isinstance(part, Codec)]
        whole = Annotated[field.annotation, codecs[0]] if codecs else field.annotation
        encoder = encoder_of(whole, default)
        if encoder is not None:
            found[name] = encoder
    return found


def encoder_of(type_: Any, default: Encoder) -> Encoder | None:
    """What writes a value of a type, or ``None`` where ``default`` does.

    It leaves a value of another class to ``default``: an answer may hold raw data that did not fit.
    """
    type_ = lazy.plain(type_)
    if lazy.is_alias(type_):
        if type_ not in _of_aliases:
            _note_aliases(type_, default)
        return _of_aliases[type_]
    choices: list[tuple[Any, Encoder]] = []
    parts = get_args(type_)
    origin = get_origin(type_)
    codec = next((part for part in parts if isinstance(part, Codec)), None)
    tagged = next((part for part in parts if isinstance(part, Tagged)), None)
    if codec is not None:
        choices.append((codec.kind, codec.write))
    elif tagged is not None:
        from .variants import tag_writer  # noqa: PLC0415 - loads what models need

        inside = encoder_of(parts[0], default) or default
        choices.append((object, tag_writer(tagged, parts[0], inside)))
    elif origin is list or origin is dict:
        write = encoder_of(parts[-1], default)
        if write is not None:
            choices.append((_kind(type_), _each(origin, write)))
    else:
        inner = [(part, encoder_of(part, default)) for part in parts]
        choices.extend((_kind(part), write) for part, write in inner if write)
    return _first_fitting(choices, default) if choices else None


def _note_aliases(type_: TypeAliasType, default: Encoder) -> None:
    """The encoders of a named type and of those in it, the innermost first: chains of them may be long."""
    graph = lazy.aliases_in(type_)
    for group in components(graph):
        inside = {name for alias in group for name in graph[alias]}
        is_special = any(_of_aliases.get(alias) for alias in inside) or any(
            _says_more(value) for alias in group for value in lazy.named_by(alias)
        )
        for alias in group:
            _of_aliases[alias] = _later(alias, default) if is_special else None
        for alias in group if is_special else ():
            _of_aliases[alias] = encoder_of(_meaning(alias), default)


def _later(alias: TypeAliasType, default: Encoder) -> Encoder:
    """Stands for the encoder of a type that is in itself, until that is known."""

    def write(value: Any) -> Any:
        encoder = _of_aliases[alias] or default
        return encoder(value)

    return write


def _each(origin: type, write: Encoder) -> Encoder:
    if origin is list:
        return lambda value: [write(item) for item in value]
    return lambda value: {str(key): write(item) for key, item in value.items()}


def _first_fitting(choices: list[tuple[Any, Encoder]], default: Encoder) -> Encoder:
    """Writes a value by the first choice whose class it has."""

    def write(value: Any) -> Any:
        for kind, encoder in choices:
            if isinstance(value, kind):
                return encoder(value)
        return default(value)

    return write


def _kind(type_: Any) -> Any:
    """The class, or classes, that values of a type with a codec have."""
    type_ = lazy.plain(type_)
    if lazy.is_alias(type_):
        return _kind(_meaning(type_))
    codec = next((part for part in get_args(type_) if isinstance(part, Codec)), None)
    if codec is not None:
        return codec.kind
    return {list: list | tuple, dict: Mapping}.get(get_origin(type_), object)


def _meaning(alias: TypeAliasType) -> Any:
    """The type that an alias stands for, its names resolved in its own module."""
    holder = type("Holder", (), {"__annotations__": {"value": alias.__value__}})
    space = vars(sys.modules[alias.__module__ or "__main__"])
    return get_type_hints(holder, space, include_extras=True)["value"]


def _is_special(value: Any) -> bool:
    return any(map(lazy.is_alias, lazy.nodes_in(value))) or _says_more(value)


def _says_more(value: Any) -> bool:
    """Whether a name in an annotation means a codec or a tag, or what has one in it."""
    return (
        value is Tagged
        or isinstance(value, Codec | Tagged)
        or any(map(_says_more, get_args(value)))
    )
