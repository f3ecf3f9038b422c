"""What the runtime tells ``logging``, and how secrets stay out of it."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection

import httpx2

LOGGER = logging.getLogger((__package__ or __name__).rpartition(".")[0] or __name__)
"""The logger of the package that carries this runtime; attempts are logged at DEBUG."""

REDACTED = "[redacted]"
SHORTEST_SECRET = 4
"""Letters from which on a secret is looked for in texts: shorter ones occur in words."""

_SECRET_NAME = re.compile(
    r"token|secret|passw|api[-_]?key|signature|credential|authorization|session|cookie"
    r"|^(key|sig|code|auth|jwt)$",
    re.IGNORECASE,
)


def is_secret(name: str, also: Collection[str] = ()) -> bool:
    """Whether a header, query parameter or cookie of that name is kept out of texts.

    ``also`` holds names, in lower case, of which that is known.
    """
    return name.lower() in also or _SECRET_NAME.search(name) is not None


def without(text: str, secrets: Collection[str]) -> str:
    """The text with these secrets blotted out, such as the words of a server that repeats them."""
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= SHORTEST_SECRET:
            text = text.replace(secret, REDACTED)
    return text


def safe_url(url: httpx2.URL, secrets: Collection[str] = ()) -> httpx2.URL:
    """The URL without user information, fragment and the values of secret query parameters."""
    pairs = url.query.decode("ascii").split("&")
    kept = [
        f"{name}={REDACTED}" if is_secret(_decoded(name), secrets) else pair
        for pair in pairs
        for name in [pair.partition("=")[0]]
    ]
    query = "&".join(kept).encode("ascii") if url.query else None
    return url.copy_with(userinfo=b"", query=query, fragment=None)


def safe_request(
    request: httpx2.Request, secrets: Collection[str] = ()
) -> httpx2.Request:
    """A copy of a request, without its secrets, to keep in errors. A body in memory is kept."""
    headers = [
        (
            name,
            REDACTED.encode() if is_secret(name.decode("latin-1"), secrets) else value,
        )
        for name, value in request.headers.raw
    ]
    url = safe_url(request.url, secrets)
    try:
        content = request.content
    except httpx2.RequestNotRead:
        return httpx2.Request(request.method, url, headers=headers, stream=_Gone())
    copied = httpx2.Request(request.method, url, headers=headers, content=content)
    copied.headers = httpx2.Headers(headers)
    return copied


class HideQuery(logging.Filter):
    """Keeps API keys out of the URLs that httpx2 itself logs."""

    def __init__(self, names: Collection[str]) -> None:
        super().__init__()
        self._names = names

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the arguments of a record; every record passes."""
        if isinstance(record.args, tuple):
            record.args = tuple(
                safe_url(a, self._names) if isinstance(a, httpx2.URL) else a
                for a in record.args
            )
        return True


class _Gone(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """The body of a request that was streamed: it was not kept."""


def _decoded(name: str) -> str:
    return str(httpx2.QueryParams(f"{name}=").multi_items()[0][0]) if name else ""
