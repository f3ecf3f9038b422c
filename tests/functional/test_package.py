"""The generated package as its users meet it: type checkers, formatter, import, and the built wheel."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from .conftest import PROJECT, TOKEN
from .mock_server import MockServer

PACKAGE = PROJECT / "src/docusign_iam"

TYPED_USE = """
from typing import assert_type

from docusign_iam import AsyncIamClient, IamClient, Response, errors, models, with_response

A = "ae232f1f-8efc-4b8c-bb08-626847fad8bb"


def sync(sdk: IamClient) -> None:
    instances = sdk.maestro.workflow_instance_management
    assert_type(instances.get_workflow_instance(account_id=A, workflow_id=A, instance_id=A), models.WorkflowInstance)
    raw = with_response(instances.get_workflow_instance)(account_id=A, workflow_id=A, instance_id=A)
    assert_type(raw, Response[models.WorkflowInstance])
    workflows = sdk.maestro.workflows
    started = workflows.trigger_workflow(
        account_id=A, workflow_id=A, instance_name="x", trigger_inputs={"a": 1, "b": ["c"]}
    )
    assert_type(started, models.TriggerWorkflowSuccess)
    workflows.trigger_workflow(account_id=A, workflow_id=A, body={"instance_name": "x", "trigger_inputs": {}})
    workflows.trigger_workflow(
        account_id=A, workflow_id=A, body=models.TriggerWorkflow(instance_name="x", trigger_inputs={})
    )
    workflows.get_workflows_list(account_id=A, status=models.WorkflowStatus.ACTIVE)
    workflows.get_workflows_list(account_id=A, status="active", options={"timeout": 3.0, "retries": 0})
    try:
        workflows.pause_new_workflow_instances(account_id=A, workflow_id=A)
    except errors.Error as error:
        assert_type(error.data, models.Error)
    except errors.NotFoundError as error:
        assert_type(error.status_code, int)


async def asynchronous(sdk: AsyncIamClient) -> None:
    workflows = sdk.maestro.workflows
    listed = await workflows.get_workflows_list(account_id=A)
    assert_type(listed, models.WorkflowsListSuccess)
    assert_type(await with_response(workflows.get_workflows_list)(account_id=A), Response[models.WorkflowsListSuccess])
    started = await workflows.trigger_workflow(account_id=A, workflow_id=A, instance_name="x", trigger_inputs={})
    assert_type(started.instance_id, str | None)
"""

# Each line is a mistake that a type checker has to find.
WRONG_USE = """
from docusign_iam import IamClient, models, with_response

sdk = IamClient(access_token="t")
sdk.maestro.workflows.get_workflows_list()
sdk.maestro.workflows.get_workflows_list(account_id=1)
sdk.maestro.workflows.get_workflows_list("a")
sdk.maestro.workflows.get_workflows_list(account_id="a", colour="blue")
sdk.maestro.workflows.trigger_workflow(account_id="a", workflow_id="b", instance_name="x")
sdk.maestro.workflows.trigger_workflow(account_id="a", workflow_id="b", body={"instance_name": "x"})
sdk.maestro.workflows.get_workflows_list(account_id="a").datum
sdk.maestro.elsewhere
with_response(sdk.maestro.workflows.get_workflows_list)(account_id=1)
models.TriggerWorkflow(instance_name=1, trigger_inputs={})
IamClient(server="moon")
"""
MISTAKES = range(5, len(WRONG_USE.splitlines()) + 1)


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DOCUSIGN_", "PYTHON"))}
    return subprocess.run(
        [*map(str, command)], cwd=cwd, env=kept | environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def uses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package, a program that uses it rightly and one that does not."""
    folder = tmp_path_factory.mktemp("uses")
    shutil.copytree(PACKAGE, folder / "docusign_iam", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "right.py").write_text(TYPED_USE, "utf-8")
    (folder / "wrong.py").write_text(WRONG_USE, "utf-8")
    return folder


