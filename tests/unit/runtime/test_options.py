"""Options of a call and of a client, and the server that they choose."""

from __future__ import annotations

import re
from typing import Any

import httpx2
import pytest

from generator.runtime.errors import ConfigurationError, ResponseValidationError
from generator.runtime.operation import ClientTable, Parameter, Server, Variable

from .support import GET_PET, TABLE, Api, operation

SERVERS = ClientTable(
    servers=(
        Server("https://{region}.api.test/{version}", name="live", variables={"region": "eu", "version": "v2"}),
        Server("https://sandbox.test", name="sandbox"),
    ),
    env_prefix="PETS",
)
OWN = operation(servers=(Server("https://files.test/up"), Server("https://files.sandbox.test", name="sandbox")))


@pytest.mark.parametrize(
    ("asks", "client", "options", "url"),
    [
        (operation(), {}, {}, "https://eu.api.test/v2/do"),
        (operation(), {"server": "sandbox"}, {}, "https://sandbox.test/do"),
        (operation(), {"server": "sandbox"}, {"server": "live"}, "https://eu.api.test/v2/do"),
        (operation(), {"base_url": "http://127.0.0.1:8/"}, {}, "http://127.0.0.1:8/do"),
        (operation(), {"base_url": "http://h/a/b?k=v"}, {"extra_query": {"x": 1}}, "http://h/a/b/do?k=v&x=1"),
        (operation(), {"base_url": "http://h"}, {"server": "sandbox"}, "https://sandbox.test/do"),
        (operation(), {"server": "sandbox"}, {"base_url": "http://h/x"}, "http://h/x/do"),
        (operation(), {"base_url": "http://[::1]:8"}, {}, "http://[::1]:8/do"),
        (operation(), {"base_url": "HTTP://H/%7Euser#f"}, {}, "http://h/%7Euser/do"),
        (OWN, {}, {}, "https://files.test/up/do"),
        (OWN, {"server": "live"}, {}, "https://files.test/up/do"),
        (OWN, {"server": "sandbox"}, {}, "https://files.sandbox.test/do"),
        (OWN, {"base_url": "http://h"}, {}, "http://h/do"),
    ],
)
def test_servers(api: Api, asks: Any, client: dict[str, Any], options: dict[str, Any], url: str) -> None:
    api.table = SERVERS
    api.call(asks, {}, options, **client)
    assert str(api.requests[-1].url) == url


