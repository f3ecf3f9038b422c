"""Methods as Python declares them: arguments, annotations, defaults and docstrings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..model import (
    Body,
    BodyField,
    BodyMedia,
    Cardinality,
    NullableType,
    Operation,
    Parameter,
    StreamSwitch,
    TypeRef,
    UnknownType,
)
from ..python.annotations import Mode, annotation
from ..python.limits import in_docstring, limits_in_words
from ..python.literals import literal
from .body_inputs import body_annotation, streamed_words
from .results import Pick, default_pick, picked
from .sentences import sentences


@dataclass(frozen=True, slots=True)
class Argument:
    """One keyword argument of a method. ``default`` is empty where the caller must give it."""

    name: str
    annotation: str
    default: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to call a method: its arguments, and which of the answers come of it."""

    arguments: tuple[Argument, ...]
    pick: Pick = Pick.ALL


@dataclass(frozen=True, slots=True)
class Signature:
    """The arguments of a method, ``options`` left out: ``full`` is the one that is implemented.

    ``overloads`` are the ways to call it, where there are several: with the fields of the body or the
    body itself, with a body of one type or another, for a stream or another answer. There are none, or two
    and more.
    """

    full: tuple[Argument, ...]
    overloads: tuple[Way, ...] = ()


def signature(operation: Operation, *, is_async: bool = False) -> Signature:
    """The signature of an operation's method."""
    plain = _signature(operation, is_async=is_async)
    switch = operation.switch
    if switch is None:
        return plain
    full = plain.full if switch.is_flag else _required_first([*plain.full, _accept(operation, Pick.ALL)])
    ways = plain.overloads or (Way(plain.full),)
    return Signature(full, tuple(one for way in ways for one in _picking(operation, switch, way)))


def _picking(operation: Operation, switch: StreamSwitch, way: Way) -> Iterator[Way]:
    """A way to call for each kind of answer that the caller may choose, the default first."""
    picks = sorted((Pick.OTHERS, Pick.STREAMS), key=lambda pick: pick is not default_pick(operation))
    if not switch.is_flag:
        for pick in picks:
            yield Way(_required_first([*way.arguments, _accept(operation, pick)]), pick)
        return
    flag = next((a for a in way.arguments if a.name == switch.argument), None)
    if flag is None:
        yield way
        return
    for pick in picks:
        yield Way(_required_first(_with(way, _fixed(flag, pick, is_default=pick is picks[0]))), pick)
    yield Way(_required_first(_with(way, replace(flag, annotation="bool", default=""))))


def _with(way: Way, argument: Argument) -> list[Argument]:
    return [argument if a.name == argument.name else a for a in way.arguments]


def _fixed(flag: Argument, pick: Pick, *, is_default: bool) -> Argument:
    """The flag of one kind of answer; where that is the default, the flag may be left out as before."""
    written = f"Literal[{pick is Pick.STREAMS}]"
    if not is_default or not flag.default:
        return replace(flag, annotation=written, default="")
    rest = [part for part in flag.annotation.split(" | ") if part != "bool"]
    return replace(flag, annotation=" | ".join([written, *rest]))


def _accept(operation: Operation, pick: Pick) -> Argument:
    """The choice of the answer's media type, which may be left out where the default is among those meant."""
    kinds = dict.fromkeys(literal(r.media_type) for r in picked(operation, pick) if r.media_type)
    default = next(r.media_type for r in picked(operation, default_pick(operation)) if r.media_type)
    written = f"Literal[{', '.join(kinds)}]"
    said = f"The media type of the answer; ``{default}`` where it is left out."
    argument = operation.switch.argument if operation.switch else ""
    if pick is Pick.STREAMS:
        return Argument(argument, written, "", said)
    return Argument(argument, f"{written} | None", "None", said)


def _signature(operation: Operation, *, is_async: bool) -> Signature:
    parameters = [_parameter(p) for p in operation.parameters]
    body = operation.body
    if body is None:
        return Signature(_required_first(parameters))
    if body.alternatives[0].spread:
        return _spread(body, parameters)
    choices = _choices(body)
    whole = _body(body, body.alternatives, is_async=is_async)
    full = _required_first([*parameters, whole, *_content_type(body)])
    ways = [
        Way(
            _required_first(
                [*parameters, _body(body, media, is_async=is_async), _chosen(body, media, is_default=not at)]
            )
        )
        for at, media in enumerate(choices)
    ]
    return Signature(full, tuple(ways) if len(ways) > 1 else ())


