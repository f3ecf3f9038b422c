"""The facts of an operation as the runtime's table entries: one line of Python each."""

from __future__ import annotations

from ..model import (
    AliasType,
    ApiKeyScheme,
    BinaryType,
    Body,
    BodyMedia,
    Encoding,
    ErrorCase,
    HttpScheme,
    Location,
    ModelType,
    MutualTlsScheme,
    Parameter,
    PrimitiveType,
    Response,
    RetryPolicy,
    SecurityAlternative,
    SecurityScheme,
    Server,
    TypeRef,
    walk,
)
from ..python.annotations import Mode, annotation
from ..python.literals import literal

_STYLES = {
    Location.PATH: ("simple", False),
    Location.QUERY: ("form", True),
    Location.HEADER: ("simple", False),
    Location.COOKIE: ("form", True),
    Location.QUERYSTRING: ("form", True),
}
_TOLD_FORMATS = {"base64url"}


def call(function: str, /, *arguments: str, **keywords: str) -> str:
    """A call expression; keywords with an empty value are left out."""
    named = [f"{key}={value}" for key, value in keywords.items() if value]
    return f"{function}({', '.join([*arguments, *named])})"


def parameter_entry(parameter: Parameter) -> str:
    """``Parameter(...)``: what differs from the defaults of its location is told."""
    style, explode = _STYLES[parameter.location]
    usual_explode = explode if parameter.style == style else parameter.style in {"form", "cookie"}
    return call(
        "Parameter",
        literal(parameter.wire_name),
        literal(parameter.name),
        literal(str(parameter.location)),
        required="True" if parameter.cardinality.required else "",
        nullable="True" if parameter.cardinality.nullable else "",
        style=literal(parameter.style) if parameter.style != style else "",
        explode=literal(parameter.explode) if parameter.explode != usual_explode else "",
        allow_reserved="True" if parameter.allow_reserved else "",
        content_type=literal(parameter.content_type) if parameter.content_type else "",
        format=_told_format(parameter.type),
        type=thunk(parameter.type) if any(isinstance(t, ModelType | AliasType) for t in walk(parameter.type)) else "",
    )


def _told_format(type_: TypeRef) -> str:
    """The format, where the Python type alone does not say how a value is written."""
    return literal(type_.format) if isinstance(type_, PrimitiveType) and type_.format in _TOLD_FORMATS else ""


def body_entry(body: Body) -> str:
    """``Body(...)`` with its media types."""
    alternatives = ", ".join(map(_media_entry, body.alternatives))
    return call(
        "Body",
        argument=literal(body.name),
        required="True" if body.required else "",
        alternatives=f"({alternatives},)",
    )


def _media_entry(media: BodyMedia) -> str:
    fields = ", ".join(literal((f.argument, f.field)) for f in media.spread)
    encodings = ", ".join(f"{literal(e.wire_name)}: {_encoding_entry(e)}" for e in media.encodings)
    return call(
        "BodyMedia",
        literal(media.media_type),
        thunk(media.type),
        fields=f"({fields},)" if fields else "",
        encodings=f"{{{encodings}}}" if encodings else "",
        nullable="True" if media.nullable else "",
    )


def _encoding_entry(encoding: Encoding) -> str:
    return call(
        "Encoding",
        content_type=literal(encoding.content_type) if encoding.content_type else "",
        style=literal(encoding.style) if encoding.style else "",
        explode=literal(encoding.explode) if encoding.explode is not None else "",
        allow_reserved="True" if encoding.allow_reserved else "",
    )


def response_entry(response: Response) -> str:
    """``ResponseCase(...)``."""
    if response.type is None:
        return call("ResponseCase", literal(response.status))
    return call("ResponseCase", literal(response.status), literal(response.media_type), thunk(response.type))


def error_entries(errors: tuple[ErrorCase, ...]) -> tuple[str, ...]:
    """``ErrorCase(...)`` for each kind of payload: its statuses, its type, and its class where it has one."""
    kinds: dict[tuple[str, ...], list[str]] = {}
    for error in errors:
        payload = (f"lambda: errors.{error.error_name}",) if error.error_name else ()
        content = (literal(error.media_type), thunk(error.type)) if error.type is not None else ()
        kinds.setdefault((*content, *payload), []).append(error.status)
    return tuple(call("ErrorCase", literal(tuple(statuses)), *parts) for parts, statuses in kinds.items())


def thunk(type_: TypeRef) -> str:
    """A function of no arguments that gives the type, so that nothing is imported before it is needed.

    Raw bytes are no JSON, so that the runtime is told plainly of ``bytes``.
    """
    raw = any(isinstance(part, BinaryType) for part in walk(type_))
    return f"lambda: {annotation(type_, mode=Mode.READ if raw else Mode.WIRE)}"


def retries_entry(policy: RetryPolicy | None) -> str:
    """``RetryPolicy(...)``; times in milliseconds."""
    if policy is None:
        return call("RetryPolicy", "()", connection_errors="False")
    return call(
        "RetryPolicy",
        literal(policy.statuses),
        connection_errors=literal(policy.connection_errors),
        initial_interval=literal(policy.initial_interval),
        max_interval=literal(policy.max_interval),
        max_elapsed=literal(policy.max_elapsed),
        exponent=literal(policy.exponent),
    )


def security_entry(alternatives: tuple[SecurityAlternative, ...]) -> str:
    """The alternatives, each a tuple of (scheme, scopes)."""
    return literal(tuple(tuple((use.scheme_id, use.scopes) for use in one) for one in alternatives))


def server_entry(server: Server) -> str:
    """``Server(...)`` with the defaults of its variables."""
    variables = {v.wire_name: v.default for v in server.variables}
    return call(
        "Server",
        literal(server.url),
        name=literal(server.name) if server.name else "",
        variables=literal(variables) if variables else "",
    )


def scheme_entry(scheme: SecurityScheme) -> str:
    """The scheme's class of the runtime; empty for mutual TLS, of which no request tells."""
    match scheme:
        case ApiKeyScheme():
            return call("ApiKeyScheme", literal(scheme.name), literal(scheme.wire_name), literal(scheme.location))
        case HttpScheme(scheme="basic"):
            return call("BasicScheme", *map(literal, basic_arguments(scheme)))
        case HttpScheme(scheme=word) if word != "bearer":
            return call("HttpScheme", literal(scheme.name), literal(word))
        case MutualTlsScheme():
            return ""
        case _:
            return call("BearerScheme", literal(scheme.name))


def basic_arguments(scheme: HttpScheme) -> tuple[str, str]:
    """The pair of arguments that a basic scheme takes."""
    prefix = "" if scheme.name == "basic" else f"{scheme.name}_"
    return f"{prefix}username", f"{prefix}password"


def scheme_arguments(scheme: SecurityScheme) -> tuple[str, ...]:
    """The arguments of the client's constructor that carry a scheme's credentials."""
    match scheme:
        case HttpScheme(scheme="basic"):
            return basic_arguments(scheme)
        case MutualTlsScheme():
            return ()
        case _:
            return (scheme.name,)
