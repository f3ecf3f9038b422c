"""Python source in black's style: every generated module passes through here, and is proved to parse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import black
from black.mode import TargetVersion
from black.parsing import InvalidInput
from black.report import NothingChanged

from ..parallel import parallel_map
from .layout import WIDTH
from .mending import mend

_DOCSTRING = re.compile(r'"""(.|\n)*?"""')
_UNBREAKABLE = re.compile(r' +("[^"\\]*": )?"[^"\\]*",| +\w+,')
_FOREIGN_SPACE = re.compile(r"[^\S\x00-\x7f]")
"""What black strips from the lines of docstrings, and the templates leave."""

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
    black counts some twice, are left to it. What stands in docstrings is neither's business, and an item
    on a line of its own that has no parts cannot be broken.
    """
    return next(_left_to_black(source), None) is None


def laid_out(source: str) -> str:
    """The source as black leaves it; black is only asked about the statements for which that is not plain already."""
    wrong = set(_left_to_black(source))
    if not wrong:
        return source
    mended = mend(source, wrong, format_python)
    return format_python(source) if mended is None else mended


def _left_to_black(source: str) -> Iterator[int]:
    """The numbers of the lines, from 1 on, that only black can lay out; 0 where it has to see the whole."""
    is_ascii = source.isascii()
    if not is_ascii and _FOREIGN_SPACE.search(source):
        yield 0
    code = _DOCSTRING.sub(lambda found: "\n" * found[0].count("\n"), source)
    for number, line in enumerate(code.split("\n"), start=1):
        if (len(line) > WIDTH and not _UNBREAKABLE.fullmatch(line)) or (not is_ascii and not line.isascii()):
            yield number


def format_modules(modules: Mapping[str, str]) -> dict[str, str]:
    """All modules formatted, by the same paths; on every core where black has much to do."""
    left = [path for path, source in modules.items() if not is_laid_out(source)]
    sources = [modules[path] for path in left]
    formatted = parallel_map(_format_parts, sources, worth=sum(map(len, sources)) > _WORTH_A_PROCESS)
    return {**modules, **dict(zip(left, formatted, strict=True))}


def _format_parts(source: str) -> str:
    """A module whose top-level parts stand two lines apart; only those parts go through black that need it."""
    try:
        return "\n\n\n".join(laid_out(part).rstrip("\n") for part in source.split("\n\n\n")) + "\n"
    except (InvalidInput, SyntaxError):  # a docstring has two blank lines in it
        return format_python(source)
