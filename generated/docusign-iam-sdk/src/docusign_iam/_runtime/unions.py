"""Unions that are told apart by a tag (OpenAPI 3.1 section 4.8.25, Discriminator Object)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


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
        from .variants import schema_of  # noqa: PLC0415 - loads what models need

        return schema_of(self, source, handler)
