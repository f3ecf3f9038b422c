"""What proves who makes a call: its schemes, their credentials as they are now, and new ones after a 401."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import httpx2

from . import security
from .operation import MutualTlsScheme, Operation
from .options import Settings


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
    def shows_certificate(self) -> bool:
        """Whether the connection itself tells who calls."""
        return any(isinstance(scheme, MutualTlsScheme) for scheme, _ in self._needs)
