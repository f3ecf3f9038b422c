"""Where a call goes (OpenAPI 3.1 section 4.8.5)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import httpx2

from .errors import ConfigurationError
from .operation import Operation, Server
from .options import Settings

_VARIABLE = re.compile(r"\{([^{}]+)\}")


def base_url(settings: Settings, operation: Operation[Any]) -> httpx2.URL:
    """The URL that the operation's path is added to.

    A base URL that the caller gave comes before everything; then the operation's own servers, and the
    API's. Raises ``ConfigurationError`` where there is none, or one that cannot be called.
    """
    if settings.base_url is not None:
        return parse(settings.base_url)
    return parse(_expanded(_choose(settings, operation)))


@lru_cache(maxsize=256)
def parse(url: str) -> httpx2.URL:
    """A base URL, checked."""
    try:
        parsed = httpx2.URL(url)
    except httpx2.InvalidURL as error:
        raise ConfigurationError(f"the base URL cannot be read: {error}") from None
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        shown = parsed.copy_with(userinfo=b"") if parsed.userinfo else parsed
        raise ConfigurationError(
            f"{str(shown)!r} is no address of a server: pass base_url='https://...' to the client"
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


def _expanded(server: Server) -> str:
    def value(found: re.Match[str]) -> str:
        if found[1] not in server.variables:
            raise ConfigurationError(
                f"the server {server.url} leaves {{{found[1]}}} open: pass base_url= to the client"
            )
        return server.variables[found[1]]

    return _VARIABLE.sub(value, server.url)
