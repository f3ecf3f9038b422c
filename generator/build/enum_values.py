"""The values of ``enum`` and ``const``, as the type of their schema means them (JSON Schema 2020-12 section 6.1)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from .. import codes
from ..diagnostics import Report
from ..document import Node
from ..model import JsonValue


def read_values(listed: Iterable[Node], types: Sequence[str], report: Report) -> tuple[JsonValue, ...]:
    """The values of an enum, each once. What does not fit the one type of the schema is taken as it is meant.

    Such values are reported, and so are repeated ones and those that have parts, which no member can stand for.
    """
    named = [name for name in types if name != "null"]
    wanted = named[0] if len(named) == 1 else ""
    return tuple(_told(listed, wanted, report))


def _told(listed: Iterable[Node], wanted: str, report: Report) -> Iterator[JsonValue]:
    seen: set[str] = set()
    for node in listed:
        value, shown = _meant(node.value, wanted), json.dumps(node.value, ensure_ascii=False)[:60]
        if value is not None and not isinstance(value, str | int | float):
            report.add(
                codes.ENUM_MISFIT, f"{shown} has parts, so that no member of the enum is made of it", node.source
            )
        elif value is not None and not _fits(node.value, wanted):
            taken = json.dumps(value, ensure_ascii=False)[:60]
            outcome = f"taken as {taken}" if _fits(value, wanted) else "taken as it is"
            report.add(codes.ENUM_MISFIT, f"{shown} is of another type than {wanted}: {outcome}", node.source)
        key = json.dumps(value)
        if key in seen:
            report.add(codes.ENUM_REPEATED, f"{shown} stands twice in the enum", node.source)
            continue
        seen.add(key)
        yield value


def _fits(value: JsonValue, wanted: str) -> bool:
    match wanted:
        case "string":
            return isinstance(value, str)
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return not isinstance(value, bool) and isinstance(value, int | float) and value == int(value)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case _:
            return True


def _meant(value: JsonValue, wanted: str) -> JsonValue:
    """A value of the wanted type, where one is surely meant: ``1`` among texts is ``"1"``, ``"1"`` among numbers 1."""
    if _fits(value, wanted):
        return value
    if wanted == "string" and isinstance(value, int | float):
        return json.dumps(value)
    if isinstance(value, str):
        try:
            read: JsonValue = json.loads(value)
        except ValueError:
            return value
        return read if _fits(read, wanted) else value
    return value
