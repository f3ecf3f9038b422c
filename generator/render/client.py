"""The client package: view models for ``templates/client``, and the files they make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Api, OAuth2Scheme, OpenIdConnectScheme
from ..python import reserved
from ..python.literals import docstring, literal
from .environment import environment
from .formatting import laid_out
from .inbound import inbound_requests, render_inbound
from .layout import Atom, Expression, import_line, lay_out, mapping, sequence
from .package import Package
from .resources import GroupView, group_view, render_resource
from .signatures import entry
from .tables import retries_entry, scheme_arguments, scheme_entry, security_entry, server_entry
from .xml import render_shapes, xml_models

_TABLE_NAMES = ("ApiKeyScheme", "BasicScheme", "BearerScheme", "ClientTable", "HttpScheme", "RetryPolicy", "Server")


def render_client(api: Api, package: Package) -> dict[str, str]:
    """The modules of the client, by their path below the import package, finished. Models are not among them."""
    files = {"resources/__init__.py": '"""The operations of the API, a module for each group."""\n'}
    for group in api.walk_groups():
        folder = "/".join(group.path)
        path = f"resources/{folder}/__init__.py" if group.groups else f"resources/{folder}.py"
        files[path] = render_resource(group, api)
    files.update(render_inbound(api))
    models = xml_models(api)
    if models:
        files["_xml.py"] = render_shapes(models)
    view = _client(api, package)
    for name in ("__init__", "_client", "errors"):
        template = environment().get_template(f"client/{name}.py.jinja")
        files[f"{name}.py"] = laid_out(template.render(client=view, package=package))
    return files


@dataclass(frozen=True, slots=True)
class CredentialView:
    """A credential that the client's constructor takes."""

    name: str


@dataclass(frozen=True, slots=True)
class PayloadView:
    """An error class with a declared payload."""

    name: str
    model: str
    docstring: str


@dataclass(frozen=True, slots=True)
class ClientClassView:
    """One of the two client classes."""

    name: str
    base: str
    credential: str
    http_client: str
    docstring: str
    init_docstring: str
    groups: tuple[GroupView, ...]


@dataclass(frozen=True, slots=True)
class ClientView:
    """What ``_client``, ``errors`` and ``__init__`` print."""

    title: str
    table: tuple[str, ...]
    table_imports: str
    server_type: str
    credentials: tuple[CredentialView, ...]
    given: str
    groups: tuple[GroupView, ...]
    classes: tuple[ClientClassView, ...]
    error_names: tuple[str, ...]
    payloads: tuple[PayloadView, ...]
    modules: tuple[str, ...]


def error_classes(api: Api) -> frozenset[str]:
    """The classes of the runtime that the SDK's ``errors`` module has beside the base of all."""
    asks_for_tokens = any(isinstance(s, OAuth2Scheme | OpenIdConnectScheme) for s in api.schemes)
    unused = frozenset[str]() if asks_for_tokens else frozenset({"OAuthError"})
    return reserved.ERROR_CLASSES - {"SDKError"} - unused


def _client(api: Api, package: Package) -> ClientView:
    facts = _facts(api, package)
    table = tuple(f"{name}={lay_out(value, indent=4, used=5 + len(name), after=1)}" for name, value in facts)
    used = {"ClientTable", "RetryPolicy", *re.findall(r"\w+", " ".join(table))}
    named = [literal(server.name) for server in api.servers if server.name]
    credentials = tuple(CredentialView(name) for scheme in api.schemes for name in scheme_arguments(scheme))
    given = mapping(((c.name, Atom(c.name)) for c in credentials), spread=True)
    return ClientView(
        title=docstring(f"{api.title}: a client for Python." if api.title else "A client for Python."),
        table=table,
        table_imports=import_line("._runtime.operation", [name for name in _TABLE_NAMES if name in used]),
        server_type=f"Literal[{', '.join(named)}]" if named else "str",
        credentials=credentials,
        given=lay_out(given, indent=12, used=24, after=1),
        groups=tuple(group_view(group, "") for group in api.groups),
        classes=(_client_class(api, package, credentials), _client_class(api, package, credentials, "Async")),
        error_names=tuple(sorted(error_classes(api))),
        payloads=tuple(
            PayloadView(name, model, docstring(f"A failure whose payload is ``models.{model}``.", indent=4))
            for name, model in api.error_models.items()
        ),
        modules=tuple(sorted(["errors", "models", *inbound_requests(api)])),
    )


def _client_class(
    api: Api, package: Package, credentials: tuple[CredentialView, ...], prefix: str = ""
) -> ClientClassView:
    return ClientClassView(
        name=package.async_client if prefix else package.client,
        base="AsyncClient" if prefix else "SyncClient",
        credential=f"{prefix}Credential",
        http_client=f"{prefix}Client",
        docstring=docstring(_about(api), indent=4),
        init_docstring=docstring(_init_text(package, credentials), indent=8),
        groups=tuple(group_view(group, prefix) for group in api.groups),
    )


_INIT_ARGUMENTS = {
    "server": "Which of the API's servers to call, by name.",
    "base_url": "A URL to call instead of the API's own; else ``{prefix}_BASE_URL``.",
    "timeout": "Seconds for each step of a call, or an ``httpx2.Timeout``.",
    "retries": "The policy for failed calls; a number sets how often to try again, 0 never.",
    "headers": "Headers to send with every call.",
    "http_client": "An HTTP client of your own; closing it stays with you.",
    "strict_responses": (
        "Raise ``errors.ResponseValidationError`` for an answer that does not fit the API's description, "
        "instead of keeping what was sent."
    ),
}


def _init_text(package: Package, credentials: tuple[CredentialView, ...]) -> str:
    prefix = package.env_prefix
    told = {
        c.name: f"The credential, or a function that returns it; else ``{prefix}_{c.name.upper()}``."
        for c in credentials
    }
    told |= {name: text.format(prefix=prefix) for name, text in _INIT_ARGUMENTS.items()}
    entries = "\n".join(entry(name, text) for name, text in told.items())
    return f"Connects when the first call is made.\n\nArgs:\n{entries}"


def _about(api: Api) -> str:
    parts = [api.title, api.summary, api.description]
    return "\n\n".join(part.strip() for part in parts if part.strip()) or "The client."


def _facts(api: Api, package: Package) -> Iterator[tuple[str, Expression]]:
    """What the client's table says."""
    if api.servers:
        yield "servers", sequence(map(server_entry, api.servers))
    schemes = [(scheme.id, entry) for scheme in api.schemes if (entry := scheme_entry(scheme))]
    if schemes:
        yield "schemes", mapping(schemes)
    if api.security:
        yield "security", security_entry(api.security)
    if api.retries is not None:
        yield "retries", retries_entry(api.retries)
    yield "env_prefix", Atom(literal(package.env_prefix))
    yield "user_agent", Atom(literal(f"{package.distribution}/{package.version}"))
