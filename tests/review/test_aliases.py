"""Methods that the settings keep under their former names: what they do, what reviews say, and what griffe says."""

from __future__ import annotations

import logging
from pathlib import Path

import griffe
import pytest

from generator.diagnostics import InputError, Report
from generator.pipeline import generate
from generator.review import Review
from generator.reviewing import Places, Side, review

HEAD = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\nservers: [{url: https://api.test}]\n"
DOCUMENT = """
paths:
  /pets/{petId}:
    post:
      operationId: NAME
      tags: [pets]
      parameters: [{name: petId, in: path, required: true, schema: {type: integer}}]
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Noise'}
      responses:
        '200': {description: Done, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
components:
  schemas:
    Noise: {type: object, required: [loud], properties: {loud: {type: boolean}}}
    Pet: {type: object, properties: {id: {type: integer}}}
"""
KEPT = '[aliases]\n"pets.call_pet" = "pets.shout_at_pet"\n'


class Versions:
    """Documents with settings, one after the other."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, name: str, operation: str, settings: str = "") -> Side:
        spec = self._folder / f"{name}.yaml"
        spec.write_text(HEAD + DOCUMENT.replace("NAME", operation), "utf-8")
        spec.with_suffix(".sdk.toml").write_text(settings, "utf-8")
        return Side(spec)

    def surface(self, side: Side) -> griffe.Module:
        logging.getLogger("griffe").setLevel(logging.ERROR)
        made = generate(side.spec, side.spec.with_suffix(".sdk.toml"), report=Report())
        folder = self._folder / f"{side.spec.stem}-sdk"
        for path, file in made.files.items():
            if path.startswith("src/") and "/_runtime/" not in path:
                place = folder / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(file.content, "utf-8")
        loaded = griffe.load("pets", search_paths=[folder / "src"], allow_inspection=False)
        assert isinstance(loaded, griffe.Module)
        return loaded


@pytest.fixture
def versions(tmp_path: Path) -> Versions:
    return Versions(tmp_path)


def compared(before: Side, after: Side) -> Review:
    return review((before, after), Places())[0]


def breakages(versions: Versions, before: Side, after: Side) -> list[griffe.Breakage]:
    return list(griffe.find_breaking_changes(versions.surface(before), versions.surface(after)))


@pytest.mark.parametrize(
    ("before", "after", "kinds", "verdict"),
    [
        (("callPet", ""), ("shoutAtPet", ""), ["operation-renamed"], "breaking"),
        (("callPet", ""), ("shoutAtPet", KEPT), ["operation-name-kept"], "additive"),
        (("shoutAtPet", KEPT), ("shoutAtPet", ""), ["operation-name-dropped"], "breaking"),
        (("shoutAtPet", ""), ("shoutAtPet", KEPT), ["operation-name-added"], "additive"),
        (("shoutAtPet", KEPT), ("shoutAtPet", KEPT), [], "neutral"),
    ],
    ids=["renamed", "kept", "dropped", "added", "same"],
)
def test_model_and_griffe_agree(
    versions: Versions, before: tuple[str, str], after: tuple[str, str], kinds: list[str], verdict: str
) -> None:
    sides = versions.write("before", *before), versions.write("after", *after)

    found = compared(*sides)

    assert [row.change.kind.name for row in found.rows] == kinds
    assert any(row.change.severity == "breaking" for row in found.rows) == (verdict == "breaking")
    assert bool(breakages(versions, *sides)) == (verdict == "breaking")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ('"pets.call_pet" = "pets.gone"', "has no such method"),
        ('"cats.call_pet" = "pets.shout_at_pet"', "another group"),
        ('"pets.shout_at_pet" = "pets.shout_at_pet"', "something else today"),
        ('"pets.class" = "pets.shout_at_pet"', "cannot be the name"),
    ],
)
def test_a_name_that_cannot_be_kept_is_told_with_its_line(versions: Versions, settings: str, words: str) -> None:
    side = versions.write("after", "shoutAtPet", f"[aliases]\n{settings}\n")

    with pytest.raises(InputError) as caught:
        generate(side.spec, side.spec.with_suffix(".sdk.toml"), report=Report())

    (fault,) = caught.value.diagnostics
    assert fault.source is not None
    excerpt = caught.value.locate(fault.source)
    assert words in fault.message
    assert excerpt is not None
    assert excerpt.line == 2
