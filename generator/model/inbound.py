"""What goes the other way: requests that the API sends, and links from one answer to the next call."""

from __future__ import annotations

from dataclasses import dataclass

from .parameters import Parameter
from .security import Server
from .source import Source
from .types import JsonValue, TypeRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """A request that the API sends: a webhook, or one of a callback's (OpenAPI 3.1 sections 4.8.1 and 4.8.18).

    ``key`` is the document's: the name of the webhook, or the expression for a callback's URL. ``name``
    is a function's, ``type_name`` that of the type of its body, both unique among the API's webhooks, or
    among its callbacks. ``payloads`` are the types of its body by media type, ``json_type`` that of its
    JSON form, ``None`` where it has none; ``answers`` are the statuses that the API wants back, each with
    what is said of it.
    """

    key: str
    name: str
    type_name: str
    operation_id: str
    method: str
    source: Source
    payloads: tuple[tuple[str, TypeRef], ...] = ()
    json_type: TypeRef | None = None
    parameters: tuple[Parameter, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    summary: str = ""
    description: str = ""
    deprecated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    """The requests that the API sends on account of a call; ``key`` is the document's name for them."""

    key: str
    requests: tuple[Webhook, ...]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How values of an answer serve a further call (OpenAPI 3.1 section 4.8.20).

    ``operation_id`` is the ``Operation.id`` of that call, and empty where the document names none that
    is known. ``parameters`` holds (name, constant or runtime expression) pairs, the name as written,
    such as ``id`` or ``path.id``; ``request_body`` is the same for the body, ``None`` where there is none.
    """

    name: str
    operation_id: str
    source: Source
    parameters: tuple[tuple[str, JsonValue], ...] = ()
    request_body: JsonValue = None
    server: Server | None = None
    description: str = ""
