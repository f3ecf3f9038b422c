"""What calls return, as annotations: values, streams and downloads, for both colours of client."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import Enum

from ..model import Operation, Response, Streaming
from ..python.annotations import annotation

_CLASSES = {
    Streaming.SSE: ("streams", "EventStream"),
    Streaming.JSON_LINES: ("streams", "Stream"),
    Streaming.BINARY: ("downloads", "Download"),
}
"""The module of the runtime and the class, which has a twin for async clients, of answers that are read in pieces."""

STREAMS = frozenset({Streaming.SSE, Streaming.JSON_LINES})
"""Answers that are items one after the other."""


class Pick(Enum):
    """Which of an operation's answers are meant: those that are streams of items, the others, or all."""

    ALL = "all"
    STREAMS = "streams"
    OTHERS = "others"

    def holds(self, response: Response) -> bool:
        """Whether an answer is meant."""
        is_stream = response.streaming in STREAMS
        return self is Pick.ALL or is_stream == (self is Pick.STREAMS)


def is_streamed(operation: Operation) -> bool:
    """Whether an answer of the operation is read in pieces."""
    return any(response.streaming is not Streaming.NONE for response in operation.responses)


def has_events(operation: Operation) -> bool:
    """Whether an answer or a body of the operation is a stream of events."""
    sent = {media.stream.kind for media in operation.body.alternatives if media.stream} if operation.body else set()
    return Streaming.SSE in sent | {response.streaming for response in operation.responses}


def picked(operation: Operation, pick: Pick = Pick.ALL) -> tuple[Response, ...]:
    """The answers that are meant; one without content goes with those that are no streams."""
    return tuple(response for response in operation.responses if pick.holds(response))


def default_pick(operation: Operation) -> Pick:
    """The answers of a call that leaves the choice to its default."""
    switch = operation.switch
    if switch is None:
        return Pick.ALL
    return Pick.STREAMS if switch.streams_by_default else Pick.OTHERS


def result_annotation(
    operation: Operation, *, is_async: bool = False, pick: Pick = Pick.ALL, taken: Collection[str] = ()
) -> str:
    """What a call returns: where there are pages, a page; else what ``answer_annotation`` says."""
    answer = answer_annotation(operation, is_async=is_async, pick=pick, taken=taken)
    if operation.pagination is None:
        return answer
    name = _local("AsyncPageCall" if is_async else "Page", taken)
    return f"{name}[{annotation(operation.pagination.item)}, {answer}]"


def answer_annotation(
    operation: Operation, *, is_async: bool = False, pick: Pick = Pick.ALL, taken: Collection[str] = ()
) -> str:
    """What an answer holds: the types of all successes that are meant, ``None`` for no content.

    A class of the runtime whose name is ``taken`` where the annotation stands has a longer one there.
    """
    names = [_written(response, taken, is_async=is_async) for response in picked(operation, pick)]
    is_optional = any(name == "None" or name.endswith(" | None") for name in names)
    values = dict.fromkeys(name.removesuffix(" | None") for name in names if name != "None")
    return " | ".join((*values, *(["None"] if is_optional or not values else [])))


def _written(response: Response, taken: Collection[str], *, is_async: bool) -> str:
    if response.type is None:
        return "None"
    found = _CLASSES.get(response.streaming)
    if found is None:
        return annotation(response.type)
    name = _local(_colour(found[1], is_async=is_async), taken)
    return f"{name}[{annotation(response.type)}]" if response.streaming in STREAMS else name


def _colour(name: str, *, is_async: bool) -> str:
    return f"Async{name}" if is_async else name


def _local(name: str, taken: Collection[str]) -> str:
    return f"{name}Result" if name in taken else name


def imported(name: str, taken: Collection[str]) -> str:
    """What to import of a class of the runtime so that it has its local name."""
    local = _local(name, taken)
    return name if local == name else f"{name} as {local}"


def result_classes(operations: Iterable[Operation]) -> dict[str, set[str]]:
    """The classes of the runtime that results are, by their modules in it."""
    found: dict[str, set[str]] = {}
    for operation in operations:
        if operation.pagination is not None:
            found.setdefault("pages", set()).update(("AsyncPageCall", "Page"))
        for response in operation.responses:
            if response.streaming in _CLASSES and response.type is not None:
                module, name = _CLASSES[response.streaming]
                found.setdefault(module, set()).update(_colour(name, is_async=a) for a in (False, True))
    return {module: found[module] for module in sorted(found)}


def table_class(operation: Operation) -> str:
    """The class of an operation's table."""
    if operation.pagination is not None:
        return "PagedOperation"
    return "StreamOperation" if is_streamed(operation) else "Operation"


def table_annotation(operation: Operation, taken: Collection[str] = ()) -> str:
    """The class of an operation's table with what the operation returns, in both colours where they differ."""
    results = [answer_annotation(operation, taken=taken)]
    if operation.pagination is not None:
        results.insert(0, annotation(operation.pagination.item))
    if is_streamed(operation):
        results.append(result_annotation(operation, is_async=True, taken=taken))
    return f"{table_class(operation)}[{', '.join(results)}]"