def mypy(folder: Path) -> list[tuple[str, int, str]]:
    """What ``mypy --strict`` finds in a folder: file, line, message."""
    (folder / "mypy.ini").write_text("[mypy]\nstrict = true\n", "utf-8")
    found = run(sys.executable, "-m", "mypy", "--config-file", "mypy.ini", "--cache-dir", "cache", ".", cwd=folder)
    assert found.returncode in (0, 1), found.stdout + found.stderr
    errors = re.findall(r"^(\S+?):(\d+): error: (.*)$", found.stdout, re.MULTILINE)
    return [(file, int(line), message) for file, line, message in errors]


def test_mypy_strict(uses: Path) -> None:
    errors = mypy(uses)
    assert [error for error in errors if error[0] != "wrong.py"] == []
    assert sorted({line for _, line, _ in errors}) == [*MISTAKES]


def test_pyright(uses: Path) -> None:
    if run(sys.executable, "-m", "pyright", "--version", cwd=uses).returncode != 0:
        pytest.skip("pyright cannot run here: it fetches its program from the npm registry")
    settings = {"typeCheckingMode": "basic", "pythonVersion": "3.11"}
    (uses / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    found = run(sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable, cwd=uses)
    report = json.loads(found.stdout)
    assert report["summary"]["filesAnalyzed"] > 20
    problems = [(d["file"], d["range"]["start"]["line"] + 1, d["message"]) for d in report["generalDiagnostics"]]
    assert [problem for problem in problems if not problem[0].endswith("wrong.py")] == []
    assert set(MISTAKES) <= {line for _, line, _ in problems}


def test_black(tmp_path: Path) -> None:
    found = run(sys.executable, "-m", "black", "--check", "--diff", "--quiet", PACKAGE, cwd=tmp_path)
    assert (found.returncode, found.stdout) == (0, "")


def test_every_module_imports_without_a_warning(tmp_path: Path) -> None:
    modules = [
        ".".join(path.relative_to(PROJECT / "src").with_suffix("").parts).removesuffix(".__init__")
        for path in PACKAGE.rglob("*.py")
    ]
    program = f"import importlib, json\nfor name in {sorted(modules)!r}: importlib.import_module(name)"
    found = run(sys.executable, "-W", "error", "-c", program, cwd=tmp_path, PYTHONPATH=str(PROJECT / "src"))
    assert (found.returncode, found.stderr) == (0, "")
    assert len(modules) > 20


def test_importing_the_package_loads_nothing_heavy(tmp_path: Path) -> None:
    program = "import sys, docusign_iam; print(sorted({'httpx2', 'pydantic'} & set(sys.modules)))"
    found = run(sys.executable, "-c", program, cwd=tmp_path, PYTHONPATH=str(PROJECT / "src"))
    assert (found.stdout.strip(), found.stderr) == ("[]", "")


def test_every_public_name_is_there() -> None:
    import docusign_iam
    from docusign_iam import errors, models

    for module in (docusign_iam, errors, models):
        assert [name for name in module.__all__ if getattr(module, name, None) is None] == []
        assert set(module.__all__) <= set(dir(module))
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = docusign_iam.nothing_of_the_kind


def first_example() -> str:
    """The first Python fence of the package's README."""
    text = (PROJECT / "README.md").read_text("utf-8")
    return re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)[0]


def test_the_wheel_in_an_empty_environment(tmp_path: Path, server: MockServer) -> None:
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, PROJECT, cwd=tmp_path)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = tmp_path.glob("docusign_iam_sdk-0.1.0-py3-none-any.whl")
    venv.create(tmp_path / "venv")
    python = tmp_path / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = (sys.executable, "-m", "pip", "--python", python)
    installed = run(*pip, "install", "--quiet", "--no-compile", wheel, cwd=tmp_path)
    assert installed.returncode == 0, installed.stderr
    program = first_example()
    assert 'access_token="<YOUR_ACCESS_TOKEN_HERE>"' in program
    found = run(python, "-W", "error", "-c", program, cwd=tmp_path, DOCUSIGN_IAM_BASE_URL=server.url)
    assert (found.returncode, found.stderr) == (0, "")
    assert [seen.headers["Authorization"] for seen in server.seen] == ["Bearer <YOUR_ACCESS_TOKEN_HERE>"]
    assert found.stdout.strip()
    checked = run(*pip, "check", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout
    assert TOKEN not in program
