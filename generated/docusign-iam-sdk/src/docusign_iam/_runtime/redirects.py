"""Redirects (RFC 9110 section 15.4): followed for GET and HEAD, and without credentials to other origins."""

from __future__ import annotations

from collections.abc import Collection

import httpx2

LIMIT = 5
"""How many redirects one attempt follows."""

_HARMLESS = frozenset(
    {
        b"accept",
        b"accept-encoding",
        b"accept-language",
        b"connection",
        b"user-agent",
    }
)
"""Headers that may go to any origin. All others may hold what is meant for the API alone."""


def follow(
    request: httpx2.Request, response: httpx2.Response, secrets: Collection[str]
) -> httpx2.Request | None:
    """The request that a redirect leads to, or ``None`` where the answer is to be taken as it is.

    ``secrets`` are the names, in lower case, of headers and query parameters that carry credentials.
    """
    if request.method not in {"GET", "HEAD"} or not response.has_redirect_location:
        return None
    try:
        url = request.url.join(response.headers["location"])
    except (httpx2.InvalidURL, ValueError):
        return None
    if url.scheme not in {"http", "https"} or not url.host:
        return None
    url = url.copy_with(userinfo=b"", fragment=None)
    headers = [(n, v) for n, v in request.headers.raw if n.lower() != b"host"]
    if url.origin != request.url.origin:
        secret = {name.encode() for name in secrets}
        harmless = _HARMLESS - secret  # an API may take its key from any header
        headers = [(n, v) for n, v in headers if n.lower() in harmless]
        url = _without(url, secrets)
    return httpx2.Request(
        request.method, url, headers=headers, extensions=request.extensions
    )


def _without(url: httpx2.URL, secrets: Collection[str]) -> httpx2.URL:
    """The URL without the parameters that carry credentials, should the server have echoed them."""
    if not any(name.lower() in secrets for name in url.params):
        return url
    pairs = url.query.decode("ascii").split("&")
    kept = [p for p in pairs if _name(p) not in secrets]
    return url.copy_with(query="&".join(kept).encode("ascii") or None)


def _name(pair: str) -> str:
    return next(iter(httpx2.QueryParams(pair)), "").lower()
