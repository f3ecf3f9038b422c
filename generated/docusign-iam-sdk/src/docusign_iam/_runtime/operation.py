"""The tables that generated modules hold, and that the rest of the runtime interprets.

Nothing here does any work when it is imported: types stand behind functions of no arguments, so that a
model is loaded when it is first needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, TypeAlias, TypeVar
from urllib.parse import quote

from .table import NOTHING, Table

if TYPE_CHECKING:
    from .errors import PayloadError
    from .xml_shapes import XmlDocument

T = TypeVar("T")
A = TypeVar("A")

TypeThunk: TypeAlias = Callable[[], Any]
"""A function that gives a type, such as ``lambda: models.Pet``."""

XmlThunk: TypeAlias = "Callable[[], XmlDocument]"
"""A function that tells how a body is written as XML."""

ErrorThunk: TypeAlias = "Callable[[], type[PayloadError]]"
"""A function that gives the class of a declared failure, such as ``lambda: errors.Error``."""

Location: TypeAlias = Literal["path", "query", "header", "cookie", "querystring"]

Security: TypeAlias = tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]
"""Alternatives, each a tuple of (key of the scheme, scopes) that must all be satisfied together. An
alternative ``()`` allows calls without credentials; no alternatives at all ask for none."""

_ITEMS = {"sse", "jsonl"}
_VARIABLE = re.compile(r"\{([^{}]+)\}")
_PATH_TEXT_SAFE = ":/?@!$&'()*+,;=%"


class Parameter(Table):
    """An argument outside the body (OpenAPI 3.1 section 4.8.12).

    ``style`` and ``explode`` default as the location has it. ``content_type`` is set where the document
    describes the parameter by ``content``; the style then says nothing. ``format`` is the document's own
    word, needed where the Python type alone does not tell how a value is written, and stands behind the
    kind where that is a number (``integer unixtime``). ``type`` is needed where the value may be a model's
    typed dict, whose names are Python's, or of several types that are written in different ways.
    """

    name: str
    argument: str
    location: Location
    _: KW_ONLY
    required: bool = False
    nullable: bool = False
    style: str = ""
    explode: bool | None = None
    allow_reserved: bool = False
    allow_empty: bool = False
    content_type: str = ""
    format: str = ""
    type: TypeThunk | None = None

    @cached_property
    def form(self) -> tuple[str, bool]:
        """The style, and whether members stand alone, as the location has it where the document is silent."""
        usual = "simple" if self.location in {"path", "header"} else "form"
        style = self.style or usual
        return style, (
            style in {"form", "cookie"} if self.explode is None else self.explode
        )

    @cached_property
    def is_segment(self) -> bool:
        """Whether a scalar is written as nothing but itself, percent-encoded."""
        marked = self.content_type or self.allow_reserved or self.type is not None
        return self.location == "path" and self.form[0] == "simple" and not marked


class Encoding(Table, kw_only=True):
    """How one property of a form or multipart body is written (OpenAPI 3.2 section 4.15).

    ``headers`` are those of its part whose value the document fixes, by name. ``encodings`` by name,
    ``prefix`` and ``item`` by place tell of the parts that it has itself.
    """

    content_type: str = ""
    style: str = ""
    explode: bool | None = None
    allow_reserved: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    encodings: Mapping[str, Encoding] = NOTHING
    prefix: tuple[Encoding, ...] = ()
    item: Encoding | None = None
    xml: XmlThunk | None = None


class EventCase(Table):
    """What the events of a stream hold that have a ``name``, or any name where it is empty.

    Their data is JSON of the ``type``, or with ``text`` a text.
    """

    name: str
    type: TypeThunk
    _: KW_ONLY
    text: bool = False


class BodyMedia(Table):
    """One media type of a request body.

    ``fields`` holds (argument, field of the model) pairs where the body is spread into arguments.
    ``encodings`` is keyed by wire name. ``xml`` tells how it is written as XML, where it is. ``stream`` says
    how it may be sent piece by piece: as server-sent events or JSON values one after the other (``type`` is
    then that of one of them), as parts without names, or as raw bytes. ``prefix`` and ``item`` tell of such
    parts by place. ``events`` tells the data of events by their names, and ``sentinel`` the data that is sent last.
    """

    media_type: str
    type: TypeThunk
    _: KW_ONLY
    fields: tuple[tuple[str, str], ...] = ()
    encodings: Mapping[str, Encoding] = NOTHING
    nullable: bool = False
    xml: XmlThunk | None = None
    prefix: tuple[Encoding, ...] = ()
    item: Encoding | None = None
    stream: Literal["", "sse", "jsonl", "binary", "parts"] = ""
    events: tuple[EventCase, ...] = ()
    sentinel: str = ""


class Body(Table, kw_only=True):
    """A request body; the first alternative is sent unless the caller chooses another."""

    argument: str
    alternatives: tuple[BodyMedia, ...]
    required: bool = False


class ResponseCase(Table):
    """An answer: ``status`` is ``200``, ``2XX`` or ``default``; an empty ``media_type`` means no content.

    ``stream`` says how the body is given out piece by piece: as server-sent events, as JSON values one
    after the other (``type`` is then that of one of them), or as raw bytes. ``events`` tells the data of
    events by their names, and ``sentinel`` the data after which nothing comes.
    """

    status: str
    media_type: str = ""
    type: TypeThunk | None = None
    _: KW_ONLY
    stream: Literal["", "sse", "jsonl", "binary"] = ""
    events: tuple[EventCase, ...] = ()
    sentinel: str = ""
    xml: XmlThunk | None = None

    @cached_property
    def statuses(self) -> tuple[str, ...]:
        """The one status, in the form that failures have."""
        return (self.status,)


class ErrorCase(Table):
    """What some statuses of failure say; ``error`` gives the class of the payload, where that is a component."""

    statuses: tuple[str, ...]
    media_type: str = ""
    type: TypeThunk | None = None
    error: ErrorThunk | None = None
    _: KW_ONLY
    xml: XmlThunk | None = None


class HeaderCase(Table):
    """What a header of an answer holds.

    ``form`` says how its text is split: not at all, as a ``list``, as an object of ``members``
    (``a=1,b=2``) or ``pairs`` (``a,1,b,2``), or as ``json``.
    """

    type: TypeThunk
    _: KW_ONLY
    form: Literal["", "list", "members", "pairs", "json"] = ""


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """When a failed call is made again, and after how long.

    The pause grows from ``initial_interval`` by ``exponent`` up to ``max_interval``; nothing is tried
    again later than ``max_elapsed`` after the first attempt. All three are milliseconds. ``statuses`` are
    written ``"429"`` or ``"5XX"``. ``max_retries`` of ``None`` leaves the number to ``max_elapsed``.

    A policy of the whole client covers methods that may be repeated without harm (GET, HEAD, PUT, DELETE,
    OPTIONS, TRACE, QUERY). POST and PATCH are tried again only on 429, on 503 with a Retry-After, and
    when the request was never sent, unless the API declares a policy for that very operation or the call
    has an idempotency key.
    """

    statuses: tuple[str, ...] = ("408", "429", "5XX")
    _: KW_ONLY
    connection_errors: bool = True
    initial_interval: int = 500
    max_interval: int = 60_000
    max_elapsed: int = 600_000
    exponent: float = 1.5
    max_retries: int | None = None


class Server(Table):
    """A base URL; ``variables`` are the values of the placeholders in it (OpenAPI 3.1 section 4.8.5)."""

    url: str
    _: KW_ONLY
    name: str = ""
    variables: Mapping[str, str] = NOTHING


class Variable(Table):
    """A placeholder in the URLs of servers: the argument of the client that sets it, and the values that it
    may have, where the description limits them (OpenAPI 3.1 section 4.8.6).
    """

    argument: str
    choices: tuple[str, ...] = ()


class BearerScheme(Table):
    """A token, sent as ``Authorization: Bearer`` (RFC 6750 section 2.1)."""

    argument: str


class HttpScheme(Table):
    """Credentials of another scheme of the ``Authorization`` header, sent as they are after its word."""

    argument: str
    word: str


class BasicScheme(Table):
    """A user name and password (RFC 7617)."""

    username: str
    password: str


class ApiKeyScheme(Table):
    """A key under ``name`` in a header, the query or a cookie."""

    argument: str
    name: str
    location: Literal["header", "query", "cookie"]


class OAuthScheme(Table):
    """An access token of OAuth 2 or OpenID Connect, sent as a bearer token (RFC 6750).

    ``token_urls`` are keyed by the grant type of RFC 6749; ``metadata_url`` is where the provider
    publishes its endpoints (RFC 8414, OpenID Connect Discovery). ``client`` names the arguments that
    carry identifier and secret of a client that acts on its own behalf, and its token URL.
    """

    argument: str
    token_urls: Mapping[str, str] = NOTHING
    _: KW_ONLY
    metadata_url: str = ""
    device_url: str = ""
    client: tuple[str, str, str] | None = None

    def token_url(self, grant_type: str) -> str:
        """The endpoint for a type of grant, or that of another where it names none."""
        return self.token_urls.get(grant_type) or next(
            iter(self.token_urls.values()), ""
        )


class MutualTlsScheme(Table):
    """A certificate that the client shows when it connects (RFC 8446 section 4.4.2)."""

    argument: str


Scheme: TypeAlias = (
    BearerScheme
    | HttpScheme
    | BasicScheme
    | ApiKeyScheme
    | OAuthScheme
    | MutualTlsScheme
)


class ClientTable(Table, kw_only=True):
    """The facts of an API that all its operations share."""

    servers: tuple[Server, ...] = ()
    variables: Mapping[str, Variable] = NOTHING
    schemes: Mapping[str, Scheme] = NOTHING
    security: Security = ()
    retries: RetryPolicy | None = None
    env_prefix: str = ""
    user_agent: str = ""
    idempotency_header: str = ""


class Operation(Table, Generic[T], kw_only=True):
    """One call of the API, which returns a ``T``.

    ``headers`` are those of answers that are more than texts, by their names in lower case. ``security``
    is ``None`` where that of the client holds. ``retries`` is the operation's own policy,
    and ``servers`` its own servers, where it has them.
    """

    id: str
    method: str
    path: str
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    responses: tuple[ResponseCase, ...] = ()
    errors: tuple[ErrorCase, ...] = ()
    headers: Mapping[str, HeaderCase] = NOTHING
    security: Security | None = None
    retries: RetryPolicy | None = None
    servers: tuple[Server, ...] = ()
    is_streamed: ClassVar[bool] = False

    @cached_property
    def path_parts(self) -> tuple[str, ...]:
        """The path cut at its variables: text, ready for the wire, and names of variables by turns."""
        return tuple(
            part if index % 2 else quote(part.partition("#")[0], safe=_PATH_TEXT_SAFE)
            for index, part in enumerate(_VARIABLE.split(self.path))
        )

    @cached_property
    def accept(self) -> str:
        """The media types of all answers."""
        return self.accepting(self.responses)

    def accepting(self, answers: tuple[ResponseCase, ...]) -> str:
        """The media types of some answers and of all failures, as ``Accept`` has them."""
        kinds = [case.media_type for case in answers]
        kinds += [case.media_type for case in self.errors]
        return ", ".join(dict.fromkeys(filter(None, kinds))) or "*/*"

    def wanted(
        self,
        arguments: Mapping[str, object],  # noqa: ARG002 - streams look at them
    ) -> tuple[ResponseCase, ...]:
        """The answers that a call with these arguments asks for."""
        return self.responses


class StreamOperation(Operation[T], Generic[T, A], kw_only=True):
    """A call whose answer, or one of its answers, is read piece by piece.

    It returns a ``T`` to callers who wait, and an ``A`` to those who await. ``switch`` is the argument by
    which callers choose between a stream and another answer, where the API has both: a flag, which
    ``streams_by_default`` or not where it is left out, or the media type of the answer.
    """

    is_streamed: ClassVar[bool] = True
    switch: str = ""
    streams_by_default: bool = False

    def wanted(self, arguments: Mapping[str, object]) -> tuple[ResponseCase, ...]:
        """The answers that a call with these arguments asks for.

        All of them where the flag is in a body that was given whole. Raises ``ValueError`` for a media type
        that the API does not have.
        """
        choice = arguments.get(self.switch)
        if isinstance(choice, str):
            return self._of_media(choice)
        if not self.switch or (self.body and self._is_hidden(self.body, arguments)):
            return self.responses
        streams = choice if isinstance(choice, bool) else self.streams_by_default
        return tuple(c for c in self.responses if (c.stream in _ITEMS) == streams)

    def _of_media(self, media_type: str) -> tuple[ResponseCase, ...]:
        found = tuple(c for c in self.responses if c.media_type == media_type)
        if not found:
            known = ", ".join(repr(c.media_type) for c in self.responses)
            raise ValueError(
                f"{self.id}(): {self.switch} must be one of {known}, not {media_type!r}"
            )
        return found

    def _is_hidden(self, body: Body, arguments: Mapping[str, object]) -> bool:
        is_field = any(self.switch == name for name, _ in body.alternatives[0].fields)
        return is_field and arguments.get(body.argument) is not None
