"""The tests that a package carries where its settings ask for them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.functional.inline.test_fake_transport import DOCUMENT

ASKED = "[tests]\ncontract = true\n"
CASES = 2 * (5 + 1)
"""Five operations, one with a declared error, each sync and async."""


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def project(make_sdk: Callable[..., Any], tmp_path: Path) -> Path:
    make_sdk(DOCUMENT, ASKED)
    return tmp_path


def test_they_pass_with_nothing_but_pytest(project: Path) -> None:
    done = run(project)

    assert f"{CASES} passed" in done.stdout, done.stdout


@pytest.mark.parametrize(
    ("old", "new", "failed"),
    [
        ('path="/pets/{petId}"', 'path="/animals/{petId}"', "test_get_pet[sync]"),
        ('method="POST"', 'method="PUT"', "test_add_pet[async]"),
        ("lambda: models.Pet)", "lambda: models.Fault)", "test_get_pet[sync]"),
        ("lambda: errors.Fault", "None", "test_add_pet_fails[async]"),
    ],
)
def test_they_fail_where_the_package_is_not_what_the_document_says(
    project: Path, old: str, new: str, failed: str
) -> None:
    (module,) = project.glob("src/*/resources/pets.py")
    text = module.read_text("utf-8")
    assert old in text
    module.write_text(text.replace(old, new), "utf-8")

    done = run(project)

    assert f"test_pets.py::{failed}" in done.stdout, done.stdout


def test_there_are_none_unless_the_settings_ask_for_them(make_sdk: Callable[..., Any], tmp_path: Path) -> None:
    make_sdk(DOCUMENT)

    assert not (tmp_path / "tests").exists()
    assert "pytest" not in (tmp_path / "pyproject.toml").read_text("utf-8")
