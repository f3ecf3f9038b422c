"""An operation as its callers see it: arguments under their names, whatever they are made of in the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import (
    Api,
    Body,
    BodyField,
    BodyMedia,
    Cardinality,
    Default,
    Example,
    NullableType,
    ObjectModel,
    Operation,
    Parameter,
    Source,
    TypeRef,
    UnionType,
)
from ..render.results import result_annotation
from ..render.signatures import Argument, signature
from .changes import Side

_WIDTH = 88


@dataclass(frozen=True, slots=True, kw_only=True)
class CallArgument:
    """An argument of a method. ``type`` is ``None`` where it is no data of the API but a choice of the caller.

    ``python`` is its declaration, ``annotation`` the type in it; ``wire`` says where its value travels under
    which name, and ``style`` how. ``type`` lets null in where the API does.
    """

    name: str
    python: str
    annotation: str
    wire: str
    style: str
    type: TypeRef | None
    required: bool
    default: Default | None
    description: str
    deprecated: bool
    examples: tuple[Example, ...]
    source: Source

    @property
    def side(self) -> Side:
        """The declaration and its place."""
        return Side(self.python, self.source)


def declaration(operation: Operation) -> str:
    """The method as Python declares it, on one line where it fits."""
    method = operation.accessor.rpartition(".")[2]
    arguments = [_declared(argument) for argument in signature(operation).full]
    result = result_annotation(operation)
    inside = ", ".join(["*", *arguments]) if arguments else ""
    line = f"def {method}({inside}) -> {result}"
    if len(line) <= _WIDTH or not arguments:
        return line
    return "\n".join([f"def {method}(", "    *,", *(f"    {argument}," for argument in arguments), f") -> {result}"])


def call_arguments(operation: Operation, api: Api) -> tuple[CallArgument, ...]:
    """The arguments, those of a spread body and the body itself among them."""
    shown = {argument.name: argument for argument in signature(operation).full}
    known = {argument.name: argument for argument in _known(operation, api, shown)}
    for argument in shown.values():
        known.setdefault(argument.name, _choice(operation, argument))
    return tuple(known.values())


def _known(operation: Operation, api: Api, shown: dict[str, Argument]) -> Iterator[CallArgument]:
    for parameter in operation.parameters:
        yield _parameter(parameter, shown)
    if operation.body is not None:
        for media in operation.body.alternatives[:1]:
            yield from (_field(field, media, api, shown) for field in media.spread)
        yield _body(operation.body, shown)


def _parameter(parameter: Parameter, shown: dict[str, Argument]) -> CallArgument:
    style = f"{parameter.style} explode={parameter.explode} reserved={parameter.allow_reserved}"
    return CallArgument(
        name=parameter.name,
        python=_shown(parameter.name, shown),
        annotation=_annotation(parameter.name, shown),
        wire=f"{parameter.wire_name} in {parameter.location}",
        style=parameter.content_type or style,
        type=_whole(parameter.type, parameter.cardinality),
        required=parameter.cardinality.required,
        default=parameter.cardinality.default,
        description=parameter.description,
        deprecated=parameter.deprecated,
        examples=parameter.examples,
        source=parameter.source,
    )


def _field(field: BodyField, media: BodyMedia, api: Api, shown: dict[str, Argument]) -> CallArgument:
    python, annotation = _shown(field.argument, shown), _annotation(field.argument, shown)
    if field.cardinality.required:
        # the implementation takes it as absent, because the body may be given whole: callers see the overload
        annotation = _given(annotation)
        python = f"{field.argument}: {annotation}"
    return CallArgument(
        name=field.argument,
        python=python,
        annotation=annotation,
        wire=f"{field.wire_name} in body",
        style="",
        type=_whole(field.type, field.cardinality),
        required=field.cardinality.required,
        default=field.cardinality.default,
        description=field.description,
        deprecated=field.deprecated,
        examples=field.examples,
        source=_field_source(field, media, api),
    )


def _body(body: Body, shown: dict[str, Argument]) -> CallArgument:
    types = tuple(dict.fromkeys(media.type for media in body.alternatives))
    whole = types[0] if len(types) == 1 else UnionType(types)
    annotation = _annotation(body.name, shown)
    is_spread = bool(body.alternatives[0].spread)
    if is_spread:
        annotation = _given(annotation)
    return CallArgument(
        name=body.name,
        python=f"{body.name}: {annotation}" if is_spread else _shown(body.name, shown),
        annotation=annotation,
        wire="the body",
        style="",
        type=NullableType(whole) if any(media.nullable for media in body.alternatives) else whole,
        required=body.required,
        default=None,
        description=body.description,
        deprecated=False,
        examples=tuple(example for media in body.alternatives for example in media.examples),
        source=body.source,
    )


def _choice(operation: Operation, argument: Argument) -> CallArgument:
    return CallArgument(
        name=argument.name,
        python=_declared(argument),
        annotation=argument.annotation,
        wire="",
        style="",
        type=None,
        required=not argument.default,
        default=None,
        description=argument.description,
        deprecated=False,
        examples=(),
        source=operation.source,
    )


def _field_source(field: BodyField, media: BodyMedia, api: Api) -> Source:
    name = getattr(media.type, "name", "")
    model = api.models.get(name)
    if isinstance(model, ObjectModel):
        return next((f.source for f in model.fields if f.wire_name == field.wire_name), media.source)
    return media.source


def _whole(type_: TypeRef, cardinality: Cardinality) -> TypeRef:
    return NullableType(type_) if cardinality.nullable else type_


def _declared(argument: Argument) -> str:
    default = f" = {argument.default}" if argument.default else ""
    return f"{argument.name}: {argument.annotation}{default}"


def _shown(name: str, shown: dict[str, Argument]) -> str:
    return _declared(shown[name]) if name in shown else name


def _annotation(name: str, shown: dict[str, Argument]) -> str:
    return shown[name].annotation if name in shown else ""


def _given(annotation: str) -> str:
    """The annotation of an argument that may be absent, for when it is given."""
    rest = annotation.removesuffix(" | Unset")
    return rest if rest != annotation else annotation.removesuffix(" | None")
