"""The client package: view models for ``templates/client``, and the files they make."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ..model import Api, OAuth2Scheme, OpenIdConnectScheme
from ..python import reserved
from ..python.literals import docstring, literal
from .client_arguments import (
    ClientArgument,
    VariableArgument,
    client_arguments,
    credential_arguments,
    variable_arguments,
)
from .docstrings import entry
from .environment import environment
from .formatting import laid_out
from .inbound import inbound_requests, render_inbound
from .layout import Atom, Expression, call, import_line, lay_out, mapping, names_in, sequence
from .package import Package
from .resources import GroupView, group_view, render_resource
from .results import has_events, result_classes
from .tables import retries_entry, scheme_entry, security_entry, server_entry
from .testing import render_testing
from .xml import render_shapes, xml_models

_TABLE_NAMES = (
    "ApiKeyScheme", "BasicScheme", "BearerScheme", "ClientTable", "HttpScheme", "MutualTlsScheme", "OAuthScheme",
    "RetryPolicy", "Server", "Variable",
)  # fmt: skip
_HINT_NAMES = {
    "certificates": ("ClientCertificate",),
    "grants": ("AsyncTokenCredential", "TokenCredential"),
    "hooks": ("AsyncHooks", "Hooks"),
    "options": ("TimeoutTypes", "TracerProvider"),
    "types": ("AsyncCredential", "Credential"),
}
"""Names of the runtime that annotations of the constructors use."""
_GRANTS = (
    "AuthorizationCode", "ClientCredentials", "DeviceCode", "DevicePrompt", "PasswordCredentials", "RefreshToken",
    "Token",
)  # fmt: skip


def render_client(api: Api, package: Package) -> dict[str, str]:
    """The modules of the client, by their path below the import package, finished. Models are not among them."""
    files = {"resources/__init__.py": '"""The operations of the API, a module for each group."""\n'}
    for group in api.walk_groups():
        folder = "/".join(group.path)
        path = f"resources/{folder}/__init__.py" if group.groups else f"resources/{folder}.py"
        files[path] = render_resource(group, api)
    files.update(render_inbound(api, package))
    files["testing.py"] = render_testing(api, package)
    models = xml_models(api)
    if models:
        files["_xml.py"] = render_shapes(models)
    view = _client(api, package)
    for name in ("__init__", "_client", "errors"):
        template = environment().get_template(f"client/{name}.py.jinja")
        files[f"{name}.py"] = laid_out(template.render(client=view, package=package))
    return files


@dataclass(frozen=True, slots=True)
class ArgumentView:
    """An argument of a client's constructor, with its annotation."""

    name: str
    annotation: str


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
    arguments: tuple[ArgumentView, ...]
    docstring: str
    init_docstring: str
    groups: tuple[GroupView, ...]


@dataclass(frozen=True, slots=True)
class ClientView:
    """What ``_client``, ``errors`` and ``__init__`` print."""

    title: str
    table: tuple[str, ...]
    table_imports: str
    base_imports: str
    hint_imports: tuple[str, ...]
    given: tuple[str, ...]
    exports: tuple[tuple[str, str], ...]
    export_imports: tuple[str, ...]
    groups: tuple[GroupView, ...]
    classes: tuple[ClientClassView, ...]
    error_names: tuple[str, ...]
    payloads: tuple[PayloadView, ...]
    modules: tuple[str, ...]


def error_names(api: Api) -> frozenset[str]:
    """The classes of the runtime that the SDK's ``errors`` module has beside the base of all."""
    asks_for_tokens = any(isinstance(s, OAuth2Scheme | OpenIdConnectScheme) for s in api.schemes)
    has_pages = any(operation.pagination for operation in api.operations())
    needed = {"OAuthError": asks_for_tokens, "PaginationError": has_pages}
    return reserved.ERROR_CLASSES - {"SDKError"} - {name for name, is_needed in needed.items() if not is_needed}


def _client(api: Api, package: Package) -> ClientView:
    facts = _facts(api, package)
    table = tuple(f"{name}={lay_out(value, indent=4, used=5 + len(name), after=1)}" for name, value in facts)
    used = {"ClientTable", "RetryPolicy", *names_in(*table)}
    arguments = client_arguments(api, package.env_prefix)
    classes = tuple(_client_class(api, package, arguments, prefix) for prefix in ("", "Async"))
    hints = names_in(*(a.annotation for cls in classes for a in cls.arguments))
    hints.add("TracerProvider")
    exports = _exports(api)
    return ClientView(
        title=docstring(f"{api.title}: a client for Python." if api.title else "A client for Python."),
        table=table,
        table_imports=import_line("._runtime.operation", [name for name in _TABLE_NAMES if name in used]),
        base_imports=import_line(
            "._runtime.client", [_imported(base, classes[place]) for base, place in _BASES.items()]
        ),
        hint_imports=tuple(_hint_imports(hints)),
        given=tuple(_given(api)),
        exports=tuple(sorted(((n, f"._runtime.{m}") for m, names in exports.items() for n in names), key=_casefolded)),
        export_imports=tuple(import_line(f"._runtime.{m}", names, indent=4) for m, names in exports.items()),
        groups=tuple(group_view(group, "") for group in api.groups),
        classes=classes,
        error_names=tuple(sorted(error_names(api))),
        payloads=tuple(
            PayloadView(name, model, docstring(f"A failure whose payload is ``models.{model}``.", indent=4))
            for name, model in api.error_models.items()
        ),
        modules=tuple(sorted(["errors", "models", *inbound_requests(api)])),
    )


