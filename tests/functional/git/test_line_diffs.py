"""Git diffs that read well: a change of the document changes the lines that tell of it, and no others.

Real documents are changed in one thing, generated, and compared by git. Every hunk must name what came in (or
went), so that a reviewer never wonders why a line is there; the lines are counted, and ``-rP`` prints them as
a table. The lock and padded tables, which change wherever anything does, are counted apart: they are not here.
GitHub's document is tried whole with SDKWRIGHT_ALL_DOCUMENTS=1, else the part that has to do with gists.
"""

from __future__ import annotations

import copy
import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.diagnostics import Report
from generator.names_file import Known, read_record
from generator.pipeline import generate

from . import edits, lines

SPECS = Path(__file__).parents[4] / "shared/specs"
GITHUB = "github.json"
DOCUMENTS = ("redocly-museum.yaml", "scalar-galaxy.json", "docusign-maestro.json", GITHUB)
WHOLE = bool(os.environ.get("SDKWRIGHT_ALL_DOCUMENTS"))

pytestmark = pytest.mark.skipif(not (SPECS / GITHUB).is_file(), reason="the documents of ../shared/specs are not here")


class Sdk:
    """The tree of a document, after a run that knew certain names."""

    def __init__(self, document: dict[str, Any], folder: Path, known: Known | None = None) -> None:
        spec = folder / "api.json"
        spec.write_text(json.dumps(document), "utf-8")
        known = known or read_record("")
        generated = generate(spec, None, report=Report(), known=lambda _: known)
        self.tree = {path: file.content for path, file in generated.files.items()}
        self.known = read_record(generated.names.record)


def load(name: str) -> dict[str, Any]:
    text = (SPECS / name).read_text("utf-8")
    read = json.loads(text) if name.endswith("json") else yaml.load(text, yaml.CSafeLoader)
    document: dict[str, Any] = json.loads(json.dumps(read, default=str))
    return _part(document, "gists") if name == GITHUB and not WHOLE else document


def _part(document: dict[str, Any], tag: str) -> dict[str, Any]:
    """The operations of a tag, with the components that they need."""
    tagged = ((path, method, op) for path, method, op in edits.operations(document) if tag in op.get("tags", ()))
    paths: dict[str, Any] = {}
    for path, method, operation in tagged:
        paths.setdefault(path, {})[method] = operation
    components: dict[str, dict[str, Any]] = {}
    rest: list[Any] = [paths]
    while rest:
        for reference in _references(rest.pop()):
            _, _, section, key = reference.split("/")
            if key not in components.setdefault(section, {}):
                components[section][key] = document["components"][section][key]
                rest.append(components[section][key])
    sections = {
        section: {k: v for k, v in all_.items() if k in components.get(section, ())}
        for section, all_ in document["components"].items()
    }
    return {**document, "paths": paths, "components": sections, "webhooks": {}, "x-webhooks": {}}


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for each in value.values():
            yield from _references(each)
    elif isinstance(value, list):
        for each in value:
            yield from _references(each)


@pytest.fixture(scope="module", params=DOCUMENTS)
def original(request: pytest.FixtureRequest) -> dict[str, Any]:
    return load(request.param)


@pytest.fixture(scope="module")
def before(original: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Sdk:
    return Sdk(original, tmp_path_factory.mktemp("before"))


def edited(original: dict[str, Any], kind: edits.Kind) -> dict[str, Any]:
    document = copy.deepcopy(original)
    kind.edit(document)
    return document


def table(kind: edits.Kind, found: list[lines.Hunk]) -> str:
    """The lines per file, for whoever looks at the output of the test."""
    plus, minus = Counter[str](), Counter[str]()
    for hunk in found:
        plus[hunk.path] += len(hunk.added)
        minus[hunk.path] += len(hunk.removed)
    rows = [f"{kind.name:36} {sum(plus.values()):+5} {-sum(minus.values()):5}"]
    rows += [f"  {path:60} {plus[path]:+5} {-minus[path]:5}" for path in sorted(plus | minus)]
    return "\n".join(rows)


def names_it(text: tuple[str, ...]) -> bool:
    return edits.WORD in "\n".join(text).lower()


def is_example(hunk: lines.Hunk) -> bool:
    """An example that shows the new thing may be laid out anew for it; pages have examples, and docstrings of calls."""
    has_examples = hunk.path.endswith(".md") or "/resources/" in hunk.path
    return has_examples and 0 < len(hunk.removed) <= len(hunk.added)


@pytest.mark.parametrize("kind", edits.ADDITIONS, ids=lambda kind: kind.name)
def test_an_addition_adds_lines(original: dict[str, Any], before: Sdk, kind: edits.Kind, tmp_path: Path) -> None:
    after = Sdk(edited(original, kind), tmp_path, before.known)
    found = lines.hunks(before.tree, after.tree)
    print(table(kind, found))
    assert found
    assert [str(hunk) for hunk in found if not names_it(hunk.added)] == []
    assert [str(hunk) for hunk in found if hunk.removed and not is_example(hunk)] == []


@pytest.mark.parametrize("kind", edits.REWORDINGS, ids=lambda kind: kind.name)
def test_other_words_change_those_words(
    original: dict[str, Any], before: Sdk, kind: edits.Kind, tmp_path: Path
) -> None:
    after = Sdk(edited(original, kind), tmp_path, before.known)
    found = lines.hunks(before.tree, after.tree)
    print(table(kind, found))
    assert found
    assert [str(hunk) for hunk in found if not names_it(hunk.added) or len(hunk.added) > len(hunk.removed) + 2] == []


@pytest.mark.parametrize("kind", edits.ADDITIONS[:2] + edits.ADDITIONS[4:5], ids=lambda kind: kind.name)
def test_what_goes_away_takes_its_lines_along(
    original: dict[str, Any], before: Sdk, kind: edits.Kind, tmp_path: Path
) -> None:
    """The tree is what it was before the thing came: nothing is left of it, and no other line moves."""
    after = Sdk(edited(original, kind), tmp_path, before.known)
    again = Sdk(original, tmp_path, after.known)
    assert lines.hunks(before.tree, again.tree) == []
    assert again.tree == before.tree
