"""The client package: view models for ``templates/client``, and the files they make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Api, Group, Operation
from ..python import reserved
from ..python.literals import docstring, literal
from .environment import environment
from .package import Package
from .signatures import Argument, docstring_text, entry, result_annotation, signature
from .tables import (
    body_entry,
    error_entries,
    parameter_entry,
    response_entry,
    retries_entry,
    scheme_arguments,
    scheme_entry,
    security_entry,
    server_entry,
)

_TABLE_NAMES = (
    "Body",
    "BodyMedia",
    "Encoding",
    "ErrorCase",
    "Operation",
    "Parameter",
    "ResponseCase",
    "RetryPolicy",
    "Server",
)
_RUNTIME_NAMES = {
    "formats": ("Base64Bytes", "Base64UrlBytes", "DecimalString"),
    "types": ("FileInput", "JsonInput", "JsonValue"),
    "unions": ("Tagged",),
    "unset": ("UNSET", "Unset"),
}


@dataclass(frozen=True, slots=True)
class ArgumentView:
    """An argument as templates print it."""

    name: str
    key: str
    annotation: str
    default: str


@dataclass(frozen=True, slots=True)
class OperationView:
    """A method and its table."""

    name: str
    constant: str
    id: str
    method: str
    path: str
    result: str
    parameters: tuple[str, ...]
    body: str
    responses: tuple[str, ...]
    errors: tuple[str, ...]
    facts: tuple[str, ...]
    overloads: tuple[tuple[ArgumentView, ...], ...]
    arguments: tuple[ArgumentView, ...]
    docstring: str
    deprecated: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group that is reached through another, or through the client."""

    name: str
    module: str
    class_name: str
    async_class_name: str
    docstring: str


@dataclass(frozen=True, slots=True)
class ClassView:
    """One of the two classes of a resource."""

    name: str
    base: str
    prefix: str
    await_: str
    docstring: str
    groups: tuple[GroupView, ...]


@dataclass(frozen=True, slots=True)
class ResourceView:
    """A module of ``resources``."""

    docstring: str
    imports: tuple[str, ...]
    typing_imports: tuple[str, ...]
    operations: tuple[OperationView, ...]
    classes: tuple[ClassView, ...]


def render_client(api: Api, package: Package) -> dict[str, str]:
    """The modules of the client, by their path below the import package. Models are not among them."""
    env = environment()
    files = {"resources/__init__.py": '"""The operations of the API, a module for each group."""\n'}
    template = env.get_template("client/resource.py.jinja")
    for group in api.walk_groups():
        folder = "/".join(group.path)
        path = f"resources/{folder}/__init__.py" if group.groups else f"resources/{folder}.py"
        files[path] = template.render(resource=_resource(group, api))
    view = _client(api, package)
    for name in ("__init__", "_client", "errors"):
        files[f"{name}.py"] = env.get_template(f"client/{name}.py.jinja").render(client=view, package=package)
    return files


def _resource(group: Group, api: Api) -> ResourceView:
    operations = tuple(_operation(operation, api) for operation in group.operations)
    dots = "." * (len(group.path) + 1 + bool(group.groups))
    text = " ".join(_code(operations))
    doc = docstring(f"``sdk.{group.accessor}``: {group.description or group.title + ' operations.'}")
    return ResourceView(
        docstring=doc,
        imports=tuple(_imports(text, dots, group)),
        typing_imports=tuple(_typing_imports(text, dots, group)),
        operations=operations,
        classes=(
            _class(group, "", "Resource", "", ""),
            _class(group, "Async", "AsyncResource", "async ", "await "),
        ),
    )


def _code(operations: tuple[OperationView, ...]) -> Iterator[str]:
    """The annotations and tables of operations, where imported names are looked for."""
    for op in operations:
        yield from (op.result, *op.parameters, op.body, *op.responses, *op.errors, *op.facts)
        yield "Operation(" + " overload(" * bool(op.overloads) + " deprecated(" * bool(op.deprecated)
        for arguments in (op.arguments, *op.overloads):
            yield from (f"{a.annotation} = {a.default}" for a in arguments)


def _imports(text: str, dots: str, group: Group) -> Iterator[str]:
    """What the module needs when it runs."""
    words = set(re.findall(r"\w+", text))
    if "_dt" in words:
        yield "import datetime as _dt"
    if "Decimal" in words:
        yield "from decimal import Decimal"
    if group.groups:
        yield "from functools import cached_property"
    typing = sorted(words & {"Annotated", "Dict", "List", "Literal", "Mapping", "Sequence", "overload"}, key=str.lower)
    yield f"from typing import {', '.join(['TYPE_CHECKING', *typing])}"
    if "deprecated" in words:
        yield "from typing_extensions import deprecated"
    yield ""
    modules = [name for name in ("errors", "models") if name in words]
    if modules:
        yield f"from {dots} import {', '.join(modules)}"
    tables = [name for name in _TABLE_NAMES if name in words]
    if tables:
        yield f"from {dots}_runtime.operation import {', '.join(tables)}"
    yield f"from {dots}_runtime.resource import AsyncResource, Resource"
    for module, known in _RUNTIME_NAMES.items():
        used = [name for name in known if name in words]
        if used:
            yield f"from {dots}_runtime.{module} import {', '.join(used)}"


