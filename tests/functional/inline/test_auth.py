"""From a document to what proves who calls: arguments, environment, tokens, servers, webhooks."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import inspect
import json
import sys
import threading
import time
from typing import Any

import httpx2
import pytest

from generator.diagnostics import InputError

SCHEMES = """\
security: [{{{scheme}: {scopes}}}]
paths:
  /things:
    get: {{operationId: list, tags: [things], responses: {{'204': {{description: ok}}}}}}
    post: {{operationId: make, tags: [things], security: [{{{scheme}: [write]}}], responses: {{'204': {{description: ok}}}}}}
components:
  securitySchemes:
    {scheme}: {definition}
"""


def document(definition: str, scheme: str = "auth", scopes: str = "[]") -> str:
    return SCHEMES.format(definition=definition, scheme=scheme, scopes=scopes)


OAUTH = document(
    "{type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://auth.example/token', scopes: {read: r, write: w}}}}",
    scopes="[read]",
)


class Provider:
    """An authorization server that answers with numbered tokens, and an API that takes all of them."""

    def __init__(self) -> None:
        self.asked: list[httpx2.Request] = []
        self.called: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        if request.url.host == "auth.example":
            self.asked.append(request)
            return httpx2.Response(200, json={"access_token": f"t{len(self.asked)}", "expires_in": 60})
        self.called.append(request)
        return httpx2.Response(204)

    @property
    def tokens(self) -> list[str]:
        return [request.headers["authorization"] for request in self.called]


def test_client_credentials(make_sdk, monkeypatch) -> None:
    sdk, provider = make_sdk(OAUTH), Provider()
    http = httpx2.Client(transport=httpx2.MockTransport(provider))
    with sdk.package.InlineClient(client_id="id", client_secret="secret", http_client=http) as client:
        client.things.list()
        client.things.list()
        client.things.make()
    assert [request.content for request in provider.asked] == [
        b"grant_type=client_credentials&scope=read",
        b"grant_type=client_credentials&scope=write",
    ]
    assert provider.tokens == ["Bearer t1", "Bearer t1", "Bearer t2"]
    prefix = sdk.package.__name__.upper()
    monkeypatch.setenv(f"{prefix}_CLIENT_ID", "id")
    monkeypatch.setenv(f"{prefix}_CLIENT_SECRET", "secret")
    sdk.package.InlineClient(http_client=http).things.list()
    assert provider.tokens[-1] == "Bearer t3"
    http.close()


def test_a_grant_in_place_of_a_token(make_sdk) -> None:
    sdk, provider = make_sdk(OAUTH), Provider()

    async def use() -> None:
        grant = sdk.package.RefreshToken(client_id="id", refresh_token="r")
        async with (
            httpx2.AsyncClient(transport=httpx2.MockTransport(provider)) as http,
            sdk.package.AsyncInlineClient(access_token=grant, http_client=http) as client,
        ):
            await asyncio.gather(*(client.things.list() for _ in range(5)))

    asyncio.run(use())
    assert [request.content for request in provider.asked] == [b"grant_type=refresh_token&refresh_token=r&client_id=id"]
    assert provider.tokens == ["Bearer t1"] * 5


def test_a_refusal_is_an_error_of_the_package(make_sdk) -> None:
    sdk = make_sdk(OAUTH)
    sdk.returns(400, {"error": "invalid_scope"})
    client = sdk.open(client_id="id", client_secret="secret")
    with pytest.raises(sdk.errors.OAuthError, match="invalid_scope") as info:
        client.things.list()
    assert isinstance(info.value, sdk.errors.InlineError)


def test_discovery(make_sdk) -> None:
    sdk = make_sdk(document("{type: openIdConnect, openIdConnectUrl: 'https://auth.example/.well-known/x'}"))
    sdk.returns(404)
    grant = sdk.package.ClientCredentials(client_id="id", client_secret="s")
    with pytest.raises(sdk.errors.OAuthError, match="metadata"):
        sdk.open(access_token=grant).things.list()
    assert [str(request.url) for request in sdk.sent] == ["https://auth.example/.well-known/x"]


def test_documents_without_oauth_show_nothing_of_it(make_sdk) -> None:
    sdk = make_sdk(document("{type: http, scheme: bearer}"))
    assert not hasattr(sdk.package, "ClientCredentials")
    assert not hasattr(sdk.errors, "OAuthError")
    assert "client_id" not in inspect.signature(sdk.package.InlineClient).parameters
    sdk.open(access_token="t").things.list()
    assert sdk.request.headers["authorization"] == "Bearer t"


def test_another_scheme_is_written_by_a_function(make_sdk) -> None:
    sdk = make_sdk(document("{type: http, scheme: Digest}"))
    sdk.open(auth=lambda: 'username="u"').things.list()
    assert sdk.request.headers["authorization"] == 'Digest username="u"'


def test_a_client_that_proves_itself(make_sdk) -> None:
    sdk = make_sdk(document("{type: http, scheme: Digest}"))
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        if "authorization" not in request.headers:
            return httpx2.Response(401, headers={"www-authenticate": 'Digest realm="r", nonce="n", qop="auth"'})
        return httpx2.Response(204)

    with httpx2.Client(transport=httpx2.MockTransport(answer), auth=httpx2.DigestAuth("u", "p")) as http:
        sdk.package.InlineClient(http_client=http).things.list()
    assert seen[-1].headers["authorization"].startswith('Digest username="u"')


def test_a_client_certificate_is_an_argument(make_sdk) -> None:
    sdk = make_sdk(document("{type: mutualTLS}"))
    client = sdk.package.InlineClient()
    with pytest.raises(sdk.errors.ConfigurationError, match="client_certificate="):
        client.things.list()
    with pytest.raises(sdk.errors.ConfigurationError, match="client_certificate: No such file"):
        sdk.package.InlineClient(client_certificate="missing.pem")
    sdk.open().things.list()
    assert "authorization" not in sdk.request.headers


SERVERS = """\
paths:
  /things:
    servers:
      - url: https://{tenant}.{region}.example/{zone}
        variables:
          tenant: {default: demo, description: Your own.}
          region: {default: eu, enum: [eu, us]}
          zone: {default: a, enum: [a, b]}
    get: {operationId: list, tags: [things], responses: {'204': {description: ok}}}
  /files:
    get:
      operationId: files
      tags: [things]
      servers:
        - url: https://files.{region}.example/{api_key}
          variables: {region: {default: us}, api_key: {default: x}}
      responses: {'204': {description: ok}}
