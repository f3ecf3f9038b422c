"""Python source in black's style: every generated module passes through here, and is proved to parse."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor

import black
from black.mode import TargetVersion
from black.report import NothingChanged

_MODE = black.Mode(target_versions={TargetVersion.PY311})
_WORTH_A_PROCESS = 500_000


def format_python(source: str) -> str:
    """The source as black leaves it, at black's own defaults."""
    try:
        return black.format_file_contents(source, fast=True, mode=_MODE)
    except NothingChanged:
        return source


def format_modules(modules: Mapping[str, str]) -> dict[str, str]:
    """All modules formatted, by the same paths; on every core where there is much to do."""
    sources = list(modules.values())
    if sum(map(len, sources)) < _WORTH_A_PROCESS:
        return dict(zip(modules, map(format_python, sources), strict=True))
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(modules, pool.map(format_python, sources, chunksize=16), strict=True))
