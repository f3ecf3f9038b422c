"""The facts of an operation and of a client as the entries of the runtime's tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model import (
    AliasType,
    Api,
    ApiKeyScheme,
    ArrayType,
    Body,
    BodyMedia,
    Encoding,
    ErrorCase,
    Header,
    HttpScheme,
    LiteralType,
    Location,
    Model,
    ModelType,
    MutualTlsScheme,
    OAuth2Scheme,
    OpenIdConnectScheme,
    Operation,
    Pagination,
    Parameter,
    PrimitiveType,
    Response,
    RetryPolicy,
    SecurityAlternative,
    SecurityScheme,
    Server,
    StreamEvent,
    Streaming,
    TypeRef,
    walk,
)
from ..python.annotations import numeric_time
from ..python.literals import literal
from .header_tables import header_entries
from .layout import Atom, Expression, call, mapping, sequence
from .results import table_class
from .thunks import thunk
from .xml import document_entry, is_xml, part_types

_STYLES = {
    Location.PATH: ("simple", False),
    Location.QUERY: ("form", True),
    Location.HEADER: ("simple", False),
    Location.COOKIE: ("form", True),
    Location.QUERYSTRING: ("form", True),
}
_TOLD_FORMATS = {"base64url"}


def operation_entry(operation: Operation, api: Api) -> Expression:
    """``Operation(...)``: what the operation says, and what of the client's facts does not hold for it."""
    facts: dict[str, Expression] = {}
    if operation.parameters:
        facts["parameters"] = sequence(map(_parameter_entry, operation.parameters), spread=True)
    if operation.body:
        facts["body"] = _body_entry(operation.body, api.models)
    if operation.responses:
        facts["responses"] = sequence((_response_entry(r, api.models) for r in operation.responses), spread=True)
    if operation.errors:
        facts["errors"] = sequence(_error_entries(operation.errors, api.models), spread=True)
    headers = header_entries(operation, api.models)
    if headers is not None:
        facts["headers"] = headers
    if operation.security != api.security:
        facts["security"] = security_entry(operation.security)
    if operation.retries != api.retries:
        facts["retries"] = retries_entry(operation.retries)
    if operation.servers:
        facts["servers"] = sequence(map(server_entry, operation.servers))
    if operation.switch:
        facts["switch"] = _atom(operation.switch.argument)
        facts |= _told(streams_by_default=operation.switch.streams_by_default)
    if operation.pagination:
        facts["paging"] = _paging_entry(operation.pagination)
    names = {"id": operation.id, "method": operation.method, "path": operation.path.raw}
    return call(table_class(operation), **{name: _atom(value) for name, value in names.items()}, **facts)


def _atom(value: object) -> Atom:
    return Atom(literal(value))


def _told(**values: object) -> dict[str, Expression]:
    """Keywords, those that say nothing left out."""
    return {name: _atom(value) for name, value in values.items() if value not in (None, "", False)}


def _paging_entry(pagination: Pagination) -> Expression:
    """``Paging(...)``."""
    paths = {name: getattr(pagination, name) for name in ("items", "next", "more", "last")}
    told: dict[str, Expression] = {name: sequence(map(_atom, path)) for name, path in paths.items() if path}
    told |= _told(header=pagination.header)
    if place := pagination.input:
        told |= _told(argument=place.argument, body=place.body, field=place.field)
        told |= {"first": _atom(place.first)} if place.first else {}
    return call("Paging", style=_atom(str(pagination.style)), **told)


def _parameter_entry(parameter: Parameter) -> Expression:
    """``Parameter(...)``: what differs from the defaults of its location is told."""
    style, explode = _STYLES[parameter.location]
    usual_explode = explode if parameter.style == style else parameter.style in {"form", "cookie"}
    told = _told(
        required=parameter.cardinality.required,
        nullable=parameter.cardinality.nullable,
        style=parameter.style if parameter.style != style else "",
    )
    if parameter.explode != usual_explode:
        told["explode"] = _atom(parameter.explode)
    told |= _told(
        allow_reserved=parameter.allow_reserved,
        allow_empty=parameter.allow_empty,
        content_type=parameter.content_type,
        format=_told_format(parameter.type),
    )
    if any(isinstance(t, ModelType | AliasType) for t in walk(parameter.type)) or _is_mixed(parameter.type):
        told["type"] = thunk(parameter.type)
    names = (parameter.wire_name, parameter.name, str(parameter.location))
    return call("Parameter", map(_atom, names), **told)


