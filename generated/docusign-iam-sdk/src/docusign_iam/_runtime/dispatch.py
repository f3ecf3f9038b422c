"""What is told apart by the value of one property: variants of unions, and heirs of models."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic_core import CoreSchema, core_schema


def dispatch(
    wire_name: str,
    names: Iterable[str],
    choices: Mapping[str, CoreSchema],
    *,
    unknown: CoreSchema,
    untagged: CoreSchema,
) -> CoreSchema:
    """The core schema of what is told apart by the value of a property.

    ``names`` are what the property is called in Python. A value that is not among ``choices`` is
    validated by ``unknown``, and data without the property by ``untagged``.
    """
    places = list(dict.fromkeys([wire_name, *names]))
    paths: list[list[str | int]] = [[place] for place in places]
    known: dict[str | int, CoreSchema] = {}
    for tag, choice in choices.items():
        known[tag] = choice
        if tag.isdecimal():  # a document can only write whole numbers as text
            known[int(tag)] = choice
    tagged = core_schema.tagged_union_schema(dict(known), paths, from_attributes=True)
    other = core_schema.tagged_union_schema(
        {"unknown": unknown, "untagged": untagged},
        _kind_of_tag(places, known),
        custom_error_type="tag",
        custom_error_message="The tag names another variant",
    )
    return core_schema.union_schema(
        [(tagged, "tagged"), (other, "other")],
        mode="left_to_right",
        serialization=core_schema.simple_ser_schema("any"),
    )


def _kind_of_tag(
    places: list[str], known: Mapping[str | int, CoreSchema]
) -> Callable[[Any], str | None]:
    """Tells data with an unknown tag from data without one; data with a known tag is neither."""

    def kind(value: Any) -> str | None:
        if not isinstance(value, Mapping):
            return "untagged"
        tag = next((value[name] for name in places if name in value), None)
        if tag is None:
            return "untagged"
        is_known = isinstance(tag, str | int) and tag in known
        return None if is_known else "unknown"

    return kind
