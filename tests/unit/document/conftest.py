"""Documents written in the test, and what is said about them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.diagnostics import InputError, Report, render
from generator.document import Document, load_document

Load = Callable[..., Document]


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test runs in an empty folder, so that files are named as a user there would name them."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def load(in_folder: Path) -> Load:
    """Loads a text as a file of that name; ``document.report`` holds what was said."""

    def load_text(text: str, name: str = "api.yaml") -> Document:
        Path(name).write_text(textwrap.dedent(text), "utf-8")
        return load_document(Path(name), Report())

    return load_text


def rendered(report: Report) -> str:
    """All diagnostics of a report as text."""
    return "\n".join(render(diagnostic, report.locate) for diagnostic in report)


def refusal(path: Path) -> str:
    """What is said about a file that cannot be loaded."""
    with pytest.raises(InputError) as caught:
        load_document(path, Report())
    return "\n".join(render(diagnostic, caught.value.locate) for diagnostic in caught.value.diagnostics)
