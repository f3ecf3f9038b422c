"""Redirects: followed for GET and HEAD, and nothing that is meant for one origin goes to another."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from generator.runtime.errors import APIError
from generator.runtime.operation import (
    ApiKeyScheme,
    BearerScheme,
    ClientTable,
    Parameter,
    Server,
)

from .support import Api, operation

TABLE = ClientTable(
    servers=(Server("https://api.test"),),
    schemes={
        "bearer": BearerScheme("token"),
        "header": ApiKeyScheme("key", "X-Key", "header"),
        "query": ApiKeyScheme("key", "key", "query"),
        "cookie": ApiKeyScheme("key", "sid", "cookie"),
    },
    security=(tuple((name, ()) for name in ("bearer", "header", "query", "cookie")),),
    user_agent="pets/1.0",
)
CREDENTIALS = {"token": "t0p", "key": "s3cret"}
SECRET_HEADERS = ["authorization", "x-key", "cookie", "x-caller", "x-account"]


def to(location: str, status: int = 302) -> httpx2.Response:
    return httpx2.Response(status, headers={"Location": location})


def follow(api: Api, *locations: str, method: str = "GET", status: int = 302) -> httpx2.Request:
    """The last request of a call that is led through ``locations``."""
    api.table = TABLE
    api.answers = [*(to(location, status) for location in locations), httpx2.Response(200)]
    asks = operation(method=method, parameters=(Parameter("X-Account", "account", "header"),))
    api.call(asks, {"account": "a"}, {"extra_headers": {"X-Caller": "c"}}, credentials=CREDENTIALS)
    return api.requests[-1]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_within_an_origin(api: Api, method: str, status: int) -> None:
    request = follow(api, "/elsewhere?x=1#there", method=method, status=status)
    assert (request.method, str(request.url)) == (method, "https://api.test/elsewhere?x=1")
    assert request.headers["authorization"] == "Bearer t0p"
    assert request.headers["x-key"] == "s3cret"
    assert request.headers["cookie"] == "sid=s3cret"


@pytest.mark.parametrize(
    "location",
    [
        "https://evil.test/x?key=s3cret&a=b",
        "//evil.test/x?a=b",
        "http://api.test/x?a=b",
        "https://api.test:8443/x?a=b",
        "https://api.test@evil.test/x?a=b",
    ],
)
def test_to_another_origin(api: Api, location: str) -> None:
    request = follow(api, location)
    assert request.url.raw_path == b"/x?a=b"
    assert request.url.userinfo == b""
    assert [name for name in SECRET_HEADERS if name in request.headers] == []
    assert request.headers["host"] == request.url.netloc.decode()
    assert request.headers["user-agent"].startswith("pets/1.0 ")


def test_there_and_back(api: Api) -> None:
    request = follow(api, "https://evil.test/", "https://api.test/x")
    assert [name for name in SECRET_HEADERS if name in request.headers] == []


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_credentials_of_the_callers_own_client(scheme: str) -> None:
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return to(f"{scheme}://evil.test/") if len(seen) == 1 else httpx2.Response(200)

    http = httpx2.Client(transport=httpx2.MockTransport(answer), auth=("u", "p"), headers={"X-Own": "o"})
    with http:
        Api(False).call(operation(), http_client=http)
    assert seen[0].headers["x-own"] == "o"
    assert "authorization" in seen[0].headers
    assert "authorization" not in seen[1].headers
    assert "x-own" not in seen[1].headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_redirected(api: Api, method: str) -> None:
    api.answers = [to("/elsewhere")]
    with pytest.raises(APIError) as info:
        api.call(operation(method=method))
    assert (info.value.status_code, info.value.headers["location"]) == (302, "/elsewhere")
    assert len(api.requests) == 1


@pytest.mark.parametrize("location", ["ftp://api.test/", "file:///etc/passwd", "https://a:b/", "mailto:a@b"])
def test_places_that_cannot_be_called(api: Api, location: str) -> None:
    api.answers = [to(location)]
    with pytest.raises(APIError):
        api.call(operation())
    assert len(api.requests) == 1


def test_a_loop_ends(api: Api) -> None:
    api.answers = [lambda _: to("/again")]
    with pytest.raises(APIError) as info:
        api.call(operation())
    assert (len(api.requests), info.value.attempts) == (6, 1)


def test_redirects_are_no_attempts(api: Api) -> None:
    api.answers = [to("/a"), httpx2.Response(503), to("/b"), httpx2.Response(200)]
    response: Any = api.call(operation(), {}, {"retries": 1})
    assert response.attempts == 2
    assert [r.url.path for r in api.requests] == ["/v1/do", "/a", "/v1/do", "/b"]
