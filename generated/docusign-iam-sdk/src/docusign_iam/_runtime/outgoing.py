"""HTTP requests as they are sent."""

from __future__ import annotations

from typing import Any, TypeAlias

import httpx2

RawHeaders: TypeAlias = list[tuple[bytes, bytes]]

CALLED = "sdk_call"
"""The extension of a request that tells transports in the same process the operation and its arguments."""

_WITH_BODY = frozenset({"POST", "PUT", "PATCH", "QUERY"})
"""Methods whose requests tell their length even where they have no body (RFC 9110 section 8.6)."""


def assemble(
    method: str, url: httpx2.URL, headers: RawHeaders, content: Any, cookies: Any
) -> httpx2.Request:
    """A request; ``content`` is bytes, ``None``, or pieces, sync or async.

    What is in memory goes out as it is, with the headers that httpx2 would add: to have it find them costs
    three times as much as the request.
    """
    if content is None or isinstance(content, bytes):
        request = httpx2.Request(
            method,
            url,
            headers=_completed(method, url, headers, content or b""),
            cookies=cookies,
            stream=httpx2.ByteStream(content or b""),
        )
        request.read()
    else:
        request = httpx2.Request(
            method, url, headers=headers, cookies=cookies, content=content
        )
    # Methods are case-sensitive (RFC 9110 section 9.1), and the request made them capitals.
    request.method = method
    return request


def _completed(
    method: str, url: httpx2.URL, headers: RawHeaders, content: bytes
) -> RawHeaders:
    """The headers with the host first, and the length last, unless they tell them already."""
    told = {name.lower() for name, _ in headers}
    host = [] if b"host" in told else [(b"Host", url.netloc)]
    if not content and method.upper() not in _WITH_BODY:
        return host + headers
    if not told.isdisjoint({b"content-length", b"transfer-encoding"}):
        return host + headers
    return [*host, *headers, (b"Content-Length", b"%d" % len(content))]
