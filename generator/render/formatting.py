"""Python source in black's style: every generated module passes through here, and is proved to parse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

from ..cache import absorb, key_of, recorded, shelf
from ..parallel import parallel_map
from .layout import WIDTH
from .mending import mend

_DOCSTRING = re.compile(r'"""(.|\n)*?"""')
_UNBREAKABLE = re.compile(r' +("[^"\\]*": )?"[^"\\]*",| +\w+,')
_FOREIGN_SPACE = re.compile(r"[^\S\x00-\x7f]")
"""What black strips from the lines of docstrings, and the templates leave."""

_SHELF = "black"
_WORTH_A_PROCESS = 500_000


def nothing_is_known() -> bool:
    """Whether all is to be formatted anew, for which more processes pay."""
    return shelf(_SHELF).is_empty


def format_python(source: str) -> str:
    """The source as black leaves it, at black's own defaults. Raises ``SyntaxError`` where it is no Python."""
    known, key = shelf(_SHELF), key_of(source)
    made = known.get(key)
    if made is None:
        made = _black(source)
        known.put(key, made)
    return str(made)


def _black(source: str) -> str:
    import black  # noqa: PLC0415 - a run in which all is known does without
    from black.mode import TargetVersion  # noqa: PLC0415
    from black.parsing import InvalidInput  # noqa: PLC0415

    try:
        return black.format_str(source, mode=black.Mode(target_versions={TargetVersion.PY311}))
    except InvalidInput as error:
        raise SyntaxError(str(error)) from error


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
    worth = nothing_is_known() and sum(map(len, sources)) > _WORTH_A_PROCESS
    formatted = _on_every_core(sources) if worth else map(_format_parts, sources)
    return {**modules, **dict(zip(left, formatted, strict=True))}


def _on_every_core(sources: list[str]) -> Iterator[str]:
    for text, entries in parallel_map(partial(recorded, _format_parts), sources, worth=True):
        absorb(entries)
        yield text


def _format_parts(source: str) -> str:
    """A module whose top-level parts stand two lines apart; only those parts go through black that need it."""
    try:
        return "\n\n\n".join(laid_out(part).rstrip("\n") for part in source.split("\n\n\n")) + "\n"
    except SyntaxError:  # a docstring has two blank lines in it
        return format_python(source)
