"""What thieves try: each attack is a network, and the calls of somebody who walks into it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Any
from urllib.parse import quote

import httpx2

from .net import API, AUTH, METADATA, Net, things, to, token

SECRET = "s3cret/of+the~owner"
"""It looks different where it is encoded."""

CREDENTIALS: dict[str, dict[str, Any]] = {
    "header": {"header_key": SECRET},
    "query": {"query_key": SECRET},
    "cookie": {"cookie_key": SECRET},
    "agent": {"agent_key": SECRET},
    "basic": {"username": "user", "password": SECRET},
    "bearer": {"bearer": SECRET},
    "oauth": {"oauth_client_id": "id", "oauth_client_secret": SECRET},
    "user-in-url": {"base_url": f"https://user:{quote(SECRET, safe='')}@api.example", "header_key": "some-token"},
    "own-header": {"headers": {"X-Own": SECRET}, "bearer": "some-token"},
    "callable": {"bearer": lambda: SECRET},
}
SECRETS = [SECRET, "t0ken-of-the-grant", "some-token"]


@dataclass(frozen=True)
class Attack:
    """``meets`` are the clients' arguments in it; ``calls`` is the method that is called."""

    net: Callable[[], Net]
    calls: str = "list"
    meets: dict[str, Any] = field(default_factory=dict)

    async def walk_into(self, sdk: Any, finish: Callable[[Any], Awaitable[Any]]) -> Any:
        return await finish(getattr(sdk.things, self.calls)())


ELSEWHERE = {
    "host": "https://thief.example/x?a=b",
    "no-scheme": "//thief.example/x",
    "no-tls": "http://api.example/things",
    "port": "https://api.example:8443/things",
    "plain-port": "http://api.example:443/things",
    "dot": "https://api.example./things",
    "user": "https://api.example@thief.example/",
    "user-and-word": "https://user:word@thief.example/",
    "longer": "https://api.example.thief.example/",
    "sub": "https://www.api.example/",
    "parent": "https://example/",
    "backslash": "https://thief.example\\@api.example/",
    "backslashes": "\\\\thief.example/x",
    "slash-backslash": "/\\thief.example/x",
    "three": "///thief.example/x",
    "space": " https://thief.example/",
    "no-slashes": "https:thief.example/x",
    "unicode": "https://api.exampl\u0435/",
    "fraction": "https://thief.example\uff0f.api.example/",
    "address": "https://127.0.0.1/",
    "number": "https://2130706433/",
    "six": "https://[::1]/",
}
"""Where a thief would like a client to go, as it might be written."""


def steps(*answers: httpx2.Response) -> Callable[[httpx2.Request], httpx2.Response]:
    """One answer after another, the last one for ever; each is made anew, as bodies are read once."""
    left: Iterator[httpx2.Response] = chain(answers, repeat(answers[-1]))

    def answer(_: httpx2.Request) -> httpx2.Response:
        made = next(left)
        return httpx2.Response(made.status_code, headers=made.headers, content=made.content)

    return answer


def leads(location: str, status: int = 302, calls: str = "list") -> Attack:
    # Real servers write what they like into headers, and httpx2 reads it as Latin-1 or UTF-8.
    def net() -> Net:
        raw = [(b"Location", location.encode()), (b"Set-Cookie", b"sid=x; Domain=example")]
        return Net(api=lambda _: httpx2.Response(status, headers=raw))

    return Attack(net, calls)


def echoes(form: Callable[[str], str]) -> Attack:
    """The API writes all that it was sent into the address of another server."""

    def api(request: httpx2.Request) -> httpx2.Response:
        sent = [*request.url.params.values(), *request.headers.values()]
        return to(form("&".join(sent)))

    return Attack(lambda: Net(api=api))


def continues(location: str) -> Attack:
    return Attack(lambda: Net(api=steps(things(next=location), things())))


def links(location: str) -> Attack:
    link = f"<{location}>; rel=next".encode()

    def net() -> Net:
        first = httpx2.Response(200, json=[{"id": 1}], headers=[(b"Link", link)])
        return Net(api=steps(first, httpx2.Response(200, json=[])))

    return Attack(net, "linked")


def _stream(text: str) -> httpx2.Response:
    return httpx2.Response(200, content=text.encode(), headers={"Content-Type": "text/event-stream"})


