"""The programs that show an operation, as its page, its docstring and the samples of the document have them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Operation
from .calls import example_names
from .markdown import safe_code
from .results import Pick
from .snippets import Frame, Snippets

_PICKS = {Pick.STREAMS: "as a stream", Pick.OTHERS: "as one answer"}


@dataclass(frozen=True, slots=True)
class Usage:
    """One example: the program for the sync client and that for the async one.

    ``title`` tells it from the others of its operation: the name of the document's example, or what the
    call asks for; empty where there is but one.
    """

    title: str
    sync: str
    asynchronous: str


def usages(snippets: Snippets, operation: Operation) -> Iterator[Usage]:
    """A program for each example of the document, and one for the answer that the first does not ask for."""
    names = example_names(operation)
    yield from (_usage(snippets, operation, name) for name in names)
    pick = snippets.other_pick(operation, names[0])
    if pick is not None:
        yield _usage(snippets, operation, names[0], _PICKS[pick], Frame(pick=pick))


def _usage(snippets: Snippets, operation: Operation, name: str, title: str = "", frame: Frame | None = None) -> Usage:
    return Usage(
        title=title or name,
        sync=safe_code(snippets.sync(operation, name, frame)),
        asynchronous=safe_code(snippets.asynchronous(operation, name, frame)),
    )
