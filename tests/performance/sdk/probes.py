"""What is measured, each probe in a process of its own: ``probes.py <probe> <folder> <package> ...`` prints JSON.

Times are CPU time in seconds, memory is in bytes; a busy machine disturbs them least.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median
from typing import Any

_ROUNDS = 9
JSON = {"content-type": "application/json"}
ITEM = {
    "id": 1,
    "name": "a",
    "created_at": "2020-01-01T00:00:00Z",
    "state": "new",
    "price": 1.5,
    "owner": {"id": 1, "login": "b", "url": "https://example.com"},
    "labels": ["x", "y"],
}


def bare() -> dict[str, float]:
    """What an SDK without anything of its own would load."""
    start = time.process_time()
    import httpx2
    import pydantic

    seconds = time.process_time() - start
    pydantic.TypeAdapter(list[int]).validate_json(b"[1]")
    assert httpx2.__version__
    return {"seconds": seconds, "memory": _memory()}


def imports(folder: str, package: str, client: str, group: str) -> dict[str, float]:
    """The package, a client and one resource; how many of its modules that loads."""
    sys.path.insert(0, folder)
    start = time.process_time()
    made = getattr(importlib.import_module(package), client)()
    getattr(made, group)
    seconds = time.process_time() - start
    loaded = [name.removeprefix(f"{package}.") for name in sys.modules if name.startswith(f"{package}.")]
    resources = [name for name in loaded if name.startswith("resources.")]
    assert f"resources.{group}" in resources
    return {
        "seconds": seconds,
        "resources": len(resources),
        "models": sum(name.startswith("models.") for name in loaded),
    }


def first_use(folder: str, package: str, model: str) -> dict[str, float]:
    """One model, from nothing loaded but the package's root; and how many models that reaches."""
    sys.path.insert(0, folder)
    import httpx2
    import pydantic

    assert httpx2.__version__
    pydantic.TypeAdapter(list[int])
    models = importlib.import_module(f"{package}.models")
    start = time.process_time()
    getattr(models, model).model_rebuild()
    seconds = time.process_time() - start
    reached = sum(name.startswith(f"{package}.models.") for name in sys.modules)
    return {"seconds": seconds, "reached": reached, "memory": _memory()}


def calls(folder: str) -> dict[str, float]:
    """Calls over a transport in memory: bare httpx2 with pydantic, and the SDK. Seconds for one call."""
    sys.path.insert(0, folder)
    import httpx2
    from items import ItemsClient, models
    from pydantic import TypeAdapter

    one, many = json.dumps(ITEM).encode(), json.dumps([ITEM] * 1000).encode()

    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=many if request.url.path == "/items" else one, headers=JSON)

    http = httpx2.Client(transport=httpx2.MockTransport(answer))
    sdk = ItemsClient(http_client=http)
    validate_one = TypeAdapter(models.Item).validate_json
    validate_many = TypeAdapter(list[models.Item]).validate_json
    url = "https://items.example/items"
    found = _in_turns(
        300,
        bare=lambda: validate_one(http.get(f"{url}/1").content, by_alias=True, by_name=False),
        call=lambda: sdk.items.get_item(id=1),
    )
    decoded = _in_turns(
        10, bare=lambda: validate_many(many, by_alias=True, by_name=False), decode=_decoder(models, many)
    )
    return {
        "call": found["call"],
        "call ratio": found["call"] / found["bare"],
        "decode": decoded["decode"],
        "decode ratio": decoded["decode"] / decoded["bare"],
        "memory": _memory(),
    }


def peer_imports(folder: str, package: str) -> dict[str, float]:
    """The same of a client by openapi-python-client: the package, its client, and one operation with its models."""
    sys.path.insert(0, folder)
    first = sorted(Path(folder, package, "api").glob("*/[a-z]*.py"))[0]
    start = time.process_time()
    importlib.import_module(package).Client(base_url="https://items.example")
    importlib.import_module(f"{package}.api.{first.parent.name}.{first.stem}")
    return {"seconds": time.process_time() - start, "memory": _memory()}


def peer_calls(folder: str) -> dict[str, float]:
    """The same calls with a client by openapi-python-client."""
    sys.path.insert(0, folder)
    import httpx
    from items_client import Client
    from items_client.api.items import get_item, list_items

    one, many = json.dumps(ITEM).encode(), json.dumps([ITEM] * 1000).encode()

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=many if request.url.path == "/items" else one, headers=JSON)

    client = Client(base_url="https://items.example", httpx_args={"transport": httpx.MockTransport(answer)})
    found = _in_turns(300, call=lambda: get_item.sync(id=1, client=client))
    return {**found, **_in_turns(10, many=lambda: list_items.sync(client=client)), "memory": _memory()}


def peer_concurrent(folder: str) -> dict[str, float]:
    """The same hundred calls at a time with a client by openapi-python-client."""
    sys.path.insert(0, folder)
    import asyncio

    import httpx
    from items_client import Client
    from items_client.api.items import get_item

    async def answer(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0)
        return httpx.Response(200, content=json.dumps(ITEM).encode(), headers=JSON)

    client = Client(base_url="https://items.example", httpx_args={"transport": httpx.MockTransport(answer)})
    return asyncio.run(_at_once(call=lambda: get_item.asyncio(id=1, client=client)))


def concurrent(folder: str) -> dict[str, float]:
    """A hundred calls at a time over a transport in memory. Seconds for all."""
    sys.path.insert(0, folder)
    import asyncio

    import httpx2
    from items import AsyncItemsClient, models
    from pydantic import TypeAdapter

    body = json.dumps(ITEM).encode()

    async def answer(request: httpx2.Request) -> httpx2.Response:
        await asyncio.sleep(0)
        return httpx2.Response(200, content=body, headers=JSON)

    validate = TypeAdapter(models.Item).validate_json
    http = httpx2.AsyncClient(transport=httpx2.MockTransport(answer))
    sdk = AsyncItemsClient(http_client=http)

    async def bare_call() -> None:
        validate((await http.get("https://items.example/items/1")).content, by_alias=True, by_name=False)

    found = asyncio.run(_at_once(bare=bare_call, call=lambda: sdk.items.get_item(id=1)))
    return {**found, "ratio": found["call"] / found["bare"]}


def _decoder(models: Any, data: bytes) -> Callable[[], Any]:
    from items._runtime.wire import parse_json

    kind = list[models.Item]
    return lambda: parse_json(lambda: kind, data)


def _in_turns(times: int, **works: Callable[[], Any]) -> dict[str, float]:
    """Seconds for doing each once: the median of rounds in which all take turns."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    for _ in range(_ROUNDS):
        for name, work in works.items():
            start = time.process_time()
            for _ in range(times):
                work()
            found[name].append((time.process_time() - start) / times)
    return {name: median(seconds) for name, seconds in found.items()}


async def _at_once(**calls: Callable[[], Awaitable[Any]]) -> dict[str, float]:
    """Seconds for a hundred of each at a time: the median of rounds in which all take turns."""
    import asyncio

    found: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        await call()
    for _ in range(_ROUNDS):
        for name, call in calls.items():
            start = time.process_time()
            await asyncio.gather(*(call() for _ in range(100)))
            found[name].append(time.process_time() - start)
    return {name: median(seconds) for name, seconds in found.items()}


def _memory() -> int:
    """What the process holds now, as Linux tells it: the peak of ``getrusage`` outlives the start of a program."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize()


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
