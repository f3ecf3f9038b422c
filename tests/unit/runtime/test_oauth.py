"""Access tokens: obtained, kept, renewed once, and never shown."""

from __future__ import annotations

import asyncio
import base64
import copy
import json
import pickle
import threading
import time
import traceback
from typing import Any
from urllib.parse import parse_qsl

import anyio
import httpx2
import pytest

from generator.runtime import oauth
from generator.runtime.client import AsyncClient, SyncClient
from generator.runtime.errors import APIConnectionError, AuthenticationError, ConfigurationError, OAuthError
from generator.runtime.grants import (
    AuthorizationCode,
    ClientCredentials,
    DeviceCode,
    DevicePrompt,
    Grant,
    PasswordCredentials,
    RefreshToken,
    Token,
)
from generator.runtime.operation import ClientTable, OAuthScheme, Server

from .support import Api, operation

TOKEN_URL = "https://auth.test/token"
SECRET = "s3cr3t"
READ = operation(id="read", security=((("oauth", ("read",)),),))
WRITE = operation(id="write", method="POST", security=((("oauth", ("write", "read")),),))


def table(scheme: OAuthScheme | None = None) -> ClientTable:
    usual = OAuthScheme(
        "access_token",
        {"client_credentials": TOKEN_URL},
        client=("client_id", "client_secret", "token_url"),
        device_url="https://auth.test/device",
    )
    return ClientTable(
        servers=(Server("https://api.test"),),
        schemes={"oauth": scheme or usual},
        security=((("oauth", ()),),),
        env_prefix="PETS",
        user_agent="pets/1.0",
    )


class Provider:
    """An authorization server and an API in one transport: it counts tokens, and takes only those it gave."""

    def __init__(self, **fields: Any) -> None:
        self.fields = fields
        self.forms: list[dict[str, str]] = []
        self.requests: list[httpx2.Request] = []
        self.valid: set[str] = set()
        self.refusals: list[httpx2.Response] = []
        self.calls: list[str] = []
        self.pause = 0.0

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "api.test":
            token = request.headers["authorization"].removeprefix("Bearer ")
            self.calls.append(token)
            return httpx2.Response(204 if token in self.valid else 401)
        time.sleep(self.pause)
        self.requests.append(request)
        self.forms.append(dict(parse_qsl(request.content.decode())))
        if self.refusals:
            return self.refusals.pop(0)
        token = f"token-{len(self.forms)}"
        self.valid.add(token)
        return httpx2.Response(200, json={"access_token": token, "token_type": "bearer", **self.fields})


@pytest.fixture
def provider(api: Api) -> Provider:
    found = Provider(expires_in=3600)
    api.answers = [found]
    api.table = table()
    return found


def client_credentials(**more: Any) -> Grant:
    return ClientCredentials(client_id="id", client_secret=SECRET, **more)


def calls(*operations: Any) -> list[Any]:
    return [lambda sdk, asked=asked: sdk._send(asked, {}, None) for asked in operations]


def basic(first: str, second: str) -> str:
    return "Basic " + base64.b64encode(f"{first}:{second}".encode()).decode()


def test_a_token_is_asked_for_once_and_kept(api: Api, provider: Provider) -> None:
    api.use(*calls(READ, READ), credentials={"access_token": client_credentials()})
    assert provider.forms == [{"grant_type": "client_credentials", "scope": "read"}]
    request = provider.requests[0]
    assert (str(request.url), request.headers["accept"]) == (TOKEN_URL, "application/json")
    assert request.headers["authorization"] == basic("id", SECRET)
    assert provider.calls == ["token-1", "token-1"]


def test_identifier_and_secret_are_form_encoded_first(api: Api, provider: Provider) -> None:
    grant = ClientCredentials(client_id="a b:c", client_secret="d/%")
    api.use(*calls(READ), credentials={"access_token": grant})
    assert provider.requests[0].headers["authorization"] == basic("a+b%3Ac", "d%2F%25")


def test_the_secret_in_the_form(api: Api, provider: Provider) -> None:
    api.use(
        *calls(READ),
        credentials={
            "access_token": client_credentials(client_auth="post", extra={"audience": "x"}, scopes=["a", "b"])
        },
    )
    assert provider.forms == [
        {
            "grant_type": "client_credentials",
            "scope": "a b",
            "audience": "x",
            "client_id": "id",
            "client_secret": SECRET,
        }
    ]
    assert "authorization" not in provider.requests[0].headers


