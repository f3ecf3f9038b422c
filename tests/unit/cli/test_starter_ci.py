"""What ``init`` writes for continuous integration, and the hook for pre-commit."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
import yaml

from generator.cli import commands, main

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets:
    get: {operationId: getPets, tags: [Pets], responses: {'204': {description: Done.}}}
"""
ROOT = Path(__file__).parents[3]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("pets.yaml").write_text(SPEC)
    with pytest.raises(SystemExit) as ended:
        main(["init", "pets.yaml", "project"])
    assert ended.value.code == 0
    return tmp_path / "project"


def our_commands(lines: list[str]) -> list[list[str]]:
    return [shlex.split(line.partition(" > ")[0]) for line in lines if line.startswith("sdkwright ")]


def test_github_checks_requests_and_publishes_tags(project: Path) -> None:
    workflow = yaml.safe_load((project / ".github/workflows/sdk.yml").read_text())
    check, publish = workflow["jobs"]["check"], workflow["jobs"]["publish"]
    steps = [step.get("run", "") for step in check["steps"]]
    assert "make check" in steps
    assert ["sdkwright", "diff", "$BASE", "--spec", "spec/pets.yaml", "--format", "markdown"] in our_commands(steps)
    assert check["steps"][-2]["env"] == {"BASE": "${{ github.event.pull_request.base.sha }}"}
    assert check["permissions"] == {"contents": "read", "pull-requests": "write"}
    assert publish["permissions"]["id-token"] == "write"
    assert publish["steps"][-1]["with"] == {"packages-dir": "generated/pets/dist/"}
    assert workflow[True]["push"] == {"tags": ["v*"]}


def test_gitlab_does_the_same(project: Path) -> None:
    pipeline = yaml.safe_load((project / ".gitlab-ci.yml").read_text())
    assert "make check" in pipeline["check"]["script"]
    assert our_commands(pipeline["check"]["script"])[0][1] == "diff"
    assert pipeline["publish"]["id_tokens"] == {"PYPI_ID_TOKEN": {"aud": "pypi"}}
    assert pipeline["publish"]["script"][-1] == "make publish PUBLISH=1"


def test_all_that_make_runs_is_there(project: Path) -> None:
    lines = (project / "Makefile").read_text().splitlines()
    called = [shlex.split(line.split("$(if")[0])[1] for line in lines if line.startswith("\t$(SDKWRIGHT)")]
    assert called == ["generate", "check", "diff", "release", "publish"]
    assert set(called) <= commands.commands.keys()


def test_the_hook_of_pre_commit_is_a_command(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    _, *arguments = shlex.split(hook["entry"])
    monkeypatch.chdir(project)
    for command, code in (
        ([*arguments, "spec/pets.yaml"], 1),
        (["generate", "spec/pets.yaml"], 0),
        ([*arguments, "spec/pets.yaml"], 0),
    ):
        with pytest.raises(SystemExit) as ended:
            main(command)
        assert ended.value.code == code
