"""Credentials: which a call needs, where they come from, and where they go (OpenAPI 3.1 section 4.8.30)."""

from __future__ import annotations

import base64
import inspect
import os
from collections.abc import Awaitable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from .errors import ConfigurationError
from .operation import (
    ApiKeyScheme,
    BasicScheme,
    BearerScheme,
    ClientTable,
    HttpScheme,
    Operation,
    Scheme,
)
from .parameters import header_value
from .styles import Pair, encode_cookie, encode_name, encode_strictly
from .types import AsyncCredential, Credential

Credentials: TypeAlias = Mapping[str, Credential | AsyncCredential | None]
"""What the caller gave, by argument of the client's constructor."""


def with_environment(table: ClientTable, given: Credentials) -> dict[str, Any]:
    """The credentials, those that were not given read from ``<PREFIX>_<ARGUMENT>``."""
    return {
        argument: (
            os.environ.get(variable(table, argument)) or None
            if value is None
            else value
        )
        for argument, value in given.items()
    }


def variable(table: ClientTable, argument: str) -> str:
    """The environment variable of a setting."""
    return f"{table.env_prefix}_{argument}".upper().lstrip("_")


def choose(
    table: ClientTable,
    operation: Operation[Any],
    credentials: Credentials,
    headers: Collection[str],
) -> tuple[Scheme, ...]:
    """The schemes to satisfy: the first alternative for which all credentials are there.

    ``headers`` are the names, in lower case, of headers that the caller sets: a scheme that goes into one
    of them counts as satisfied. Raises ``ConfigurationError`` where no alternative can be satisfied.
    """
    security = table.security if operation.security is None else operation.security
    if not security:
        return ()
    missing: list[str] = []
    for alternative in security:
        schemes = [table.schemes[key] for key, _ in alternative if key in table.schemes]
        needed = [scheme for scheme in schemes if place(scheme) not in headers]
        absent = [a for s in needed for a in arguments(s) if credentials.get(a) is None]
        if not absent and schemes:
            return tuple(needed)
        missing += absent
    if () in security or not missing:
        return ()
    raise ConfigurationError(_missing(table, operation, missing))


def _missing(table: ClientTable, operation: Operation[Any], missing: list[str]) -> str:
    ways = " or ".join(
        f"{argument}= (environment: {variable(table, argument)})"
        for argument in dict.fromkeys(missing)
    )
    return f"{operation.id}() needs credentials: make the client with {ways}"


def arguments(scheme: Scheme) -> tuple[str, ...]:
    """The arguments of the client's constructor that a scheme needs."""
    if isinstance(scheme, BasicScheme):
        return scheme.username, scheme.password
    return (scheme.argument,)


def place(scheme: Scheme) -> str | None:
    """The header that a scheme goes into, in lower case."""
    if not isinstance(scheme, ApiKeyScheme):
        return "authorization"
    return scheme.name.lower() if scheme.location == "header" else None


def secret_names(table: ClientTable) -> frozenset[str]:
    """The names, in lower case, of all headers, query parameters and cookies that carry credentials."""
    keys = [s for s in table.schemes.values() if isinstance(s, ApiKeyScheme)]
    return frozenset({"authorization", *(scheme.name.lower() for scheme in keys)})


def secret_query_names(table: ClientTable) -> frozenset[str]:
    """The names, in lower case, of the query parameters that carry credentials."""
    keys = [s for s in table.schemes.values() if isinstance(s, ApiKeyScheme)]
    return frozenset(s.name.lower() for s in keys if s.location == "query")


def read(argument: str, credential: object) -> str:
    """A credential's value now.

    Raises ``TypeError`` for a function that must be awaited, and ``ConfigurationError`` for a value that
    cannot be sent.
    """
    value = credential() if callable(credential) else credential
    if inspect.isawaitable(value):
        if inspect.iscoroutine(value):
            value.close()
        raise TypeError(f"{argument}: an async function needs the async client")
    return _checked(argument, value)


async def read_async(argument: str, credential: object) -> str:
    """The same, for functions that must be awaited too."""
    value = credential() if callable(credential) else credential
    if inspect.isawaitable(value):
        waiting: Awaitable[object] = value
        value = await waiting
    return _checked(argument, value)


def _checked(argument: str, value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{argument} must be text, not {type(value).__name__}")
    if not value.isprintable():
        raise ConfigurationError(f"{argument} has characters that cannot be sent")
    return value


@dataclass(slots=True)
class Proof:
    """What credentials add to a request, ready for the wire."""

    headers: list[tuple[str, str]] = field(default_factory=list)
    query: list[Pair] = field(default_factory=list)
    cookies: list[Pair] = field(default_factory=list)


def prove(schemes: Collection[Scheme], values: Mapping[str, str]) -> Proof:
    """What the schemes add; ``values`` holds the credentials that they need, by argument.

    Raises ``ConfigurationError`` for a credential that is empty; a password may be.
    """
    proof = Proof()
    for scheme in schemes:
        first = arguments(scheme)[0]
        if not (value := values[first]):
            raise ConfigurationError(f"{first} is empty")
        match scheme:
            case BearerScheme():
                proof.headers.append(("Authorization", f"Bearer {value}"))
            case HttpScheme(word=word):
                proof.headers.append(("Authorization", f"{word} {value}"))
            case BasicScheme(password=password):
                proof.headers.append(basic(value, values[password]))
            case ApiKeyScheme(name=name, location="header"):
                proof.headers.append((name, header_value(value)))
            case ApiKeyScheme(name=name, location="query"):
                proof.query.append((encode_name(name), encode_strictly(value)))
            case ApiKeyScheme(name=name):
                proof.cookies.append((encode_name(name), encode_cookie(value)))
    return proof


def basic(username: str, password: str) -> tuple[str, str]:
    """An ``Authorization`` header (RFC 7617 section 2), names in UTF-8."""
    joined = base64.b64encode(f"{username}:{password}".encode()).decode("ascii")
    return "Authorization", f"Basic {joined}"
