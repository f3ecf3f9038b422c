"""Docstrings of methods: what the page of an operation tells, for those who have only ``help()``."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Api, Operation
from ..python.limits import in_docstring
from .calls import Calls
from .credentials import credential_ways
from .failures import statuses_by_class
from .reading import reading_sentences
from .results import is_streamed, result_annotation
from .sentences import sentences
from .signatures import Argument
from .snippets import Frame, call_lines

_WRAP = 80
_MARGIN = 12
"""The column at which an example stands in the source: in a section of a method's docstring."""

_MOST_LINES = 30
_LONGEST_LINE = 160


@dataclass(frozen=True, slots=True)
class Docstrings:
    """Writes the docstrings of the methods of one API."""

    api: Api
    calls: Calls

    def text(self, operation: Operation, arguments: tuple[Argument, ...], *, is_async: bool = False) -> str:
        """What a method does, its arguments, what it returns and raises, what it needs, and a call of it."""
        parts = [operation.summary or operation.id]
        if operation.description and operation.description.strip() != operation.summary.strip():
            parts.append(operation.description.strip())
        if operation.deprecated:
            parts.append("Deprecated: the API asks not to use this operation any more.")
        listed = [entry(a.name, a.description) for a in arguments]
        listed.append(entry("options", "Timeout, retries, headers and the like, for this call alone."))
        parts.append("Args:\n" + "\n".join(listed))
        result = result_annotation(operation, is_async=is_async)
        if result != "None":
            parts.append("Returns:\n" + entry(result, _returned(operation)))
        parts.append("Raises:\n" + "\n".join(entry(name, said) for name, said in _raised(operation)))
        parts += self._around(operation)
        example = self._example(operation, is_async=is_async)
        if example:
            parts.append(f"Example:\n{example}")
        return "\n\n".join(parts)

    def _around(self, operation: Operation) -> Iterator[str]:
        ways = credential_ways(operation, self.api, in_docstring)
        if any(ways):
            yield "Authentication:\n" + "\n".join(entry(way or "no credentials", "") for way in ways)
        elif ways:
            yield "Authentication:\n" + entry("no credentials", "")
        if operation.servers:
            yield "Servers:\n" + "\n".join(entry(server.url, server.description) for server in operation.servers)
        if operation.external_docs:
            yield f"See: {operation.external_docs}"

    def _example(self, operation: Operation, *, is_async: bool) -> str:
        """The call of the first program of the operation's page; empty where it is too long for a docstring."""
        is_plain = operation.pagination is None and not is_streamed(operation)
        frame = Frame(use=()) if is_plain else Frame()
        text = "\n".join(call_lines(self.calls.call(operation), frame, _MARGIN, is_async=is_async))
        lines = text.split("\n")
        if len(lines) > _MOST_LINES or max(map(len, lines)) > _LONGEST_LINE:
            return ""
        return textwrap.indent(textwrap.dedent(text), "    ")


def entry(name: str, description: str) -> str:
    """One entry of a section, its further lines indented below it."""
    words = " ".join(description.split())
    if not words:
        return f"    {name}"
    return textwrap.fill(
        f"{name}: {words}",
        _WRAP,
        initial_indent="    ",
        subsequent_indent="        ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _returned(operation: Operation) -> str:
    said = next((r.description for r in operation.responses if r.description), "")
    return sentences(said, *(text.replace("`", "``") for text in reading_sentences(operation)))


def _raised(operation: Operation) -> Iterator[tuple[str, str]]:
    for name, statuses in statuses_by_class(operation.errors).items():
        yield f"errors.{name}", f"The answer has the status {', '.join(statuses)}."
    yield "errors.APIError", "Any other answer with a status of 4XX or 5XX."
