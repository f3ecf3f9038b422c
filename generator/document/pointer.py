"""JSON Pointers (RFC 6901), as strings such as ``/paths/~1pets/get``."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote


def escape(token: str) -> str:
    """One reference token, escaped (RFC 6901 section 3)."""
    return token.replace("~", "~0").replace("/", "~1") if "~" in token or "/" in token else token


def unescape(token: str) -> str:
    """The key that an escaped reference token stands for (RFC 6901 section 4)."""
    return token.replace("~1", "/").replace("~0", "~") if "~" in token else token


def join(pointer: str, *tokens: str | int) -> str:
    """``pointer`` extended by unescaped keys and list indices."""
    for token in tokens:
        pointer = f"{pointer}/{token if isinstance(token, int) else escape(token)}"
    return pointer


def split(pointer: str) -> list[str]:
    """The unescaped tokens of a pointer; none for the root. A missing first slash is forgiven."""
    if not pointer:
        return []
    return [unescape(token) for token in pointer.removeprefix("/").split("/")]


def parents(pointer: str) -> Iterator[str]:
    """The pointer itself, then each one above it, the root (empty) last."""
    yield pointer
    while pointer:
        pointer = pointer.rpartition("/")[0]
        yield pointer


def from_fragment(fragment: str) -> str:
    """The pointer that a URI fragment holds (RFC 6901 section 6): percent-encoding is undone."""
    return unquote(fragment) if "%" in fragment else fragment
