"""What proves who makes a call: its schemes, their credentials as they are now, and new ones after a 401."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any
from urllib.parse import unquote_plus

import httpx2

from . import security
from .log import SHORTEST_SECRET
from .operation import BasicScheme, MutualTlsScheme, Operation
from .options import Settings

_CODINGS = 3
"""How often a URL inside a URL may be percent-encoded and still be looked into."""


class Authorization:
    """The credentials of one call.

    ``headers`` are the names, in lower case, of those that the caller sets, ``base`` is the URL of the
    server. Raises ``ConfigurationError`` where credentials are missing.
    """

    def __init__(
        self,
        settings: Settings,
        operation: Operation[Any],
        headers: Collection[str],
        base: httpx2.URL,
    ) -> None:
        self._credentials = settings.credentials
        self._schemes = settings.table.schemes
        own = {"authorization"} if settings.has_own_auth else set()
        self._needs = security.choose(
            settings.table, operation, settings.credentials, own.union(headers)
        )
        self._base = base
        self._values: Mapping[str, str] = {}
        self.renewals = 0
        """How often an attempt was made again because a token was refused: at most once."""

    def credentials(
        self,
        http: httpx2.Client | httpx2.AsyncClient,
        sleep: Callable[[float], Any],
    ) -> dict[str, Any]:
        """What each attempt needs, by argument: as the caller gave it, or a function that obtains it."""
        found = {}
        for scheme, scopes in self._needs:
            if isinstance(scheme, MutualTlsScheme):
                continue
            for argument in security.arguments(scheme):
                value = self._credentials[argument]
                if isinstance(value, security.CredentialSource):
                    value = value.bound(http, sleep, scopes, self._base)
                found[argument] = value
        return found

    def prove(self, values: Mapping[str, str]) -> security.Proof:
        """What credentials add to a request; ``values`` are those of ``credentials``, as they are now."""
        self._values = values
        return security.prove([scheme for scheme, _ in self._needs], values)

    def renew(self) -> bool:
        """Whether the tokens that were refused can be had anew, once in a call."""
        if self.renewals:
            return False
        sources = [
            (source, value)
            for argument, value in self._values.items()
            if isinstance(
                source := self._credentials[argument], security.CredentialSource
            )
        ]
        renewable = [source.reject(value) for source, value in sources]
        if not renewable or not all(renewable):
            return False
        self.renewals += 1
        return True

    @property
    def secrets(self) -> frozenset[str]:
        """What nobody but the API may learn: the credentials of the last attempt, as they are and as sent."""
        return frozenset(self._secrets())

    def _secrets(self) -> Iterator[str]:
        pairs = []
        for scheme, _ in self._needs:
            names = security.arguments(scheme)
            values = [self._values[name] for name in names if name in self._values]
            yield from values[-1:]
            if isinstance(scheme, BasicScheme) and len(values) == len(names):
                pairs.append((values[0], values[-1]))
        if self._base.userinfo:
            yield self._base.password
            pairs.append((self._base.username, self._base.password))
        for username, password in pairs:
            _, sent = security.basic(username, password)
            yield sent.removeprefix("Basic ")

    def may_follow(self, url: httpx2.URL) -> bool:
        """Whether a server of another origin may be asked for this: nothing of the credentials is told.

        Their names are not looked at, and neither is what the server did to them but percent-encoding.
        """
        if self.shows_certificate:
            return False
        known = [s for s in self.secrets if len(s) >= SHORTEST_SECRET]
        text = str(url)
        for _ in range(_CODINGS):
            if any(secret in text for secret in known):
                return False
            text = unquote_plus(text)
        return not any(secret in text for secret in known)

    @property
    def shows_certificate(self) -> bool:
        """Whether connections themselves tell who calls: those of all operations are shared."""
        schemes = self._schemes.values()
        return any(
            isinstance(scheme, MutualTlsScheme)
            and self._credentials.get(scheme.argument) is not None
            for scheme in schemes
        )
