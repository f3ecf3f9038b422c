"""A folder per behaviour: a document, settings, a command, and what must come of them.

A case is a folder with ``command`` (the arguments of ``sdkwright``, run in a copy of the folder) and
``expected/``: ``exit``, ``stdout`` and ``stderr`` where they matter, and under ``files/`` those files of
the result that the case is about. ``make test TESTS='tests/cases --refresh-cases'`` writes what came out
over what was expected; a new case needs only the names of its files there, which may be empty.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from generator.cli import main

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/command"))


def _settled(text: str) -> str:
    """What a run prints, less the time that it took."""
    return re.sub(r"\d+\.\d+ seconds", "N seconds", text)


def _outcome(
    case: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> dict[str, str]:
    """Every text of ``expected/`` by its name, as the run gives it."""
    shutil.copytree(case, folder, ignore=shutil.ignore_patterns("expected"))
    monkeypatch.chdir(folder)
    with pytest.raises(SystemExit) as done:
        main(shlex.split((case / "command").read_text("utf-8")))
    printed = capsys.readouterr()
    found = {"exit": f"{done.value.code or 0}\n", "stdout": _settled(printed.out), "stderr": _settled(printed.err)}
    for path in sorted((case / "expected/files").rglob("*")):
        if path.is_file():
            name = path.relative_to(case / "expected/files").as_posix()
            made = folder / name
            found[f"files/{name}"] = made.read_text("utf-8") if made.is_file() else "(there is no such file)\n"
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_case(
    case: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    outcome = _outcome(case, tmp_path / "case", monkeypatch, capsys)
    wanted = {name: case / "expected" / name for name in outcome}
    expected = {name: path.read_text("utf-8") for name, path in wanted.items() if path.is_file()}
    assert expected, f"{case.name} expects nothing"
    if request.config.getoption("--refresh-cases"):
        for name in expected:
            wanted[name].write_text(outcome[name], "utf-8")
        return
    assert {name: outcome[name] for name in expected} == expected
