"""Credentials: which are sent, where they come from, and where they never show."""

from __future__ import annotations

import asyncio
import logging
import pickle
import traceback
from typing import Any

import httpx2
import pytest

from generator.runtime.errors import APIError, ConfigurationError
from generator.runtime.operation import (
    ApiKeyScheme,
    BasicScheme,
    BearerScheme,
    ClientTable,
    HttpScheme,
    Server,
)

from .support import Api, json_response, operation

SCHEMES = {
    "bearer": BearerScheme("access_token"),
    "basic": BasicScheme("username", "password"),
    "digest": HttpScheme("digest", "Digest"),
    "header": ApiKeyScheme("header_key", "X-Api-Key", "header"),
    "query": ApiKeyScheme("query_key", "api key", "query"),
    "cookie": ApiKeyScheme("cookie_key", "sid", "cookie"),
}
NONE: dict[str, Any] = dict.fromkeys(
    ("access_token", "username", "password", "digest", "header_key", "query_key", "cookie_key")
)


def table(*security: tuple[str, ...]) -> ClientTable:
    return ClientTable(
        servers=(Server("https://api.test"),),
        schemes=SCHEMES,
        security=tuple(tuple((key, ()) for key in alternative) for alternative in security),
        env_prefix="PETS",
    )


def call(api: Api, *security: tuple[str, ...], options: Any = None, **credentials: Any) -> httpx2.Request:
    """The request under a security of alternatives."""
    api.table = table(*security)
    api.call(operation(), {}, options, credentials=NONE | credentials)
    return api.requests[-1]


@pytest.mark.parametrize(
    ("scheme", "credentials", "header", "value"),
    [
        ("bearer", {"access_token": "abc"}, "authorization", "Bearer abc"),
        ("basic", {"username": "u", "password": "p\u00fc"}, "authorization", "Basic dTpww7w="),
        ("basic", {"username": "u", "password": ""}, "authorization", "Basic dTo="),
        ("digest", {"digest": 'a="b"'}, "authorization", 'Digest a="b"'),
        ("header", {"header_key": "k"}, "x-api-key", "k"),
        ("cookie", {"cookie_key": "k;1"}, "cookie", "sid=k%3B1"),
    ],
)
def test_places(api: Api, scheme: str, credentials: dict[str, str], header: str, value: str) -> None:
    assert call(api, (scheme,), **credentials).headers[header] == value


def test_a_key_in_the_query(api: Api) -> None:
    assert call(api, ("query",), query_key="k&1").url.raw_path == b"/do?api%20key=k%261"


def test_combinations(sync_api: Api) -> None:
    request = call(sync_api, ("bearer", "header", "query"), access_token="t", header_key="h", query_key="q")
    assert request.headers["authorization"] == "Bearer t"
    assert request.headers["x-api-key"] == "h"
    assert request.url.query == b"api%20key=q"


def test_the_first_alternative_that_is_complete(sync_api: Api) -> None:
    request = call(sync_api, ("bearer", "header"), ("query",), access_token="t", query_key="q")
    assert "authorization" not in request.headers
    assert request.url.query == b"api%20key=q"


@pytest.mark.parametrize("security", [[(), ("bearer",)], [("bearer",), ()]])
def test_anonymous_calls(sync_api: Api, security: list[tuple[str, ...]]) -> None:
    assert call(sync_api, *security, access_token="t").headers["authorization"] == "Bearer t"
    assert "authorization" not in call(sync_api, *security).headers


def test_no_security_sends_no_credentials(sync_api: Api) -> None:
    assert "authorization" not in call(sync_api, access_token="t").headers


def test_an_operation_says_otherwise(sync_api: Api) -> None:
    sync_api.table = table(("bearer",))
    credentials = NONE | {"access_token": "t", "header_key": "h"}
    sync_api.call(operation(security=()), credentials=credentials)
    assert "authorization" not in sync_api.requests[-1].headers
    sync_api.call(operation(security=((("header", ("scope",)),),)), credentials=credentials)
    assert "authorization" not in sync_api.requests[-1].headers
    assert sync_api.header("x-api-key") == "h"


def test_missing_credentials_are_named_before_anything_is_sent(api: Api) -> None:
    with pytest.raises(ConfigurationError, match=r"(?s)access_token=.*PETS_ACCESS_TOKEN.*password=.*PETS_PASSWORD"):
        call(api, ("bearer",), ("basic",), username="u")
    assert api.requests == []