components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}
"""


def test_variables_of_servers_are_arguments(make_sdk, monkeypatch) -> None:
    sdk = make_sdk(SERVERS)
    client = sdk.open(tenant="acme", region="us")
    client.things.list()
    assert str(sdk.request.url) == "https://acme.us.example/a/things"
    client.things.files()
    assert str(sdk.request.url) == "https://files.us.example/x/files"
    sdk.open(server_api_key="y").things.files()
    assert str(sdk.request.url) == "https://files.us.example/y/files"
    monkeypatch.setenv(f"{sdk.package.__name__.upper()}_ZONE", "b")
    sdk.open().things.list()
    assert str(sdk.request.url) == "https://demo.eu.example/b/things"
    hints = inspect.signature(sdk.package.InlineClient).parameters
    kinds = {name: hints[name].annotation for name in ("tenant", "region", "zone", "api_key")}
    assert kinds == {
        "tenant": "str | None",
        "region": "str | None",
        "zone": "Literal['a', 'b'] | None",
        "api_key": "Credential | None",
    }
    with pytest.raises(sdk.errors.ConfigurationError, match="zone is 'c'; known: 'a', 'b'"):
        sdk.open(zone="c")
    with pytest.raises(sdk.errors.ConfigurationError, match="cannot stand for"):
        sdk.open(tenant="evil.test/").things.list()


WEBHOOKS = """\
webhooks:
  petBorn: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Born'}}}}, responses: {}}}
  petSold: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Sold'}}}}, responses: {}}}
paths: {}
components:
  schemas:
    Born: {type: object, required: [event, name], properties: {event: {type: string}, name: {type: string}}}
    Sold: {type: object, required: [event, price], properties: {event: {type: string}, price: {type: number}, name: {type: string}}}