EVENT = 'retry: 1\nid: 7\ndata: {"id": 1}\n\ndata: {"id'
LURED = {
    # The thief's own page leads on to the thief: where an answer came from is not where the API is.
    "page-of-a-thief": Attack(
        lambda: Net(
            api=lambda _: to("https://thief.example/things"),
            thief=lambda _: things(next="https://thief.example/things?page=2"),
        )
    ),
    "page-of-a-thief-on": Attack(
        lambda: Net(api=lambda _: to("https://thief.example/things"), thief=lambda _: things(next="?page=2"))
    ),
    "page-that-moved": Attack(
        lambda: Net(
            api=steps(things(next="/things?page=2"), to("//thief.example/x"), things()),
            thief=lambda _: things(next="//thief.example/y"),
        )
    ),
    "there-and-back-and-there": Attack(
        lambda: Net(
            api=steps(to("https://thief.example/"), to("https://thief.example/")),
            thief=steps(to(f"{API}/things"), things()),
        )
    ),
    "thief-says-401": Attack(
        lambda: Net(
            api=lambda _: to("https://thief.example/x"),
            thief=lambda _: httpx2.Response(401, headers={"WWW-Authenticate": 'Basic realm="x"'}),
        )
    ),
    "thief-says-try-again": Attack(
        lambda: Net(
            api=lambda _: to("https://thief.example/x"),
            thief=lambda _: httpx2.Response(503, headers={"Retry-After": "0"}),
        ),
        meets={"retries": 2},
    ),
    "stream-of-a-thief": Attack(
        lambda: Net(
            api=steps(to("https://thief.example/events"), to("https://thief.example/events")),
            thief=steps(_stream(EVENT), httpx2.Response(204)),
        ),
        "watch",
        {"retries": 2},
    ),
    "stream-that-moves": Attack(
        lambda: Net(api=steps(_stream(EVENT), to("//thief.example/events")), thief=lambda _: httpx2.Response(204)),
        "watch",
        {"retries": 2},
    ),
    "file-of-a-thief": Attack(
        lambda: Net(api=lambda _: to("https://thief.example/f"), thief=lambda _: httpx2.Response(200, content=b"x")),
        "load",
    ),
    "other-base-url": Attack(
        lambda: Net(host="https://staging.example", api=lambda _: things(next=f"{API}/things?page=2")),
        meets={"base_url": "https://staging.example"},
    ),
}
ECHOES = {
    "same-name": lambda sent: f"https://thief.example/?api_key={quote(sent, safe='')}",
    "other-name": lambda sent: f"https://thief.example/?q={quote(sent, safe='')}",
    "path": lambda sent: f"https://thief.example/{quote(sent, safe='')}",
    "url-in-url": lambda sent: f"https://thief.example/?u={quote(quote(f'https://x/?k={sent}', safe=''), safe='')}",
    "host": lambda sent: f"https://{sent.encode().hex()[:40]}.thief.example/",
    "fragment": lambda sent: f"https://thief.example/#{quote(sent)}",
}
ATTACKS: dict[str, Attack] = {
    **{f"redirect-{name}": leads(place) for name, place in ELSEWHERE.items()},
    **{f"redirect-{status}": leads("https://thief.example/x", status) for status in (301, 303, 307, 308, 300, 305)},
    **{f"post-{status}": leads("https://thief.example/x", status, "make") for status in (301, 302, 303, 307, 308)},
    **{f"stream-{status}": leads("https://thief.example/x", status, "watch") for status in (302, 307)},
    **{f"file-{status}": leads("https://thief.example/x", status, "load") for status in (302, 307)},
    **{f"echo-{name}": echoes(form) for name, form in ECHOES.items()},
    **{f"next-{name}": continues(place) for name, place in ELSEWHERE.items()},
    **{f"link-{name}": links(place) for name, place in ELSEWHERE.items()},
    **LURED,
}


def grant(**how: Any) -> Callable[[Any], dict[str, Any]]:
    """Arguments of a client that obtains its tokens from a provider that publishes its endpoints."""
    return lambda package: {
        "provider": package.ClientCredentials(client_id="id", client_secret=SECRET, **how),
    }


def publishes(token_endpoint: object) -> Callable[[httpx2.Request], httpx2.Response]:
    def auth(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == METADATA:
            return httpx2.Response(200, json={"token_endpoint": token_endpoint})
        return token(request)

    return auth


def _token_moves(status: int, location: str) -> Callable[[], Net]:
    return lambda: Net(auth=lambda _: to(location, status), thief=token)


AUTH_ATTACKS: dict[str, tuple[Callable[[], Net], Callable[[Any], dict[str, Any]]]] = {
    **{
        f"token-{status}": (_token_moves(status, "https://thief.example/token"), lambda _: CREDENTIALS["oauth"])
        for status in (301, 302, 303, 307, 308)
    },
    **{
        f"token-post-{status}": (
            _token_moves(status, f"{AUTH}@thief.example/"),
            grant(client_auth="post", token_url=f"{AUTH}/token"),
        )
        for status in (302, 307)
    },
    "metadata-moves": (lambda: Net(auth=lambda _: to("https://thief.example/m"), thief=token), grant()),
    "metadata-without-tls": (lambda: Net(auth=publishes("http://auth.example/token"), thief=token), grant()),
    "metadata-of-nowhere": (lambda: Net(auth=publishes("javascript://auth.example/x"), thief=token), grant()),
    "metadata-with-user": (lambda: Net(auth=publishes("http://auth.example@thief.example/"), thief=token), grant()),
    "metadata-of-no-text": (lambda: Net(auth=publishes(["https://thief.example/"]), thief=token), grant()),
}