def test_scopes_of_the_operation(api: Api, provider: Provider) -> None:
    api.use(*calls(READ, WRITE, READ, WRITE), credentials={"access_token": client_credentials()})
    assert [form["scope"] for form in provider.forms] == ["read", "read write"]
    assert provider.calls == ["token-1", "token-2", "token-1", "token-2"]


def test_a_token_with_more_scopes_serves_too(api: Api, provider: Provider) -> None:
    provider.fields["scope"] = "read write"
    api.use(*calls(READ, WRITE), credentials={"access_token": client_credentials()})
    assert provider.calls == ["token-1", "token-1"]


@pytest.mark.parametrize(
    ("lifetime", "after", "renewals"), [(100, 89, 1), (100, 91, 2), (36000, 35930, 1), (36000, 35941, 2)]
)
def test_it_is_renewed_before_it_ends(
    api: Api, provider: Provider, monkeypatch: pytest.MonkeyPatch, lifetime: int, after: int, renewals: int
) -> None:
    provider.fields["expires_in"] = str(lifetime)
    now = [1000.0]

    class Clock:
        monotonic = staticmethod(lambda: now[0])

    monkeypatch.setattr(oauth, "time", Clock)

    def wait(_: Any) -> None:
        now[0] += after

    read = calls(READ)
    api.use(*read, wait, *read, credentials={"access_token": client_credentials()})
    assert len(provider.forms) == renewals


def test_a_refresh_token_renews_and_rotates(api: Api, provider: Provider) -> None:
    provider.fields.update(expires_in=0, refresh_token="second")
    kept: list[Token] = []
    grant = RefreshToken(client_id="id", refresh_token="first", on_token=kept.append)
    api.use(*calls(READ, READ), credentials={"access_token": grant})
    assert provider.forms == [
        {"grant_type": "refresh_token", "refresh_token": "first", "client_id": "id"},
        {"grant_type": "refresh_token", "refresh_token": "second", "client_id": "id"},
    ]
    assert [token.refresh_token for token in kept] == ["second", "second"]
    assert kept[0].access_token == "token-1"


def test_name_and_password(api: Api, provider: Provider) -> None:
    provider.fields.update(expires_in=0, refresh_token="r")
    provider.refusals = []
    grant = PasswordCredentials(username="u", password=SECRET)
    read = calls(READ)

    def refuse(_: Any) -> None:
        provider.refusals = [httpx2.Response(400, json={"error": "invalid_grant"})]

    api.use(*read, *read, refuse, *read, credentials={"access_token": grant})
    kinds = [form["grant_type"] for form in provider.forms]
    assert kinds == ["password", "refresh_token", "refresh_token", "password"]
    assert provider.forms[0] == {"grant_type": "password", "username": "u", "password": SECRET, "scope": "read"}


def test_a_code_is_good_for_one_token(api: Api, provider: Provider) -> None:
    provider.fields["expires_in"] = 0
    grant = AuthorizationCode(client_id="id", code="c", redirect_uri="https://app.test/cb", code_verifier="v")
    with pytest.raises(ConfigurationError, match="sign in again"):
        api.use(*calls(READ, READ), credentials={"access_token": grant})
    assert provider.forms == [
        {
            "grant_type": "authorization_code",
            "code": "c",
            "redirect_uri": "https://app.test/cb",
            "code_verifier": "v",
            "client_id": "id",
        }
    ]


def test_signing_in_on_another_device(api: Api, provider: Provider) -> None:
    device = {"device_code": "dc", "user_code": "AB-CD", "verification_uri": "https://auth.test/go", "interval": 3}
    provider.refusals = [
        httpx2.Response(200, json=device),
        httpx2.Response(400, json={"error": "authorization_pending"}),
        httpx2.Response(400, json={"error": "slow_down"}),
    ]
    shown: list[DevicePrompt] = []
    api.use(*calls(READ), credentials={"access_token": DeviceCode(client_id="id", prompt=shown.append)})
    assert shown == [DevicePrompt("AB-CD", "https://auth.test/go", None, 600.0)]
    assert [request.url.path for request in provider.requests] == ["/device", "/token", "/token", "/token"]
    assert provider.forms[1]["device_code"] == "dc"
    assert api.naps == [3.0, 3.0, 8.0]


