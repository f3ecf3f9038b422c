"""Who may call, and where: security schemes and servers (OpenAPI 3.1 sections 4.8.27 to 4.8.30, 4.8.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from .source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyScheme:
    """A key under ``wire_name`` in a header, the query or a cookie."""

    id: str
    name: str
    wire_name: str
    location: Literal["header", "query", "cookie"]
    source: Source
    description: str = ""
    deprecated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpScheme:
    """An ``Authorization`` header (RFC 9110 section 11.6.2).

    ``scheme`` is the word of the IANA registry: ``basic`` and ``bearer`` in lower case, others as the
    document spells them. ``login_arguments`` are, for ``basic``, those of the client's constructor for the
    user's name and the password; empty for others.
    """

    id: str
    name: str
    scheme: str
    source: Source
    bearer_format: str = ""
    login_arguments: tuple[str, ...] = ()
    description: str = ""
    deprecated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuthFlow:
    """One OAuth 2 flow: ``kind`` is the document's word, such as ``authorizationCode`` or, since OpenAPI 3.2,
    ``deviceAuthorization`` (RFC 8628).
    """

    kind: str
    authorization_url: str = ""
    token_url: str = ""
    refresh_url: str = ""
    device_authorization_url: str = ""
    scopes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuth2Scheme:
    """OAuth 2: a token that is sent as a bearer token. ``metadata_url`` is that of RFC 8414.

    ``client_arguments`` are those of the client's constructor for the identifier, the secret and the token
    URL of a program that acts on its own behalf; empty where no flow lets it.
    """

    id: str
    name: str
    flows: tuple[OAuthFlow, ...]
    source: Source
    metadata_url: str = ""
    client_arguments: tuple[str, ...] = ()
    description: str = ""
    deprecated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIdConnectScheme:
    """OpenID Connect: a token that is sent as a bearer token; ``url`` is the discovery document."""

    id: str
    name: str
    url: str
    source: Source
    description: str = ""
    deprecated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MutualTlsScheme:
    """A client certificate: nothing of it is in the request."""

    id: str
    name: str
    source: Source
    description: str = ""
    deprecated: bool = False


SecurityScheme: TypeAlias = ApiKeyScheme | HttpScheme | OAuth2Scheme | OpenIdConnectScheme | MutualTlsScheme
"""``id`` is the scheme's key in the document; ``name`` the argument of the client's constructor that
carries it; a ``basic`` one has ``login_arguments`` instead."""


@dataclass(frozen=True, slots=True)
class SecurityUse:
    """One scheme that a call must satisfy, with the scopes it needs."""

    scheme_id: str
    scopes: tuple[str, ...] = ()


SecurityAlternative: TypeAlias = tuple[SecurityUse, ...]
"""Schemes that must all be satisfied together. An empty one means that no credentials are needed."""


@dataclass(frozen=True, slots=True)
class ServerVariable:
    """A ``{placeholder}`` in a server's URL."""

    name: str
    wire_name: str
    default: str
    choices: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A base URL without a trailing slash; ``name`` is how callers choose it, or empty where it has none."""

    url: str
    source: Source
    name: str = ""
    description: str = ""
    variables: tuple[ServerVariable, ...] = ()
