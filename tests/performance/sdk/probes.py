"""What is measured, each probe in a process of its own: ``probes.py <probe> <folder> <package> ...`` prints JSON.

Times are CPU time in seconds, memory is in bytes; a busy machine disturbs them least.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_ROUNDS = 7


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

    item = {"id": 1, "name": "a", "created_at": "2020-01-01T00:00:00Z", "state": "new", "price": 1.5}
    item |= {"owner": {"id": 1, "login": "b", "url": "https://example.com"}, "labels": ["x", "y"]}
    one, many = json.dumps(item).encode(), json.dumps([item] * 1000).encode()
    headers = {"content-type": "application/json"}

    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=many if request.url.path == "/items" else one, headers=headers)

    http = httpx2.Client(transport=httpx2.MockTransport(answer))
    sdk = ItemsClient(http_client=http)
    validate_one = TypeAdapter(models.Item).validate_json
    validate_many = TypeAdapter(list[models.Item]).validate_json
    url = "https://items.example/items"
    found = {
        "bare call": _each(lambda: validate_one(http.get(f"{url}/1").content, by_alias=True, by_name=False), 300),
        "call": _each(lambda: sdk.items.get_item(id=1), 300),
        "bare decode": _each(lambda: validate_many(many, by_alias=True, by_name=False), 10),
        "decode": _each(_decoder(models, many), 10),
    }
    return {**found, "memory": _memory()}


def concurrent(folder: str) -> dict[str, float]:
    """A hundred calls at a time over a transport in memory. Seconds for all."""
    sys.path.insert(0, folder)
    import asyncio

    import httpx2
    from items import AsyncItemsClient, models
    from pydantic import TypeAdapter

    body = b'{"id": 1, "name": "a", "created_at": "2020-01-01T00:00:00Z"}'

    async def answer(request: httpx2.Request) -> httpx2.Response:
        await asyncio.sleep(0)
        return httpx2.Response(200, content=body, headers={"content-type": "application/json"})

    validate = TypeAdapter(models.Item).validate_json

    async def main() -> dict[str, float]:
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(answer))
        sdk = AsyncItemsClient(http_client=http)

        async def bare_call() -> None:
            validate((await http.get("https://items.example/items/1")).content, by_alias=True, by_name=False)

        async def time_of(call: Callable[[], Any]) -> float:
            await call()
            best = float("inf")
            for _ in range(_ROUNDS):
                start = time.process_time()
                await asyncio.gather(*(call() for _ in range(100)))
                best = min(best, time.process_time() - start)
            return best

        return {"bare": await time_of(bare_call), "sdk": await time_of(lambda: sdk.items.get_item(id=1))}

    return asyncio.run(main())


def _decoder(models: Any, data: bytes) -> Callable[[], Any]:
    from items._runtime.wire import parse_json

    kind = list[models.Item]
    return lambda: parse_json(lambda: kind, data)


def _each(work: Callable[[], Any], times: int) -> float:
    """Seconds for doing it once: the best of several rounds."""
    work()
    best = float("inf")
    for _ in range(_ROUNDS):
        start = time.process_time()
        for _ in range(times):
            work()
        best = min(best, (time.process_time() - start) / times)
    return best


def _memory() -> int:
    """What the process holds now, as Linux tells it: the peak of ``getrusage`` outlives the start of a program."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize()


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
