"""The base URL of calls, taken apart once: what each request adds to it is not parsed again."""

from __future__ import annotations

import re
from typing import Any

import httpx2

_NORMAL = re.compile(r"/[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*")
"""Targets that mean themselves (RFC 3986 section 3.3), apart from segments of dots."""
_LONGEST = 8_000
_PROBE = "/a/b%20c?d=e%2Ff"


class Base:
    """Where calls go. ``url`` has no fragment, and the user information that the caller gave."""

    def __init__(self, url: httpx2.URL) -> None:
        self.url = url
        self.root = url.raw_path.partition(b"?")[0].decode("ascii").rstrip("/")
        self.query = url.query.decode("ascii")
        self.has_credentials = bool(url.userinfo)
        self._bare = url.copy_with(userinfo=b"") if url.userinfo else url
        self._parts = _parts(self._bare)

    def at(self, target: str) -> httpx2.URL:
        """The URL of a target, which is a path and maybe a query, both ready for the wire.

        Raises ``ValueError`` where it cannot be written, such as for its length.
        """
        if (
            self._parts is not None
            and len(target) < _LONGEST
            and "/." not in target
            and _NORMAL.fullmatch(target)
        ):
            return _assembled(self._parts, target)
        try:
            return self._bare.copy_with(raw_path=target.encode("ascii"))
        except httpx2.InvalidURL as error:
            raise ValueError(f"the URL cannot be written: {error}") from None


def _parts(url: httpx2.URL) -> Any:
    """What ``_assembled`` needs; ``None`` where this version of httpx2 keeps URLs in another way."""
    try:
        parts = url._uri_reference
        made = _assembled(parts, _PROBE)
        meant = url.copy_with(raw_path=_PROBE.encode("ascii"))
        return parts if vars(made) == vars(meant) and made == meant else None
    except (AttributeError, TypeError, ValueError):
        return None


def _assembled(parts: Any, target: str) -> httpx2.URL:
    """A URL of parts that are normal already: parsing it would cost as much as all else that a call adds."""
    path, mark, query = target.partition("?")
    url = object.__new__(httpx2.URL)
    url._uri_reference = parts._replace(path=path, query=query if mark else None)
    return url
