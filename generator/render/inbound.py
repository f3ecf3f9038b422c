"""Modules ``webhooks`` and ``callbacks``: what the API sends, as types and functions that read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Api, TypeRef, UnionType, Webhook
from ..python.annotations import annotation
from ..python.literals import docstring, literal
from .client_arguments import environment_variable
from .environment import environment
from .formatting import format_modules
from .imports import runtime_imports, standard_imports, typing_import
from .layout import WIDTH, import_line, names_in
from .package import Package
from .thunks import thunk

_ABOUT = {
    "webhooks": "What the API sends to webhooks: the types of the bodies, and functions that read them.",
    "callbacks": "What the API sends to URLs given in calls: the types of the bodies, and functions that read them.",
}


_EVENT = "WebhookEvent"
"""The union of all events: the types of single ones are called payloads."""


@dataclass(frozen=True, slots=True)
class PayloadView:
    """The body of one request. ``alias`` and ``table`` are statements, ``head`` the first line of the function."""

    type_name: str
    function: str
    constant: str
    alias: str
    table: str
    head: str
    docstring: str


@dataclass(frozen=True, slots=True)
class InboundView:
    """A module; ``readers`` are those of the payloads that a function reads.

    ``event`` names the union of their types, where signed requests are read as one of them; ``header`` and
    ``variable`` say where the signature is and which environment variable has the secret.
    """

    docstring: str
    imports: tuple[str, ...]
    payloads: tuple[PayloadView, ...]
    readers: tuple[PayloadView, ...]
    event: str = ""
    header: str = ""
    variable: str = ""

    @property
    def event_alias(self) -> str:
        """The statement that makes the union."""
        return f"{self.event}: TypeAlias = {' | '.join(dict.fromkeys(p.type_name for p in self.readers))}"


def inbound_requests(api: Api) -> dict[str, tuple[Webhook, ...]]:
    """The requests that have bodies, by the module that tells of them; modules without any are left out."""
    found = {
        "webhooks": api.webhooks,
        "callbacks": [r for operation in api.operations() for c in operation.callbacks for r in c.requests],
    }
    typed = {module: tuple(r for r in requests if r.payloads) for module, requests in found.items()}
    return {module: requests for module, requests in typed.items() if requests}


def render_inbound(api: Api, package: Package) -> dict[str, str]:
    """The modules, by their path in the package."""
    modules = {f"{m}.py": _module(m, requests, package) for m, requests in inbound_requests(api).items()}
    return format_modules(modules)


def payload_type(request: Webhook) -> TypeRef:
    """The type of a body: that of its JSON form, where it has one."""
    if request.json_type is not None:
        return request.json_type
    types = tuple(dict.fromkeys(type_ for _, type_ in request.payloads))
    return types[0] if len(types) == 1 else UnionType(types)


def reader_name(request: Webhook) -> str:
    """The function that reads the body of a request; empty where the body is no JSON."""
    return f"parse_{request.name}" if request.json_type is not None else ""


def _module(module: str, requests: tuple[Webhook, ...], package: Package) -> str:
    payloads = tuple(map(_payload, requests))
    words = names_in(*(f"{p.alias} {p.table}" for p in payloads))
    readers = tuple(payload for payload in payloads if payload.function)
    event = _EVENT if module == "webhooks" and readers else ""
    view = InboundView(
        docstring=docstring(_ABOUT[module]),
        imports=tuple(_imports(words | ({"Mapping"} if event else set()), readers, is_signed=bool(event))),
        payloads=payloads,
        readers=readers,
        event=event,
        header=package.webhook_header,
        variable=environment_variable(package.env_prefix, "webhook_secret"),
    )
    return environment().get_template("client/inbound.py.jinja").render(inbound=view)


def _payload(request: Webhook) -> PayloadView:
    type_ = payload_type(request)
    constant = f"_{request.name.upper()}"
    function = reader_name(request)
    head = f"def {function}(body: bytes | str, *, strict: bool = False) -> {request.type_name}:"
    if len(head) > WIDTH:
        head = f"def {function}(\n    body: bytes | str, *, strict: bool = False\n) -> {request.type_name}:"
    return PayloadView(
        type_name=request.type_name,
        function=function,
        constant=constant,
        alias=f"{request.type_name}: TypeAlias = {annotation(type_)}",
        table=f"{constant}: Payload[{annotation(type_)}] = Payload({literal(request.key)}, {thunk(type_).text})",
        head=head,
        docstring=docstring(_said(request), indent=4),
    )


def _said(request: Webhook) -> str:
    parts = [request.summary or f"Reads the body of ``{request.method} {request.key}``."]
    if request.description.strip() not in {"", request.summary.strip()}:
        parts.append(request.description.strip())
    if request.deprecated:
        parts.append("Deprecated: the API will not send it for ever.")
    parts.append("Raises ``ValueError`` for what is no JSON and, if ``strict``, for what does not fit.")
    return "\n\n".join(parts)


def _imports(words: set[str], readers: tuple[PayloadView, ...], *, is_signed: bool) -> Iterator[str]:
    yield from standard_imports(words)
    yield typing_import(words - {"TypeAlias"})
    yield ""
    if "models" in words:
        yield "from . import models"
    yield import_line("._runtime.payloads", ["Payload", *(["read_payload"] if readers else [])])
    if is_signed:
        yield import_line("._runtime.webhooks", ["Secrets", "WebhookVerificationError", "unwrap as _unwrap"])
    yield from runtime_imports(words, ".")
