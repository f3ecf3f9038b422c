"""Answers that tests give, as they would travel."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import httpx2

from .bodies import essence, is_json
from .operation import ErrorCase, Operation, ResponseCase
from .responses import by_status
from .unset import UNSET
from .wire import to_wire

if TYPE_CHECKING:
    from .testing import FakeCall

Answer: TypeAlias = "Callable[[FakeCall], httpx2.Response]"
"""A function that makes the answer to a call."""

_Case: TypeAlias = ResponseCase | ErrorCase


def answer_of(
    operation: Operation[Any],
    status: int,
    data: object,
    headers: Mapping[str, str],
    content_type: str,
) -> Answer:
    """What answers with this data in the media type that the API declares for the status."""
    case = _case(operation, status, content_type)
    kind = content_type or _concrete(case, data)
    body = _body(case, kind, data)
    told = {"Content-Type": kind, **headers} if body is not None else dict(headers)

    def answer(call: FakeCall) -> httpx2.Response:
        return httpx2.Response(status, headers=told, content=body, request=call.request)

    return answer


def _case(operation: Operation[Any], status: int, content_type: str) -> _Case | None:
    found: list[_Case] = [*by_status(operation.errors, status)] if status >= 400 else []
    found = found or [*by_status(operation.responses, status)]
    fitting = [c for c in found if essence(c.media_type) == essence(content_type)]
    return next(iter([*fitting, *found]), None)


def _concrete(case: _Case | None, data: object) -> str:
    """A media type to send: of a range of them, the one that the data suggests."""
    declared = case.media_type if case is not None else ""
    if declared and "*" not in declared:
        return declared
    return "application/octet-stream" if isinstance(data, bytes) else "application/json"


def _body(case: _Case | None, kind: str, data: object) -> bytes | None:
    if data is UNSET or (data is None and (case is None or case.type is None)):
        return None
    if isinstance(data, bytes):
        return data
    stream = case.stream if isinstance(case, ResponseCase) else ""
    if stream in {"sse", "jsonl"} and isinstance(case, ResponseCase):
        return _stream(case, data)
    if is_json(essence(kind)):
        return _json(data)
    if isinstance(data, str):
        return data.encode()
    if case is not None and case.xml is not None:
        from .xml_writer import write_xml  # noqa: PLC0415 - few APIs speak XML

        return write_xml(case.xml(), data)
    return _json(data)


def _stream(case: ResponseCase, data: Any) -> bytes:
    """The items one after the other: as server-sent events, or as lines of JSON."""
    items: Iterable[object] = [data] if isinstance(data, str | Mapping) else data
    if case.stream == "jsonl":
        return b"".join(_json(item) + b"\n" for item in items)
    texts = [i if isinstance(i, str) else _json(i).decode() for i in items]
    texts += [case.sentinel] if case.sentinel else []
    return "".join(f"data: {text}\n\n" for text in texts).encode()


def _json(data: object) -> bytes:
    return json.dumps(to_wire(data), ensure_ascii=False).encode()
