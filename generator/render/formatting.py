"""Python source in black's style: every generated module passes through here, and is proved to parse."""

from __future__ import annotations

import black
from black.mode import TargetVersion
from black.report import NothingChanged

_MODE = black.Mode(target_versions={TargetVersion.PY311})


def format_python(source: str) -> str:
    """The source as black leaves it, at black's own defaults."""
    try:
        return black.format_file_contents(source, fast=True, mode=_MODE)
    except NothingChanged:
        return source