def test_the_environment_is_read_when_the_client_is_made(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PETS_ACCESS_TOKEN", "outside")
    assert call(api, ("bearer",)).headers["authorization"] == "Bearer outside"
    assert call(api, ("bearer",), access_token="given").headers["authorization"] == "Bearer given"
    monkeypatch.setenv("PETS_ACCESS_TOKEN", "")
    with pytest.raises(ConfigurationError):
        call(api, ("bearer",))


def test_a_function_is_asked_for_each_attempt(api: Api) -> None:
    tokens = iter(["first", "second"])
    api.answers = [httpx2.Response(503), httpx2.Response(200)]
    call(api, ("bearer",), access_token=lambda: next(tokens), options={"retries": 1})
    assert [r.headers["authorization"] for r in api.requests] == ["Bearer first", "Bearer second"]


async def awaited_token() -> str:
    await asyncio.sleep(0)
    return "awaited"


def test_a_function_that_must_be_awaited() -> None:
    assert call(Api(True), ("bearer",), access_token=awaited_token).headers["authorization"] == "Bearer awaited"
    with pytest.raises(TypeError, match=r"access_token.*async"):
        call(Api(False), ("bearer",), access_token=awaited_token)


@pytest.mark.parametrize(
    ("token", "error"),
    [("", ConfigurationError), ("a\r\nX: 1", ConfigurationError), (5, TypeError), (lambda: None, TypeError)],
)
def test_what_is_no_credential_is_not_shown(api: Api, token: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="access_token") as info:
        call(api, ("bearer",), access_token=token)
    assert "X: 1" not in str(info.value)
    assert api.requests == []


def test_an_exception_of_the_function_passes(api: Api) -> None:
    def token() -> str:
        raise LookupError("vault is closed")

    with pytest.raises(LookupError, match="vault"):
        call(api, ("bearer",), access_token=token)


def test_a_header_of_the_callers_own_takes_the_place(sync_api: Api) -> None:
    options = {"extra_headers": {"AUTHORIZATION": "Custom x"}}
    assert call(sync_api, ("bearer",), options=options).headers.get_list("authorization") == ["Custom x"]
    request = call(sync_api, ("bearer",), options=options, access_token="t")
    assert request.headers.get_list("authorization") == ["Custom x"]


def test_credentials_in_the_base_url(sync_api: Api) -> None:
    sync_api.call(operation(), base_url="https://u:p%40@api.test/x")
    request = sync_api.requests[-1]
    assert (str(request.url), request.headers["authorization"]) == ("https://api.test/x/do", "Basic dTpwQA==")


SECRET = "s3cr3t"
EVERYTHING = {"access_token": SECRET, "header_key": SECRET, "query_key": SECRET, "cookie_key": SECRET}
ALL_PLACES = ("bearer", "header", "query", "cookie")


@pytest.mark.parametrize("is_answered", [True, False])
def test_secrets_stay_out_of_errors(api: Api, is_answered: bool) -> None:
    api.answers = [json_response({"message": "gone"}, 404) if is_answered else httpx2.ConnectError("refused")]
    with pytest.raises(Exception, match=r"https://api\.test/do") as info:
        call(api, ALL_PLACES, **EVERYTHING)
    error: Any = info.value
    shown = [str(error), repr(error), repr(error.request), repr(error.request.headers), str(error.request.url)]
    shown += traceback.format_exception(error)
    assert SECRET in str(api.requests[0].url)
    assert not [text for text in shown if SECRET in text]
    assert SECRET.encode() not in pickle.dumps(error)
    assert error.request.method == "GET"


def test_secrets_stay_out_of_logs_and_reprs(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    api.table = table(ALL_PLACES)
    with caplog.at_level(logging.DEBUG):
        api.use(
            lambda sdk: sdk._send(operation(), {}, {"extra_query": {"password": SECRET}}),
            lambda sdk: caplog.records.append(logging.makeLogRecord({"msg": repr(sdk) + repr(sdk._settings)})),
            credentials=NONE | EVERYTHING,
        )
    lines = [record.getMessage() for record in caplog.records]
    assert any("HTTP Request: GET https://api.test/do" in line for line in lines)
    assert any("GET https://api.test/do" in line and "200" in line for line in lines if "HTTP Request" not in line)
    assert not [line for line in lines if SECRET in line]


def test_secrets_stay_out_of_errors_of_status(api: Api) -> None:
    api.answers = [httpx2.Response(401)]
    with pytest.raises(APIError) as info:
        call(api, ALL_PLACES, **EVERYTHING)
    assert info.value.request.headers["authorization"] == "[redacted]"
    assert info.value.request.headers["x-api-key"] == "[redacted]"
