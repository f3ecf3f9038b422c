"""OAuth 2 grants: by what right a client obtains access tokens (RFC 6749 section 1.3)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, NoReturn, TypeAlias

Secret: TypeAlias = str | Callable[[], str | Awaitable[str]]
"""A secret, or a function that returns one; async functions are for the async client."""


@dataclass(frozen=True, slots=True)
class Token:
    """What a token endpoint answered (RFC 6749 section 5.1).

    ``expires_in`` is in seconds from when it was asked for; ``scopes`` are those granted, where the
    endpoint tells them.
    """

    access_token: str = field(repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    expires_in: float | None = None
    scopes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What all grants share.

    ``scopes`` are asked for instead of those that the called operation needs. ``token_url`` replaces the
    endpoint that the API's description names. ``client_auth`` says how the client proves itself: in the
    ``Authorization`` header, or in the form (section 2.3.1). ``extra`` are further fields of the form,
    such as ``audience``. ``on_token`` is told of each new token, so that a refresh token can be kept.
    """

    grant_type: ClassVar[str]
    is_repeatable: ClassVar[bool] = True
    """Whether the same grant can be used for a second token."""
    follows_operations: ClassVar[bool] = False
    """Whether the scopes of the called operation are asked for."""

    client_id: Secret
    client_secret: Secret | None = field(default=None, repr=False)
    scopes: Sequence[str] | None = None
    token_url: str | None = None
    client_auth: Literal["basic", "post"] = "basic"
    extra: Mapping[str, str] = field(default_factory=dict, repr=False)
    on_token: Callable[[Token], object] | None = field(default=None, repr=False)

    def form(self) -> dict[str, Secret]:
        """The fields of the request that are this grant's own."""
        return {"grant_type": self.grant_type}

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"a {type(self).__name__} holds secrets and is not pickled")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCredentials(Grant):
    """The client acts on its own behalf (section 4.4)."""

    grant_type = "client_credentials"
    follows_operations = True

    client_secret: Secret = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordCredentials(Grant):
    """A user's name and password are traded for tokens (section 4.3)."""

    grant_type = "password"
    follows_operations = True

    client_id: Secret = ""
    username: Secret
    password: Secret = field(repr=False)

    def form(self) -> dict[str, Secret]:
        """The fields of the request that are this grant's own."""
        return {
            "grant_type": self.grant_type,
            "username": self.username,
            "password": self.password,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshToken(Grant):
    """A refresh token from an earlier sign-in is traded for access tokens (section 6)."""

    grant_type = "refresh_token"

    refresh_token: Secret = field(repr=False)

    def form(self) -> dict[str, Secret]:
        """The fields of the request that are this grant's own."""
        return {"grant_type": self.grant_type, "refresh_token": self.refresh_token}


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorizationCode(Grant):
    """The code that a user's sign-in ended with (section 4.1.3), with the verifier of PKCE (RFC 7636)."""

    grant_type = "authorization_code"
    is_repeatable = False

    code: Secret = field(repr=False)
    redirect_uri: str | None = None
    code_verifier: Secret | None = field(default=None, repr=False)

    def form(self) -> dict[str, Secret]:
        """The fields of the request that are this grant's own."""
        fields: dict[str, Secret | None] = {
            "grant_type": self.grant_type,
            "code": self.code,
            "redirect_uri": self.redirect_uri,
            "code_verifier": self.code_verifier,
        }
        return {name: value for name, value in fields.items() if value is not None}


@dataclass(frozen=True, slots=True)
class DevicePrompt:
    """What a user is to do on another device (RFC 8628 section 3.2); ``expires_in`` is in seconds."""

    user_code: str
    verification_uri: str
    verification_uri_complete: str | None
    expires_in: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceCode(Grant):
    """A user signs in on another device (RFC 8628); ``prompt`` shows the address and the code to them.

    ``device_authorization_url`` replaces the endpoint that the API's description names.
    """

    grant_type = "urn:ietf:params:oauth:grant-type:device_code"
    is_repeatable = False

    prompt: Callable[[DevicePrompt], Any] = field(repr=False)
    device_authorization_url: str | None = None


TokenCredential: TypeAlias = str | Callable[[], str] | Grant
"""An access token, a function that returns one, or the grant by which tokens are obtained."""

AsyncTokenCredential: TypeAlias = str | Callable[[], str | Awaitable[str]] | Grant
"""The same, async functions included."""
