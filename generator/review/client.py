"""Changes of what surrounds the calls: names of the package, credentials, servers and error classes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

from ..model import Api, SecurityScheme, Server, Source
from ..render import Package
from ..render.client_arguments import ClientArgument, VariableArgument, credential_arguments, variable_arguments
from . import kinds
from .changes import Change, Severity, Side
from .comparison import Comparison, Subject, pair
from .security import security_changes
from .words import alike, words

_CLIENT = Subject("client", "client")
_NAMES = {
    "distribution": "{}",
    "import_name": "import {}",
    "client": "{}",
    "async_client": "{}",
    "error": "errors.{}",
    "env_prefix": "{}_...",
}
"""The names of a package that users write down, as they do."""


def client_changes(compared: Comparison, packages: tuple[Package, Package]) -> Iterator[Change]:
    """What changed about the clients and the package."""
    yield from _names(*packages)
    yield from _credentials(compared.old, compared.new)
    sources = compared.old.source, compared.new.source
    yield from security_changes(_CLIENT, compared.old.security, compared.new.security, sources)
    yield from _servers(compared.old, compared.new)
    yield from _variables(compared.old, compared.new)
    yield from _error_classes(compared)
    for name in ("title", "summary", "description"):
        yield from words(_CLIENT, getattr(compared.old, name), getattr(compared.new, name), sources)


def _names(old: Package, new: Package) -> Iterator[Change]:
    for field in fields(old):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if field.name in _NAMES and before != after:
            shown = _NAMES[field.name]
            sides = Side(shown.format(before)), Side(shown.format(after))
            yield _CLIENT.note(kinds.PACKAGE_RENAMED, *sides, member=field.name)


def _credentials(old: Api, new: Api) -> Iterator[Change]:
    befores, afters = _arguments(old), _arguments(new)
    for name, (argument, scheme) in befores.items():
        if name not in afters:
            yield _CLIENT.note(kinds.CREDENTIAL_REMOVED, _argument(argument, scheme), member=name)
    for name, (argument, scheme) in afters.items():
        if name not in befores:
            yield _CLIENT.note(kinds.CREDENTIAL_ADDED, None, _argument(argument, scheme), member=name)
            continue
        former = befores[name][1]
        if _sort(former) != _sort(scheme):
            sides = Side(_sort(former), former.source), Side(_sort(scheme), scheme.source)
            yield _CLIENT.note(kinds.CREDENTIAL_CHANGED, *sides, member=name)
        elif not alike(former, scheme):
            sources = former.source, scheme.source
            yield from words(_CLIENT, str(former.description), str(scheme.description), sources, member=name)


def _arguments(api: Api) -> dict[str, tuple[ClientArgument, SecurityScheme]]:
    by_name: dict[str, tuple[ClientArgument, SecurityScheme]] = {}
    for scheme in api.schemes:
        for argument in credential_arguments(_only(api, scheme), ""):
            by_name[argument.name] = argument, scheme
    return by_name


def _only(api: Api, scheme: SecurityScheme) -> Api:
    return replace(api, schemes=(scheme,))


def _argument(argument: ClientArgument, scheme: SecurityScheme) -> Side:
    return Side(f"{argument.name}: {argument.annotation} | None = None", scheme.source)


def _sort(scheme: SecurityScheme) -> str:
    """What a credential is, in words: users have to give another one where they differ."""
    word = type(scheme).__name__.removesuffix("Scheme")
    parts = [getattr(scheme, name, "") for name in ("scheme", "location", "wire_name")]
    return " ".join([word, *(part for part in parts if part)])


def _servers(old: Api, new: Api) -> Iterator[Change]:
    urls = _called(old), _called(new)
    if urls[0] != urls[1]:
        yield _CLIENT.note(kinds.SERVER_DEFAULT, Side(urls[0], _place(old)), Side(urls[1], _place(new)))
    pairs = pair(old.servers, new.servers, lambda s: s.name or s.url)
    for server in pairs.gone:
        if server.name:
            yield _CLIENT.note(kinds.SERVER_REMOVED, _server(server), member=server.name)
    for server in pairs.come:
        if server.name:
            yield _CLIENT.note(kinds.SERVER_ADDED, None, _server(server), member=server.name)
    for before, after in pairs.both:
        if before.url != after.url and (before is not old.servers[0] or after is not new.servers[0]):
            yield _CLIENT.note(kinds.SERVER_CHANGED, _server(before), _server(after), member=after.name)


def _called(api: Api) -> str:
    """The URL that a client calls which was told nothing."""
    if not api.servers:
        return "no server"
    url = api.servers[0].url
    for variable in api.servers[0].variables:
        url = url.replace(f"{{{variable.wire_name}}}", variable.default)
    return url


def _place(api: Api) -> Source:
    return api.servers[0].source if api.servers else api.source


def _server(server: Server) -> Side:
    return Side(f"server={server.name!r}: {server.url}" if server.name else server.url, server.source)


def _variables(old: Api, new: Api) -> Iterator[Change]:
    befores, afters = ({v.name: v for v in variable_arguments(api)} for api in (old, new))
    for name, variable in befores.items():
        if name not in afters:
            yield _CLIENT.note(kinds.VARIABLE_REMOVED, Side(_variable(variable), _place(old)), member=name)
    for name, variable in afters.items():
        if name not in befores:
            yield _CLIENT.note(kinds.VARIABLE_ADDED, None, Side(_variable(variable), _place(new)), member=name)
        elif _variable(befores[name]) != _variable(variable):
            sides = Side(_variable(befores[name]), _place(old)), Side(_variable(variable), _place(new))
            severity = _variable_severity(befores[name], variable)
            yield _CLIENT.note(kinds.VARIABLE_CHANGED, *sides, member=name, severity=severity)


def _variable(variable: VariableArgument) -> str:
    choices = f"one of {', '.join(map(repr, variable.choices))}" if variable.choices else "any text"
    return f"{choices}, by default {variable.default!r}"


def _variable_severity(old: VariableArgument, new: VariableArgument) -> Severity:
    is_narrower = bool(new.choices) and not set(old.choices or [""]) <= set(new.choices)
    return Severity.BREAKING if is_narrower or old.default != new.default else Severity.ADDITIVE


def _error_classes(compared: Comparison) -> Iterator[Change]:
    """A class is known by its name, or by the model of its payload, which may have been renamed with it."""
    renamed = compared.renamed
    befores = [(name, renamed.get(model, model), model) for name, model in compared.old.error_models.items()]
    afters = [(name, model, model) for name, model in compared.new.error_models.items()]
    pairs = pair(befores, afters, lambda error: error[0], lambda error: error[1])
    for name, _, model in pairs.gone:
        yield _error(name).note(kinds.ERROR_CLASS_REMOVED, _error_side(name, compared.old, model))
    for name, _, model in pairs.come:
        yield _error(name).note(kinds.ERROR_CLASS_ADDED, None, _error_side(name, compared.new, model))
    for before, after in pairs.both:
        if before[0] != after[0]:
            sides = _error_side(before[0], compared.old, before[2]), _error_side(after[0], compared.new, after[2])
            yield _error(after[0]).note(kinds.ERROR_CLASS_RENAMED, *sides)


def _error(name: str) -> Subject:
    return Subject("errors", f"errors.{name}")


def _error_side(name: str, api: Api, model: str) -> Side:
    return Side(f"errors.{name}", api.models[model].source if model in api.models else api.source)