def test_a_401_is_repeated_once_with_a_fresh_token(api: Api, provider: Provider) -> None:
    def revoke(_: Any) -> None:
        provider.valid.clear()

    read = calls(READ)
    api.use(*read, revoke, *read, credentials={"access_token": client_credentials()})
    assert provider.calls == ["token-1", "token-1", "token-2"]


def test_a_401_that_stays_is_an_error(api: Api, provider: Provider) -> None:
    grant = client_credentials(token_url="https://other.test/token")
    provider.refusals = [httpx2.Response(200, json={"access_token": "bad"})] * 5
    with pytest.raises(AuthenticationError) as info:
        api.use(*calls(READ), credentials={"access_token": grant})
    assert provider.calls == ["bad", "bad"]
    assert info.value.attempts == 2


def test_a_plain_token_is_not_asked_for_again(api: Api, provider: Provider) -> None:
    with pytest.raises(AuthenticationError):
        api.use(*calls(READ), credentials={"access_token": "plain"})
    assert provider.calls == ["plain"]


def test_arguments_of_a_client(api: Api, provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    none: dict[str, Any] = dict.fromkeys(("access_token", "client_id", "client_secret", "token_url"))
    api.use(*calls(READ), credentials=none | {"client_id": "id", "client_secret": SECRET})
    assert provider.requests[-1].headers["authorization"] == basic("id", SECRET)
    monkeypatch.setenv("PETS_ACCESS_TOKEN", "outside")
    monkeypatch.setenv("PETS_TOKEN_URL", "https://other.test/t")
    api.use(*calls(READ), credentials=none | {"client_id": "id", "client_secret": SECRET})
    assert str(provider.requests[-1].url) == "https://other.test/t"
    monkeypatch.setenv("PETS_CLIENT_ID", "id")
    with pytest.raises(AuthenticationError):
        api.use(*calls(READ), credentials=none)
    assert provider.calls[-1] == "outside"


def test_what_is_missing_is_named(api: Api, provider: Provider) -> None:
    none: dict[str, Any] = dict.fromkeys(("access_token", "client_id", "client_secret", "token_url"))
    with pytest.raises(ConfigurationError, match=r"access_token=.*client_id=.*client_secret=.*PETS_CLIENT_SECRET"):
        api.use(*calls(READ), credentials=none)
    with pytest.raises(ConfigurationError) as info:
        api.use(*calls(READ), credentials=none | {"client_id": "id"})
    assert "client_secret=" in str(info.value)
    assert "access_token=" not in str(info.value)
    with pytest.raises(TypeError, match="access_token must be text, a function or a grant"):
        api.use(*calls(READ), credentials=none | {"access_token": 5})


def test_secrets_from_functions(api: Api, provider: Provider) -> None:
    async def awaited() -> str:
        return SECRET

    grant = ClientCredentials(client_id=lambda: "id", client_secret=awaited if api.is_async else lambda: SECRET)
    api.use(*calls(READ), credentials={"access_token": grant})
    assert provider.requests[0].headers["authorization"] == basic("id", SECRET)


def test_an_async_function_in_the_sync_client(sync_api: Api) -> None:
    async def awaited() -> str:
        return SECRET

    sync_api.table = table()
    with pytest.raises(TypeError, match=r"client_secret.*async"):
        sync_api.use(
            *calls(READ), credentials={"access_token": ClientCredentials(client_id="i", client_secret=awaited)}
        )


REFUSAL = {"error": "invalid_client", "error_description": f"bad {SECRET}", "error_uri": "https://auth.test/help"}


@pytest.mark.parametrize("client_auth", ["basic", "post"])
def test_refusals_are_typed_and_without_secrets(api: Api, provider: Provider, client_auth: Any) -> None:
    provider.refusals = [httpx2.Response(401, json=REFUSAL)]
    with pytest.raises(OAuthError) as info:
        api.use(*calls(READ), credentials={"access_token": client_credentials(client_auth=client_auth)})
    error = info.value
    assert (error.error, error.description, error.status_code) == ("invalid_client", "bad [redacted]", 401)
    assert error.uri == "https://auth.test/help"
    assert str(error).startswith(f"{TOKEN_URL}: invalid_client: bad [redacted] (status 401)")
    assert "".join(traceback.format_exception(error)).count(SECRET) == 0
    again = pickle.loads(pickle.dumps(error))
    assert (again.error, again.uri, str(again)) == (error.error, error.uri, str(error))
    assert provider.calls == []


@pytest.mark.parametrize(
    "answer",
    [
        (200, {"json": {"ok": False, "error": "invalid_code"}}),
        (200, {"json": []}),
        (200, {"content": b"\xff"}),
        (302, {"headers": {"location": "https://evil.test/token"}}),
        (200, {"json": {"access_token": "a\r\nb"}}),
    ],
)
def test_answers_that_are_no_tokens(api: Api, provider: Provider, answer: Any) -> None:
    status, facts = answer
    provider.refusals = [httpx2.Response(status, **facts)]
    with pytest.raises(OAuthError):
        api.use(*calls(READ), credentials={"access_token": client_credentials()})
    assert [request.url.host for request in api.requests] == ["auth.test"]


def test_temporary_failures_are_waited_out(api: Api, provider: Provider) -> None:
    provider.refusals = [httpx2.Response(503), httpx2.Response(429, headers={"retry-after": "2"})]
    api.use(*calls(READ), credentials={"access_token": client_credentials()})
    assert (len(provider.forms), api.naps[1]) == (3, 2.0)


def test_an_endpoint_out_of_reach_gives_no_secret_away(api: Api, provider: Provider) -> None:
    api.answers = [httpx2.ConnectError("refused")]
    with pytest.raises(APIConnectionError) as info:
        api.use(*calls(READ), credentials={"access_token": client_credentials(client_auth="post")})
    error = info.value
    assert (error.attempts, str(error.request.url), error.request.content) == (3, TOKEN_URL, b"")
    cause: Any = error.__cause__
    assert cause.request.content == b""
    assert SECRET.encode() not in pickle.dumps(error)
    assert SECRET not in "".join(traceback.format_exception(error))


def test_form_encoded_answers(api: Api, provider: Provider) -> None:
    provider.refusals = [
        httpx2.Response(
            200, text="access_token=t&expires_in=9", headers={"content-type": "application/x-www-form-urlencoded"}
        )
    ]
    provider.valid.add("t")
    api.use(*calls(READ), credentials={"access_token": client_credentials()})
    assert provider.calls == ["t"]


METADATA = "https://id.test/.well-known/openid-configuration"


def discovering(api: Api, *answers: httpx2.Response) -> Provider:
    provider = Provider(expires_in=0)
    provider.refusals = list(answers)
    api.answers, api.table = [provider], table(OAuthScheme("access_token", metadata_url=METADATA))
    return provider


def test_the_endpoint_is_discovered_once(api: Api) -> None:
    provider = discovering(api, httpx2.Response(200, json={"token_endpoint": "https://id.test/t", "issuer": "x"}))
    api.use(*calls(READ, READ), credentials={"access_token": client_credentials()})
    assert [str(request.url) for request in provider.requests] == [METADATA, "https://id.test/t", "https://id.test/t"]
    assert provider.requests[0].method == "GET"
    assert "authorization" not in provider.requests[0].headers


@pytest.mark.parametrize(
    "answer",
    [
        (404, {}),
        (200, {"json": {"issuer": "x"}}),
        (200, {"json": {"token_endpoint": "http://id.test/t"}}),
        (301, {"headers": {"location": "https://evil.test"}}),
    ],
)
def test_metadata_that_cannot_be_trusted(api: Api, answer: Any) -> None:
    status, facts = answer
    provider = discovering(api, httpx2.Response(status, **facts))
    with pytest.raises(OAuthError, match=r"metadata|TLS"):
        api.use(*calls(READ), credentials={"access_token": client_credentials()})
    assert len(provider.requests) == 1


def test_relative_token_urls_belong_to_the_server(api: Api) -> None:
    provider = Provider()
    api.answers = [
        lambda r: provider(r) if "authorization" not in r.headers or r.url.path == "/do" else httpx2.Response(500)
    ]
    api.table = table(OAuthScheme("access_token", {"password": "/oauth/token"}))
    with pytest.raises(KeyError):  # the provider tells API and endpoints apart by their host
        api.use(*calls(READ), credentials={"access_token": PasswordCredentials(username="u", password="p")})
    assert str(api.requests[0].url) == "https://api.test/oauth/token"


def test_no_endpoint(api: Api) -> None:
    api.table = table(OAuthScheme("access_token"))
    with pytest.raises(ConfigurationError, match="names no token endpoint: give ClientCredentials its URL"):
        api.use(*calls(READ), credentials={"access_token": client_credentials()})
    assert api.requests == []


GRANTS = [
    client_credentials(),
    PasswordCredentials(username="u", password=SECRET),
    RefreshToken(client_id="i", client_secret=SECRET, refresh_token=SECRET),
    AuthorizationCode(client_id="i", code=SECRET, code_verifier=SECRET),
]


@pytest.mark.parametrize("grant", GRANTS)
def test_grants_keep_their_secrets(grant: Grant) -> None:
    assert SECRET not in repr(grant)
    with pytest.raises(TypeError, match="holds secrets"):
        pickle.dumps(grant)
    client = SyncClient(table(), credentials={"access_token": grant})
    assert SECRET not in repr(vars(client)) + repr(client._settings) + repr(client._settings.credentials)


def test_one_renewal_for_many_threads() -> None:
    provider = Provider(expires_in=3600)
    provider.pause = 0.05
    with (
        httpx2.Client(transport=httpx2.MockTransport(provider)) as http,
        SyncClient(table(), credentials={"access_token": client_credentials()}, http_client=http) as sdk,
    ):
        threads = [threading.Thread(target=sdk._send, args=(READ, {}, None)) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (len(provider.forms), len(provider.calls)) == (1, 16)


def test_threads_fail_together() -> None:
    provider = Provider()
    provider.refusals = [httpx2.Response(401, json=REFUSAL)] * 100
    entered = threading.Barrier(8)
    failures: list[Exception] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        time.sleep(0.3)
        return provider(request)

    with (
        httpx2.Client(transport=httpx2.MockTransport(answer)) as http,
        SyncClient(table(), credentials={"access_token": client_credentials()}, http_client=http) as sdk,
    ):

        def call() -> None:
            entered.wait()
            try:
                sdk._send(READ, {}, None)
            except OAuthError as error:
                failures.append(error)

        threads = [threading.Thread(target=call) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(failures) == 8
    assert len(provider.forms) < 8
    assert len({id(error) for error in failures}) == 8


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_one_renewal_for_many_tasks(backend: str) -> None:
    provider = Provider(expires_in=3600)

    async def answer(request: httpx2.Request) -> httpx2.Response:
        await anyio.sleep(0.01)
        return provider(request)

    async def use() -> None:
        async with (
            httpx2.AsyncClient(transport=httpx2.MockTransport(answer)) as http,
            AsyncClient(table(), credentials={"access_token": client_credentials()}, http_client=http) as sdk,
            anyio.create_task_group() as tasks,
        ):
            for _ in range(20):
                tasks.start_soon(sdk._send, READ, {}, None)

    anyio.run(use, backend=backend)
    assert (len(provider.forms), len(provider.calls)) == (1, 20)


def test_a_cancelled_renewal_does_not_block_the_others() -> None:
    provider = Provider(expires_in=3600)
    asked = anyio.Event

    async def use() -> None:
        started = asked()

        async def answer(request: httpx2.Request) -> httpx2.Response:
            if request.url.host == "auth.test" and not started.is_set():
                started.set()
                await anyio.sleep_forever()
            return provider(request)

        async with (
            httpx2.AsyncClient(transport=httpx2.MockTransport(answer)) as http,
            AsyncClient(table(), credentials={"access_token": client_credentials()}, http_client=http) as sdk,
        ):
            first = asyncio.create_task(sdk._send(READ, {}, None))
            await started.wait()
            second = asyncio.create_task(sdk._send(READ, {}, None))
            await asyncio.sleep(0)
            first.cancel()
            await second

    asyncio.run(use())
    assert provider.calls == ["token-1"]


def test_tokens_outlive_an_event_loop() -> None:
    provider = Provider(expires_in=3600)

    async def answer(request: httpx2.Request) -> httpx2.Response:
        return provider(request)

    http = httpx2.AsyncClient(transport=httpx2.MockTransport(answer))
    sdk = AsyncClient(table(), credentials={"access_token": client_credentials()}, http_client=http)
    for asked in (READ, WRITE):
        asyncio.run(sdk._send(asked, {}, None))
    assert len(provider.forms) == 2


def test_errors_can_be_copied() -> None:
    error = OAuthError("no", error="invalid_scope", status_code=400)
    twin = copy.copy(error)
    assert (twin.error, twin.status_code, json.dumps(twin.message)) == ("invalid_scope", 400, '"no"')
