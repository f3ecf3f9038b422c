"""The verdict from the other side: griffe compares the declarations of the two generated packages.

griffe looks at names, parameters and defaults. That annotations changed is found here, in what griffe read.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import griffe
import pytest

from generator.beside import settings_beside
from generator.diagnostics import Report
from generator.pipeline import generate
from generator.review import Change, Severity

from .test_cases import CASES, reviewed

TYPES = {
    "argument-type", "result-type", "event-type", "error-type", "type-changed", "webhook-type", "variable-changed",
    "field-type", "field-optional", "field-required", "field-access", "extra-fields", "base-removed", "enum-openness",
}  # fmt: skip
"""Kinds that are changes of annotations or of bases, which griffe's own comparison leaves out."""
KEYS = {"field-added-required"}
"""Kinds that show in typed dicts, whose keys griffe takes for attributes that callers read."""
OVERLOADS = {"body-field-required-added"}
"""Cases about the overloads of a method, which griffe does not compare: a body may be given whole as well."""
NAMES_OF_THE_PACKAGE = {"package-renamed"}
"""Cases in which griffe compares two packages of different names."""
HARMLESS = {griffe.BreakageKind.PARAMETER_CHANGED_DEFAULT}
"""What griffe finds and is none: UNSET for None says as well that nothing is sent."""
UNDECLARED = {"model-closed"}
"""Cases in which what the API takes is narrower, and no declaration says so."""


def _package(spec: Path, folder: Path) -> griffe.Module:
    """The generated package, less the runtime, which is the same in all of them."""
    made = generate(spec, settings_beside(spec, None), report=Report())
    for path, file in made.files.items():
        if path.startswith("src/") and "/_runtime/" not in path:
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(file.content, "utf-8")
    loaded = griffe.load(made.package.import_name, search_paths=[folder / "src"], allow_inspection=False)
    assert isinstance(loaded, griffe.Module)
    return loaded


def _declared(of: griffe.Object | griffe.Module) -> Iterator[tuple[str, ...]]:
    """Every public declaration with its annotations."""
    for member in of.members.values():
        if member.is_alias or (member.name.startswith("_") and member.name not in ("__init__", "_client")):
            continue
        if isinstance(member, griffe.Function):
            for one in (member, *(of.overloads.get(member.name, ()) if isinstance(of, griffe.Class) else ())):
                parameters = sorted(f"{p.name}: {p.annotation} = {p.default}" for p in one.parameters)
                yield (member.canonical_path, str(one.returns), *parameters)
        elif isinstance(member, griffe.Attribute):
            yield (member.canonical_path, str(member.annotation), str(member.value))
        elif isinstance(member, griffe.Class | griffe.Module):
            yield (member.canonical_path, *(str(base) for base in getattr(member, "bases", ())))
            yield from _declared(member)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_griffe_agrees(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    logging.getLogger("griffe").setLevel(logging.ERROR)
    found = [row.change for row in reviewed(case, monkeypatch).rows]
    before, after = (
        _package(case / "before.yaml", tmp_path / "before"),
        _package(case / "after.yaml", tmp_path / "after"),
    )
    breakages = [one for one in griffe.find_breaking_changes(before, after) if one.kind not in HARMLESS]
    told = [change for change in found if change.severity is Severity.BREAKING and _is_seen(case, change)]
    assert bool(breakages) == bool(told), ([one.explain() for one in breakages], told)
    if case.name not in NAMES_OF_THE_PACKAGE | UNDECLARED:
        is_different = set(_declared(before)) != set(_declared(after))
        assert is_different == any(change.kind.is_python for change in found), set(_declared(before)) ^ set(
            _declared(after)
        )


def _is_seen(case: Path, change: Change) -> bool:
    return change.kind.is_python and change.kind.name not in TYPES | KEYS and case.name not in OVERLOADS