def _client_class(api: Api, package: Package, arguments: tuple[ClientArgument, ...], prefix: str) -> ClientClassView:
    groups = tuple(group_view(group, prefix) for group in api.groups)
    name = package.async_client if prefix else package.client
    return ClientClassView(
        name=name,
        base=_base(api, package, "AsyncClient" if prefix else "SyncClient"),
        arguments=tuple(ArgumentView(a.name, a.of(is_async=bool(prefix))) for a in arguments),
        docstring=docstring(_about(api), indent=4),
        init_docstring=docstring(_init_text(arguments), indent=8),
        groups=groups,
    )


_BASES = {"AsyncClient": 1, "SyncClient": 0}
"""The bases as they are imported, with the place of the class that is made of each."""


def _base(api: Api, package: Package, base: str) -> str:
    """The name under which a base of the runtime is imported: a longer one where the API has a class of its name."""
    own = {package.client, package.async_client}
    own |= {group_view(group, prefix).class_name for group in api.groups for prefix in ("", "Async")}
    return f"{base}Base" if base in own else base


def _imported(base: str, cls: ClientClassView) -> str:
    return base if cls.base == base else f"{base} as {cls.base}"


def _casefolded(export: tuple[str, str]) -> str:
    return export[0].casefold()


def _hint_imports(hints: Collection[str]) -> Iterator[str]:
    for module, known in _HINT_NAMES.items():
        used = [name for name in known if name in hints]
        if used:
            yield import_line(f"._runtime.{module}", used, indent=4)


def _given(api: Api) -> Iterator[str]:
    """What the constructor of the base is called with, beyond what bears the same name there."""
    names = [argument.name for argument in credential_arguments(api, "")]
    credentials = mapping(((name, Atom(name)) for name in names), spread=True)
    yield f"credentials={lay_out(credentials, indent=12, used=24, after=1)}"
    if variables := variable_arguments(api):
        values = mapping(((v.wire_name, Atom(v.name)) for v in variables), spread=True)
        yield f"variables={lay_out(values, indent=12, used=22, after=1)}"


def _exports(api: Api) -> dict[str, tuple[str, ...]]:
    """The names of the runtime that the package shows to all, by module."""
    grants = {"grants": _GRANTS} if "OAuthError" in error_names(api) else {}
    events = {"events": ("ServerSentEvent",)} if any(map(has_events, api.operations())) else {}
    return {
        **events,
        **grants,
        "hooks": ("AsyncHooks", "Attempt", "Hooks"),
        "operation": ("RetryPolicy",),
        "options": ("RequestOptions",),
        "raw": ("Response", "with_response"),
        **{module: tuple(sorted(names)) for module, names in result_classes(api.operations()).items()},
        "unset": ("UNSET", "Unset"),
    }


_LAST_ARGUMENTS = {
    "strict_responses": (
        "Raise ``errors.ResponseValidationError`` for an answer that does not fit the API's description, "
        "instead of keeping what was sent."
    ),
    "telemetry": "Make OpenTelemetry spans of all attempts, by the global provider or the one given.",
}


def _init_text(arguments: tuple[ClientArgument, ...]) -> str:
    told = {argument.name: argument.said for argument in arguments} | _LAST_ARGUMENTS
    entries = "\n".join(entry(name, text) for name, text in told.items())
    return f"Connects when the first call is made.\n\nArgs:\n{entries}"


def _about(api: Api) -> str:
    parts = [api.title, api.summary, api.description]
    return "\n\n".join(part.strip() for part in parts if part.strip()) or "The client."


def _variable_entry(variable: VariableArgument) -> Expression:
    choices = [sequence(Atom(literal(choice)) for choice in variable.choices)] if variable.choices else []
    return call("Variable", (Atom(literal(variable.name)), *choices))


def _facts(api: Api, package: Package) -> Iterator[tuple[str, Expression]]:
    """What the client's table says."""
    if api.servers:
        yield "servers", sequence(map(server_entry, api.servers))
    schemes = [(scheme.id, scheme_entry(scheme)) for scheme in api.schemes]
    if variables := variable_arguments(api):
        yield "variables", mapping((v.wire_name, _variable_entry(v)) for v in variables)
    if schemes:
        yield "schemes", mapping(schemes)
    if api.security:
        yield "security", security_entry(api.security)
    if api.retries is not None:
        yield "retries", retries_entry(api.retries)
    yield "env_prefix", Atom(literal(package.env_prefix))
    yield "user_agent", Atom(literal(f"{package.distribution}/{package.version}"))
    if package.idempotency_header:
        yield "idempotency_header", Atom(literal(package.idempotency_header))