def _spread(body: Body, parameters: list[Argument]) -> Signature:
    """The ways to give a body that is spread into arguments."""
    spread = body.alternatives[0].spread
    fields = [_field(f) for f in spread]
    loose = [_loose(f, argument) for f, argument in zip(spread, fields, strict=True)]
    whole = _body(body, body.alternatives)
    whole = replace(whole, description=sentences(whole.description, "Given whole, in place of its fields."))
    optional_body = replace(whole, annotation=f"{whole.annotation} | None", default="None")
    return Signature(
        full=_required_first([*parameters, *loose, optional_body]),
        overloads=(Way(_required_first([*parameters, *fields])), Way(_required_first([*parameters, whole]))),
    )


def _choices(body: Body) -> list[tuple[BodyMedia, ...]]:
    """The media types of a body in groups of one type each, that of the default first."""
    groups: dict[str, list[BodyMedia]] = {}
    for media in body.alternatives:
        groups.setdefault(body_annotation([media]), []).append(media)
    return [tuple(group) for group in groups.values()]


def _required_first(arguments: Iterable[Argument]) -> tuple[Argument, ...]:
    return tuple(sorted(arguments, key=lambda a: bool(a.default)))


def _parameter(parameter: Parameter) -> Argument:
    said = _described(parameter.description, parameter.type, deprecated=parameter.deprecated)
    return _argument(parameter.name, parameter.type, parameter.cardinality, said)


def _field(field: BodyField) -> Argument:
    said = _described(field.description, field.type, deprecated=field.deprecated)
    return _argument(field.argument, field.type, field.cardinality, said)


def _described(description: str, type_: TypeRef, *, deprecated: bool) -> str:
    limits = limits_in_words(type_, in_docstring)
    if limits:
        description = sentences(description, limits)
    return f"Deprecated. {description}".strip() if deprecated else description


def _argument(name: str, type_: TypeRef, cardinality: Cardinality, description: str) -> Argument:
    whole = NullableType(type_) if cardinality.nullable else type_
    written = annotation(whole, mode=Mode.INPUT)
    if cardinality.default is not None:
        description = sentences(description, f"Default of the server: ``{literal(cardinality.default.value)}``.")
    if cardinality.required:
        return Argument(name, written, "", description)
    if cardinality.nullable or isinstance(type_, UnknownType):
        return Argument(name, f"{written} | Unset", "UNSET", description)
    return Argument(name, f"{written} | None", "None", description)


def _loose(field: BodyField, argument: Argument) -> Argument:
    """The argument as the implementation takes it: absent where the whole body is given."""
    if argument.default:
        return argument
    return _argument(argument.name, field.type, Cardinality(False, field.cardinality.nullable), argument.description)


def _body(body: Body, alternatives: tuple[BodyMedia, ...], *, is_async: bool = False) -> Argument:
    """The argument that takes the body whole, in any of the alternatives."""
    written = body_annotation(alternatives, is_async=is_async)
    description = sentences(body.description or "The body of the request.", streamed_words(body))
    if body.required:
        return Argument(body.name, written, "", description)
    if "None" in written.split(" | "):
        return Argument(body.name, f"{written} | Unset", "UNSET", description)
    return Argument(body.name, f"{written} | None", "None", description)


def _content_type(body: Body) -> list[Argument]:
    """The choice of a media type, where there is one."""
    return [_chosen(body, body.alternatives, is_default=True)] if len(body.alternatives) > 1 else []


def _chosen(body: Body, alternatives: tuple[BodyMedia, ...], *, is_default: bool) -> Argument:
    """The choice between some of a body's media types, which may be left out where they hold the default."""
    written = f"Literal[{', '.join(literal(media.media_type) for media in alternatives)}]"
    said = f"The media type of the body; ``{body.alternatives[0].media_type}`` where it is left out."
    return Argument("content_type", f"{written} | None" if is_default else written, "None" if is_default else "", said)