def test_the_address_from_the_environment(sync_api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PETS_BASE_URL", "http://outside")
    sync_api.table = SERVERS
    sync_api.call(operation())
    sync_api.call(operation(), base_url="http://given")
    sync_api.call(operation(), server="sandbox")
    assert [r.url.host for r in sync_api.requests] == ["outside", "given", "sandbox.test"]


@pytest.mark.parametrize(
    ("servers", "client", "message"),
    [
        ((), {}, "base_url="),
        ((Server("/v1"),), {}, "'/v1'.*base_url="),
        ((Server("https://{host}"),), {}, "base_url="),
        ((Server("ftp://h"),), {}, "'ftp://h'.*base_url="),
        (SERVERS.servers, {"server": "moon"}, "'moon'.*'live', 'sandbox'"),
        ((Server("https://h"),), {"server": "moon"}, "'moon'.*none has a name"),
    ],
)
def test_no_server(api: Api, servers: tuple[Server, ...], client: dict[str, Any], message: str) -> None:
    api.table = ClientTable(servers=servers)
    with pytest.raises(ConfigurationError, match=message):
        api.call(operation(), **client)
    assert api.requests == []


@pytest.mark.parametrize("base_url", ["api.test", "https://", "https://a:b", "ws://h", "http://h\n"])
def test_a_base_url_that_cannot_be_called_is_refused_at_once(sync_api: Api, base_url: str) -> None:
    with pytest.raises(ConfigurationError, match=r"base.URL|base_url"):
        sync_api.use(lambda _: pytest.fail("the client was made"), base_url=base_url)


def test_no_password_in_the_message(sync_api: Api) -> None:
    with pytest.raises(ConfigurationError) as info:
        sync_api.use(base_url="ftp://u:s3cret@h")
    assert "s3cret" not in str(info.value)


def test_an_unknown_option_is_refused(api: Api) -> None:
    with pytest.raises(TypeError, match=r"'retires'.*retries"):
        api.call(operation(), {}, {"retires": 1})
    assert api.requests == []


def test_precedence_of_headers(api: Api) -> None:
    parameters = (Parameter("X-A", "a", "header"), Parameter("X-B", "b", "header"), Parameter("X-C", "c", "header"))
    api.call(
        operation(parameters=parameters),
        {"a": "1", "b": "1", "c": "1"},
        {"extra_headers": {"x-c": "3", "ACCEPT": "text/x"}},
        headers={"x-b": "2", "x-c": "2", "User-Agent": "mine"},
    )
    headers = api.requests[-1].headers
    assert [headers.get_list(name) for name in ("x-a", "x-b", "x-c", "accept", "user-agent")] == [
        ["1"],
        ["2"],
        ["3"],
        ["text/x"],
        ["mine"],
    ]


def test_the_user_agent(sync_api: Api) -> None:
    sync_api.call(operation())
    assert re.fullmatch(r"pets/1\.0 python/3\.\d+", sync_api.header("user-agent") or "")


@pytest.mark.parametrize(
    ("headers", "error"),
    [
        ({"X-A": "a\r\nX-B: b"}, ValueError),
        ({"X A": "a"}, ValueError),
        ({"X-A:": "a"}, ValueError),
        ({"": "a"}, ValueError),
        ({"X-\u00fc": "a"}, ValueError),
        ({"X-A": 1}, TypeError),
    ],
)
def test_headers_that_cannot_be_sent(sync_api: Api, headers: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="header"):
        sync_api.call(operation(), {}, {"extra_headers": headers})
    assert sync_api.requests == []


def test_extra_query(sync_api: Api) -> None:
    parameters = (Parameter("a[b]", "a", "query"), Parameter("c", "c", "query"))
    sync_api.call(
        operation(parameters=parameters), {"a": 1, "c": 2}, {"extra_query": {"a[b]": [3, 4], "d": "x y", "e": True}}
    )
    assert sync_api.target == "/v1/do?c=2&a%5Bb%5D=3&a%5Bb%5D=4&d=x%20y&e=true"


def test_idempotency_key(sync_api: Api) -> None:
    sync_api.call(operation(method="POST"), {}, {"idempotency_key": "k-1"})
    assert sync_api.header("idempotency-key") == "k-1"


@pytest.mark.parametrize(
    ("timeout", "sent"),
    [
        (5, {"connect": 5, "read": 5, "write": 5, "pool": 5}),
        ((1, 2, 3, 4), {"connect": 1, "read": 2, "write": 3, "pool": 4}),
        (httpx2.Timeout(None), {"connect": None, "read": None, "write": None, "pool": None}),
    ],
)
def test_timeouts(api: Api, timeout: Any, sent: dict[str, float | None]) -> None:
    api.call(operation(), {}, {"timeout": timeout}, timeout=77)
    api.call(operation(), timeout=timeout)
    assert [r.extensions["timeout"] for r in api.requests] == [sent, sent]


def test_the_timeout_of_the_callers_own_client(sync_api: Api) -> None:
    sync_api.call(operation())
    assert sync_api.requests[-1].extensions["timeout"]["read"] == 5.0


def test_with_options(api: Api) -> None:
    asks = operation(parameters=(Parameter("q", "q", "query"),))
    api.use(
        lambda sdk: (
            sdk.with_options(extra_headers={"X-A": "1"}, extra_query={"q": 1}, retries=1)
            .with_options(extra_headers={"x-a": "2", "X-B": "2"})
            ._send(asks, {"q": 0}, {"extra_query": {"r": 1}})
        ),
        lambda sdk: sdk._send(asks, {"q": 0}, None),
        headers={"X-0": "0"},
    )
    first, second = api.requests
    assert [first.headers.get(name) for name in ("x-0", "x-a", "x-b")] == ["0", "2", "2"]
    assert [second.headers.get(name) for name in ("x-0", "x-a", "x-b")] == ["0", None, None]
    assert (first.url.query, second.url.query) == (b"q=1&r=1", b"q=0")


def test_with_options_checks_its_names(sync_api: Api) -> None:
    with pytest.raises(TypeError, match="retires"):
        sync_api.use(lambda sdk: sdk.with_options(retires=1))
    with pytest.raises(TypeError, match="one call"):
        sync_api.use(lambda sdk: sdk.with_options(idempotency_key="k"))


def test_a_url_that_is_too_long(sync_api: Api) -> None:
    with pytest.raises(ValueError, match="URL"):
        sync_api.call(operation(), {}, {"extra_query": {"a": "x" * 100_000}})


def test_query_and_path_of_the_callers_own_client_do_not_matter(sync_api: Api) -> None:
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200)

    transport = httpx2.MockTransport(answer)
    with httpx2.Client(transport=transport, base_url="http://other", params={"x": 1}) as http:
        sync_api.call(operation(), {}, {"extra_query": {"a": "b/c"}}, http_client=http)
    assert str(seen[0].url) == f"{TABLE.servers[0].url}/do?a=b%2Fc"


REGIONS = ClientTable(
    servers=(Server("https://{region}.api.test/{base}", variables={"region": "eu", "base": "v1"}),),
    variables={"region": Variable("region", ("eu", "us")), "base": Variable("base")},
    env_prefix="PETS",
)


