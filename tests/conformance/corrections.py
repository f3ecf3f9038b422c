"""Documents corrected by overlays of ours: what OpenAPI can say of a scenario and the emitter lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .scenarios import SUITE, Call, Place

FOLDER = Path(__file__).with_name("overlays")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the figures: the documents of a ``version``, as they were emitted or with our overlays."""

    name: str
    version: str
    is_corrected: bool = False


ROWS = (
    Row("3.0.0", "3.0.0"),
    Row("3.1.0", "3.1.0"),
    Row("3.2.0", "3.2.0"),
    Row("3.2.0 with our overlays", "3.2.0", is_corrected=True),
)


def overlay(document: str) -> Path | None:
    """The overlay for a document of the suite, where there is one."""
    found = FOLDER / f"{document.split('/')[1]}.yaml"
    return found if found.exists() else None


def corrected(version: str) -> Iterator[str]:
    """The documents of a version that have an overlay."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for document in sorted((SUITE / "documents" / path.stem / version).glob("*.json")):
            yield document.relative_to(SUITE).as_posix()


def own_place(document: str, paths: Mapping[str, Any], call: Call) -> Place | None:
    """Where a corrected document has the operation of a call, by the call's own address."""
    found = [path for path, item in paths.items() if call.method.lower() in item and _fits(path, call.uri)]
    return Place(document, max(found, key=_literal), "") if found else None


def _fits(path: str, uri: str) -> bool:
    parts = re.split(r"\{[^}]*\}", path)
    return re.fullmatch(".+".join(map(re.escape, parts)), uri) is not None


def _literal(path: str) -> int:
    """How much of a path is fixed."""
    return len(re.sub(r"\{[^}]*\}", "", path))
