"""A request in the making: what operation, caller and credentials say, joined by their precedence."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from . import styles
from .base import Base
from .bodies import Content, read_body
from .operation import Operation
from .options import QueryValue, Settings
from .parameters import Parameters, header_value, read_parameters
from .security import Proof, basic
from .servers import base_url
from .values import plain

if TYPE_CHECKING:
    import httpx2

_NEEDS_KEY = frozenset({"POST", "PATCH"})
"""Methods that are not repeated unless the server can tell a repetition (RFC 9110 section 9.2.2)."""
_PYTHON = f"python/{sys.version_info.major}.{sys.version_info.minor}"


@dataclass(slots=True)
class Draft:
    """A request without its credentials, from which one with them is made for each attempt."""

    method: str
    base: Base
    parameters: Parameters
    headers: tuple[tuple[str, str], ...]
    content: Content | None
    caller_headers: tuple[tuple[str, str], ...]

    def url(self, proof: Proof) -> httpx2.URL:
        """The whole URL, spelled as it was written here. Raises ``ValueError`` where it is too long."""
        target = self.base.root + self.parameters.path
        pairs = [*self.parameters.query, *proof.query]
        if pairs or self.base.query or self.parameters.query_text or "?" in target:
            path, _, own = target.partition("?")
            given = "&".join([f"{name}={value}" for name, value in pairs])
            texts = (self.base.query, own, self.parameters.query_text, given)
            query = "&".join(filter(None, texts))
            target = f"{path}?{query}" if query else path
        return self.base.at(target)

    def all_headers(self, proof: Proof) -> dict[bytes, tuple[bytes, bytes]]:
        """The headers by name in lower case: the operation's, over them credentials, over them the caller's."""
        found: dict[bytes, tuple[bytes, bytes]] = {}
        proved = proof.headers
        if self.base.has_credentials:
            proved = [basic(self.base.url.username, self.base.url.password), *proved]
        for name, value in (*self.headers, *proved, *self.caller_headers):
            raw, lower = _names(name)
            found[lower] = (raw, value.encode())
        cookies = (*self.parameters.cookies, *proof.cookies)
        if cookies and b"cookie" not in found:
            text = "; ".join(f"{name}={value}" for name, value in cookies)
            found[b"cookie"] = (b"Cookie", text.encode())
        return found


@lru_cache(maxsize=256)
def _names(name: str) -> tuple[bytes, bytes]:
    """The name of a header as it is sent, and in lower case."""
    raw = name.encode("ascii")
    return raw, raw.lower()


def draft_request(
    settings: Settings, operation: Operation[Any], arguments: Mapping[str, object]
) -> Draft:
    """Everything about a request but its credentials.

    Raises ``TypeError`` and ``ValueError`` for arguments that are missing or cannot be sent, and
    ``ConfigurationError`` where there is no server.
    """
    placed = read_parameters(operation, arguments)
    content = read_body(operation, arguments, settings.body)
    placed.query = _with_extra(placed.query, settings.query)
    accept = operation.accept
    if operation.is_streamed:
        accept = operation.accepting(operation.wanted(arguments))
    headers = [("Accept", accept)]
    if settings.table.user_agent:
        headers.append(("User-Agent", f"{settings.table.user_agent} {_PYTHON}"))
    if content is not None:
        headers.append(("Content-Type", content.content_type))
    if settings.table.idempotency_header and operation.method in _NEEDS_KEY:
        headers.append((settings.table.idempotency_header, str(uuid.uuid4())))
    return Draft(
        method=operation.method,
        base=base_url(settings, operation),
        parameters=placed,
        headers=(*headers, *placed.headers),
        content=content,
        caller_headers=tuple(_caller_headers(settings)),
    )


def _caller_headers(settings: Settings) -> list[tuple[str, str]]:
    if not settings.headers and settings.idempotency_key is None:
        return []
    given = list(settings.headers.items())
    if settings.idempotency_key == "":
        raise ValueError("an idempotency key cannot be empty")
    if settings.idempotency_key is not None:
        name = settings.table.idempotency_header or "Idempotency-Key"
        given.append((name, settings.idempotency_key))
    for name, value in given:
        if not isinstance(value, str):
            raise TypeError(
                f"the header {name!r} must be text, not {type(value).__name__}"
            )
        if not name.isascii() or not name.replace("-", "a").replace("_", "a").isalnum():
            raise ValueError(f"{name!r} cannot be the name of a header")
    return [(name, header_value(value)) for name, value in given]


def _with_extra(
    query: list[styles.Pair], extra: Mapping[str, QueryValue]
) -> list[styles.Pair]:
    """The query with the caller's own parameters in place of others of the same name."""
    if not extra:
        return query
    kept = [(name, value) for name, value in query if unquote(name) not in extra]
    for name, given in extra.items():
        kept += styles.pairs(name, plain(given), "form", True, styles.encode_strictly)
    return kept
