"""The same spec and settings give the same files, whatever the hash seed, the folder or the machine's locale."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from .conftest import ROOT


def generate(out: Path, seed: str, **environment: str) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, "-m", "generator", "generate", ROOT / "spec/maestro.yaml", "--out", out],
        cwd=out.parent,
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        check=True,
    )
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def test_two_hash_seeds_give_one_result(tmp_path: Path) -> None:
    first = generate(tmp_path / "first", "1")
    second = generate(tmp_path / "elsewhere", "4242", LC_ALL="C", TZ="Asia/Kathmandu")
    assert first == second
    assert len(first) > 40


def test_nothing_of_the_run_is_in_the_files(tmp_path: Path) -> None:
    written = generate(tmp_path / "marked-folder", "0")
    marks = (str(ROOT), str(tmp_path), "marked-folder", str(Path.home()) + "/")
    assert [name for name, text in written.items() if any(mark.encode() in text for mark in marks)] == []
