"""Credentials: which a call needs, where they come from, and where they go (OpenAPI 3.1 section 4.8.30)."""

from __future__ import annotations

import base64
import inspect
import os
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from .errors import ConfigurationError
from .operation import (
    ApiKeyScheme,
    BasicScheme,
    BearerScheme,
    ClientTable,
    HttpScheme,
    MutualTlsScheme,
    OAuthScheme,
    Operation,
    Scheme,
)
from .parameters import header_value
from .styles import Pair, encode_cookie, encode_name, encode_strictly

if TYPE_CHECKING:
    import httpx2

Credentials: TypeAlias = Mapping[str, Any]
"""What the caller gave, by argument of the client's constructor."""

Need: TypeAlias = tuple[Scheme, tuple[str, ...]]
"""A scheme that a call has to satisfy, and the scopes that it needs."""


class CredentialSource(ABC):
    """A credential that has to be obtained over the network, and kept."""

    @abstractmethod
    def bound(
        self,
        http: httpx2.Client | httpx2.AsyncClient,
        sleep: Callable[[float], Any],
        scopes: Collection[str],
        base: httpx2.URL,
    ) -> Callable[[], str | Awaitable[str]]:
        """A function that gives the credential as it is now."""

    @abstractmethod
    def reject(self, value: str) -> bool:
        """Forget a value that the API refused; whether another can be had."""


def with_environment(table: ClientTable, given: Credentials) -> dict[str, Any]:
    """The credentials, those that were not given read from ``<PREFIX>_<ARGUMENT>``, grants made ready.

    A client's own identifier and secret take the place of a token from the environment, and not of one
    that was given.
    """
    found = {
        argument: (
            os.environ.get(variable(table, argument)) or None
            if value is None
            else value
        )
        for argument, value in given.items()
    }
    for scheme in table.schemes.values():
        if isinstance(scheme, OAuthScheme):
            name = scheme.argument
            found[name] = _token(table, scheme, given.get(name), found)
    return found


def _token(
    table: ClientTable, scheme: OAuthScheme, given: object, found: Mapping[str, Any]
) -> object:
    """What stands for an access token: itself, or the source of tokens that its grant makes."""
    value = found.get(scheme.argument) if given is None else given
    if given is None and scheme.client is not None:
        client_id, secret, url = (found.get(argument) for argument in scheme.client)
        if client_id is not None and secret is not None:
            from .grants import ClientCredentials  # noqa: PLC0415 - only with grants

            value = ClientCredentials(
                client_id=client_id, client_secret=secret, token_url=url
            )
    if value is None or isinstance(value, str) or callable(value):
        return value
    from .grants import Grant  # noqa: PLC0415
    from .oauth import TokenSource  # noqa: PLC0415

    if not isinstance(value, Grant):
        raise TypeError(
            f"{scheme.argument} must be text, a function or a grant such as"
            f" ClientCredentials, not {type(value).__name__}"
        )
    return TokenSource(value, scheme, table.user_agent)


def variable(table: ClientTable, argument: str) -> str:
    """The environment variable of a setting."""
    return f"{table.env_prefix}_{argument}".upper().lstrip("_")


def choose(
    table: ClientTable,
    operation: Operation[Any],
    credentials: Credentials,
    headers: Collection[str],
) -> tuple[Need, ...]:
    """The schemes to satisfy, with the scopes they need: the first alternative for which all credentials are there.

    ``headers`` are the names, in lower case, of headers that the caller sets: a scheme that goes into one
    of them counts as satisfied. Raises ``ConfigurationError`` where no alternative can be satisfied.
    """
    security = table.security if operation.security is None else operation.security
    if not security:
        return ()
    missing: list[str] = []
    for alternative in security:
        schemes = [
            (table.schemes[key], scopes)
            for key, scopes in alternative
            if key in table.schemes
        ]
        needed = [need for need in schemes if place(need[0]) not in headers]
        absent = [s for s, _ in needed if not _is_satisfied(s, credentials)]
        if not absent and schemes:
            return tuple(needed)
        missing += [way for scheme in absent for way in _ways(scheme, credentials)]
    if () in security or not missing:
        return ()
    raise ConfigurationError(_missing(table, operation, missing))


def _is_satisfied(scheme: Scheme, credentials: Credentials) -> bool:
    return all(credentials.get(name) is not None for name in arguments(scheme))


def _ways(scheme: Scheme, credentials: Credentials) -> list[str]:
    """The arguments that are missing for a scheme; those of a client's own where it was begun with them."""
    names = arguments(scheme)
    if isinstance(scheme, OAuthScheme) and scheme.client is not None:
        own = scheme.client[:2]
        given = [name for name in own if credentials.get(name) is not None]
        names = own if given else (*names, *own)
    return [name for name in names if credentials.get(name) is None]


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
    if isinstance(scheme, MutualTlsScheme):
        return None
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
    return _checked(argument, plain_result(argument, value))


async def read_async(argument: str, credential: object) -> str:
    """The same, for functions that must be awaited too."""
    value = credential() if callable(credential) else credential
    return _checked(argument, await awaited_result(value))


def plain_result(argument: str, value: object) -> object:
    """What a function of the caller's returned. Raises ``TypeError`` for what has to be awaited."""
    if inspect.isawaitable(value):
        if inspect.iscoroutine(value):
            value.close()
        raise TypeError(f"{argument}: an async function needs the async client")
    return value


async def awaited_result(value: object) -> object:
    """The same, awaited if need be."""
    if inspect.isawaitable(value):
        waiting: Awaitable[object] = value
        return await waiting
    return value


def _checked(argument: str, value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{argument} must be text, not {type(value).__name__}")
    if not value.isprintable():
        raise ConfigurationError(f"{argument} has characters that cannot be sent")
    return value


class Proof:
    """What credentials add to a request, ready for the wire."""

    def __init__(self) -> None:
        self.headers: list[tuple[str, str]] = []
        self.query: list[Pair] = []
        self.cookies: list[Pair] = []


def prove(schemes: Collection[Scheme], values: Mapping[str, str]) -> Proof:
    """What the schemes add; ``values`` holds the credentials that they need, by argument.

    Raises ``ConfigurationError`` for a credential that is empty; a password may be.
    """
    proof = Proof()
    for scheme in schemes:
        if isinstance(scheme, MutualTlsScheme):
            continue
        first = arguments(scheme)[0]
        if not (value := values[first]):
            raise ConfigurationError(f"{first} is empty")
        match scheme:
            case BearerScheme() | OAuthScheme():
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
