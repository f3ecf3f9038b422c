"""What values of a type must keep to beyond it (JSON Schema 2020-12 Validation, section 6)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """The limits of one type; ``None`` and the empty tuple where there is none.

    Lengths are in characters. ``patterns`` are regular expressions of ECMA-262, each of which must be found
    in the value. Callers are told of limits; the API checks them.
    """

    minimum: float | None = None
    maximum: float | None = None
    exclusive_minimum: float | None = None
    exclusive_maximum: float | None = None
    multiple_of: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    patterns: tuple[str, ...] = ()
    min_items: int | None = None
    max_items: int | None = None
    min_properties: int | None = None
    max_properties: int | None = None
