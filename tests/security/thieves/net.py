"""A network in memory: an API, its authorization server, and everybody else, who is a thief."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import httpx2

API = "https://api.example"
AUTH = "https://auth.example"
METADATA = "/.well-known/openid-configuration"

Answer = Callable[[httpx2.Request], httpx2.Response]


def things(*, next: str | None = None, **headers: str) -> httpx2.Response:  # noqa: A002 - the field's name
    """A page of things."""
    body: dict[str, Any] = {"data": [{"id": 1}]}
    return httpx2.Response(200, json=body if next is None else {**body, "next": next}, headers=headers)


def to(location: str, status: int = 302, **headers: str) -> httpx2.Response:
    """A redirect."""
    return httpx2.Response(status, headers={"Location": location, **headers})


def token(_: httpx2.Request) -> httpx2.Response:
    """What the authorization server says: tokens, and where they are to be had."""
    told = {"access_token": "t0ken-of-the-grant", "expires_in": 3600}
    return httpx2.Response(200, json={**told, "token_endpoint": f"{AUTH}/token"})


@dataclass
class Net:
    """Who is called, and what thieves hear; ``host`` is another name under which the API is known."""

    api: Answer = field(default=lambda _: things())
    auth: Answer = token
    thief: Answer = field(default=lambda _: things())
    host: str = API
    loot: list[httpx2.Request] = field(default_factory=list)
    heard: list[httpx2.Request] = field(default_factory=list)

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        origin = f"{request.url.scheme}://{request.url.netloc.decode()}"
        assert origin.partition("://")[2] == request.headers["host"]
        if origin == self.host:
            self.heard.append(request)
            return self.api(request)
        if origin == AUTH:
            return self.auth(request)
        self.loot.append(request)
        return self.thief(request)


def spelt(secret: str) -> set[str]:
    """The ways in which a secret may be on the wire."""
    coded = {base64.b64encode(text.encode()).decode().rstrip("=") for text in (secret, f"user:{secret}")}
    return {secret, json.dumps(secret), *coded}


def tells(request: httpx2.Request, secrets: list[str]) -> bool:
    """Whether a request has any of the secrets in it, anywhere."""
    headers = b"\n".join(name + b": " + value for name, value in request.headers.raw)
    text = f"{request.url}\n{headers.decode('latin-1')}\n{request.content.decode('latin-1')}"
    texts = (text, unquote(text), unquote(unquote(text)))
    return any(form in text for secret in secrets for form in spelt(secret) for text in texts)
