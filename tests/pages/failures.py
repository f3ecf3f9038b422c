"""The failures that programs catch: each `except` clause has to be reached by an answer that the document declares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .fences import Fence
from .player import Failure, Player

_CLAUSE = re.compile(r"^( *)except errors\.(\w+)(?: as \w+)?:$", re.MULTILINE)
_STATUSES = {
    "BadRequestError": 400,
    "AuthenticationError": 401,
    "PermissionDeniedError": 403,
    "NotFoundError": 404,
    "ConflictError": 409,
    "ClientError": 418,
    "UnprocessableEntityError": 422,
    "RateLimitError": 429,
    "InternalServerError": 500,
    "ServerError": 502,
}
_WAYS: dict[str, Failure] = {
    "APIConnectionError": "connect",
    "APITimeoutError": "time out",
    "ResponseValidationError": "misfit",
}
_NO_ANSWER = {
    "ConfigurationError": "what is sent is never wrong",
    "ClosedClientError": "the client is open",
    "PaginationError": "the pages end",
    "OAuthError": "the token is given",
}
"""Classes that no answer to the program's call leads to, and why."""


def uncaught(fence: Fence, player: Player, run: Callable[[str], str]) -> Iterator[str]:
    """The clauses of a program that nothing reaches; ``run`` runs a text and tells what it printed or raised."""
    text = _CLAUSE.sub(r'\g<0>\n\1    print("caught", "\2")', fence.text)
    for name in dict.fromkeys(found[2] for found in _CLAUSE.finditer(fence.text)):
        if name in _NO_ANSWER:
            player.unjudged[f"errors.{name} is caught, and {_NO_ANSWER[name]}"] += 1
        elif not any(_reaches(text, name, failure, fence, player, run) for failure in _failures(name, player)):
            yield f"no answer of the API is caught as errors.{name}"


def _failures(name: str, player: Player) -> list[Failure]:
    """The failures to try for a class, those that are likely first."""
    declared = player.declared()
    if name in _WAYS:
        return [_WAYS[name]]
    if name in _STATUSES:
        return [_STATUSES[name]]
    return [*declared, 418, "connect"]


def _reaches(text: str, name: str, failure: Failure, fence: Fence, player: Player, run: Callable[[str], str]) -> bool:
    player.start((fence.method, fence.path), failure)
    said = run(text).partition(f"caught {name}\n")
    shown = said[2].strip()
    has_status = re.search(rf"except errors\.{name} as error:\n *print\(error\.status_code", fence.text) is not None
    return bool(said[1]) and bool(shown) and (not has_status or shown.startswith(str(failure)))
