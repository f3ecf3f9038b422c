"""Streams of events: reading all of one, and judging what was read by the bytes that the server sent."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .compare import difference
from .hints import Hints


@dataclass(frozen=True, slots=True)
class Events:
    """What an SDK gave for the events of a stream."""

    found: list[Any]


@dataclass(frozen=True, slots=True)
class Bytes:
    """What an SDK gave for a download."""

    content: bytes


def read(data: Any, reconnects: bool) -> Any:
    """The events of a stream, the bytes of a download, or anything else as it is.

    Of a stream that is to be opened again when it ends, two events are read.
    """
    if hasattr(data, "iter_bytes"):
        return Bytes(data.read())
    if not hasattr(data, "events"):
        return data
    with data:
        return Events(list(itertools.islice(data.follow(), 2) if reconnects else data.events()))


async def read_async(data: Any, reconnects: bool) -> Any:
    """The same of an async stream."""
    if hasattr(data, "iter_bytes"):
        return Bytes(await data.read())
    if not hasattr(data, "events"):
        return data
    found: list[Any] = []
    async with data:
        async for event in data.follow() if reconnects else data.events():
            found.append(event)
            if reconnects and len(found) == 2:
                break
    return Events(found)


def events_difference(hints: Hints, operation: Mapping[str, Any], events: Events, sent: bytes) -> str:
    """The first difference between events and the bytes they were made from, or ""."""
    case = next(case for case in operation["responses"] if case["streaming"] == "sse")
    types: dict[str, str] = case["events"]
    wanted = [block for block in map(_fields, sent.decode().split("\n\n")) if "data" in block]
    last = case["sentinel"] or "[DONE]"
    if case["type"] != "str" and wanted[-1]["data"] == last:
        wanted.pop()
    if len(events.found) < len(wanted):
        return f"{len(events.found)} events came, not {len(wanted)}"
    for at, (event, block) in enumerate(zip(events.found, wanted, strict=False)):
        name = block.get("event", "message")
        if (event.event, event.id) != (name, block.get("id", "")):
            return f"$[{at}] is {event.event!r} with the id {event.id!r}, not {name!r} with {block.get('id', '')!r}"
        hint = hints.evaluate(types.get(name) or types.get("*") or case["type"])
        data = block["data"] if hint is str else json.loads(block["data"])
        if said := difference(hints, hint, event.data, data, f"$[{at}]"):
            return said
    return ""


def _fields(block: str) -> dict[str, str]:
    pairs = (line.partition(": ") for line in block.splitlines())
    return {name: value for name, _, value in pairs if not (name == "id" and "\0" in value)}