def _told_format(type_: TypeRef) -> str:
    """The format, where the Python type alone does not say how a value or the items of a list are written."""
    if isinstance(type_, ArrayType):
        return _told_format(type_.items)
    if not isinstance(type_, PrimitiveType) or type_.held is not None:
        return ""
    if unit := numeric_time(type_):
        return f"{type_.kind} {unit}"
    return type_.format if type_.format in _TOLD_FORMATS else ""


def _is_mixed(type_: TypeRef) -> bool:
    """Whether some values of the type are times that travel as numbers, which its format does not tell of all."""
    return not _told_format(type_) and any(map(numeric_time, walk(type_)))


def _body_entry(body: Body, models: Mapping[str, Model]) -> Expression:
    """``Body(...)`` with its media types."""
    alternatives = sequence(_media_entry(media, models) for media in body.alternatives)
    return call("Body", argument=_atom(body.name), **_told(required=body.required), alternatives=alternatives)


def _media_entry(media: BodyMedia, models: Mapping[str, Model]) -> Expression:
    told: dict[str, Expression] = {}
    if media.spread:
        told["fields"] = sequence(_atom((field.argument, field.field)) for field in media.spread)
    told |= _parts(media, media.type, models)
    told |= _told(nullable=media.nullable)
    told |= _xml(media.media_type, media.type, models)
    type_ = media.type
    if media.stream is not None:
        type_ = media.type if media.stream.kind in {Streaming.BINARY, Streaming.PARTS} else media.stream.item
        told |= _stream(media.stream.kind, media.stream.events) | _told(sentinel=media.stream.sentinel)
    return call("BodyMedia", (_atom(media.media_type), thunk(type_, as_files=_has_parts(media))), **told)


def _has_parts(media: BodyMedia) -> bool:
    return media.stream is not None and media.stream.kind is Streaming.PARTS


def _stream(kind: Streaming, events: tuple[StreamEvent, ...]) -> dict[str, Expression]:
    """How a body comes or goes piece by piece, where it does."""
    told: dict[str, Expression] = {}
    if kind is not Streaming.NONE:
        told["stream"] = _atom(str(kind))
    if events:
        told["events"] = sequence(map(_event_entry, events), spread=True)
    return told


def _xml(media_type: str, type_: TypeRef | None, models: Mapping[str, Model]) -> dict[str, Expression]:
    """How a body, or a part of one, is written as XML, where it is."""
    if type_ is None or not is_xml(media_type, type_):
        return {}
    return {"xml": document_entry(type_, models)}


def _parts(holder: BodyMedia | Encoding, type_: TypeRef | None, models: Mapping[str, Model]) -> dict[str, Expression]:
    """What is said of the parts of a body, or of a part that has parts."""
    told: dict[str, Expression] = {}
    named, prefix, item = part_types(type_, models)
    if holder.encodings:
        told["encodings"] = mapping(
            (part.wire_name, _encoding_entry(part, named.get(part.wire_name), models)) for part in holder.encodings
        )
    if holder.prefix:
        types = (*prefix, *([item] * len(holder.prefix)))
        told["prefix"] = sequence(_encoding_entry(*pair, models) for pair in zip(holder.prefix, types, strict=False))
    if holder.item is not None:
        told["item"] = _encoding_entry(holder.item, item, models)
    return told


def _encoding_entry(encoding: Encoding, type_: TypeRef | None, models: Mapping[str, Model]) -> Expression:
    told = _told(content_type=encoding.content_type, style=encoding.style)
    if encoding.explode is not None:
        told["explode"] = _atom(encoding.explode)
    told |= _told(allow_reserved=encoding.allow_reserved)
    if headers := [(header.wire_name, text) for header in encoding.headers if (text := _fixed(header)) is not None]:
        told["headers"] = sequence(_atom(pair) for pair in headers)
    told |= _xml(encoding.content_type, type_, models)
    return call("Encoding", **told, **_parts(encoding, type_, models))


def _fixed(header: Header) -> str | None:
    """The value that the document fixes for a header of a part: its constant, or its default."""
    if header.wire_name.lower() == "content-type":
        return None
    default = header.cardinality.default
    values = header.type.values if isinstance(header.type, LiteralType) else ()
    value = values[0] if len(values) == 1 else default.value if default is not None else None
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int | float) else None


def _response_entry(response: Response, models: Mapping[str, Model]) -> Expression:
    """``ResponseCase(...)``."""
    content = [_atom(response.media_type)] if response.media_type else []
    if response.type is not None:
        content.append(thunk(response.type))
    told = _xml(response.media_type, response.type, models) | _stream(response.streaming, response.events)
    return call("ResponseCase", (_atom(response.status), *content), **told, **_told(sentinel=response.sentinel))


