"""Calls with example values: which arguments a snippet gives, and what it gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import (
    Api,
    Body,
    BodyField,
    BodyMedia,
    JsonValue,
    ModelType,
    NullableType,
    ObjectModel,
    Operation,
    Parameter,
    PrimitiveKind,
    PrimitiveType,
    TypeRef,
)
from .examples import EndlessError, Examples, candidates
from .expressions import Expressions, MisfitError, own_fields
from .layout import Atom, Expression
from .results import Pick, default_pick

_FLAG = "stream"
"""The name that the field gives to the flag of a body which asks for a stream."""


@dataclass(frozen=True, slots=True)
class Call:
    """The call of an operation with example values.

    ``arguments`` are in the order of the signature; ``names`` is what the values need imported:
    ``models``, ``datetime``, ``Decimal``.
    """

    operation: Operation
    arguments: tuple[tuple[str, Expression], ...]
    names: frozenset[str]

    @property
    def returns(self) -> bool:
        """Whether there is a result to use."""
        return any(response.type is not None for response in self.operation.responses)


@dataclass(frozen=True, slots=True)
class _Value:
    name: str
    required: bool
    written: Expression


def example_names(operation: Operation) -> tuple[str, ...]:
    """The names of the document's examples where it has several for a call; else one empty name."""
    holders = [parameter.examples for parameter in operation.parameters]
    if operation.body is not None:
        holders.append(operation.body.alternatives[0].examples)
    names = dict.fromkeys(example.name for examples in holders if len(examples) > 1 for example in examples)
    return tuple(name for name in names if name) or ("",)


class Calls:
    """Makes the example calls of one API.

    Required arguments are always given, optional ones where the document has a value for them: first
    those of ``x-sdk-example``, then its examples.
    """

    def __init__(self, api: Api) -> None:
        self._models = api.models
        self._examples = Examples(api.models)

    def call(self, operation: Operation, name: str = "", pick: Pick | None = None) -> Call:
        """The call with the values of the example called ``name``, or of the first one.

        ``pick`` are the answers that it asks for, where those are not what the call asks for by itself.
        """
        writer = Expressions(self._models)
        values = list(self._values(operation, name, writer, pick))
        values.sort(key=lambda value: not value.required)
        return Call(operation, tuple((v.name, v.written) for v in values), frozenset(writer.names))

    def _values(self, operation: Operation, name: str, writer: Expressions, pick: Pick | None) -> Iterator[_Value]:
        told = dict(operation.snippet_values)
        place = operation.pagination.input if operation.pagination else None
        for parameter in operation.parameters:
            if place and parameter.name == place.argument and not parameter.cardinality.required:
                continue  # a program starts at the first page
            given = _told(told, parameter.wire_name) + candidates(parameter.examples, name=name)
            yield from self._parameter(parameter, given, writer)
        if operation.body is None:
            return
        media = operation.body.alternatives[0]
        if media.spread:
            yield from self._spread(media, told, name, writer)
        else:
            given = _told(told, operation.body.name) + candidates(media.examples, name=name)
            yield self._whole(operation.body, media, given, writer, self._flag(operation, media, pick))

    def _parameter(self, parameter: Parameter, given: list[JsonValue], writer: Expressions) -> Iterator[_Value]:
        required = parameter.cardinality.required
        written = self._written(writer, parameter.type, parameter.wire_name, given, required=required)
        if written is not None:
            yield _Value(parameter.name, required, written)

    def _whole(
        self,
        body: Body,
        media: BodyMedia,
        given: list[JsonValue],
        writer: Expressions,
        flag: Mapping[str, JsonValue],
    ) -> _Value:
        try:
            value = self._examples.value(media.type, body.name, given)
            written = writer.of(media.type, {**value, **flag} if isinstance(value, Mapping) else value)
        except (EndlessError, MisfitError):
            written = Atom("...")
        return _Value(body.name, body.required, written)

    def _flag(self, operation: Operation, media: BodyMedia, pick: Pick | None) -> Mapping[str, JsonValue]:
        """The flag of a body that says the same as the choice of the answer's media type, where it has one."""
        model = self._models.get(media.type.name) if isinstance(media.type, ModelType) else None
        if operation.switch is None or operation.switch.is_flag or not isinstance(model, ObjectModel):
            return {}
        is_there = any(f.wire_name == _FLAG and _is_boolean(f.type) for f in own_fields(model, self._models))
        return {_FLAG: (pick or default_pick(operation)) is Pick.STREAMS} if is_there else {}

    def _spread(
        self, media: BodyMedia, told: Mapping[str, JsonValue], name: str, writer: Expressions
    ) -> Iterator[_Value]:
        whole = self._example_of(media, name)
        for field in media.spread:
            given = _told(told, field.wire_name) + _told(whole, field.wire_name) + candidates(field.examples)
            yield from self._field(field, given, writer)

    def _field(self, field: BodyField, given: list[JsonValue], writer: Expressions) -> Iterator[_Value]:
        required = field.cardinality.required
        written = self._written(writer, field.type, field.wire_name, given, required=required)
        if written is not None:
            yield _Value(field.argument, required, written)

    def _example_of(self, media: BodyMedia, name: str) -> Mapping[str, JsonValue]:
        """The example of a spread body that fits, the media type's before the model's; else an empty one."""
        shown = candidates(media.examples, name=name)
        if isinstance(media.type, ModelType) and media.type.name in self._models:
            shown += candidates(self._models[media.type.name].examples)
        for value in shown:
            if isinstance(value, Mapping) and self._examples.fits(media.type, value):
                return value
        return {}

    def _written(
        self, writer: Expressions, type_: TypeRef, name: str, given: Sequence[JsonValue], *, required: bool
    ) -> Expression | None:
        """The first given value that fits; where an argument is required, else a made one."""
        if not required:
            given = [value for value in given if self._examples.fits(type_, value)][:1]
            return writer.of(type_, given[0]) if given else None
        try:
            return writer.of(type_, self._examples.value(type_, name, given))
        except (EndlessError, MisfitError):
            return Atom("...")


def _is_boolean(type_: TypeRef) -> bool:
    inner = type_.inner if isinstance(type_, NullableType) else type_
    return isinstance(inner, PrimitiveType) and inner.kind is PrimitiveKind.BOOLEAN


def _told(values: Mapping[str, JsonValue], name: str) -> list[JsonValue]:
    value = values.get(name)
    return [] if value is None else [value]
