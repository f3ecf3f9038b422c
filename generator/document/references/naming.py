"""Names under ``components`` for what is brought in from other files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from .. import pointer as pointers
from ..grammar import GRAMMAR
from .registry import Place

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")
_KEYWORDS = frozenset(key for fields in GRAMMAR.values() for key in fields)
_INDEXES = frozenset(("index", "_index"))
_SCHEMA_SUFFIX = ".schema"


def name_places(places: Iterable[Place], taken: Iterable[str]) -> Mapping[Place, str]:
    """A name for each place, unlike each other and unlike those that are taken.

    A name is what the author calls the thing: the last token of the pointer, or the name of the file.
    Where several would have the same name, the one that is nearest to the top folder gets it, and the
    others say their file or folder before it. So what is added further down renames nothing.
    """
    used = set(taken)
    made: dict[Place, str] = {}
    for place in sorted(places, key=_rank):
        name = next(name for name in _candidates(place) if name not in used)
        used.add(name)
        made[place] = name
    return made


def _rank(place: Place) -> tuple[int, str, str]:
    return place.file.name.count("/"), place.file.name, place.pointer


def _candidates(place: Place) -> Iterator[str]:
    """The names a place may have, each saying more than the one before it."""
    path = PurePosixPath((place.file.name.partition("://")[2] or place.file.name).replace("\\", "/"))
    above = [part for part in path.parts[:-1] if part not in ("..", ".", "/")]
    stem = _stem(path.name)
    if stem in _INDEXES and above:
        stem = above.pop()
    tokens = pointers.split(place.pointer)
    if not tokens:
        name = stem
    else:
        own = "_".join(tokens[-2:]) if _says_nothing(tokens) else tokens[-1]
        name = f"{stem}_{own}" if _says_nothing(tokens) else own
        if not _says_nothing(tokens):
            above.append(stem)
    name = cleaned(name)
    yield name
    while above:
        name = f"{cleaned(above.pop())}_{name}"
        yield name
    number = 2
    while True:
        yield f"{name}_{number}"
        number += 1


def _says_nothing(tokens: list[str]) -> bool:
    """Whether the last token is a keyword or a number, and no name that somebody chose."""
    is_chosen = len(tokens) > 1 and tokens[-2] in ("definitions", "$defs", *GRAMMAR["components"])
    return not is_chosen and (tokens[-1] in _KEYWORDS or tokens[-1].isdigit())


def _stem(name: str) -> str:
    stem = name.rpartition(".")[0] or name
    return stem.removesuffix(_SCHEMA_SUFFIX) or stem


def cleaned(name: str) -> str:
    """The name with every character replaced that no name under ``components`` may have."""
    return _NOT_IN_NAMES.sub("_", name).strip("_") or "Part"
