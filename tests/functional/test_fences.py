"""Every Python example in the package's pages: it passes the type checker, and runs against the server."""

from __future__ import annotations

import logging
import re
import shutil
from pathlib import Path

import pytest

from .conftest import PROJECT
from .mock_server import MockServer
from .test_package import PACKAGE, mypy


def fences() -> dict[str, str]:
    """The Python fences by page and number. Addresses and servers are left for the test to set."""
    found = {}
    for page in sorted(PROJECT.glob("*.md")) + sorted((PROJECT / "docs").rglob("*.md")):
        text = page.read_text("utf-8")
        for number, fence in enumerate(re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)):
            found[f"{page.relative_to(PROJECT)}:{number}"] = fence
    return found


FENCES = fences()


def test_the_pages_have_examples() -> None:
    pages = {name.partition(":")[0] for name in FENCES}
    assert {"README.md", "USAGE.md", "docs/sdks/workflows/README.md", "docs/models/workflowinstance.md"} <= pages
    assert sum("async with AsyncIamClient" in fence for fence in FENCES.values()) >= 8


def test_types(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "docusign_iam", ignore=shutil.ignore_patterns("__pycache__"))
    for number, (name, fence) in enumerate(FENCES.items()):
        (tmp_path / f"fence_{number}.py").write_text(f"{fence}\n# {name}\n", "utf-8")
    assert mypy(tmp_path) == []


@pytest.mark.parametrize("name", FENCES)
def test_runs(
    name: str, server: MockServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOCUSIGN_IAM_BASE_URL", server.url)
    monkeypatch.setattr("logging.basicConfig", lambda **_: None)
    monkeypatch.setattr(logging.getLogger("docusign_iam"), "level", logging.NOTSET)
    elsewhere = re.compile(r'(server="prod"|base_url="https://[^"]*")')
    program = elsewhere.sub(f'base_url="{server.url}"', FENCES[name])
    exec(compile(program, name, "exec"), {"__name__": "__main__"})
    calls = len(re.findall(r"sdk\.maestro\.\w+\.\w+", program))
    assert len(server.seen) == calls
    assert bool(capsys.readouterr().out) == ("print(" in program)
