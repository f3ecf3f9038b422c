"""A request in the making: what operation, caller and credentials say, joined by their precedence."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

import httpx2

from . import styles
from .bodies import Content, read_body
from .operation import Operation
from .options import QueryValue, Settings
from .parameters import Parameters, header_value, read_parameters
from .security import Proof, basic
from .servers import base_url
from .values import plain

_NEEDS_KEY = frozenset({"POST", "PATCH"})
"""Methods that are not repeated unless the server can tell a repetition (RFC 9110 section 9.2.2)."""
_PYTHON = f"python/{sys.version_info.major}.{sys.version_info.minor}"


@dataclass(frozen=True, slots=True)
class Draft:
    """A request without its credentials, from which one with them is made for each attempt."""

    method: str
    base: httpx2.URL
    parameters: Parameters
    headers: tuple[tuple[str, str], ...]
    content: Content | None
    caller_headers: tuple[tuple[str, str], ...]

    def url(self, proof: Proof) -> httpx2.URL:
        """The whole URL, spelled as it was written here. Raises ``ValueError`` where it is too long."""
        path, _, own = self.parameters.path.partition("?")
        root = self.base.raw_path.partition(b"?")[0].decode("ascii").rstrip("/")
        pairs = (*self.parameters.query, *proof.query)
        given = "&".join(f"{name}={value}" for name, value in pairs)
        texts = (
            self.base.query.decode("ascii"),
            own,
            self.parameters.query_text,
            given,
        )
        query = "&".join(filter(None, texts))
        target = f"{root}{path}?{query}" if query else root + path
        base = self.base.copy_with(userinfo=b"") if self.base.userinfo else self.base
        try:
            return base.copy_with(raw_path=target.encode("ascii"))
        except httpx2.InvalidURL as error:
            raise ValueError(f"the URL cannot be written: {error}") from None

    def all_headers(self, proof: Proof) -> dict[bytes, tuple[bytes, bytes]]:
        """The headers by name in lower case: the operation's, over them credentials, over them the caller's."""
        found: dict[bytes, tuple[bytes, bytes]] = {}
        if self.base.userinfo:
            proof = replace(proof, headers=[self._own_credentials(), *proof.headers])
        for name, value in (*self.headers, *proof.headers, *self.caller_headers):
            raw = name.encode("ascii")
            found[raw.lower()] = (raw, value.encode())
        cookies = (*self.parameters.cookies, *proof.cookies)
        if cookies and b"cookie" not in found:
            text = "; ".join(f"{name}={value}" for name, value in cookies)
            found[b"cookie"] = (b"Cookie", text.encode())
        return found

    def _own_credentials(self) -> tuple[str, str]:
        return basic(self.base.username, self.base.password)


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
    headers = [("Accept", _accept(operation, arguments))]
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


def _accept(operation: Operation[Any], arguments: Mapping[str, object]) -> str:
    kinds = [case.media_type for case in operation.wanted(arguments)]
    kinds += [case.media_type for case in operation.errors]
    return ", ".join(dict.fromkeys(filter(None, kinds))) or "*/*"


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
