"""Where a call goes (OpenAPI 3.1 section 4.8.5)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

import httpx2

from .base import Base
from .errors import ConfigurationError
from .operation import ClientTable, Operation, Server
from .options import Settings

_VARIABLE = re.compile(r"\{([^{}]+)\}")
_NOT_IN_HOSTS = re.compile(r"[^A-Za-z0-9._~:\[\]-]")
_NOT_IN_PATHS = re.compile(r"[^A-Za-z0-9._~:/@!$&'()*+,;=%-]")


def base_url(settings: Settings, operation: Operation[Any]) -> Base:
    """The base URL that the operation's path is added to.

    A base URL that the caller gave comes before everything; then the operation's own servers, and the
    API's. Raises ``ConfigurationError`` where there is none, or one that cannot be called.
    """
    if settings.base_url is not None:
        return _taken_apart(settings.base_url)
    server = _choose(settings, operation)
    is_fixed = "{" not in server.url
    return _taken_apart(
        server.url if is_fixed else _expanded(server, settings.variables)
    )


@lru_cache(maxsize=256)
def _taken_apart(url: str) -> Base:
    return Base(parse(url))


@lru_cache(maxsize=256)
def parse(url: str, name: str = "") -> httpx2.URL:
    """A base URL, checked; ``name`` is the environment variable that it comes from."""
    told = f"{name}: " if name else ""
    try:
        parsed = httpx2.URL(url)
    except httpx2.InvalidURL as error:
        raise ConfigurationError(
            f"{told}the base URL cannot be read: {error}"
        ) from None
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        remedy = (
            "write https://..." if name else "pass base_url='https://...' to the client"
        )
        shown = parsed.copy_with(userinfo=b"") if parsed.userinfo else parsed
        raise ConfigurationError(
            f"{told}{str(shown)!r} is no address of a server: {remedy}"
        )
    return parsed.copy_with(fragment=None)


def _choose(settings: Settings, operation: Operation[Any]) -> Server:
    own, shared = operation.servers, settings.table.servers
    pool, wanted = own or shared, settings.server
    if not pool:
        raise ConfigurationError(
            "the API description names no server: pass base_url= to the client"
        )
    if wanted is None:
        return pool[0]
    names = {server.name for server in (*own, *shared)} - {""}
    if wanted not in names:
        known = ", ".join(map(repr, sorted(names))) or "none has a name"
        raise ConfigurationError(f"there is no server {wanted!r}; known: {known}")
    return next((server for server in pool if server.name == wanted), pool[0])


def check_variables(table: ClientTable, given: Mapping[str, str]) -> None:
    """Raise ``ConfigurationError`` for values of servers' variables that the API does not know."""
    for name, value in given.items():
        variable = table.variables[name]
        if not isinstance(value, str):
            raise TypeError(
                f"{variable.argument} must be text, not {type(value).__name__}"
            )
        if variable.choices and value not in variable.choices:
            known = ", ".join(map(repr, variable.choices))
            raise ConfigurationError(
                f"{variable.argument} is {value!r}; known: {known}"
            )


def _expanded(server: Server, given: Mapping[str, str]) -> str:
    def value(found: re.Match[str]) -> str:
        if found[1] in given:
            usual = server.variables.get(found[1])
            _check_fits(found, given[found[1]], usual)
            return given[found[1]]
        if found[1] not in server.variables:
            raise ConfigurationError(
                f"the server {server.url} leaves {{{found[1]}}} open: pass base_url= to the client"
            )
        return server.variables[found[1]]

    return _VARIABLE.sub(value, server.url)


def _check_fits(found: re.Match[str], value: str, usual: str | None) -> None:
    """Raise ``ConfigurationError`` for a value that would make the URL lead to another host.

    Only a variable that stands for the whole beginning of the URL may do that. One that follows the host
    is a path where ``usual``, its value in the API's description, is none or one: it does not go on with
    the host then.
    """
    before, after = found.string[: found.start()], found.string[found.end() :]
    _, has_scheme, rest = before.partition("://")
    if not before and not after.startswith("://"):
        return
    in_host = not before or (has_scheme != "" and "/" not in rest)
    begins_path = (
        in_host and rest != "" and usual is not None and usual[:1] in {"", "/"}
    )
    if begins_path:
        is_unfit = value[:1] not in {"", "/"} or _leaves_path(value)
    elif in_host:
        is_unfit = _NOT_IN_HOSTS.search(value) is not None
    else:
        is_unfit = _leaves_path(value)
    if is_unfit:
        raise ConfigurationError(
            f"{value!r} cannot stand for {found[0]} in {found.string}"
        )


def _leaves_path(value: str) -> bool:
    """Whether a value is more than a part of a path, or climbs up in it."""
    if _NOT_IN_PATHS.search(value) is not None:
        return True
    return not {".", ".."}.isdisjoint(unquote(value).split("/"))
