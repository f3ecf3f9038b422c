"""Requests as they are sent: the headers are those that httpx2 would add."""

from __future__ import annotations

import httpx2
import pytest

from generator.runtime.outgoing import RawHeaders, assemble

URL = httpx2.URL("https://api.test:8443/a?b=c")


@pytest.mark.parametrize("method", ["GET", "DELETE", "POST", "PUT", "PATCH", "post"])
@pytest.mark.parametrize("content", [None, b"", b"{}"])
@pytest.mark.parametrize(
    "headers",
    [
        [],
        [(b"Accept", b"*/*"), (b"X-Two", b"1"), (b"x-two", b"2")],
        [(b"hOsT", b"other.test")],
        [(b"content-length", b"2")],
        [(b"Transfer-Encoding", b"chunked")],
    ],
)
def test_headers_are_those_of_httpx2(method: str, content: bytes | None, headers: RawHeaders) -> None:
    jar = httpx2.Cookies({"a": "b"})
    made = assemble(method, URL, headers, content, jar)
    meant = httpx2.Request(method, URL, headers=headers, content=content, cookies=jar)
    assert sorted(made.headers.multi_items()) == sorted(meant.headers.multi_items())
    assert (made.method, made.url, made.content) == (method, URL, content or b"")
    assert b"".join(made.stream) == (content or b"")  # type: ignore[arg-type]


def test_pieces_are_left_to_httpx2() -> None:
    made = assemble("POST", URL, [], iter([b"a", b"b"]), None)
    assert made.headers["transfer-encoding"] == "chunked"
    assert b"".join(made.stream) == b"ab"  # type: ignore[arg-type]
