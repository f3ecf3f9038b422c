"""Python source in black's style: every generated module passes through here, and is proved to parse."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor

import black
from black.mode import TargetVersion
from black.report import NothingChanged

from .layout import WIDTH

_DOCSTRING = re.compile(r'"""(.|\n)*?"""')
_MODE = black.Mode(target_versions={TargetVersion.PY311})
_WORTH_A_PROCESS = 500_000


def format_python(source: str) -> str:
    """The source as black leaves it, at black's own defaults."""
    try:
        return black.format_file_contents(source, fast=True, mode=_MODE)
    except NothingChanged:
        return source


def is_laid_out(source: str) -> bool:
    """Whether text that the templates laid out is what black would make of it.

    They break lines where black does, so that only lines that are too long, and characters of which
    black counts some twice, are left to it. What stands in docstrings is neither's business.
    """
    return source.isascii() and all(len(line) <= WIDTH for line in _DOCSTRING.sub("", source).split("\n"))


def laid_out(source: str) -> str:
    """The source as black leaves it; black is only asked where that is not plain already."""
    return source if is_laid_out(source) else format_python(source)


def format_modules(modules: Mapping[str, str]) -> dict[str, str]:
    """All modules formatted, by the same paths; on every core where black has much to do."""
    left = [path for path, source in modules.items() if not is_laid_out(source)]
    sources = [modules[path] for path in left]
    if sum(map(len, sources)) < _WORTH_A_PROCESS:
        return {**modules, **dict(zip(left, map(format_python, sources), strict=True))}
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return {**modules, **dict(zip(left, pool.map(format_python, sources, chunksize=16), strict=True))}
