"""Limits of types in words, as docstrings and pages tell them (JSON Schema 2020-12 Validation, section 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..model import ArrayType, Constraints, MapType, NullableType, PrimitiveType, TypeRef

_LONGEST_PATTERN = 200


def limits_in_words(type_: TypeRef, code: Callable[[str], str]) -> str:
    """Sentences on what values of the type must keep to beyond it; empty where there is nothing to say.

    ``code`` marks what stands for itself, numbers and patterns, in the language of the text around it.
    """
    constraints = _constraints(type_)
    if constraints is None:
        return ""
    return " ".join(f"{said[0].upper()}{said[1:]}." for said in _said(constraints, code))


def in_docstring(text: str) -> str:
    """Text that stands for itself, as docstrings mark it; empty where the mark cannot hold it."""
    return "" if "`" in text or not text.isprintable() else f"``{text}``"


def _constraints(type_: TypeRef) -> Constraints | None:
    if isinstance(type_, NullableType):
        return _constraints(type_.inner)
    return type_.constraints if isinstance(type_, PrimitiveType | ArrayType | MapType) else None


def _said(limits: Constraints, code: Callable[[str], str]) -> Iterator[str]:
    yield from _numbers(limits, code)
    yield from _counts(limits.min_length, limits.max_length, "character", "characters")
    yield from _counts(limits.min_items, limits.max_items, "item", "items")
    yield from _counts(limits.min_properties, limits.max_properties, "entry", "entries")
    for pattern in limits.patterns:
        shown = code(pattern) if len(pattern) <= _LONGEST_PATTERN else ""
        yield f"matches {shown}" if shown else "matches a pattern of the API"


def _numbers(limits: Constraints, code: Callable[[str], str]) -> Iterator[str]:
    ends = (
        ("at least", limits.minimum),
        ("more than", limits.exclusive_minimum),
        ("at most", limits.maximum),
        ("less than", limits.exclusive_maximum),
    )
    found = [f"{word} {code(_number(value))}" for word, value in ends if value is not None]
    if found:
        yield " and ".join(found)
    if limits.multiple_of is not None:
        yield f"a multiple of {code(_number(limits.multiple_of))}"


def _counts(least: int | None, most: int | None, one: str, many: str) -> Iterator[str]:
    if least is not None and least == most:
        yield f"exactly {least} {one if least == 1 else many}"
    elif least and most is not None:
        yield f"{least} to {most} {many}"
    elif least:
        yield f"at least {least} {one if least == 1 else many}"
    elif most is not None:
        yield f"at most {most} {one if most == 1 else many}"


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)
