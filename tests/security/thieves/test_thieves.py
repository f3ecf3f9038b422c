"""Every attack against every kind of credential, with every kind of client: thieves get nothing."""

from __future__ import annotations

from typing import Any

import pytest

from .attacks import ATTACKS, AUTH_ATTACKS, CREDENTIALS, SECRET, SECRETS
from .conftest import World
from .net import Net, tells, things


@pytest.mark.parametrize("credential", CREDENTIALS)
def test_the_api_gets_what_is_its_own(world: World, credential: str) -> None:
    """Or else the tests below would prove nothing."""
    net = Net()
    result = world.play(net, ATTACKS["redirect-host"].walk_into, **CREDENTIALS[credential])
    assert type(result).__name__.endswith("Page"), result
    assert tells(net.heard[0], [SECRET, "t0ken-of-the-grant"])
    assert net.loot == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_is_stolen(world: World, attack: str) -> None:
    made = ATTACKS[attack]
    for name, credential in CREDENTIALS.items():
        net = made.net()
        world.play(net, made.walk_into, **{**credential, **made.meets})
        assert net.heard, name
        stolen = [f"{request.method} {request.url}" for request in net.loot if tells(request, SECRETS)]
        assert stolen == [], name


@pytest.mark.parametrize("attack", AUTH_ATTACKS)
def test_secrets_of_clients_are_not_stolen(world: World, attack: str) -> None:
    make, arguments = AUTH_ATTACKS[attack]
    net = make()
    error = world.play(net, ATTACKS["redirect-host"].walk_into, **arguments(world.package))
    assert isinstance(error, world.package.errors.OAuthError)
    assert SECRET not in str(error)
    assert (net.heard, net.loot) == ([], [])


HOSTILE = [
    "thief.example/",
    "thief.example/#",
    "thief.example#",
    "thief.example?",
    "thief.example\\",
    "@thief.example",
    "a@thief.example/",
    "x:y@thief.example",
    "thief.example\uff0f",
    "thief.example\u3002x",
    "thief.example%2f",
    "thief.example\n",
    " thief.example",
    "thief.example:443/",
    "//thief.example",
    ".thief.example",
    "",
    "..",
    "../..",
    "%2e%2e",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    ("variable", "calls"), [("tenant", "tenants"), ("port", "tenants"), ("zone", "tenants"), ("base_path", "suffixed")]
)
def test_a_variable_of_a_server_stays_where_it_is(world: World, variable: str, calls: str, value: str) -> None:
    """The call is refused, or goes to a host of the API's own, and not above its path."""
    net = Net()

    async def use(sdk: Any, finish: Any) -> Any:
        return await finish(getattr(sdk.things, calls)())

    world.play(net, use, bearer=SECRET, **{variable: value})
    for request in [*net.heard, *net.loot]:
        assert request.url.host == "api.example" or request.url.host.endswith(".api.example")
        assert request.url.userinfo == b""
        assert request.url.port is None
        assert not {"..", "."} & set(request.url.path.split("/"))


def test_a_cookie_of_another_is_not_kept(world: World) -> None:
    """A server cannot have its cookies sent in later calls, to whichever domain it claims them for."""
    kept = {"Set-Cookie": "sid=thief; Domain=api.example"}
    net = Net(api=lambda _: things(**kept))

    async def use(sdk: Any, finish: Any) -> Any:
        await finish(sdk.things.list())
        return await finish(sdk.things.list())

    world.play(net, use, cookie_key=SECRET)
    assert [request.headers["cookie"] for request in net.heard] == [net.heard[0].headers["cookie"]] * 2
    assert "thief" not in net.heard[1].headers["cookie"]
