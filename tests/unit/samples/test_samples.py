"""``sdkwright samples``: the overlay is one, and gives each operation of the document the programs of its page."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from generator.cli import main
from generator.diagnostics import Report
from generator.document import load_document
from generator.document.file import parse_file
from generator.document.overlays.query import compile_query
from generator.samples import as_json, as_yaml, normalized_path

ROOT = Path(__file__).parents[3]
SPECS = ROOT.parent / "shared/specs"
SCHEMA = Draft202012Validator(json.loads(Path(__file__).with_name("overlay-1.0.schema.json").read_text("utf-8")))
HEAD = """\
openapi: 3.1.0
info: {title: Pet Store, version: '1'}
servers: [{url: 'https://api.pets.test'}]
"""
PETS = """\
paths:
  /pets/{id}:
    get:
      operationId: getPet
      tags: [Pets]
      parameters: [{name: id, in: path, required: true, schema: {type: string}, example: rex}]
      responses: {'204': {description: Done.}}
"""

Samples = Callable[..., "Made"]


class Made:
    """An overlay that the command wrote for a document, and the document with it applied."""

    def __init__(self, spec: Path, overlay: Path) -> None:
        self.overlay: dict[str, Any] = parse_file(str(overlay), overlay.read_bytes(), Report()).value
        report = Report()
        applied = load_document(spec, report, overlays=[overlay])
        self.said = [each.code for each in report]
        self.applied: dict[str, Any] = applied.raw

    def of(self, path: str, method: str = "get") -> list[dict[str, str]]:
        return self.applied["paths"][path][method]["x-codeSamples"]

    def labels(self, path: str) -> list[str]:
        return [sample["label"] for sample in self.of(path)]


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


@pytest.fixture
def samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Samples:
    monkeypatch.chdir(tmp_path)

    def make(text: str, name: str = "overlay.yaml", head: str = HEAD) -> Made:
        Path("api.yaml").write_text(head + textwrap.dedent(text), "utf-8")
        assert run("samples", "api.yaml", "--out", name) == 0
        return Made(Path("api.yaml"), Path(name))

    return make


def test_an_operation_gets_the_programs_of_its_page(samples):
    made = samples(PETS)
    assert not list(SCHEMA.iter_errors(made.overlay))
    assert made.said == []
    sync, asynchronous = made.of("/pets/{id}")
    assert (sync["lang"], sync["label"]) == ("python", "Python")
    assert (asynchronous["lang"], asynchronous["label"]) == ("python", "Python (async)")
    assert run("generate", "api.yaml", "--out", "sdk") == 0
    page = Path("sdk/docs/sdks/pets/README.md").read_text("utf-8")
    assert re.findall(r"```python\n(.*?)```", page, re.DOTALL) == [sync["source"], asynchronous["source"]]
    assert 'sdk.pets.get_pet(\n        id="rex",\n    )' in sync["source"]


def test_json_and_yaml_say_the_same_and_runs_are_alike(samples):
    made = samples(PETS)
    first = Path("overlay.yaml").read_bytes()
    assert samples(PETS, "overlay.json").overlay == made.overlay
    json.loads(Path("overlay.json").read_text("utf-8"))
    assert samples(PETS).overlay == made.overlay
    assert Path("overlay.yaml").read_bytes() == first


def test_without_out_it_is_printed(samples, capsys):
    made = samples(PETS)
    capsys.readouterr()
    assert run("samples", "api.yaml") == 0
    assert capsys.readouterr().out == Path("overlay.yaml").read_text("utf-8")
    assert made.overlay["extends"] == "api.yaml"


def test_the_document_is_named_from_the_folder_of_the_overlay(samples):
    Path("my docs").mkdir()
    made = samples(PETS, "my docs/overlay.yaml")
    assert made.overlay["extends"] == "../api.yaml"
    assert made.said == []


def test_each_example_of_the_document_has_its_programs(samples):
    example = "example: rex"
    examples = "examples: {dog: {value: rex}, 'cat (old)': {value: tom}}"
    made = samples(PETS.replace(example, examples))
    assert made.labels("/pets/{id}") == [
        "Python: dog",
        "Python: dog (async)",
        "Python: cat (old)",
        "Python: cat (old) (async)",
    ]
    assert 'id="tom"' in made.of("/pets/{id}")[2]["source"]


def test_samples_of_others_stay_and_ours_are_replaced(samples):
    there = """\
      x-codeSamples:
        - {lang: shell, label: curl, source: curl}
        - {lang: python, label: Python, source: stale}
        - {lang: python, label: by hand, source: mine}
        - {lang: python, label: 'Python: gone', source: stale}
        - {lang: python, source: nameless}
    """
    made = samples(PETS + there)
    assert made.said == []
    assert not list(SCHEMA.iter_errors(made.overlay))
    assert [sample.get("label") for sample in made.of("/pets/{id}")] == [
        "curl", "by hand", None, "Python", "Python (async)",
    ]  # fmt: skip
    assert "stale" not in str(made.of("/pets/{id}"))


def test_what_is_no_list_of_samples_gives_way(samples):
    for value in ("{lang: python}", "null", "text"):
        made = samples(PETS + f"      x-codeSamples: {value}\n")
        assert made.said == []
        assert made.labels("/pets/{id}") == ["Python", "Python (async)"]


def test_paths_of_any_spelling_are_met(samples):
    made = samples("""\
        paths:
          "/it's/\\"quoted\\"/~tilde\\\\back/é":
            get: {operationId: odd, responses: {'204': {description: Done.}}}
    """)
    assert made.said == []
    assert made.labels('/it\'s/"quoted"/~tilde\\back/é') == ["Python", "Python (async)"]


def test_operations_of_a_shared_path_item_stand_together(samples):
    made = samples("""\
        paths:
          /cats: {$ref: '#/components/pathItems/Pets'}
          /dogs: {$ref: '#/components/pathItems/Pets'}
        components:
          pathItems:
            Pets:
              get: {tags: [Pets], responses: {'204': {description: Done.}}}
    """)
    assert made.said == []
    found = made.applied["components"]["pathItems"]["Pets"]["get"]["x-codeSamples"]
    labels = [sample["label"] for sample in found]
    assert len(labels) == 4
    assert len(set(labels)) == 4
    assert labels[0].startswith("Python: pets.")


def test_versions_2_and_3_2_keep_the_places_of_their_own_files(samples):
    two = "swagger: '2.0'\ninfo: {title: Pets, version: '1'}\nhost: pets.test\nschemes: [https]\n"
    assert samples(PETS.replace("schema: {type: string}, example: rex", "type: string"), head=two).labels("/pets/{id}")
    made = samples(
        """\
        paths:
          /pets:
            query: {tags: [Pets], responses: {'204': {description: Done.}}}
            additionalOperations:
              COPY: {tags: [Pets], responses: {'204': {description: Done.}}}
        """,
        head=HEAD.replace("3.1.0", "3.2.0"),
    )
    assert made.said == []
    assert made.of("/pets", "query")
    assert made.applied["paths"]["/pets"]["additionalOperations"]["COPY"]["x-codeSamples"]


def test_an_operation_of_another_file_is_reported(samples, capsys):
    Path("more.yaml").write_text("get: {operationId: getMore, responses: {'204': {description: Done.}}}\n")
    made = samples(PETS + "  /more: {$ref: more.yaml}\n")
    assert len(made.overlay["actions"]) == 1
    assert "more.yaml:1:1: warning[samples/elsewhere]" in capsys.readouterr().err


def test_without_operations_nothing_is_written(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("api.yaml").write_text(HEAD + "paths: {}\n")
    assert run("samples", "api.yaml", "--out", "overlay.yaml") == 3
    assert "samples/none" in capsys.readouterr().err
    assert not Path("overlay.yaml").exists()


def test_a_place_that_cannot_be_written_has_its_code(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("api.yaml").write_text(HEAD + PETS)
    assert run("samples", "api.yaml", "--out", "no/where.yaml") == 5
    assert "output/unwritable" in capsys.readouterr().err


# python-jsonpath takes no escapes of control characters
@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"])))
def test_a_path_selects_the_member_that_its_pointer_names(key):
    place = "/paths/" + key.replace("~", "~0").replace("/", "~1")
    query = compile_query(normalized_path(place))
    assert query.nodes({"paths": {key: 1, f"{key} ": 2}}) == [("paths", key)]


@given(st.dictionaries(st.sampled_from(["lang", "label", "source"]), st.text()))
def test_every_text_comes_back_as_it_was(sample):
    overlay = {"overlay": "1.0.0", "actions": [{"update": {"x-codeSamples": [sample]}}]}
    for name, write in (("o.json", as_json), ("o.yaml", as_yaml)):
        assert parse_file(name, write(overlay).encode(), Report()).value == overlay


@pytest.mark.parametrize(
    "name", ["redocly-museum.yaml", "docusign-maestro.json", "alertmanager-swagger2.yaml", "scalar-galaxy.json"]
)
def test_real_documents_have_samples_at_every_operation(tmp_path, name):
    if not SPECS.is_dir():
        pytest.skip(f"{SPECS} is not here")
    spec, overlay = SPECS / name, tmp_path / "overlay.yaml"
    assert run("samples", str(spec), "--out", str(overlay)) == 0
    made = Made(spec, overlay)
    assert not list(SCHEMA.iter_errors(made.overlay))
    assert not {"overlay/idle", "overlay/extends", "overlay/mismatch"} & set(made.said)
    operations = [
        operation
        for item in made.applied["paths"].values()
        for method, operation in item.items()
        if method in ("get", "put", "post", "delete", "patch", "head", "options")
    ]
    assert operations
    assert all(len(operation["x-codeSamples"]) >= 2 for operation in operations)
