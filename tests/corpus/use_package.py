"""Imports a generated package, builds every model and reads answers; run as a program of its own.

Arguments: the folder to import from, the package, and a JSON file with an answer of the one operation.
Prints JSON: how many models were built, and how many places of a bad answer were found to drift.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

import httpx2


def main(folder: str, package: str, instance: str) -> None:
    sys.path.insert(0, folder)
    module = importlib.import_module(package)
    module.models.preload()
    built = 0
    for name in module.models.__all__:
        model = getattr(module.models, name)
        if hasattr(model, "model_json_schema"):
            assert model.__pydantic_complete__, f"{name} is not built"
            built += 1
    answer = json.loads(Path(instance).read_text("utf-8"))
    assert dumped(read(module, answer).data) == answer
    print(json.dumps({"built": built, "drift": len(read(module, spoilt(answer)).drift)}))


def read(module: Any, answer: Any) -> Any:
    """The answer of the one operation, given this JSON."""
    transport = httpx2.MockTransport(lambda _: httpx2.Response(200, json=answer))
    client_class = getattr(module, next(n for n in module.__all__ if n.endswith("Client") and "Async" not in n))
    with httpx2.Client(transport=transport) as http:
        client = client_class(http_client=http)
        return module.with_response(client.thing.get_thing)()


def dumped(value: Any) -> Any:
    if isinstance(value, list):
        return [dumped(item) for item in value]
    if isinstance(value, dict):
        return {key: dumped(item) for key, item in value.items()}
    return value.model_dump(mode="json", by_alias=True, exclude_unset=True) if hasattr(value, "model_dump") else value


def spoilt(answer: Any) -> Any:
    """The answer with a value of a wrong type where it is deepest."""
    if isinstance(answer, dict) and answer:
        key = next(iter(answer))
        return {**answer, key: spoilt(answer[key])}
    return 7.5 if not isinstance(answer, list) else ([spoilt(answer[0])] if answer else [7.5])


if __name__ == "__main__":
    main(*sys.argv[1:])
