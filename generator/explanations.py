"""What the codes of diagnostics mean: sections of docs/diagnostics.md, which is shipped with the program."""

from __future__ import annotations

import re
from pathlib import Path

from . import codes
from .diagnostics import Kind

_PACKAGE = Path(__file__).resolve().parent


def known_kinds() -> dict[str, Kind]:
    """Every kind of fault by its code, in the order of the catalogue."""
    return {kind.code: kind for kind in vars(codes).values() if isinstance(kind, Kind)}


def explanation(code: str) -> str:
    """The section of the page about a code, as Markdown. Raises ``KeyError`` for a code that there is not."""
    sections = re.split(r"^##+ (?=[a-z]+/[a-z0-9-]+$|[A-Z])", _page(), flags=re.MULTILINE)
    return {section.partition("\n")[0]: section.rstrip() for section in sections}[code]


def _page() -> str:
    """The page: inside the installed package, or beside it in a checkout."""
    installed = _PACKAGE / "_docs/diagnostics.md"
    page = installed if installed.is_file() else _PACKAGE.parent / "docs/diagnostics.md"
    return page.read_text("utf-8")
