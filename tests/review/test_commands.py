"""The commands in a repository of git: what a user types, and what comes of it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli import main

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      operationId: listPets
      tags: [Pets]
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      responses: {"204": {description: Done.}}
"""
LESS = SPEC.replace("      parameters: [{name: limit, in: query, schema: {type: integer}}]\n", "")
MORE = SPEC.replace(
    "schema: {type: integer}}", "schema: {type: integer}}, {name: after, in: query, schema: {type: string}}"
)
HOSTILE = SPEC.replace("listPets\n", "listPets\n      description: <script>alert(1)</script> [red]x[/red] \x1b[31m\n")


class Run:
    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        self.code = ended.value.code
        self.out, self.err = capsys.readouterr()


def git(*arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


def commit(text: str) -> None:
    Path("spec/pets.yaml").write_text(text, "utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "x")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    Path("spec").mkdir()
    git("init", "-q", ".")
    commit(SPEC)
    return lambda *arguments: Run(capsys, *arguments)


def test_without_names_the_last_commit_is_compared_with_the_document(run):
    assert run("diff").out == "Nothing changes for users of the SDK\n"
    Path("spec/pets.yaml").write_text(LESS)
    done = run("diff")
    assert done.code == 0
    assert "pets.list_pets: limit: argument removed  [HEAD:spec/pets.yaml:8]\n" in done.out
    assert "    - limit: int | None = None\n" in done.out
    assert done.out.endswith("1 breaking: a minor release, 0.1.0 \u2192 0.2.0\n")
    assert run("diff", "--exit-code").code == 1


def test_a_path_alone_is_compared_with_its_last_commit(run):
    Path("spec/pets.yaml").write_text(MORE)
    assert "after: new optional argument  [spec/pets.yaml:8]" in run("diff", "spec/pets.yaml").out
    assert run("diff", "spec/pets.yaml", "--exit-code").code == 0


def test_two_revisions_and_their_documents(run):
    git("tag", "v1")
    commit(LESS)
    for old, new in (
        ("v1", "HEAD"),
        ("v1:spec/pets.yaml", "HEAD"),
        ("v1", "HEAD:spec/pets.yaml"),
        ("v1", "spec/pets.yaml"),
    ):
        assert "limit: argument removed" in run("diff", old, new).out
    assert "limit: new optional argument" in run("diff", "HEAD", "v1").out


def test_the_settings_of_each_revision_count(run):
    Path("spec/pets.sdk.toml").write_text('[names]\nlistPets = "find"\n')
    assert "operation renamed" in run("diff").out
    commit(SPEC)
    assert "Nothing changes" in run("diff").out


def test_files_that_the_document_refers_to_come_with_the_revision(run):
    commit(SPEC.replace("{type: integer}", "{$ref: 'parts/limit.yaml'}"))
    Path("spec/parts").mkdir()
    Path("spec/parts/limit.yaml").write_text("type: integer\n")
    commit(SPEC.replace("{type: integer}", "{$ref: 'parts/limit.yaml'}"))
    Path("spec/parts/limit.yaml").write_text("type: string\n")
    assert "- int | None\n      + str | None\n".replace("      ", "    ") in run("diff").out


def test_json_for_machines(run):
    Path("spec/pets.yaml").write_text(LESS)
    facts = json.loads(run("diff", "--format", "json").out)
    assert (facts["verdict"], facts["bump"], facts["next_version"]) == ("breaking", "minor", "0.2.0")
    (change,) = facts["changes"]
    assert change["kind"] == "argument-removed"
    assert change["old_source"] == {"file": "HEAD:spec/pets.yaml", "line": 8}
    assert change["migration"] == "Leave `limit` out of calls of `pets.list_pets`."


def test_text_of_a_document_does_nothing_in_a_report(run):
    Path("spec/pets.yaml").write_text(HOSTILE.replace("\x1b", "\\e"))
    page = run("diff", "--format", "html").out
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "\x1b" not in run("diff", "--verbose").out
    commit(HOSTILE.replace("\x1b", ""))
    Path("spec/pets.yaml").write_text(SPEC)
    assert "<script>alert" not in run("diff", "--format", "markdown").out.replace("- <script>", "")


def test_a_page_stands_alone(run):
    Path("spec/pets.yaml").write_text(LESS)
    page = run("diff", "--format", "html").out
    assert "default-src 'none'" in page
    assert not [word for word in ("http://", "https://", "src=", "@import") if word in page]


def test_settings_weigh_otherwise(run):
    Path("spec/pets.yaml").write_text(LESS)
    Path("spec/pets.sdk.toml").write_text('[release]\nbreaking = "patch"\n')
    assert "a patch release" in run("diff").out
    Path("spec/pets.sdk.toml").write_text('[release]\nas_additive = ["argument-removed"]\n')
    assert "1 additive: a patch release, 0.1.0 \u2192 0.1.1" in run("diff").out
    Path("spec/pets.sdk.toml").write_text('[release]\nas_additive = ["argument-gone"]\n')
    done = run("diff")
    assert done.code == 3
    assert 'spec/pets.sdk.toml:2:16: error[settings/invalid]: there is no kind of change "argument-gone"' in done.err


def test_names_that_are_kept_are_no_change(run):
    """A newcomer with a better right to a name takes it from nobody: generate pins it, and the review knows."""
    two = SPEC.replace("operationId: listPets", "operationId: list_Pets")
    commit(two)
    newcomer = "    post: {operationId: listPets, tags: [Pets], responses: {'204': {description: Done.}}}\n"
    Path("spec/pets.yaml").write_text(two + newcomer)
    done = run("diff")
    assert "renamed" not in done.out
    assert "new operation" in done.out


def test_what_cannot_be_read_is_said(run):
    for arguments, words in (
        (("v9",), "'v9' is no file here, and no revision of git"),
        (("HEAD:spec/none.yaml", "spec/pets.yaml"), "HEAD has no spec/none.yaml"),
    ):
        done = run("diff", *arguments)
        assert done.code in (2, 3)
        assert words in done.err
        assert "Traceback" not in done.err


def released(run: Callable[..., Run]) -> None:
    run("generate", "spec/pets.yaml")
    commit(SPEC)
    git("tag", "v0.1.0")


def test_a_release_writes_version_package_and_changelog(run):
    released(run)
    assert "nothing to release" in run("release", "spec/pets.yaml").out
    Path("spec/pets.yaml").write_text(LESS)
    assert run("release", "spec/pets.yaml").code == 1
    run("generate", "spec/pets.yaml")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file() and ".git" not in path.parts}
    dry = run("release", "spec/pets.yaml", "--dry-run")
    assert {path: path.read_bytes() for path in before} == before
    done = run("release", "spec/pets.yaml")
    assert done.code == 0
    assert done.out == dry.out
    assert Path("spec/pets.sdk.toml").read_text() == '[package]\nversion = "0.2.0"\n'
    assert '"0.2.0"' in Path("generated/pets/src/pets/_version.py").read_text()
    changelog = Path("generated/pets/CHANGELOG.md").read_text()
    assert changelog.index(
        "## 0.2.0\n\n### Breaking changes\n\n- `pets.list_pets`, `limit`: argument removed. Leave"
    ) < (changelog.index("## 0.1.0"))
    assert run("check", "spec/pets.yaml").code == 0


def test_a_release_may_go_further_than_the_changes_ask_for(run):
    released(run)
    assert run("release", "spec/pets.yaml", "--bump", "major", "--since", "HEAD").code == 0
    assert 'version = "1.0.0"' in Path("spec/pets.sdk.toml").read_text()


def test_a_release_needs_to_know_the_last_one(run):
    run("generate", "spec/pets.yaml")
    done = run("release", "spec/pets.yaml")
    assert done.code == 3
    assert "error[release/since]: there is no tag v0.1.0" in done.err


def test_a_version_that_the_changelog_has_is_refused_and_nothing_is_written(run):
    released(run)
    Path("generated/pets/CHANGELOG.md").write_text("# Changelog\n\n## [0.2.0] - 2030-01-01\n")
    Path("spec/pets.yaml").write_text(LESS)
    run("generate", "spec/pets.yaml")
    done = run("release", "spec/pets.yaml")
    assert done.code == 3
    assert "error[release/version]: it tells of 0.2.0 already" in done.err
    assert not Path("spec/pets.sdk.toml").exists()
