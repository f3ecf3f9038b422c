"""The header ``Link`` (RFC 8288 section 3)."""

from __future__ import annotations

import re

_TARGET = re.compile(r"[\s,]*<([^>]*)>")
_PARAMETER = re.compile(
    r"\s*;\s*([\w!#$%&'*+.^`|~-]+)\s*(?:=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^\s\";,]*)))?"
)


def next_link(header: str) -> str | None:
    """The target of the first link to the next page of this resource, as it is written.

    ``None`` where no link is one. A link is followed by what comes up to the first fault.
    """
    at = 0
    while target := _TARGET.match(header, at):
        at = target.end()
        found: dict[str, str] = {}
        while parameter := _PARAMETER.match(header, at):
            at = parameter.end()
            name, quoted, plain = parameter.groups()
            value = plain if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
            found.setdefault(name.lower(), value or "")
        # A link with an anchor is one of another resource.
        if "next" in found.get("rel", "").lower().split() and "anchor" not in found:
            return target[1].strip()
    return None
