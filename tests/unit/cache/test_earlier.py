"""A run that nothing changed since is proved, not done again; any change of what it depends on is seen."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator import pipeline
from generator.cli import main

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
servers: [{url: https://pets.example}]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses:
        "200": {description: Pets., content: {application/json: {schema: {$ref: "pet.yaml"}}}}
    post: {operationId: addPet, tags: [pets], responses: {"20A": {description: no status}, "204": {description: Done.}}}
"""
OVERLAY = """\
overlay: 1.0.0
info: {title: Words, version: "1"}
actions: [{target: $.info, update: {description: Better words.}}]
"""


@dataclass
class Run:
    out: str
    err: str
    worked: bool
    status: object


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SDKWRIGHT_CACHE_DIR", str(tmp_path / "cache"))
    Path("api.yaml").write_text(SPEC)
    Path("pet.yaml").write_text("type: object\nproperties: {name: {type: string}}\n")
    Path("words.yaml").write_text(OVERLAY)
    Path("api.sdk.toml").write_text('[document]\noverlays = ["words.yaml"]\n')
    made = pipeline.generate
    worked: list[bool] = []

    def noted(*args: object, **keywords: object) -> object:
        worked.append(True)
        return made(*args, **keywords)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "generate", noted)

    def command(*arguments: str) -> Run:
        worked.clear()
        with pytest.raises(SystemExit) as ended:
            main([arguments[0], "api.yaml", "--out", "sdk", *arguments[1:]])
        out, err = capsys.readouterr()
        return Run(out, err, bool(worked), ended.value.code)

    return command


def diagnostics(text: str) -> list[str]:
    """What is on stderr, less the stages of the run."""
    return [line for line in text.splitlines() if not line.endswith(" ...")]


def test_the_second_run_proves_that_there_is_nothing_to_do_and_says_the_same(run: Callable[..., Run]) -> None:
    first = run("generate")
    again, checked = run("generate"), run("check")
    assert [first.worked, again.worked, checked.worked] == [True, False, False]
    assert "20A" in again.err
    assert diagnostics(again.err) == diagnostics(checked.err) == diagnostics(first.err)
    full = run("generate", "--no-cache")
    assert full.worked
    assert again.out.splitlines()[:-1] == full.out.splitlines()[:-1]
    assert checked.out == run("check", "--no-cache").out


@pytest.mark.parametrize("name", ["api.yaml", "pet.yaml", "words.yaml", "api.sdk.toml"])
def test_a_change_of_any_input_is_seen(run: Callable[..., Run], name: str) -> None:
    run("generate")
    Path(name).write_text(Path(name).read_text() + "\n# seen\n")
    assert run("generate").worked


def test_a_file_that_comes_up_beside_the_document_is_seen(run: Callable[..., Run]) -> None:
    Path("api.sdk.toml").unlink()
    run("generate")
    assert not run("generate").worked
    Path("api.names.toml").write_text("")
    assert run("generate").worked
    Path("api.sdk.toml").write_text("")
    assert run("generate").worked


def test_a_file_that_was_missing_is_seen_when_it_comes(run: Callable[..., Run]) -> None:
    text = Path("pet.yaml").read_text()
    Path("pet.yaml").unlink()
    assert "pet.yaml" in run("generate").err
    Path("pet.yaml").write_text(text)
    assert run("generate").worked


@pytest.mark.parametrize("change", ["edit", "remove", "link", "folder", "staging"])
def test_a_change_of_any_output_is_seen(run: Callable[..., Run], change: str, tmp_path: Path) -> None:
    run("generate")
    target = next(Path("sdk").rglob("_client.py"))
    match change:
        case "edit":
            target.write_text(target.read_text() + "# mine\n")
        case "remove":
            target.unlink()
        case "link":
            target.rename(tmp_path / "elsewhere.py")
            target.symlink_to(tmp_path / "elsewhere.py")
        case "folder":
            target.parent.rename(tmp_path / "package")
            target.parent.symlink_to(tmp_path / "package")
        case "staging":
            Path("sdk/.sdkwright-tmp").mkdir()
    done = run("check")
    assert done.worked
    assert done.status == (0 if change == "staging" else 1)


def test_other_flags_are_another_run(run: Callable[..., Run]) -> None:
    run("generate")
    strict = run("generate", "--strict")
    assert strict.worked
    assert strict.status == 3
    assert run("generate", "--update-remote").worked


def test_line_ends_of_a_checkout_change_nothing(run: Callable[..., Run]) -> None:
    run("generate")
    target = next(Path("sdk").rglob("_client.py"))
    target.write_bytes(target.read_bytes().replace(b"\n", b"\r\n"))
    assert not run("check").worked


def test_another_program_does_the_work_again(
    run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run("generate")
    library = tmp_path / "site"
    (library / "black-99.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(library))
    assert run("generate").worked


def test_damage_in_the_cache_only_costs_time(run: Callable[..., Run]) -> None:
    run("generate")
    for path in Path("cache").rglob("*.json"):
        path.write_bytes(os.urandom(100))
    assert run("generate").worked
    assert not run("generate").worked


def test_without_the_cache_nothing_is_kept(run: Callable[..., Run]) -> None:
    run("generate", "--no-cache")
    assert not Path("cache").exists()


def test_an_input_that_changes_while_a_run_reads_it_leaves_no_receipt(
    run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = pipeline.render_models

    def late(api: object) -> object:
        Path("pet.yaml").write_text("type: object\nproperties: {age: {type: integer}}\n")
        return made(api)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "render_models", late)
    run("generate")
    assert run("generate").worked


def test_a_profile_does_all_the_work_and_names_the_stages(run: Callable[..., Run]) -> None:
    run("generate")
    done = run("generate", "--profile")
    assert done.worked
    assert "Building the operation model   " in done.err
    assert "all stages" in done.err