def _typing_imports(text: str, dots: str, group: Group) -> Iterator[str]:
    """What annotations alone need."""
    if text:
        yield f"from {dots}_runtime.options import RequestOptions"
    for child in group.groups:
        yield f"from .{child.path[-1]} import Async{child.class_name}, {child.class_name}"


def _class(group: Group, prefix: str, base: str, async_: str, await_: str) -> ClassView:
    return ClassView(
        name=prefix + group.class_name,
        base=base,
        prefix=async_,
        await_=await_,
        docstring=docstring(group.description or f"Operations of ``{group.accessor}``.", indent=4),
        groups=tuple(_group(child, prefix) for child in group.groups),
    )


def _group(group: Group, prefix: str) -> GroupView:
    text = group.description or f"Operations of ``{group.accessor}``."
    name = group.path[-1]
    return GroupView(name, name, prefix + group.class_name, f"Async{group.class_name}", docstring(text, indent=8))


def _operation(operation: Operation, api: Api) -> OperationView:
    declared = signature(operation)
    shown = [a for a in declared.full if a.name != "content_type"]
    return OperationView(
        name=operation.name,
        constant="_" + operation.name.strip("_").upper(),
        id=literal(operation.id),
        method=literal(operation.method),
        path=literal(operation.path.raw),
        result=result_annotation(operation),
        parameters=tuple(map(parameter_entry, operation.parameters)),
        body=body_entry(operation.body) if operation.body else "",
        responses=tuple(map(response_entry, operation.responses)),
        errors=error_entries(operation.errors),
        facts=tuple(_facts(operation, api)),
        overloads=tuple(tuple(map(_argument, way)) for way in (declared.spread, declared.whole) if way),
        arguments=tuple(map(_argument, declared.full)),
        docstring=docstring(docstring_text(operation, tuple(shown)), indent=8),
        deprecated=literal(f"{operation.name} is deprecated by the API.") if operation.deprecated else "",
    )


def _facts(operation: Operation, api: Api) -> Iterator[str]:
    """What the operation says for itself, where the client's own facts do not hold."""
    if operation.security != api.security:
        yield f"security={security_entry(operation.security)}"
    if operation.retries != api.retries:
        yield f"retries={retries_entry(operation.retries)}"
    if operation.servers:
        yield f"servers=({', '.join(map(server_entry, operation.servers))},)"


def _argument(argument: Argument) -> ArgumentView:
    return ArgumentView(argument.name, literal(argument.name), argument.annotation, argument.default)


@dataclass(frozen=True, slots=True)
class CredentialView:
    """A credential that the client's constructor takes."""

    name: str
    key: str


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
    groups: tuple[GroupView, ...]
    classes: tuple[ClientClassView, ...]
    error_names: tuple[str, ...]
    payloads: tuple[PayloadView, ...]


def _client(api: Api, package: Package) -> ClientView:
    table = tuple(_client_table(api, package))
    used = set(re.findall(r"\w+", " ".join(table))) | {"RetryPolicy"}
    named = [literal(server.name) for server in api.servers if server.name]
    credentials = tuple(
        CredentialView(name, literal(name)) for scheme in api.schemes for name in scheme_arguments(scheme)
    )
    return ClientView(
        title=docstring(f"{api.title}: a client for Python." if api.title else "A client for Python."),
        table=table,
        table_imports=", ".join(
            sorted(used & {"ApiKeyScheme", "BasicScheme", "BearerScheme", "HttpScheme", "RetryPolicy", "Server"})
        ),
        server_type=f"Literal[{', '.join(named)}]" if named else "str",
        credentials=credentials,
        groups=tuple(_group(group, "") for group in api.groups),
        classes=(_client_class(api, package, credentials), _client_class(api, package, credentials, "Async")),
        error_names=tuple(sorted(reserved.ERROR_CLASSES - {"SDKError"})),
        payloads=tuple(
            PayloadView(name, model, docstring(f"A failure whose payload is ``models.{model}``.", indent=4))
            for name, model in api.error_models.items()
        ),
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
        groups=tuple(_group(group, prefix) for group in api.groups),
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


def _client_table(api: Api, package: Package) -> Iterator[str]:
    if api.servers:
        yield f"servers=({', '.join(map(server_entry, api.servers))},)"
    schemes = {scheme.id: entry for scheme in api.schemes if (entry := scheme_entry(scheme))}
    if schemes:
        yield "schemes={" + ", ".join(f"{literal(key)}: {entry}" for key, entry in schemes.items()) + "}"
    if api.security:
        yield f"security={security_entry(api.security)}"
    if api.retries is not None:
        yield f"retries={retries_entry(api.retries)}"
    yield f"env_prefix={literal(package.env_prefix)}"
    yield f"user_agent={literal(f'{package.distribution}/{package.version}')}"
