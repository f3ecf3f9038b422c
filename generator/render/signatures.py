"""Methods as Python declares them: arguments, annotations, defaults and docstrings."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace

from ..model import Body, BodyField, Cardinality, ErrorCase, NullableType, Operation, Parameter, TypeRef, UnknownType
from ..python.annotations import Mode, annotation
from ..python.literals import literal

_WRAP = 80


@dataclass(frozen=True, slots=True)
class Argument:
    """One keyword argument of a method. ``default`` is empty where the caller must give it."""

    name: str
    annotation: str
    default: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """The arguments of a method, ``options`` left out: ``full`` is the one that is implemented.

    Where a body is spread, ``spread`` and ``whole`` are the two ways to call it; else both are empty.
    """

    full: tuple[Argument, ...]
    spread: tuple[Argument, ...] = ()
    whole: tuple[Argument, ...] = ()


def signature(operation: Operation) -> Signature:
    """The signature of an operation's method."""
    parameters = [_parameter(p) for p in operation.parameters]
    body = operation.body
    if body is None:
        return Signature(_required_first(parameters))
    whole = _body(body)
    fields = [_field(f) for f in body.alternatives[0].spread]
    if not fields:
        return Signature(_required_first([*parameters, whole, *_content_type(body)]))
    loose = [_loose(f, argument) for f, argument in zip(body.alternatives[0].spread, fields, strict=True)]
    whole = replace(whole, description=f"{whole.description} Given whole, in place of its fields.")
    optional_body = replace(whole, annotation=f"{whole.annotation} | None", default="None")
    return Signature(
        full=_required_first([*parameters, *loose, optional_body]),
        spread=_required_first([*parameters, *fields]),
        whole=_required_first([*parameters, whole]),
    )


def result_annotation(operation: Operation) -> str:
    """What a call returns: the types of all successes, ``None`` for no content."""
    return _united([r.type for r in operation.responses])


def _united(types: list[TypeRef | None]) -> str:
    names = dict.fromkeys(annotation(t) if t is not None else "None" for t in types)
    return " | ".join(sorted(names, key=lambda name: name == "None")) or "None"


def _required_first(arguments: list[Argument]) -> tuple[Argument, ...]:
    return tuple(sorted(arguments, key=lambda a: bool(a.default)))


def _parameter(parameter: Parameter) -> Argument:
    return _argument(parameter.name, parameter.type, parameter.cardinality, parameter.description)


def _field(field: BodyField) -> Argument:
    return _argument(field.argument, field.type, field.cardinality, field.description)


def _argument(name: str, type_: TypeRef, cardinality: Cardinality, description: str) -> Argument:
    whole = NullableType(type_) if cardinality.nullable else type_
    written = annotation(whole, mode=Mode.INPUT)
    if cardinality.default is not None:
        described = f"{description.rstrip()} Default of the server: ``{literal(cardinality.default.value)}``."
        description = described.strip()
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


def _body(body: Body) -> Argument:
    types = list(dict.fromkeys(a.type for a in body.alternatives))
    names = dict.fromkeys(
        annotation(NullableType(t) if any(a.nullable for a in body.alternatives) else t, mode=Mode.INPUT) for t in types
    )
    written = " | ".join(names)
    description = body.description or "The body of the request."
    if body.required:
        return Argument(body.name, written, "", description)
    if "None" in written.split(" | "):
        return Argument(body.name, f"{written} | Unset", "UNSET", description)
    return Argument(body.name, f"{written} | None", "None", description)


def _content_type(body: Body) -> list[Argument]:
    """The choice of a media type, where there is one."""
    if len(body.alternatives) < 2:
        return []
    choices = ", ".join(literal(a.media_type) for a in body.alternatives)
    first = body.alternatives[0].media_type
    return [
        Argument(
            "content_type",
            f"Literal[{choices}] | None",
            "None",
            f"The media type of the body; ``{first}`` where it is left out.",
        )
    ]


def docstring_text(operation: Operation, arguments: tuple[Argument, ...]) -> str:
    """The docstring of a method: what it does, its arguments, what it returns and raises."""
    parts = [operation.summary or operation.id]
    if operation.description and operation.description.strip() != operation.summary.strip():
        parts.append(operation.description.strip())
    if operation.deprecated:
        parts.append("Deprecated: the API asks not to use this operation any more.")
    listed = [entry(a.name, a.description) for a in arguments]
    listed.append(entry("options", "Timeout, retries, headers and the like, for this call alone."))
    parts.append("Args:\n" + "\n".join(listed))
    result = result_annotation(operation)
    if result != "None":
        said = next((r.description for r in operation.responses if r.description), "")
        parts.append("Returns:\n" + entry(result, said))
    parts.append("Raises:\n" + "\n".join(entry(name, said) for name, said in raised(operation.errors)))
    if operation.external_docs:
        parts.append(f"See: {operation.external_docs}")
    return "\n\n".join(parts)


def raised(errors: tuple[ErrorCase, ...]) -> list[tuple[str, str]]:
    """The error classes that a call may raise, each with the statuses that the document declares for it."""
    statuses: dict[str, list[str]] = {}
    for error in errors:
        statuses.setdefault(f"errors.{error.error_name}" if error.error_name else "errors.APIError", []).append(
            error.status
        )
    declared = [
        (name, f"The answer has the status {', '.join(dict.fromkeys(found))}.")
        for name, found in statuses.items()
        if name != "errors.APIError"
    ]
    return [*declared, ("errors.APIError", "Any other answer with a status of 4XX or 5XX.")]


def entry(name: str, description: str) -> str:
    """One entry of a section, its further lines indented below it."""
    words = " ".join(description.split())
    if not words:
        return f"    {name}"
    return textwrap.fill(
        f"{name}: {words}",
        _WRAP,
        initial_indent="    ",
        subsequent_indent="        ",
        break_long_words=False,
        break_on_hyphens=False,
    )
