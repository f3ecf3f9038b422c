"""Patterns of a document, matched by an engine that cannot backtrack: none can keep a run busy for ever."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from jsonschema.exceptions import ValidationError  # type: ignore[import-untyped]
from jsonschema.validators import extend  # type: ignore[import-untyped]
from pydantic_core import SchemaError, SchemaValidator, core_schema


def matches(pattern: str, text: str) -> bool | None:
    """Whether a pattern is found in a text (JSON Schema, Validation section 6.3.3).

    ``None`` where that cannot be told in linear time, or at all: references back, look-around, and what
    is no pattern.
    """
    matcher = _matcher(pattern)
    return None if matcher is None else matcher.isinstance_python(text)


@lru_cache(maxsize=16)
def in_linear_time(validator: type[Any]) -> type[Any]:
    """A validator of jsonschema like the one given, by which patterns are matched so, or left unchecked."""
    known = validator.VALIDATORS

    def unless_patterned(keyword: str) -> Any:
        inner = known[keyword]

        def check(validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
            if "patternProperties" not in schema:
                yield from inner(validator, value, instance, schema) or ()

        return check

    changed = {"pattern": _check_pattern, "patternProperties": _check_properties, "unevaluatedProperties": _leave}
    changed |= {"additionalProperties": unless_patterned("additionalProperties")}
    made: type[Any] = extend(validator, {name: check for name, check in changed.items() if name in known})
    return made


@lru_cache(maxsize=1024)
def _matcher(pattern: str) -> SchemaValidator | None:
    try:
        return SchemaValidator(core_schema.str_schema(pattern=pattern, regex_engine="rust-regex", strict=True))
    except (SchemaError, ValueError):
        return None


def _check_pattern(validator: Any, pattern: Any, instance: Any, _: Any) -> Iterator[ValidationError]:
    if validator.is_type(instance, "string") and isinstance(pattern, str) and matches(pattern, instance) is False:
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _check_properties(validator: Any, patterns: Mapping[str, Any], instance: Any, _: Any) -> Iterator[ValidationError]:
    if validator.is_type(instance, "object"):
        for pattern, schema in patterns.items():
            for key, value in instance.items():
                if matches(pattern, key):
                    yield from validator.descend(value, schema, path=key, schema_path=pattern)


def _leave(*_: Any) -> Iterator[ValidationError]:
    """The library finds out what is unevaluated by its own engine."""
    return iter(())