@pytest.mark.parametrize(
    ("given", "environment", "url"),
    [
        ({}, {}, "https://eu.api.test/v1/do"),
        ({"region": "us"}, {}, "https://us.api.test/v1/do"),
        ({"base": "v2/beta"}, {}, "https://eu.api.test/v2/beta/do"),
        ({"region": None}, {"PETS_REGION": "us", "PETS_BASE": "x"}, "https://us.api.test/x/do"),
        ({"region": "eu"}, {"PETS_REGION": "us"}, "https://eu.api.test/v1/do"),
    ],
)
def test_variables_of_servers(
    api: Api, monkeypatch: pytest.MonkeyPatch, given: Any, environment: dict[str, str], url: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    api.table = REGIONS
    api.call(operation(), variables=given)
    assert str(api.requests[-1].url) == url


def test_a_variable_that_the_api_does_not_know(sync_api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    sync_api.table = REGIONS
    with pytest.raises(ConfigurationError, match="region is 'ue'; known: 'eu', 'us'"):
        sync_api.use(lambda _: pytest.fail("the client was made"), variables={"region": "ue"})
    with pytest.raises(TypeError, match="base must be text, not int"):
        sync_api.use(lambda _: pytest.fail("the client was made"), variables={"base": 1})


@pytest.mark.parametrize(
    ("server", "value"),
    [
        ("https://{x}.api.test", "evil.test/"),
        ("https://{x}.api.test", "evil.test#"),
        ("https://{x}.api.test", "evil.test?"),
        ("https://{x}.api.test", "user@evil.test"),
        ("https://{x}.api.test", "evil.test\\"),
        ("https://{x}.api.test", "a b"),
        ("https://api.{x}", "test/@evil.test"),
        ("{scheme}://{x}.api.test", "evil.test/"),
        ("{x}://api.test", "https://evil.test/"),
        ("https://api.test/{x}", "../admin"),
        ("https://api.test/{x}", "a?b"),
        ("https://api.test/{x}", "a#b"),
        ("/{x}", "a\\b"),
    ],
)
def test_a_variable_does_not_lead_elsewhere(sync_api: Api, server: str, value: str) -> None:
    sync_api.table = ClientTable(
        servers=(Server(server, variables={"x": "a", "scheme": "https"}),), variables={"x": Variable("x")}
    )
    with pytest.raises(ConfigurationError, match=r"cannot stand for \{x\}"):
        sync_api.call(operation(), variables={"x": value})
    assert sync_api.requests == []


def test_a_variable_that_is_the_whole_address(sync_api: Api) -> None:
    sync_api.table = ClientTable(
        servers=(Server("{root}/v1", variables={"root": "https://a.test"}),), variables={"root": Variable("root")}
    )
    sync_api.call(operation(), variables={"root": "http://localhost:8080/x"})
    assert str(sync_api.requests[-1].url) == "http://localhost:8080/x/v1/do"


def test_an_address_from_the_environment_that_cannot_be_called(sync_api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PETS_BASE_URL", "api.test")
    with pytest.raises(ConfigurationError, match=r"^PETS_BASE_URL: 'api\.test' is no address of a server"):
        sync_api.use(lambda _: pytest.fail("the client was made"))


def test_strict_responses_for_one_call(api: Api) -> None:
    api.answers = [httpx2.Response(200, text="no json", headers={"content-type": "application/json"})]
    with pytest.raises(ResponseValidationError):
        api.call(GET_PET, {"pet_id": "1"}, {"strict_responses": True})


KEYED = ClientTable(servers=TABLE.servers, idempotency_header="X-Idempotency-Key")


def test_keys_that_calls_get_by_themselves(api: Api) -> None:
    api.table = KEYED
    api.answers = [httpx2.Response(503), httpx2.Response(200)]
    api.call(operation(method="POST"), {}, {"retries": 1})
    first, second = (request.headers["x-idempotency-key"] for request in api.requests)
    assert first == second
    assert len(first) == 36
    api.call(operation(method="PATCH"))
    assert api.header("x-idempotency-key") not in {None, first}
    api.call(operation(method="PUT"))
    assert api.header("x-idempotency-key") is None


def test_a_key_of_the_callers_own(api: Api) -> None:
    api.table = KEYED
    parameter = Parameter("x-idempotency-key", "key", "header")
    api.call(operation(method="POST"), {}, {"idempotency_key": "k-1"})
    api.call(operation(method="POST"), {}, {"extra_headers": {"X-IDEMPOTENCY-KEY": "k-2"}})
    api.call(operation(method="POST", parameters=(parameter,)), {"key": "k-3"})
    assert [r.headers.get_list("x-idempotency-key") for r in api.requests] == [["k-1"], ["k-2"], ["k-3"]]
    with pytest.raises(ValueError, match="cannot be empty"):
        api.call(operation(method="POST"), {}, {"idempotency_key": ""})
