"""``--allow-remote``: what each command fetches, and which of them writes the lock and the copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import main

API = """\
openapi: 3.1.0
info: {title: Far, version: '1'}
paths: {}
components: {schemas: {Pet: {$ref: 'https://s.example/pet.json'}}}
"""


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The URLs that were fetched, in a folder with a document that refers to one."""
    monkeypatch.chdir(tmp_path)
    Path("api.yaml").write_text(API, "utf-8")
    found: list[str] = []

    def download(url: str) -> bytes:
        found.append(url)
        return b'{"type": "object", "properties": {"name": {"type": "string"}}}'

    monkeypatch.setattr("generator.document.remote.download.download", download)
    return found


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as done:
        main(arguments)
    return int(done.value.code or 0)


def kept() -> list[str]:
    return sorted(path.name for path in Path().iterdir() if path.name.startswith("api.refs"))


def test_only_generate_keeps_what_was_fetched(asked: list[str]) -> None:
    assert run("inspect", "api.yaml", "--allow-remote") == 0
    assert run("diff", "api.yaml", "--patch", "--allow-remote", "--out", "out") == 0
    assert len(asked) == 2
    assert kept() == []
    assert run("generate", "api.yaml", "--allow-remote", "--out", "out") == 0
    assert kept() == ["api.refs", "api.refs.lock"]
    asked.clear()
    assert run("check", "api.yaml", "--out", "out") == 0
    assert asked == []


def test_without_the_option_nothing_is_fetched(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("generate", "api.yaml", "--out", "out") == 0
    assert asked == []
    assert "warning[document/reference-remote]" in capsys.readouterr().err
    assert run("generate", "api.yaml", "--out", "out", "--strict") == 3


def test_a_disk_that_refuses_the_lock(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Path("api.refs").write_text("in the way", "utf-8")
    assert run("generate", "api.yaml", "--allow-remote", "--out", "out") == 5
    assert "error[output/unwritable]" in capsys.readouterr().err
