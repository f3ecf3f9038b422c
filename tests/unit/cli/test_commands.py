from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import main

SPEC = """\
openapi: 3.1.0
info: {title: Pet Store, version: "7"}
servers: [{url: https://pets.example}]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      tags: [Pets]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200": {description: The pet., content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
"""


class Run:
    """One run of the command line in the folder of the test."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        self.code = ended.value.code
        self.out, self.err = capsys.readouterr()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.chdir(tmp_path)
    Path("pets.yaml").write_text(SPEC)
    return lambda *arguments: Run(capsys, *arguments)


def test_operations_that_an_extension_leaves_out_are_counted(run):
    Path("pets.yaml").write_text(SPEC.replace("    get:\n", "    put: {x-sdk-ignore: true}\n    get:\n"))
    assert "  1 operation, 1 model\n  left out by the document: 1 operation\n" in run("generate", "pets.yaml").out


def test_help_teaches(run):
    done = run("--help")
    assert done.code == 0
    for words in ("sdkwright generate spec/", "Exit codes:", "1    check only", "init", "inspect"):
        assert words in done.out
    for command in ("generate", "check", "diff", "inspect", "init", "release"):
        told = run(command, "--help")
        assert told.code == 0
        assert "Example" in told.out


def test_generate_writes_the_sdk_below_generated_and_sums_up(run):
    done = run("generate", "pets.yaml")
    assert done.code == 0
    written = sum(1 for path in Path("generated/pet-store").rglob("*") if path.is_file())
    lines = done.out.splitlines()
    assert lines[0] == "pet-store 0.1.0 in generated/pet-store"
    assert "  1 operation, 1 model" in lines
    assert f"  {written} files written, 0 unchanged, 0 removed" in lines
    assert lines[-1].endswith(" seconds")
    again = run("generate", "pets.yaml")
    assert f"  0 files written, {written} unchanged, 0 removed" in again.out.splitlines()


def test_each_stage_is_a_plain_line_where_there_is_no_terminal(run):
    lines = run("generate", "pets.yaml").err.splitlines()
    assert lines[0].endswith(" ...")
    assert lines[-1] == "Writing generated/pet-store ..."


def test_out_and_config_are_taken(run):
    Path("other.toml").write_text('package.distribution = "pets-sdk"\npackage.version = "3.0"\n')
    done = run("generate", "pets.yaml", "--out", "sdk", "--config", "other.toml")
    assert done.out.startswith("pets-sdk 3.0 in sdk\n")
    assert Path("sdk/pyproject.toml").exists()


def test_the_settings_beside_the_document_are_found(run):
    Path("pets.sdk.toml").write_text('package.distribution = "pets-beside"\n')
    assert run("generate", "pets.yaml").out.startswith("pets-beside 0.1.0 in generated/pets-beside\n")


def test_check_tells_drift_from_none(run):
    run("generate", "pets.yaml")
    assert run("check", "pets.yaml").code == 0
    Path("pets.yaml").write_text(
        SPEC.replace("The pet.", "A pet.").replace("name: {type: string}}}", "nick: {type: string}}}")
    )
    before = {path: path.read_bytes() for path in Path("generated").rglob("*") if path.is_file()}
    drift = run("check", "pets.yaml")
    assert drift.code == 1
    assert "+++ b/src/pet_store/models/pet.py" in drift.out
    assert "Run generate." in drift.err
    assert {path: path.read_bytes() for path in Path("generated").rglob("*") if path.is_file()} == before


def test_check_of_a_folder_that_is_not_there_is_drift_and_makes_none(run):
    assert run("check", "pets.yaml", "--out", "none").code == 1
    assert not Path("none").exists()


def test_diff_shows_what_generate_would_do(run):
    run("generate", "pets.yaml")
    Path("generated/pet-store/src/pet_store/models/pet.py").unlink()
    done = run("diff", "pets.yaml", "--patch")
    assert done.code == 0
    assert done.out.startswith("--- /dev/null\n+++ b/src/pet_store/models/pet.py\n")
    assert "1 file to write" in done.err


def test_a_hand_edited_file_is_named_with_the_ways_out(run):
    run("generate", "pets.yaml")
    page = Path("generated/pet-store/src/pet_store/models/pet.py")
    page.write_text(page.read_text() + "# mine\n")
    done = run("generate", "pets.yaml")
    assert done.code == 4
    assert f"{page}: error[output/edited]: edited since it was generated\n  help: " in done.err
    assert "--force" in done.err
    assert done.err.endswith("nothing was written\n")
    assert run("generate", "pets.yaml", "--force").code == 0
    assert "# mine" not in page.read_text()


def test_a_folder_that_cannot_be_made_is_an_error_of_the_disk(run):
    Path("file").write_text("")
    done = run("generate", "pets.yaml", "--out", "file/sdk")
    assert done.code == 5
    assert "error[output/unwritable]" in done.err


def test_a_document_that_is_none_is_an_error_of_the_input(run):
    Path("bad.yaml").write_text("a: [1\n")
    for command in ("generate", "check", "diff bad.yaml", "inspect", "init", "release"):
        done = run(*command.split(), "bad.yaml")
        assert done.code == 3
        assert "bad.yaml:" in done.err
        assert "error[document/" in done.err
        assert "Traceback" not in done.err


def test_settings_that_are_wrong_are_an_error_of_the_input(run):
    Path("pets.sdk.toml").write_text("[package]\nverison = '1'\n")
    done = run("generate", "pets.yaml")
    assert done.code == 3
    assert 'pets.sdk.toml:2:1: error[settings/invalid]: unknown key "verison" in [package]' in done.err
    assert 'help: Did you mean "version"?' in done.err


@pytest.mark.parametrize(
    "arguments", [["generate"], ["generate", "missing.yaml"], ["genrate", "pets.yaml"], ["check", "--x"]]
)
def test_a_wrong_command_line(run, arguments):
    done = run(*arguments)
    assert done.code == 2
    assert "Error: " in done.err or "Usage: " in done.err


def test_only_some_diagnostics_of_a_code_are_printed_unless_asked(run):
    unknown = "\n".join(f"        - {{name: p{n}, in: nowhere, schema: {{type: string}}}}" for n in range(15))
    Path("pets.yaml").write_text(
        SPEC.replace("parameters: [{name", f"parameters:\n{unknown}\n        - {{name").replace(
            "string}}]", "string}}", 1
        )
    )
    few, all_ = run("inspect", "pets.yaml"), run("inspect", "pets.yaml", "--verbose")
    code = "warning[build/parameter-unknown-location]"
    assert few.err.count(code) == 8
    whole = "  help: Use path, query, header, cookie or querystring.\n"
    assert few.err.count(whole) == 3
    assert "... and 7 more of build/parameter-unknown-location; --verbose prints all" in few.err
    assert all_.err.count(code) == all_.err.count(whole) == 15


def test_notes_of_a_code_stand_together_and_the_first_one_is_whole(run):
    pets = SPEC.replace("operationId: getPet", "summary: One")
    other = "  /pets%d:\n    get: {responses: {'204': {description: Done}}}\n"
    Path("pets.yaml").write_text(pets.replace("components:", "".join(other % n for n in range(3)) + "components:"))
    said = run("inspect", "pets.yaml").err
    first, *others = [line for line in said.splitlines() if "note[build/operation-without-id]" in line]
    assert len(others) == 3
    assert said.count("at: /paths/") == 1
    assert "\n".join(others) in said
    assert first not in others


def test_inspect_lists_operations_and_gives_json(run):
    assert "pets.get_pet  GET     /pets/{id}" in run("inspect", "pets.yaml").out
    facts = json.loads(run("inspect", "pets.yaml", "--json").out)
    assert [operation["accessor"] for operation in facts["operations"]] == ["pets.get_pet"]


def test_inspect_gives_every_diagnostic_as_json(run):
    Path("pets.yaml").write_text(SPEC.replace("in: path", "in: nowhere"))
    found = json.loads(run("inspect", "pets.yaml", "--json").out)["diagnostics"]
    told = next(each for each in found if each["code"] == "build/parameter-unknown-location")
    line = Path("pets.yaml").read_text().splitlines()[told["line"] - 1]
    assert "in: nowhere" in line
    assert told["column"] > 1
    assert (told["file"], told["severity"], told["operation"]) == ("pets.yaml", "warning", "getPet")
    assert told["pointer"] == "/paths/~1pets~1{id}/get/parameters/0"
    assert told["message"].startswith("The parameter 'id'")
    assert told["remedy"].startswith("Use path")


def test_init_starts_a_project_that_generates(run):
    done = run("init", "pets.yaml", "repo")
    assert done.code == 0
    assert (
        "written: .github/workflows/sdk.yml, .gitlab-ci.yml, Makefile, README.md, spec/pets.sdk.toml, spec/pets.yaml\n"
        in done.out
    )
    assert Path("repo/spec/pets.yaml").read_text() == SPEC
    settings = Path("repo/spec/pets.sdk.toml").read_text()
    assert '\nclient = "PetStoreClient"\n' in settings
    assert '\n# version = "0.1.0"\n' in settings
    generated = run("generate", "repo/spec/pets.yaml", "--out", "repo/generated/pet-store")
    assert generated.code == 0
    assert generated.out.startswith("pet-store 0.1.0 in ")


def test_init_overwrites_nothing(run):
    Path("repo/spec").mkdir(parents=True)
    Path("repo/README.md").write_text("mine")
    Path("pets.sdk.toml").write_text('package.distribution = "own"\n')
    done = run("init", "pets.yaml", "repo")
    assert "kept as they were: README.md\n" in done.out
    assert Path("repo/README.md").read_text() == "mine"
    assert Path("repo/spec/pets.sdk.toml").read_text() == 'package.distribution = "own"\n'


def test_the_makefile_of_a_started_project_runs_the_commands(run):
    run("init", "pets.yaml", "repo")
    command = ["make", "-C", "repo", "generate", f"SDKWRIGHT={sys.executable} -m generator"]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert Path("repo/generated/pet-store/pyproject.toml").exists()


def test_the_program_itself_exits_with_these_codes(run, tmp_path):
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}

    def code(*arguments: str) -> int:
        command = [sys.executable, "-m", "generator", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False).returncode

    assert code("generate", "pets.yaml") == 0
    Path("generated/pet-store/LICENSE").write_text("mine\n")
    assert code("check", "pets.yaml") == 1
    assert code("generate", "missing.yaml") == 2
    Path("bad.yaml").write_text("[")
    assert code("generate", "bad.yaml") == 3
    assert code("generate", "pets.yaml") == 4


def test_nothing_that_a_terminal_obeys_is_printed(run):
    Path("evil.json").write_text(
        r'{"openapi": "3.1.0", "info": {"title": "x\u001b]0;y\u0007\ud800", "version": "1"}, "paths": {"/\u001b[2J": {"get": {"responses": {"200": {"description": "\u202e"}}}}}}'
    )
    for arguments in (("inspect", "evil.json"), ("inspect", "evil.json", "--json"), ("generate", "evil.json")):
        done = run(*arguments)
        assert done.code == 0
        assert "\x1b" not in done.out + done.err


def test_a_crash_does_not_look_like_drift(run, monkeypatch):
    monkeypatch.setattr("generator.pipeline.read", lambda *_, **__: 1 / 0)
    done = run("inspect", "pets.yaml")
    assert done.code == 70
    assert "ZeroDivisionError" in done.err
    assert done.err.endswith("Please report it with what is above.\n")


def test_an_interrupt_has_its_own_code(run, monkeypatch):
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("generator.pipeline.read", interrupt)
    done = run("inspect", "pets.yaml")
    assert done.code == 130
    assert done.err.endswith("interrupted\n")


def test_explain_prints_the_section_of_a_code(run):
    done = run("explain", "document/reference")
    assert done.code == 0
    assert done.out.startswith("document/reference\n\nA reference leads nowhere (warning).\n")
    assert ": warning[document/reference]: there is no #/components/responses/Pets" in done.out
    assert "document/reference-cycle" not in done.out


def test_explain_lists_all_codes(run):
    done = run("explain")
    assert done.code == 0
    assert "document/reference-cycle" in done.out
    assert "build/operation-ignored            note     An operation is left out" in done.out


def test_explain_knows_no_other_codes(run):
    done = run("explain", "document/nothing")
    assert done.code == 2
    assert "there is no document/nothing" in done.err


def test_what_is_printed_leads_to_its_explanation(run):
    Path("pets.yaml").write_text(SPEC.replace('schemas/Pet"', 'schemas/Cat"'))
    done = run("generate", "pets.yaml")
    assert done.code == 0
    assert done.err.endswith("For more about a diagnostic, run: sdkwright explain document/reference\n\n")
    assert "explain" not in run("generate", "--help").err
