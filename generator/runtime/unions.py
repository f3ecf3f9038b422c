"""Unions that are told apart by a tag (OpenAPI 3.1 section 4.8.25, Discriminator Object)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from . import lazy
from .dispatch import dispatch
from .model import Model


class UnknownVariant(Model):
    """A variant that this version of the SDK does not know: all it holds, under the API's own names."""


class Tagged:
    """Annotates a union whose variants are told apart by the value of one property.

    ``wire_name`` is the property and ``variants`` maps its values to the names of classes, or of other
    unions, in the union. A value that is not there gives the variant ``default``, or else an
    ``UnknownVariant``; without the property the variant that fits best is taken.
    """

    __slots__ = ("default", "variants", "wire_name")

    def __init__(
        self, wire_name: str, variants: Mapping[str, str], default: str = ""
    ) -> None:
        self.wire_name = wire_name
        self.variants = variants
        self.default = default

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Tagged)
            and self.wire_name == other.wire_name
            and self.variants == other.variants
            and self.default == other.default
        )

    def __hash__(self) -> int:
        return hash((self.wire_name, *self.variants))

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        classes = {part.__name__: part for part in get_args(source) or (source,)}
        names = _python_names(self.wire_name, _classes_in(classes.values()))
        choices = {
            tag: handler.generate_schema(classes[name])
            for tag, name in self.variants.items()
            if name in classes
        }
        default = classes.get(self.default)
        unknown = handler.generate_schema(default) if default else self._unknown(names)
        kept = core_schema.is_instance_schema(UnknownVariant)
        untagged = core_schema.union_schema(
            [kept, handler(source)], mode="left_to_right"
        )
        return dispatch(
            self.wire_name, names, choices, unknown=unknown, untagged=untagged
        )

    def _unknown(self, names: Iterable[str]) -> CoreSchema:
        """What keeps a variant of an unknown tag; a caller's tag goes by its name on the wire."""

        def make(value: Any) -> UnknownVariant:
            data = dict(value)
            for name in names:
                if name in data:
                    data.setdefault(self.wire_name, data.pop(name))
            return UnknownVariant.model_validate(data)

        return core_schema.no_info_plain_validator_function(make)


def _classes_in(parts: Iterable[Any]) -> Iterator[type[BaseModel]]:
    """The models in a union, those in the unions that it names among them."""
    for part in parts:
        if lazy.is_alias(part):
            yield from (value for value in lazy.named_by(part) if _is_model(value))
        elif _is_model(part):
            yield part


def _is_model(value: Any) -> bool:
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
