"""Typical code of users, a file per feature, under mypy and pyright in strict modes.

A line that must be an error says so with an ignore, and an ignore that nothing needs is an error itself.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.diagnostics import Report
from generator.pipeline import generate

HERE = Path(__file__).parent
FEATURES = sorted(path.name for path in HERE.glob("*.py") if path != Path(__file__))
PYRIGHT = {
    "typeCheckingMode": "standard",
    "reportUnnecessaryTypeIgnoreComment": "error",
    "enableTypeIgnoreComments": False,
    "reportUnusedExpression": "none",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package of ``pets.yaml`` and the users' files."""
    folder = tmp_path_factory.mktemp("typing")
    for path, file in generate(HERE / "pets.yaml", None, report=Report()).files.items():
        if path.startswith("src/"):
            target = folder / path.removeprefix("src/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(file.content, "utf-8")
    for name in FEATURES:
        text = (HERE / name).read_text("utf-8").replace(", reportUnusedExpression]", "]")
        (folder / name).write_text(text, "utf-8")
    settings = PYRIGHT | {"include": FEATURES, "pythonVersion": "3.11"}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    return folder


def _check(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_mypy(project: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "--python-version", "3.11", "--cache-dir", os.devnull]
    assert _check([*command, *FEATURES], project) == ""


@pytest.mark.skipif(
    shutil.which("pyright", path=str(Path(sys.executable).parent)) is None, reason="pyright is not installed"
)
def test_pyright(project: Path) -> None:
    command = [str(Path(sys.executable).with_name("pyright")), "--pythonpath", sys.executable]
    assert _check(command, project) == ""