"""


def signed(body: bytes, secret: bytes, at: float) -> dict[str, str]:
    message = f"m1.{int(at)}.".encode() + body
    signature = base64.b64encode(hmac.digest(secret, message, hashlib.sha256)).decode()
    return {"webhook-id": "m1", "webhook-timestamp": str(int(at)), "webhook-signature": f"v1,{signature}"}


def test_webhooks_are_checked_and_typed(make_sdk, monkeypatch) -> None:
    sdk = make_sdk(WEBHOOKS)
    webhooks, now = sdk.package.webhooks, time.time()
    for data, kind in (
        ({"event": "petBorn", "name": "Rex"}, sdk.models.Born),
        ({"event": "petSold", "price": 2, "name": "Rex"}, sdk.models.Sold),
        ({"event": "petSold", "price": 2}, sdk.models.Sold),
        ({"event": "other", "name": "Rex"}, sdk.models.Born),
    ):
        body = json.dumps(data).encode()
        event = webhooks.unwrap(body, signed(body, b"secret", now), secret="secret")
        assert type(event) is kind
        assert event.event == data["event"]
    with pytest.raises(webhooks.WebhookVerificationError):
        webhooks.unwrap(body + b" ", signed(body, b"secret", now), secret="secret")
    with pytest.raises(webhooks.WebhookVerificationError, match="too old"):
        webhooks.unwrap(body, signed(body, b"secret", now - 400), secret="secret")
    assert issubclass(webhooks.WebhookVerificationError, sdk.errors.InlineError)
    variable = f"{sdk.package.__name__.upper()}_WEBHOOK_SECRET"
    with pytest.raises(sdk.errors.ConfigurationError, match=variable):
        webhooks.unwrap(body, signed(body, b"secret", now))
    monkeypatch.setenv(variable, "secret")
    assert webhooks.unwrap(body, signed(body, b"secret", now)).event == "other"


def test_webhooks_signed_in_one_header(make_sdk) -> None:
    sdk = make_sdk(WEBHOOKS, '[client]\nwebhook_header = "X-Hub-Signature-256"')
    body = b'{"event": "petBorn", "name": "Rex"}'
    headers = {"x-hub-signature-256": "sha256=" + hmac.new(b"k", body, hashlib.sha256).hexdigest()}
    assert sdk.package.webhooks.unwrap(body, headers, secret=["old", "k"]).name == "Rex"


def test_keys_of_calls(make_sdk) -> None:
    sdk = make_sdk(OAUTH, '[client]\nidempotency_header = "Idempotency-Key"')
    sdk.open(access_token="t").things.make()
    assert len(sdk.request.headers["idempotency-key"]) == 36
    sdk.open(access_token="t").things.list()
    assert "idempotency-key" not in sdk.request.headers


def test_hooks_and_total_timeouts_are_arguments(make_sdk) -> None:
    sdk = make_sdk(OAUTH)
    told: list[Any] = []
    hooks = sdk.package.Hooks(response=told.append)
    sdk.open(access_token="t", hooks=hooks, total_timeout=5).things.list()
    assert [(attempt.operation, attempt.response.status_code) for attempt in told] == [("list", 204)]
    assert isinstance(told[0], sdk.package.Attempt)


def test_preloading_from_many_threads(make_sdk) -> None:
    sdk = make_sdk(OAUTH)
    client = sdk.open(access_token="t")
    threads = [threading.Thread(target=client.preload) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert f"{sdk.package.__name__}.resources.things" in sys.modules
    client.things.list()


@pytest.mark.parametrize("name", ["Client", "SyncClient", "AsyncClient"])
def test_clients_may_be_called_like_those_of_the_runtime(make_sdk, name) -> None:
    text = OAUTH.replace("tags: [things]", "tags: [client]")
    sdk = make_sdk(text, client=name)
    cls, other = getattr(sdk.package, name), getattr(sdk.package, f"Async{name}")
    assert (cls.__module__, other.__module__) == (f"{sdk.package.__name__}._client",) * 2
    assert [base.__module__ for base in (*cls.__bases__, *other.__bases__)] == [
        f"{sdk.package.__name__}._runtime.client"
    ] * 2
    http = httpx2.Client(transport=httpx2.MockTransport(lambda _: httpx2.Response(204)))
    with http, cls(access_token="t", http_client=http) as client:
        assert client.client.list() is None


@pytest.mark.parametrize("name", ["Hooks", "RetryPolicy", "errors", "TokenCredential"])
def test_names_that_the_package_has_for_something_else(make_sdk, name) -> None:
    with pytest.raises(InputError) as info:
        make_sdk(OAUTH, client=name)
    assert "must be another name" in str(info.value.diagnostics[0].message)
