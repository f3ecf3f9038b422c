"""Operations: one call each, with all that is needed to write it down and to send it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from .definitions import Cardinality, Example
from .inbound import Callback, Link
from .pagination import Pagination
from .parameters import Header, Parameter, PathTemplate
from .security import SecurityAlternative, Server
from .source import Source
from .streams import BodyStream, StreamEvent, Streaming, StreamSwitch
from .types import JsonValue, TypeRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How one property of a form or multipart body is written (OpenAPI 3.2 section 4.15).

    ``wire_name`` is empty where it is told by its place. ``encodings``, ``prefix`` and ``item`` say the same
    of what is in it, by name and by place.
    """

    wire_name: str
    content_type: str = ""
    style: str = ""
    explode: bool | None = None
    allow_reserved: bool = False
    headers: tuple[Header, ...] = ()
    encodings: tuple[Encoding, ...] = ()
    prefix: tuple[Encoding, ...] = ()
    item: Encoding | None = None


@dataclass(frozen=True, slots=True)
class BodyField:
    """A property of a spread body: ``argument`` is its name in the signature, ``field`` that in the model."""

    argument: str
    field: str
    wire_name: str
    type: TypeRef
    cardinality: Cardinality
    description: str = ""
    deprecated: bool = False
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMedia:
    """One media type of a request body. ``spread`` is empty unless the body is spread into arguments.

    ``stream`` is set where it may be sent piece by piece; ``type`` is then that of all of it at once.
    """

    media_type: str
    type: TypeRef
    source: Source
    nullable: bool = False
    spread: tuple[BodyField, ...] = ()
    encodings: tuple[Encoding, ...] = ()
    prefix: tuple[Encoding, ...] = ()
    item: Encoding | None = None
    stream: BodyStream | None = None
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A request body. ``name`` is the argument that takes it whole.

    The first of the alternatives is sent where the caller does not choose: JSON, where it is among them;
    else they are in the document's order.
    """

    name: str
    required: bool
    alternatives: tuple[BodyMedia, ...]
    source: Source
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One answer: ``status`` is ``200``, ``2XX`` or ``default``.

    ``type`` is ``None`` where the answer has no content; ``media_type`` is then empty too, unless it is
    that of the content that another method would get (HEAD). A status with
    several media types has one ``Response`` for each. ``type`` is that of one item where the answer is a
    stream; ``events`` then holds the types by the names of events, and ``sentinel`` is the data after
    which nothing comes.
    """

    status: str
    media_type: str
    type: TypeRef | None
    source: Source
    streaming: Streaming = Streaming.NONE
    events: tuple[StreamEvent, ...] = ()
    sentinel: str = ""
    summary: str = ""
    description: str = ""
    headers: tuple[Header, ...] = ()
    links: tuple[Link, ...] = ()
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorCase:
    """One declared failure. ``error_name`` is the class of ``errors`` that a component's payload gives, or empty."""

    status: str
    media_type: str
    type: TypeRef | None
    source: Source
    error_name: str = ""
    summary: str = ""
    description: str = ""
    headers: tuple[Header, ...] = ()
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """When a failed call is made again. Times are in milliseconds; statuses are ``429`` or ``5XX``.

    A policy that is ``declared_on_operation`` holds whatever the method is; the document's own one does
    not cover what must not happen twice.
    """

    statuses: tuple[str, ...]
    connection_errors: bool
    initial_interval: int
    max_interval: int
    max_elapsed: int
    exponent: float
    declared_on_operation: bool = False


SnippetValues: TypeAlias = tuple[tuple[str, JsonValue], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One call of the API (OpenAPI 3.1 section 4.8.10).

    ``accessor`` is the way to it from the client, such as
    ``maestro.workflow_instance_management.get_workflow_instance``. ``snippet_values`` are the values of
    ``x-sdk-example``, by wire name, that serve snippets and nothing else. ``switch`` is set where callers
    choose between a stream and another answer. ``security`` is the list of
    alternatives in force, the document's own where the operation is silent; ``retries`` is ``None``
    where the operation must never be repeated. ``pagination`` is set where the document says how one page
    leads to the next. ``aliases`` are names that the method had before and is still reached by.
    """

    id: str
    name: str
    accessor: str
    method: str
    path: PathTemplate
    source: Source
    parameters: tuple[Parameter, ...]
    body: Body | None
    responses: tuple[Response, ...]
    errors: tuple[ErrorCase, ...]
    security: tuple[SecurityAlternative, ...]
    servers: tuple[Server, ...]
    retries: RetryPolicy | None
    switch: StreamSwitch | None = None
    pagination: Pagination | None = None
    summary: str = ""
    description: str = ""
    deprecated: bool = False
    tags: tuple[str, ...] = ()
    callbacks: tuple[Callback, ...] = ()
    external_docs: str = ""
    snippet_values: SnippetValues = ()
    aliases: tuple[str, ...] = ()
