"""Access tokens: asked for, kept, renewed before they end (RFC 6749, RFC 8628, OpenID Connect Discovery 1.0).

What is asked of token endpoints is written as generators that do no I/O: they yield steps, which the two
drivers in ``token_steps`` take.
"""

from __future__ import annotations

import base64
import copy
import os
import threading
import time
import weakref
from collections.abc import (
    Awaitable,
    Callable,
    Collection,
    Generator,
    Iterator,
    Mapping,
)
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote_plus, urlencode

import httpx2

from .errors import (
    ConfigurationError,
    OAuthError,
    SDKError,
)
from .grants import DeviceCode, Grant, RefreshToken, Secret, Token
from .operation import OAuthScheme
from .security import CredentialSource
from .token_answers import poll_again, prompt_of, read_metadata, read_token
from .token_steps import (
    Ask,
    Pause,
    Sleep,
    Step,
    drive,
    drive_async,
    patient,
    revealed,
    turn,
)

_EARLY = 0.1
_EARLIEST = 60.0


@dataclass(frozen=True, slots=True)
class _Kept:
    """A token that is kept, and when on the monotonic clock it is to be renewed."""

    token: Token
    renew_at: float


class TokenSource(CredentialSource):
    """The tokens of one grant. Safe to share among threads and tasks: only one of them renews."""

    def __init__(self, grant: Grant, scheme: OAuthScheme, user_agent: str) -> None:
        self._grant = grant
        self._scheme = scheme
        self._user_agent = user_agent
        self._kept: dict[frozenset[str], _Kept] = {}
        self._metadata: Mapping[str, str] | None = None
        self._is_spent = False
        self._failures = 0
        self._failure: SDKError | None = None
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        """Held for no longer than it takes to change what is kept: an old token must not replace a new one."""
        self._async_lock: Any = None
        _SOURCES.add(self)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {type(self._grant).__name__}>"

    def bound(
        self,
        http: httpx2.Client | httpx2.AsyncClient,
        sleep: Sleep,
        scopes: Collection[str],
        base: httpx2.URL,
    ) -> Callable[[], str | Awaitable[str]]:
        """A function that gives a token for these scopes; ``base`` is what relative URLs belong to.

        It raises ``OAuthError`` where the endpoint refuses, ``APIConnectionError`` where it cannot be
        reached and ``ConfigurationError`` where it is not known.
        """
        key = self._key(scopes)
        if isinstance(http, httpx2.Client):
            return lambda: self._token(http, sleep, key, base)
        return lambda: self._token_async(http, sleep, key, base)

    def reject(self, value: str) -> bool:
        """Forget a token that the API refused; whether a new one can be had."""
        with self._writing:
            for key, kept in self._kept.items():
                if kept.token.access_token == value:
                    self._kept[key] = replace(kept, renew_at=0.0)
        return not self._is_spent or any(
            kept.token.refresh_token for kept in self._kept.values()
        )

    def after_fork(self) -> None:
        """Forget locks that a thread of the parent may hold."""
        self._lock = threading.Lock()
        self._writing = threading.Lock()

    def _key(self, scopes: Collection[str]) -> frozenset[str]:
        if self._grant.scopes is not None:
            return frozenset(self._grant.scopes)
        return frozenset(scopes if self._grant.follows_operations else ())

    def _fresh(self, key: frozenset[str]) -> str | None:
        """A token that covers these scopes and need not be renewed."""
        now = time.monotonic()
        for scopes, kept in list(self._kept.items()):
            if now < kept.renew_at and key <= scopes.union(kept.token.scopes or ()):
                return kept.token.access_token
        return None

    def _token(
        self, http: httpx2.Client, sleep: Sleep, key: frozenset[str], base: httpx2.URL
    ) -> str:
        token = self._fresh(key)
        if token is None:
            seen = self._failures
            with turn(self._lock, base), self._sharing_failures(seen):
                token = self._fresh(key) or drive(self._renew(key, base), http, sleep)
        return token

    async def _token_async(
        self,
        http: httpx2.AsyncClient,
        sleep: Sleep,
        key: frozenset[str],
        base: httpx2.URL,
    ) -> str:
        token = self._fresh(key)
        if token is None:
            seen = self._failures
            async with self._lock_of_loop():
                with self._sharing_failures(seen):
                    token = self._fresh(key)
                    if token is None:
                        flow = self._renew(key, base)
                        token = await drive_async(flow, http, sleep)
        return token

    @contextmanager
    def _sharing_failures(self, seen: int) -> Iterator[None]:
        """Let those who waited for a renewal fail with it, instead of one after the other."""
        if self._failure is not None and self._failures != seen:
            raise copy.copy(self._failure)
        try:
            yield
        except SDKError as error:
            self._failures += 1
            self._failure = copy.copy(error)  # its traceback holds secrets
            raise

    def _lock_of_loop(self) -> Any:
        """A lock for the event loop that runs: locks cannot be shared among loops."""
        import anyio  # noqa: PLC0415 - sync clients never load it
        from anyio.lowlevel import RunVar  # noqa: PLC0415

        if self._async_lock is None:
            self._async_lock = RunVar("lock of a token source")
        lock = self._async_lock.get(None)
        if lock is None:
            lock = anyio.Lock()
            self._async_lock.set(lock)
        return lock

    def _renew(
        self, key: frozenset[str], base: httpx2.URL
    ) -> Generator[Step, Any, str]:
        """Obtain a token and keep it: by the refresh token where there is one, else by the grant itself."""
        asked_at = time.monotonic()
        old = self._kept.get(key)
        token = (yield from self._refreshed(old, base)) if old else None
        if token is None:
            token = yield from self._obtained(key, base)
        if token.refresh_token is None and old is not None:
            token = replace(token, refresh_token=old.token.refresh_token)
        lifetime = token.expires_in
        renew_at = float("inf")
        if lifetime is not None:
            renew_at = asked_at + lifetime - min(lifetime * _EARLY, _EARLIEST)
        with self._writing:
            self._kept[key] = _Kept(token, renew_at)
        if self._grant.on_token is not None:
            yield Ask("on_token", self._grant.on_token, (token,))
        return token.access_token

    def _refreshed(
        self, old: _Kept, base: httpx2.URL
    ) -> Generator[Step, Any, Token | None]:
        refresh = old.token.refresh_token
        if refresh is None:
            return None
        form: dict[str, Secret] = {
            "grant_type": RefreshToken.grant_type,
            "refresh_token": refresh,
        }
        try:
            return (yield from self._ask_for_token(form, base))
        except OAuthError as error:
            if error.error != "invalid_grant" or not self._grant.is_repeatable:
                raise
        return None

    def _obtained(
        self, key: frozenset[str], base: httpx2.URL
    ) -> Generator[Step, Any, Token]:
        if self._is_spent:
            raise ConfigurationError(
                f"a {type(self._grant).__name__} is good for one token, and there is no refresh"
                " token to renew it with: sign in again"
            )
        form = self._grant.form()
        if key:
            form["scope"] = " ".join(sorted(key))
        if isinstance(self._grant, DeviceCode):
            return (yield from self._signed_in_elsewhere(self._grant, form, base))
        token = yield from self._ask_for_token(form, base)
        self._is_spent = not self._grant.is_repeatable
        return token

    def _signed_in_elsewhere(
        self, grant: DeviceCode, form: dict[str, Secret], base: httpx2.URL
    ) -> Generator[Step, Any, Token]:
        """The token of a device flow, once the user has signed in (RFC 8628 section 3)."""
        named = grant.device_authorization_url or self._scheme.device_url
        url = yield from self._endpoint(named, "device_authorization_endpoint", base)
        scope = {"scope": form["scope"]} if "scope" in form else {}
        answer, secrets = yield from self._post(url, scope)
        code, prompt, interval = prompt_of(answer, url, secrets)
        yield Ask("prompt", grant.prompt, (prompt,))
        deadline = time.monotonic() + prompt.expires_in
        while time.monotonic() < deadline:
            yield Pause(interval)
            try:
                token = yield from self._ask_for_token(
                    {"grant_type": grant.grant_type, "device_code": code}, base
                )
            except OAuthError as error:
                interval = poll_again(error, interval)
            else:
                self._is_spent = True
                return token
        raise OAuthError(
            f"{url}: nobody signed in within {prompt.expires_in:g} s",
            error="expired_token",
        )

    def _ask_for_token(
        self, form: Mapping[str, Secret], base: httpx2.URL
    ) -> Generator[Step, Any, Token]:
        named = self._grant.token_url or self._scheme.token_url(str(form["grant_type"]))
        url = yield from self._endpoint(named, "token_endpoint", base)
        answer, secrets = yield from self._post(url, form)
        return read_token(answer, url, secrets)

    def _endpoint(
        self, named: str, key: str, base: httpx2.URL
    ) -> Generator[Step, Any, httpx2.URL]:
        """The URL of an endpoint: as named, else as the provider's metadata has it."""
        if not named and self._scheme.metadata_url:
            if self._metadata is None:
                url = _absolute(self._scheme.metadata_url, base)
                request = httpx2.Request("GET", url, headers=self._headers())
                answer = yield from patient(request, can_repeat=True)
                self._metadata = read_metadata(answer, url)
            named = self._metadata.get(key, "")
        if not named:
            raise ConfigurationError(
                f"the API description names no {key.replace('_', ' ')}: give"
                f" {type(self._grant).__name__} its URL"
            )
        return _absolute(named, base)

    def _post(
        self, url: httpx2.URL, form: Mapping[str, Secret]
    ) -> Generator[Step, Any, tuple[httpx2.Response, list[str]]]:
        """The answer to a form that proves who the client is, and the secrets that went with it."""
        fields = dict(self._grant.extra)
        secrets = []
        for name, secret in form.items():
            fields[name] = yield from revealed(name, secret)
            if name not in {"grant_type", "scope", "redirect_uri", "username"}:
                secrets.append(fields[name])
        headers = self._headers()
        client_id = yield from revealed("client_id", self._grant.client_id)
        if self._grant.client_secret is None:
            if client_id:
                fields["client_id"] = client_id
        else:
            word = yield from revealed("client_secret", self._grant.client_secret)
            secrets.append(word)
            if self._grant.client_auth == "post":
                fields |= {"client_id": client_id, "client_secret": word}
            else:
                pair = f"{quote_plus(client_id)}:{quote_plus(word)}".encode()
                headers["Authorization"] = f"Basic {base64.b64encode(pair).decode()}"
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        content = urlencode(fields).encode()
        request = httpx2.Request("POST", url, headers=headers, content=content)
        answer = yield from patient(request, can_repeat=self._grant.is_repeatable)
        return answer, secrets

    def _headers(self) -> dict[str, str]:
        return {
            "Accept": "application/json",
            "User-Agent": self._user_agent or "python",
        }


def _absolute(url: str, base: httpx2.URL) -> httpx2.URL:
    try:
        parsed = base.join(url)
    except httpx2.InvalidURL as error:
        raise ConfigurationError(f"the token URL cannot be read: {error}") from None
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise ConfigurationError("the token URL is no address of a server")
    return parsed.copy_with(userinfo=b"", fragment=None)


_SOURCES: weakref.WeakSet[TokenSource] = weakref.WeakSet()


def _after_fork() -> None:
    for source in list(_SOURCES):
        source.after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
