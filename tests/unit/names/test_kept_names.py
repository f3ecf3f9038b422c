"""A run after a change of the document: what was there keeps its names, and the names file says why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.cli import main

BEFORE = """\
openapi: 3.1.0
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      parameters: [{name: petName, in: query, schema: {type: string}}]
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
components:
  schemas:
    Pet: {type: object, properties: {fooBar: {type: string}, tag: {type: object, properties: {a: {type: string}}}}}
"""
AFTER = (
    BEFORE.replace("  schemas:\n", "  schemas:\n    PetTag: {type: object, properties: {z: {type: string}}}\n")
    .replace("{fooBar", "{foo_bar: {type: string}, fooBar")
    .replace("[{name: petName", "[{name: pet_name, in: query, schema: {type: string}}, {name: petName")
)
PINS = """\
[models]
"/components/schemas/Pet/properties/tag" = "PetTag"

[fields]
"/components/schemas/Pet/properties/fooBar" = "foo_bar"

[arguments]
"/paths/~1pets/get/parameters/query petName" = "pet_name"
"""


class Project:
    """A folder with a document, and the command run in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.spec, self.names = folder / "pets.yaml", folder / "pets.names.toml"
        self._capsys = capsys

    def run(self, command: str, *arguments: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main([command, "pets.yaml", *arguments])
        self.out, self.err = self._capsys.readouterr()
        return int(ended.value.code or 0)

    def called(self) -> tuple[set[str], set[str]]:
        assert self.run("inspect", "--json") == 0
        facts = json.loads(self.out)
        return {model["name"] for model in facts["models"]}, {
            f"{p['wire_name']} {p['argument']}" for operation in facts["operations"] for p in operation["parameters"]
        }


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Project:
    monkeypatch.chdir(tmp_path)
    made = Project(tmp_path, capsys)
    made.spec.write_text(BEFORE, "utf-8")
    return made


def test_what_was_there_keeps_its_names_when_something_new_has_a_better_right(project: Project) -> None:
    assert project.run("generate") == 0
    assert not project.names.exists()
    project.spec.write_text(AFTER, "utf-8")
    assert project.run("check") == 1
    assert '+"/components/schemas/Pet/properties/tag" = "PetTag"' in project.out
    assert not project.names.exists()
    assert project.run("generate") == 0
    assert project.names.read_text("utf-8").split("\n\n", 1)[1] == PINS
    assert "note[names/kept]: /components/schemas/Pet/properties/tag stays PetTag" in project.err
    assert project.called() == ({"Pet", "PetTag", "PetTagModel"}, {"petName pet_name", "pet_name query_pet_name"})
    assert project.run("check") == 0
    assert project.run("generate") == 0
    assert "names/kept" not in project.err


def test_without_a_run_before_the_better_right_decides(project: Project) -> None:
    project.spec.write_text(AFTER, "utf-8")
    assert project.run("generate") == 0
    assert not project.names.exists()
    assert project.called() == ({"Pet", "PetTag", "PetTagField"}, {"pet_name pet_name", "petName query_pet_name"})


def test_what_is_needed_no_more_is_reported_and_removed(project: Project) -> None:
    project.names.write_text(PINS, "utf-8")
    assert project.run("check") == 1
    assert "pets.names.toml:2:1: warning[names/unneeded]" in project.err
    assert project.run("generate") == 0
    assert not project.names.exists()
    assert project.run("check") == 0


def test_a_person_renames_by_the_names_file(project: Project) -> None:
    project.names.write_text('[models]\n"/components/schemas/Pet" = "Animal"\n', "utf-8")
    assert project.run("generate") == 0
    assert project.names.exists()
    assert project.called()[0] == {"Animal", "AnimalTag"}
    assert Path("generated/pets/src/pets/models/animal.py").is_file()
    assert project.run("check") == 0


def test_one_name_for_two_is_refused_at_its_line(project: Project) -> None:
    entries = ("/components/schemas/Pet", "/components/schemas/Pet/properties/tag")
    project.names.write_text("[models]\n" + "".join(f'"{key}" = "A"\n' for key in entries), "utf-8")
    assert project.run("generate") == 3
    assert "pets.names.toml:3:1: error[names/twice]: Something else beside it is named 'A' too" in project.err


def test_a_run_that_is_refused_leaves_the_names_file_as_it_was(project: Project) -> None:
    assert project.run("generate") == 0
    page = Path("generated/pets/docs/models/pet.md")
    page.write_text("mine\n", "utf-8")
    project.spec.write_text(AFTER, "utf-8")
    assert project.run("generate") == 4
    assert not project.names.exists()


def test_where_the_names_file_cannot_be_written_it_is_said(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert project.run("generate") == 0
    project.spec.write_text(AFTER, "utf-8")

    def refuse(path: Path, text: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("generator.naming.write_names", refuse)
    assert project.run("generate") == 0
    assert "warning[names/unwritable]: pets.names.toml cannot be written: Permission denied" in project.err


def test_a_record_that_a_merge_left_in_two_halves_is_replaced(project: Project) -> None:
    assert project.run("generate") == 0
    record = Path("generated/pets/.sdkwright.names")
    before = record.read_text("utf-8")
    record.write_text(before + "<<<<<<< ours\n" + before, "utf-8")
    assert project.run("generate") == 0
    assert record.read_text("utf-8") == before


def test_a_new_project_gets_the_names_file(project: Project) -> None:
    project.names.write_text(PINS, "utf-8")
    assert project.run("init", "project") == 0
    assert Path("project/spec/pets.names.toml").read_text("utf-8") == PINS


def test_what_is_named_after_what_is_inside_keeps_its_name(project: Project) -> None:
    variants = "{anyOf: [{type: object, properties: {a: {}}}, {type: object, properties: {b: {}}}]}"
    project.spec.write_text(f"{BEFORE}    Choice: {variants}\n", "utf-8")
    assert project.run("generate") == 0
    before, _ = project.called()
    assert "ChoiceWithB" in before
    project.spec.write_text(f"{BEFORE}    Choice: {variants.replace('{b:', '{new: {}, b:')}\n", "utf-8")
    assert project.run("generate") == 0
    assert project.called()[0] == before
    assert '"/components/schemas/Choice/anyOf/1" = "ChoiceWithB"' in project.names.read_text("utf-8")
    project.spec.write_text(f"{BEFORE}    Choice: {variants}\n", "utf-8")
    assert project.run("generate") == 0
    assert not project.names.exists()


def test_a_name_that_another_would_have_had_next_stays(project: Project) -> None:
    listed = ", ".join(f"{{name: {name}, in: query, schema: {{type: string}}}}" for name in ("a_b", "a-b", "query_a_b"))
    project.spec.write_text(
        BEFORE.replace("[{name: petName, in: query, schema: {type: string}}]", f"[{listed}]"), "utf-8"
    )
    assert project.run("generate") == 0
    _, before = project.called()
    assert project.run("generate", "--no-cache") == 0
    assert project.called()[1] == before == {"a_b a_b", "a-b query_a_b_dash", "query_a_b query_a_b"}
    assert not project.names.exists()


def test_a_second_key_of_a_kind_renames_none(project: Project) -> None:
    def schemes(*keys: str) -> str:
        return BEFORE + "  securitySchemes:\n" + "".join(f"    {key}: {{type: http, scheme: bearer}}\n" for key in keys)

    def arguments() -> dict[str, list[str]]:
        assert project.run("inspect", "--json") == 0
        return {scheme["id"]: scheme["arguments"] for scheme in json.loads(project.out)["security_schemes"]}

    project.spec.write_text(schemes("user"), "utf-8")
    assert project.run("generate") == 0
    assert arguments() == {"user": ["access_token"]}
    project.spec.write_text(schemes("admin", "user"), "utf-8")
    assert project.run("generate") == 0
    assert arguments() == {"admin": ["admin"], "user": ["access_token"]}
    assert project.names.read_text("utf-8").endswith(
        '\n[client]\n"/components/securitySchemes/user" = "access_token"\n'
    )
    project.spec.write_text(schemes("user"), "utf-8")
    assert project.run("generate") == 0
    assert not project.names.exists()
