"""The core schema of a union that is told apart by a tag, and the variant for tags that nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeGuard, get_args

from pydantic import BaseModel, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from . import lazy
from .dispatch import dispatch
from .model import Model, read_only_fields
from .unions import Tagged


class UnknownVariant(Model):
    """A variant that this version of the SDK does not know: all it holds, under the API's own names."""


def schema_of(tagged: Tagged, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    """What reads the union ``source``, which ``tagged`` annotates."""
    classes = {
        lazy.plain(part).__name__: part for part in get_args(source) or (source,)
    }
    names = _python_names(tagged.wire_name, _classes_in(classes.values()))
    choices = {
        tag: handler.generate_schema(classes[name])
        for tag, name in tagged.variants.items()
        if name in classes
    }
    default = classes.get(tagged.default)
    unknown = (
        handler.generate_schema(default)
        if default
        else _unknown(tagged.wire_name, names)
    )
    kept = core_schema.is_instance_schema(UnknownVariant)
    untagged = core_schema.union_schema([kept, handler(source)], mode="left_to_right")
    return dispatch(
        tagged.wire_name,
        names,
        choices,
        unknown=unknown,
        untagged=core_schema.no_info_after_validator_function(
            _tagger(tagged, classes), untagged
        ),
    )


def _tagger(tagged: Tagged, classes: Mapping[str, Any]) -> Callable[[Any], Any]:
    """What gives a variant its tag, where its own schema does not name one."""
    only = _only_tags(tagged, classes)

    def give(value: Any) -> Any:
        name, tag = only.get(type(value), ("", ""))
        if name and getattr(value, name) is None:
            return value.model_copy(update={name: tag})
        return value

    return give


def tag_writer(
    tagged: Tagged, source: Any, write: Callable[[Any], Any]
) -> Callable[[Any], Any]:
    """Writes a value of the union ``source`` by ``write``, and its tag where the value itself does not say it.

    Validation gives tags too, but not to what a caller assigned, or put into a list.
    """
    parts = map(lazy.plain, get_args(source) or (source,))
    classes = {part.__name__: part for part in parts if _is_model(part)}
    tags = {
        cls: tag
        for cls, (name, tag) in _only_tags(tagged, classes).items()
        if name not in read_only_fields(cls)
    }

    def written(value: Any) -> Any:
        data = write(value)
        tag = tags.get(type(value))
        if tag is not None and tagged.wire_name not in data:
            data[tagged.wire_name] = tag
        return data

    return written


def _only_tags(
    tagged: Tagged, classes: Mapping[str, Any]
) -> dict[type[BaseModel], tuple[str, str]]:
    """What the tag is called in those variants that have one value of it and may lack it, and the value."""
    tags: dict[type[BaseModel], list[tuple[str, str]]] = {}
    for tag, class_name in tagged.variants.items():
        cls = classes.get(class_name)
        if not _is_model(cls):
            continue
        for name in _python_names(tagged.wire_name, _classes_in([cls])):
            if not cls.__pydantic_fields__[name].is_required():
                tags.setdefault(cls, []).append((name, tag))
    return {cls: found[0] for cls, found in tags.items() if len(found) == 1}


def _unknown(wire_name: str, names: Iterable[str]) -> CoreSchema:
    """What keeps a variant of an unknown tag; a caller's tag goes by its name on the wire."""

    def make(value: Any) -> UnknownVariant:
        data = dict(value)
        for name in names:
            if name in data:
                data.setdefault(wire_name, data.pop(name))
        return UnknownVariant.model_validate(data)

    return core_schema.no_info_plain_validator_function(make)


def _classes_in(parts: Iterable[Any]) -> Iterator[type[BaseModel]]:
    """The models in a union, those in the unions that it names among them."""
    for part in map(lazy.plain, parts):
        if lazy.is_alias(part):
            yield from (value for value in lazy.named_by(part) if _is_model(value))
        elif _is_model(part):
            yield part


def _is_model(value: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(value, type) and issubclass(value, BaseModel)


def _python_names(wire_name: str, classes: Iterable[type[BaseModel]]) -> list[str]:
    """What the tag is called in Python."""
    found = (
        name
        for cls in classes
        for name, field in cls.__pydantic_fields__.items()
        if (field.alias or name) == wire_name
    )
    return list(dict.fromkeys(found))
