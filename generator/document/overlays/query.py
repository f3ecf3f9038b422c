"""JSONPath (RFC 9535), by python-jsonpath."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from .. import pointer as pointers
from ..values import MAX_DEPTH, Json

if TYPE_CHECKING:
    from jsonpath import JSONPathEnvironment

Steps: TypeAlias = "tuple[str | int, ...]"
"""The keys and indices that lead to a node."""


class QueryError(Exception):
    """A query is not well formed, or cannot be run."""


class Query:
    """A query that was parsed."""

    def __init__(self, text: str, compiled: Any) -> None:
        self.text = text
        self._compiled = compiled

    def nodes(self, root: Json) -> list[Steps]:
        """Where the nodes are that the query selects, each once, in the order of the document.

        Raises ``QueryError`` where the document nests too deep for it.
        """
        from jsonpath import JSONPathError  # noqa: PLC0415 - most runs have no overlay

        try:
            return list(dict.fromkeys(tuple(match.parts) for match in self._compiled.finditer(root)))
        except (JSONPathError, RecursionError) as error:
            raise QueryError(_words(error)) from error


def compile_query(text: str) -> Query:
    """Parses a query. Raises ``QueryError`` where it is not well formed (RFC 9535 section 2.1)."""
    from jsonpath import JSONPathError  # noqa: PLC0415 - most runs have no overlay

    try:
        return Query(text, _environment().compile(text))
    except (JSONPathError, RecursionError) as error:
        raise QueryError(_words(error)) from error


def pointer_of(steps: Steps) -> str:
    """The JSON Pointer of a node."""
    return pointers.join("", *steps)


@cache
def _environment() -> JSONPathEnvironment:
    from jsonpath import JSONPathEnvironment  # noqa: PLC0415 - most runs have no overlay

    class Environment(JSONPathEnvironment):
        max_recursion_depth = MAX_DEPTH

    return Environment(strict=True)


def _words(error: Exception) -> str:
    """What the library says, with its names of tokens taken out, and where in the query that is."""
    said = str(error.args[0]) if error.args else type(error).__name__
    said = said.replace("'TOKEN_ROOT'", "$").replace("'TOKEN_EOF'", "nothing")
    token = getattr(error, "token", None)
    index = getattr(token, "index", -1)
    return f"{said}, at character {index + 1}" if index >= 0 else said
