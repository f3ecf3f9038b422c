"""What is said about documents and settings that can be read and are wrong, word for word.

Each file of ``faults`` holds a document, the settings beside it after a line ``>>> api.sdk.toml`` where
there are any, a line of equals signs, and all that reading the document into the operation model says.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.diagnostics import InputError, Report, render
from generator.pipeline import read

CASES = sorted((Path(__file__).parent / "faults").glob("*.txt"))


def said_about(text: str) -> str:
    """The rendered diagnostics of reading a document and its settings."""
    document, _, settings = text.partition(">>> api.sdk.toml\n")
    Path("api.yaml").write_text(document, "utf-8")
    config = Path("api.sdk.toml") if settings else None
    if config:
        config.write_text(settings, "utf-8")
    report = Report()
    found = []
    try:
        read(Path("api.yaml"), config, report=report)
    except InputError as error:
        found = [render(diagnostic, error.locate) for diagnostic in error.diagnostics]
    return "\n".join([*(render(diagnostic, report.locate) for diagnostic in report), *found])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_fault(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text, expected = re.split(r"^=+\n", case.read_text("utf-8"), flags=re.MULTILINE)
    assert said_about(text) == expected.rstrip("\n")
    assert re.search(r"\.(yaml|toml):\d+:\d+: (error|warning|note)\[", expected)
    assert "  help: " in expected