def _event_entry(event: StreamEvent) -> Expression:
    """``EventCase(...)``."""
    return call("EventCase", (_atom(event.name), thunk(event.type)), **_told(text=event.is_text))


def _error_entries(errors: tuple[ErrorCase, ...], models: Mapping[str, Model]) -> Iterator[Expression]:
    """``ErrorCase(...)`` for each kind of payload: its statuses, its type, and its class where it has one."""
    kinds: dict[tuple[Atom, ...], list[str]] = {}
    written: dict[tuple[Atom, ...], dict[str, Expression]] = {}
    for error in errors:
        content = (_atom(error.media_type), thunk(error.type)) if error.type is not None else ()
        payload = (Atom(f"lambda: errors.{error.error_name}"),) if error.error_name else ()
        kinds.setdefault((*content, *payload), []).append(error.status)
        written[(*content, *payload)] = _xml(error.media_type, error.type, models)
    for parts, statuses in kinds.items():
        yield call("ErrorCase", (sequence(map(_atom, statuses)), *parts), **written[parts])


def retries_entry(policy: RetryPolicy | None) -> Expression:
    """``RetryPolicy(...)``; times in milliseconds."""
    if policy is None:
        return call("RetryPolicy", (Atom("()"),), connection_errors=_atom(False))
    return call(
        "RetryPolicy",
        (sequence(map(_atom, policy.statuses)),),
        connection_errors=_atom(policy.connection_errors),
        initial_interval=_atom(policy.initial_interval),
        max_interval=_atom(policy.max_interval),
        max_elapsed=_atom(policy.max_elapsed),
        exponent=_atom(policy.exponent),
    )


def security_entry(alternatives: tuple[SecurityAlternative, ...]) -> Expression:
    """The alternatives, each a tuple of (scheme, scopes)."""
    return sequence(
        sequence(sequence((_atom(use.scheme_id), sequence(map(_atom, use.scopes)))) for use in alternative)
        for alternative in alternatives
    )


def server_entry(server: Server) -> Expression:
    """``Server(...)`` with the defaults of its variables."""
    told = _told(name=server.name)
    if server.variables:
        told["variables"] = mapping((variable.wire_name, _atom(variable.default)) for variable in server.variables)
    return call("Server", (_atom(server.url),), **told)


_GRANT_TYPES = {
    "clientCredentials": "client_credentials",
    "password": "password",
    "authorizationCode": "authorization_code",
    "deviceAuthorization": "urn:ietf:params:oauth:grant-type:device_code",
}


def _oauth_entry(scheme: OAuth2Scheme) -> Expression:
    """``OAuthScheme(...)``; the URL for refreshing is told where it is not that of the tokens."""
    urls = {_GRANT_TYPES[f.kind]: f.token_url for f in scheme.flows if f.kind in _GRANT_TYPES and f.token_url}
    refresh = next((f.refresh_url for f in scheme.flows if f.refresh_url), "")
    if refresh and refresh not in urls.values():
        urls["refresh_token"] = refresh
    device = next((f.device_authorization_url for f in scheme.flows if f.device_authorization_url), "")
    told = _told(metadata_url=scheme.metadata_url, device_url=device)
    if scheme.client_arguments:
        told["client"] = sequence(map(_atom, scheme.client_arguments))
    tokens = [mapping((kind, _atom(url)) for kind, url in urls.items())] if urls else []
    return call("OAuthScheme", (_atom(scheme.name), *tokens), **told)


def scheme_entry(scheme: SecurityScheme) -> Expression:
    """The scheme's class of the runtime."""
    match scheme:
        case ApiKeyScheme():
            return call("ApiKeyScheme", map(_atom, (scheme.name, scheme.wire_name, scheme.location)))
        case HttpScheme(scheme="basic"):
            return call("BasicScheme", map(_atom, scheme.login_arguments))
        case HttpScheme(scheme=word) if word != "bearer":
            return call("HttpScheme", map(_atom, (scheme.name, word)))
        case MutualTlsScheme():
            return call("MutualTlsScheme", (_atom(scheme.name),))
        case OAuth2Scheme():
            return _oauth_entry(scheme)
        case OpenIdConnectScheme(url=url):
            return call("OAuthScheme", (_atom(scheme.name),), **_told(metadata_url=url))
        case _:
            return call("BearerScheme", (_atom(scheme.name),))


def scheme_arguments(scheme: SecurityScheme) -> tuple[str, ...]:
    """The arguments of the client's constructor that carry a scheme's credentials."""
    return (isinstance(scheme, HttpScheme) and scheme.login_arguments) or (scheme.name,)
