"""What a program does with an answer that is read in pieces: the block around the call, and what is in it."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Operation, Streaming
from ..python.literals import literal
from .calls import Call
from .layout import Atom, Expression
from .results import STREAMS, Pick, default_pick, is_streamed, picked

_EXTENSIONS = {
    "application/gzip": "gz",
    "application/pdf": "pdf",
    "application/zip": "zip",
    "audio/mpeg": "mp3",
    "image/jpeg": "jpg",
    "image/png": "png",
    "text/csv": "csv",
    "video/mp4": "mp4",
}


@dataclass(frozen=True, slots=True)
class Use:
    """A ``with`` block over the answer: the name that the answer has in it, and the lines of the block."""

    name: str
    lines: tuple[str, ...]


def use_of(made: Call, pick: Pick | None, *, is_async: bool) -> Use | None:
    """What to do with the answer of a call; ``None`` where it is a value, or may be one."""
    if not is_streamed(made.operation):
        return None
    responses = picked(made.operation, pick or _asked_for(made))
    kinds = {response.streaming if response.type is not None else Streaming.NONE for response in responses}
    if len(kinds) != 1 or Streaming.NONE in kinds:
        return None
    if kinds <= STREAMS:
        loop = "async for" if is_async else "for"
        return Use("stream", (f"{loop} item in stream:", "    # handle item", "    print(item)"))
    file = f"{made.operation.name}.{_EXTENSIONS.get(responses[0].media_type, 'bin')}"
    return Use("download", (f"{'await ' if is_async else ''}download.write_to({literal(file)})",))


def other_pick(made: Call) -> Pick | None:
    """The answers that a call does not ask for though its caller could; ``None`` where there is no choice."""
    if made.operation.switch is None:
        return None
    return Pick.OTHERS if _asked_for(made) is Pick.STREAMS else Pick.STREAMS


def choosing(operation: Operation, pick: Pick) -> tuple[str, Expression]:
    """The argument that asks for these answers."""
    switch = operation.switch
    if switch is None:
        raise ValueError(f"{operation.id} has no choice of answers")
    if switch.is_flag:
        return switch.argument, Atom(literal(pick is Pick.STREAMS))
    return switch.argument, Atom(literal(next(r.media_type for r in picked(operation, pick) if r.media_type)))


def _asked_for(made: Call) -> Pick:
    """The answers that a call asks for by its own arguments."""
    switch = made.operation.switch
    given = dict(made.arguments).get(switch.argument) if switch is not None and switch.is_flag else None
    told = {Atom("True"): Pick.STREAMS, Atom("False"): Pick.OTHERS}
    return told.get(given, default_pick(made.operation)) if isinstance(given, Atom) else default_pick(made.operation)
