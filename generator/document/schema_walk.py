"""The validator's walk over schemas, in time and depth that documents of thousands of schemas need.

openapi-spec-validator goes from a schema to those it refers to by calls within calls, and names each by the
whole way to it: a chain of thousands ends the run or takes minutes. This walk finds the same in the same
order. It keeps its own stack, and names what is a component by the place of that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from jsonschema_path import SchemaPath
from openapi_spec_validator.validation.exceptions import ExtraParametersError, OpenAPIValidationError
from openapi_spec_validator.validation.keywords import KeywordValidator

from . import pointer as pointers
from .dialects import schema_check
from .unchecked import unchecked

_LISTS = ("allOf", "anyOf", "oneOf")
_COMPONENT = re.compile(r"#(/components/schemas/[^/]+|/definitions/[^/]+)")

Held: TypeAlias = tuple[frozenset[str], tuple[SchemaPath, ...]]


def walking(keyword: type[KeywordValidator]) -> type[KeywordValidator]:
    """A checker of schemas as the one given, that walks so."""

    class Walking(keyword):  # type: ignore[valid-type, misc]
        def __init__(self, registry: Any) -> None:
            super().__init__(registry)
            self._walk = _Walk(self._validate_schema_meta, self._default)

        def _default(self, schema: SchemaPath, value: Any) -> Iterator[Any]:
            return self.default_validator(schema, value)  # type: ignore[no-any-return]

        def _get_schema_checker(self, schema: SchemaPath, schema_value: Any) -> Callable[[Any], None]:
            chosen = super()._get_schema_checker(schema, schema_value)
            settings = getattr(chosen, "keywords", {})
            return schema_check(getattr(chosen, "func", chosen).__self__, settings.get("format_checker"))

        def __call__(self, schema: SchemaPath, *_: Any, **__: Any) -> Iterator[Any]:
            return self._walk.over(schema)

    return Walking


class _Walk:
    """One walk over the schemas of a document, each of which is looked at once."""

    def __init__(
        self,
        check: Callable[[SchemaPath, Any], OpenAPIValidationError | None],
        check_default: Callable[[SchemaPath, Any], Iterator[Any]],
    ) -> None:
        self._check = check
        self._check_default = check_default
        self._checked = set[int]()
        self._seen = set[int]()
        self._held = dict[int, Held]()

    def over(self, schema: SchemaPath) -> Iterator[Any]:
        """The faults of a schema and of all that it leads to; what fails is among them as unchecked."""
        stack = [(schema, self._outermost(schema))]
        while stack:
            place, steps = stack[-1]
            try:
                found = next(steps, None)
            except Exception as error:  # one part that cannot be checked must not hide the others
                found = unchecked(error)
                stack[-1] = (place, iter(()))
            if found is None:
                stack.pop()
            elif isinstance(found, SchemaPath):
                inner = _home(found)
                stack.append((inner, self._steps(inner, is_outermost=False)))
            else:
                yield _based(found, place)

    def _outermost(self, place: SchemaPath) -> Iterator[Any]:
        value = place.read_value()
        if isinstance(value, Mapping | bool) and id(value) not in self._checked:
            self._checked.add(id(value))
            error = self._check(place, value)
            if error is not None:
                yield error
                return
        yield from self._steps(place, is_outermost=True)

    def _steps(self, place: SchemaPath, *, is_outermost: bool) -> Iterator[Any]:
        """The faults of one schema, and the places of those inside it where these are to be looked at."""
        value = place.read_value()
        if not isinstance(value, Mapping | bool):
            yield OpenAPIValidationError(f"{value!r} is not of type 'object', 'boolean'")
            return
        if id(value) in self._seen or isinstance(value, bool):
            return
        self._seen.add(id(value))
        yield from _inside(place, value)
        if "properties" in value:
            yield from (schema for _, schema in (place / "properties").items())
        if is_outermost and "allOf" in value:
            missing = self._missing(place, value)
            if missing:
                yield ExtraParametersError(f"Required list has not defined properties: {missing}")
        if "default" in value:
            default = (place / "default").read_value()
            if default is not None or value.get("nullable") is not True:
                yield from self._check_default(place, default)

    def _missing(self, place: SchemaPath, value: Mapping[str, Any]) -> list[str]:
        """The names that a schema requires, and that neither it nor what it brings together describes."""
        missing = set((place / "required").read_value() or ()) if "required" in value else set()
        missing -= set((place / "properties").keys() if "properties" in value else ())
        queue, seen = list(place / "allOf"), set[int]()
        while queue and missing:
            at = queue.pop()
            inner = at.read_value()
            if id(inner) not in seen:
                seen.add(id(inner))
                names, further = self._names(at, inner)
                missing -= names
                queue.extend(further)
        return sorted(missing)

    def _names(self, place: SchemaPath, value: Any) -> Held:
        """The names that a schema describes, and the schemas inside it that may describe more."""
        known = self._held.get(id(value))
        if known is None:
            is_mapping = isinstance(value, Mapping)
            names = (place / "properties").keys() if is_mapping and "properties" in value else ()
            inside = map(_home, _inside(place, value)) if is_mapping else ()
            known = self._held[id(value)] = (frozenset(map(str, names)), tuple(inside))
        return known


def _inside(place: SchemaPath, value: Mapping[str, Any]) -> Iterator[SchemaPath]:
    """The schemas that a schema is put together of."""
    for keyword in _LISTS:
        if keyword in value:
            yield from place / keyword
    for keyword in ("not", "items"):
        if keyword in value:
            yield place / keyword


def _home(place: SchemaPath) -> SchemaPath:
    """The place of the component that a place refers to, by which it is told in the fewest steps."""
    raw: Any = place._clone_with_parts(()).read_value()
    for part in place.parts:
        if not (isinstance(raw, dict) and part in raw) and not (isinstance(raw, list) and isinstance(part, int)):
            return place
        raw = raw[part]  # type: ignore[index]
    reference = raw.get("$ref") if isinstance(raw, dict) else None
    found = _COMPONENT.fullmatch(reference) if isinstance(reference, str) else None
    if found is None:
        return place
    target = place._clone_with_parts(tuple(pointers.split(pointers.from_fragment(found[1]))))
    try:
        is_same = target.read_value() is place.read_value()
    except Exception:  # what leads nowhere is told where it is written
        return place
    return target if is_same else place


def _based(error: Any, place: SchemaPath) -> OpenAPIValidationError:
    """An error of the library, with its place."""
    made: OpenAPIValidationError = (
        error if isinstance(error, OpenAPIValidationError) else OpenAPIValidationError.create_from(error)
    )
    if not hasattr(made, "base"):
        made.base = place.parts
    return made
