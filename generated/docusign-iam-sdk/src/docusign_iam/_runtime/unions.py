"""Unions that are told apart by a tag (OpenAPI 3.1 section 4.8.25, Discriminator Object)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .model import Model


class UnknownVariant(Model):
    """A variant that this version of the SDK does not know: all it holds, under the API's own names."""


class Tagged:
    """Annotates a union whose variants are told apart by the value of one property.

    ``wire_name`` is the property and ``variants`` maps its values to the names of classes in the union.
    A value that is not there gives an ``UnknownVariant``; without the property the variant that fits best
    is taken.
    """

    __slots__ = ("variants", "wire_name")

    def __init__(self, wire_name: str, variants: Mapping[str, str]) -> None:
        self.wire_name = wire_name
        self.variants = variants

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Tagged)
            and self.wire_name == other.wire_name
            and self.variants == other.variants
        )

    def __hash__(self) -> int:
        return hash((self.wire_name, *self.variants))

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        classes = {part.__name__: part for part in get_args(source) or (source,)}
        places = list(dict.fromkeys([self.wire_name, *self._names(classes)]))
        paths: list[list[str | int]] = [[place] for place in places]
        choices = {
            tag: handler.generate_schema(classes[name])
            for tag, name in self._tags()
            if name in classes
        }
        tagged = core_schema.tagged_union_schema(choices, paths, from_attributes=True)
        other = core_schema.no_info_wrap_validator_function(
            self._other(places, choices), handler(source)
        )
        return core_schema.union_schema(
            [(tagged, "tagged"), (other, "other")],
            mode="left_to_right",
            serialization=core_schema.simple_ser_schema("any"),
        )

    def _tags(self) -> Iterator[tuple[str | int, str]]:
        """The values of the tag; the document can only write whole numbers as text."""
        for tag, name in self.variants.items():
            yield tag, name
            if tag.isdecimal():
                yield int(tag), name

    def _names(self, classes: Mapping[str, Any]) -> Iterator[str]:
        """What the tag is called in Python."""
        for part in classes.values():
            if isinstance(part, type) and issubclass(part, BaseModel):
                for name, field in part.__pydantic_fields__.items():
                    if (field.alias or name) == self.wire_name:
                        yield name

    def _other(
        self, places: list[str], known: Mapping[str | int, CoreSchema]
    ) -> Callable[[Any, core_schema.ValidatorFunctionWrapHandler], Any]:
        def validate(
            value: Any, handler: core_schema.ValidatorFunctionWrapHandler
        ) -> Any:
            if isinstance(value, Mapping):
                tag = next((value[name] for name in places if name in value), None)
                if isinstance(tag, str | int) and tag not in known:
                    return UnknownVariant.model_validate(dict(value))
                if tag is not None:
                    raise PydanticCustomError("tag", "The tag names another variant")
            return value if isinstance(value, UnknownVariant) else handler(value)

        return validate
