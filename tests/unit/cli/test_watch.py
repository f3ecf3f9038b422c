"""``watch``: a change of the document is a change of the SDK, and a document with faults is waited for."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets:
    get: {operationId: getPets, tags: [Pets], responses: {'204': {description: Done.}}}
"""
ROOT = Path(__file__).parents[3]


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    (tmp_path / "pets.yaml").write_text(SPEC)
    # Who starts the tests in the background of a shell has SIGINT ignored, which processes inherit.
    heed = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    start = f"{heed}; import sys; sys.path.insert(0, {str(ROOT)!r}); from generator.cli import main; main()"
    command = [sys.executable, "-c", start, "watch", "pets.yaml", "--out", "sdk"]
    with (tmp_path / "said").open("w") as said:
        process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=said, text=True)
    yield process
    process.kill()
    process.wait()


def wait(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_each_change_is_generated(watching: subprocess.Popen[str], tmp_path: Path) -> None:
    spec, made = tmp_path / "pets.yaml", tmp_path / "sdk/src/pets/resources/pets.py"

    def said() -> str:
        return (tmp_path / "said").read_text()

    wait(lambda: "waiting for changes" in said())
    assert "def get_pets" in made.read_text()
    spec.write_text("openapi: 3.1.0\npaths: [\n")
    wait(lambda: "error[document/syntax]" in said())
    assert "def get_pets" in made.read_text()
    spec.write_text(SPEC.replace("getPets", "findPets"))
    wait(lambda: "def find_pets" in made.read_text())
    assert "changed: pets.yaml" in said()
    watching.send_signal(signal.SIGINT)
    assert watching.wait(timeout=60) == 130
