"""How results that come in pieces or pages are read, as pages and docstrings tell it."""

from __future__ import annotations

from ..model import Operation, Streaming

_STREAMED = {
    Streaming.SSE: (
        "Server-sent events: a loop over it gives the data of each event as it comes, and one over `.events()` also "
        "its name and id."
    ),
    Streaming.JSON_LINES: "A loop over it gives the items one after the other, as they come.",
    Streaming.BINARY: (
        "Raw bytes, of which nothing is read until they are asked for: `.write_to(path)` writes them to a file, "
        "`.iter_bytes()` gives them in pieces, `.read()` gives all of them."
    ),
}
"""A sentence for each kind of answer that is read in pieces."""

_PAGED = "A loop over it gives the items of this page and of all that follow, each page fetched when it is reached."


def is_read_in_pieces(kind: Streaming) -> bool:
    """Whether there is something to say."""
    return kind in _STREAMED


def streamed_sentence(kind: Streaming) -> str:
    """What an answer of this kind is, as Markdown."""
    return _STREAMED[kind]


def reading_sentences(operation: Operation) -> tuple[str, ...]:
    """What a caller does with the result, as Markdown; nothing for a plain value."""
    kinds = (r.streaming for r in operation.responses if r.type is not None and r.streaming in _STREAMED)
    told = [_STREAMED[kind] for kind in dict.fromkeys(kinds)]
    return (*told, _PAGED) if operation.pagination is not None else tuple(told)
