"""The file name in a Content-Disposition header (RFC 6266)."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

_PARAMETER = re.compile(r';\s*([\w!#$%&\'*+.^`|~-]+)\s*=\s*("(?:\\.|[^"\\])*"|[^;\s]*)')
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_DEVICE = re.compile(r"^((?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))", re.IGNORECASE)
_CHARSETS = {"utf-8", "iso-8859-1"}


def file_name(header: str) -> str | None:
    """The name, which is free of folders and of what no file may be called; ``None`` where there is none.

    ``filename*`` counts before ``filename`` (section 4.3; RFC 8187 section 3.2).
    """
    found = {
        name.lower(): value.strip() for name, value in _PARAMETER.findall(";" + header)
    }
    return _safe(_extended(found.get("filename*", ""))) or _safe(
        _unquoted(found.get("filename", ""))
    )


def _extended(value: str) -> str:
    charset, _, rest = value.partition("'")
    text = rest.partition("'")[2]
    if charset.lower() not in _CHARSETS:
        return ""
    return unquote_to_bytes(text).decode(charset, "replace")


def _unquoted(value: str) -> str:
    if value[:1] == '"':
        value = re.sub(r"\\(.)", r"\1", value[1:-1])
    try:
        return value.encode("latin-1").decode()
    except ValueError:
        return value


def _safe(name: str) -> str | None:
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(char for char in last if char.isprintable()).strip()
    if not kept.strip("."):
        return None
    return _DEVICE.sub(r"_\1", _FORBIDDEN.sub("_", kept))
