"""The Python programs in the pages of an SDK, and the operation that each one says it calls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_FENCE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_USAGE = re.compile(r"<!-- UsageSnippet [^\n]*?method=(\"[^\"\n]*\"|'[^'\n]*') path=(\"[^\"\n]*\"|'[^'\n]*')")


@dataclass(frozen=True)
class Fence:
    """A program: its page, its number there, and the method and path of its section, where it has such."""

    page: str
    number: int
    text: str
    method: str = ""
    path: str = ""

    @property
    def name(self) -> str:
        """What reports call it."""
        return f"{self.page}:{self.number}"

    @property
    def calls(self) -> bool:
        """Whether the program calls the API."""
        return re.search(r"\bsdk\.[\w.]+[(\)]", self.text) is not None


def find_fences(pages: Mapping[str, str]) -> Iterator[Fence]:
    """The programs of all pages, in the order of the pages' paths."""
    for page in sorted(pages):
        text = pages[page]
        for number, found in enumerate(_FENCE.finditer(text)):
            usage = _last_usage(text, found.start())
            yield Fence(page, number, found[1], *usage)


def _last_usage(text: str, end: int) -> tuple[str, str]:
    """The method and path of the comment above a program; two empty texts where there is none."""
    if "/sdks/" not in text and "UsageSnippet" not in text:
        return "", ""
    start = text.rfind("<!-- UsageSnippet", 0, end)
    found = _USAGE.match(text, start) if start >= 0 else None
    return (found[1][1:-1].upper(), found[2][1:-1]) if found else ("", "")
