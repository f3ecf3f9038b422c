"""The tables of the pages: arguments, fields, errors, values."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...model import (
    Access,
    Body,
    BodyField,
    Cardinality,
    EnumModel,
    ErrorCase,
    Example,
    Field,
    JsonValue,
    LiteralType,
    NullableType,
    Operation,
    Parameter,
    TypeRef,
    UnionType,
)
from ...python.limits import limits_in_words
from ...python.literals import literal
from ..body_inputs import streamed_words
from ..failures import error_classes
from ..markdown import MISSING, cell, code, code_lines, escape, media_type, table
from ..results import Pick, picked
from ..sentences import sentences
from .types import TypeWriter

_REQUIRED = ":heavy_check_mark:"
_OPTIONAL = ":heavy_minus_sign:"
_OPTIONS = "Timeout, retries, headers and the like, for this call alone."
_LONGEST_LINE = 60


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    type: str
    required: bool
    description: str
    example: str = ""


def parameter_table(operation: Operation, types: TypeWriter, *, padded: bool) -> str:
    """The arguments of a call, required ones first and ``options`` last; empty where it takes none."""
    rows = [_parameter(parameter, types) for parameter in operation.parameters]
    if operation.body is not None:
        rows.extend(_body(operation.body, types))
    rows.extend(_choice(operation, types))
    if not rows:
        return ""
    rows.sort(key=lambda row: not row.required)
    rows.append(_Row("options", "*Optional[RequestOptions]*", False, _OPTIONS))
    return _table("Parameter", rows, padded=padded, examples=any(row.example for row in rows))


def field_table(fields: Sequence[Field], types: TypeWriter, examples: Sequence[str], *, padded: bool) -> str:
    """The fields of an object; ``examples`` are their example values as cells."""
    rows = [
        _Row(
            field.name,
            types.in_table(field.type, optional=_is_optional(field.cardinality)),
            field.cardinality.required,
            description_cell(
                field.description,
                field.cardinality,
                field.type,
                deprecated=field.deprecated,
                note=_ACCESS[field.access],
            ),
            example,
        )
        for field, example in zip(fields, examples, strict=True)
    ]
    return _table("Field", rows, padded=padded, examples=True)


_ACCESS = {Access.READ: "*Read-only.*", Access.WRITE: "*Write-only.*", Access.BOTH: ""}


def error_table(errors: Sequence[ErrorCase], *, padded: bool) -> str:
    """What a call may raise: a row for each error class, media type and hundred of statuses."""
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    for error in errors:
        hundreds = found.setdefault((error_classes(error)[0], error.media_type), {})
        hundreds.setdefault(error.status[:1], set()).add(error.status)
    rows = [
        (f"errors.{name}", escape(", ".join(sorted(statuses))), media_type(media))
        for (name, media), hundreds in found.items()
        for hundred, statuses in sorted(hundreds.items())
        if hundred != "d"
    ]
    rows += [
        (f"errors.{name}", "4XX, 5XX", media_type(media))
        for (name, media), hundreds in found.items()
        if "d" in hundreds and (name, media) != ("APIError", "")
    ]
    rows.append(("errors.APIError", "4XX, 5XX", media_type("")))
    return table(("Error Type", "Status Code", "Content Type"), rows, padded=padded)


def value_table(model: EnumModel, *, padded: bool) -> str:
    """The values of an enum, with their descriptions where there are some."""
    rows = [(code(member.name), code(literal(member.value)), cell(member.description)) for member in model.members]
    if any(member.description for member in model.members):
        described = [(name, value, said or MISSING) for name, value, said in rows]
        return table(("Name", "Value", "Description"), described, padded=padded)
    return table(("Name", "Value"), [row[:2] for row in rows], padded=padded)


def tag_table(union: UnionType, types: TypeWriter, *, padded: bool) -> str:
    """The values of a discriminator and the types they stand for; empty where there is none."""
    if union.discriminator is None:
        return ""
    known = types.places.models
    rows = [(code(tag), types.model(name)) for tag, name in union.discriminator.mapping if name in known]
    return table((code(union.discriminator.property_name), "Type"), rows, padded=padded) if rows else ""


def example_cell(value: JsonValue) -> str:
    """A value as a cell shows it: JSON, on several lines where it is long; text without its quotes."""
    if isinstance(value, str):
        return code_lines(value)
    short = json.dumps(value, ensure_ascii=False, default=str)
    if len(short) <= _LONGEST_LINE:
        return code(short)
    return code_lines(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def _table(head: str, rows: Sequence[_Row], *, padded: bool, examples: bool) -> str:
    header = [head, "Type", "Required", "Description", *(["Example"] if examples else [])]
    cells = [
        [
            code(row.name),
            row.type,
            _REQUIRED if row.required else _OPTIONAL,
            row.description or MISSING,
            *([row.example] if examples else []),
        ]
        for row in rows
    ]
    return table(header, cells, padded=padded)


def _parameter(parameter: Parameter, types: TypeWriter) -> _Row:
    return _argument(parameter.name, parameter, types)


def _body(body: Body, types: TypeWriter) -> Iterator[_Row]:
    first, *others = body.alternatives
    if first.spread:
        yield from (_argument(field.argument, field, types) for field in first.spread)
        return
    kinds = list(dict.fromkeys(media.type for media in body.alternatives))
    whole: TypeRef = kinds[0] if len(kinds) == 1 else UnionType(tuple(kinds))
    if any(media.nullable for media in body.alternatives):
        whole = NullableType(whole)
    shown = types.in_table(whole, optional=not body.required)
    yield _Row(body.name, shown, body.required, _described_body(body))
    if others:
        choices = LiteralType(tuple(media.media_type for media in body.alternatives))
        said = f"The media type of the body; {code(first.media_type)} where it is left out."
        yield _Row("content_type", types.in_table(choices, optional=True), False, said)


def _described_body(body: Body) -> str:
    return sentences(cell(body.description) or "The body of the request.", cell(streamed_words(body)))


def _choice(operation: Operation, types: TypeWriter) -> Iterator[_Row]:
    """The choice of the answer's media type, where it is no argument of the API's own."""
    switch = operation.switch
    if switch is not None and not switch.is_flag:
        kinds = [
            r.media_type for r in (*picked(operation, Pick.OTHERS), *picked(operation, Pick.STREAMS)) if r.media_type
        ]
        said = f"The media type of the answer; {code(kinds[0])} where it is left out."
        choices = LiteralType(tuple(dict.fromkeys(kinds)))
        yield _Row(switch.argument, types.in_table(choices, optional=True), False, said)


def _argument(name: str, described: Parameter | BodyField, types: TypeWriter) -> _Row:
    cardinality = described.cardinality
    return _Row(
        name,
        types.in_table(described.type, optional=_is_optional(cardinality)),
        cardinality.required,
        description_cell(described.description, cardinality, described.type, deprecated=described.deprecated),
        _examples(described.examples),
    )


def _is_optional(cardinality: Cardinality) -> bool:
    return cardinality.nullable or not cardinality.required


def description_cell(
    description: str, cardinality: Cardinality, type_: TypeRef, *, deprecated: bool, note: str = ""
) -> str:
    """A description as a cell, with what the type does not tell: that it is deprecated, its limits and its default."""
    default = cardinality.default
    said = sentences(
        cell(description),
        limits_in_words(type_, code),
        f"Default of the server: {code(json.dumps(default.value, ensure_ascii=False))}." if default else "",
    )
    return " ".join(filter(None, (":warning: **Deprecated.**" if deprecated else "", note, said)))


def _examples(examples: tuple[Example, ...]) -> str:
    """The examples of a parameter, one below the other, each with its name where there are several."""
    if len(examples) < 2:
        return "\n".join(example_cell(example.value) for example in examples)
    return "\n".join(
        f"{cell(example.name)}: {example_cell(example.value)}" if example.name else example_cell(example.value)
        for example in examples
    )
