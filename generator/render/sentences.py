"""Texts of the document and of the generator one after the other."""

from __future__ import annotations

import re

_OPEN_END = re.compile(r"[\w)\]\"'`*]\Z")


def sentences(*parts: str) -> str:
    """The parts that are not empty, a full stop between two where the first has no end of its own."""
    texts = [text for text in (part.strip() for part in parts) if text]
    closed = [f"{text}." if _OPEN_END.search(text) else text for text in texts[:-1]]
    return " ".join([*closed, *texts[-1:]])
