"""What token endpoints say (RFC 6749 sections 5.1 and 5.2, RFC 8628, RFC 8414)."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import parse_qsl

import httpx2

from .errors import OAuthError
from .grants import DevicePrompt, Token
from .log import without

_WORDS_LIMIT = 300


def read_token(
    response: httpx2.Response, url: httpx2.URL, secrets: Collection[str]
) -> Token:
    """The token of an answer. Raises ``OAuthError`` where there is none; ``secrets`` stay out of it."""
    data = _object(response)
    token = data.get("access_token")
    if not response.is_success or not isinstance(token, str) or not token:
        raise refusal(response, url, secrets, data)
    if not token.isprintable():
        raise OAuthError(f"{url}: the access token has characters that cannot be sent")
    scope = data.get("scope")
    refresh = data.get("refresh_token")
    return Token(
        token,
        refresh if isinstance(refresh, str) and refresh else None,
        _seconds(data.get("expires_in")),
        tuple(scope.split()) if isinstance(scope, str) else None,
    )


def refusal(
    response: httpx2.Response,
    url: httpx2.URL,
    secrets: Collection[str],
    data: Mapping[str, Any] | None = None,
) -> OAuthError:
    """The error that an answer tells of (RFC 6749 section 5.2)."""
    found = _object(response) if data is None else data
    error, words, uri = (
        _clean(found.get(key), secrets)
        for key in ("error", "error_description", "error_uri")
    )
    told = f"{error}: {words}" if error and words else error or words or "no token"
    return OAuthError(
        f"{url.copy_with(query=None)}: {told} (status {response.status_code})",
        error=error,
        description=words,
        uri=uri,
        status_code=response.status_code,
    )


def read_metadata(response: httpx2.Response, url: httpx2.URL) -> dict[str, str]:
    """The endpoints that a provider publishes, by their key (RFC 8414 section 2).

    The endpoints may be anywhere, as providers have it, if the document came over TLS: client secrets go
    there on its word alone. Raises ``OAuthError`` where the answer is no such document, where it came over
    TLS and names an endpoint without, and where it came without TLS and names another origin, as whoever
    is on the way could.
    """
    data = _object(response) if response.is_success else {}
    found = {
        key: value
        for key, value in data.items()
        if isinstance(value, str) and key.endswith("_endpoint")
    }
    if "token_endpoint" not in found:
        raise OAuthError(
            f"{url}: the metadata names no token endpoint (status {response.status_code})",
            status_code=response.status_code,
        )
    for key, value in found.items():
        _check_endpoint(url, key, value)
    return found


def _check_endpoint(url: httpx2.URL, key: str, value: str) -> None:
    if url.scheme == "https":
        if not value.lower().startswith("https://"):
            raise OAuthError(f"{url}: the {key} is not protected by TLS")
        return
    try:
        is_at_home = url.join(value).origin == url.origin
    except (httpx2.InvalidURL, ValueError):
        is_at_home = False
    if not is_at_home:
        raise OAuthError(
            f"{url}: the {key} is at another origin, and this document came without TLS"
        )


def prompt_of(
    response: httpx2.Response, url: httpx2.URL, secrets: Collection[str]
) -> tuple[str, DevicePrompt, float]:
    """The device code, what to show to the user, and the seconds between two polls (RFC 8628 section 3.2)."""
    data = _object(response)
    code, user_code = data.get("device_code"), data.get("user_code")
    address = data.get("verification_uri") or data.get("verification_url")
    texts = (code, user_code, address)
    if not response.is_success or not all(isinstance(text, str) for text in texts):
        raise refusal(response, url, secrets, data)
    complete = data.get("verification_uri_complete")
    prompt = DevicePrompt(
        str(user_code),
        str(address),
        complete if isinstance(complete, str) else None,
        _seconds(data.get("expires_in")) or 600.0,
    )
    return str(code), prompt, _seconds(data.get("interval")) or 5.0


def poll_again(error: OAuthError, interval: float) -> float:
    """The seconds until the next poll (RFC 8628 section 3.5). Raises the error where there is to be none."""
    if error.error == "authorization_pending":
        return interval
    if error.error == "slow_down":
        return interval + 5.0
    raise error


def _object(response: httpx2.Response) -> dict[str, Any]:
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == "application/x-www-form-urlencoded":
            return dict(parse_qsl(response.text))
        data = json.loads(response.content)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _seconds(value: object) -> float | None:
    """A lifetime; some endpoints write it as text."""
    try:
        seconds = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return seconds if 0 <= seconds < float("inf") else None


def _clean(text: object, secrets: Collection[str]) -> str:
    if not isinstance(text, str):
        return ""
    told = without(text, secrets)
    printable = "".join(char if char.isprintable() else " " for char in told)
    return printable[:_WORDS_LIMIT]
