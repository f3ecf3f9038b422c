"""The packages that are measured: generated, compiled and asked in processes of their own."""

from __future__ import annotations

import compileall
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from generator.diagnostics import Report
from generator.pipeline import generate

from ..program.measure import run

PROBES = Path(__file__).with_name("probes.py")


@dataclass(frozen=True)
class Package:
    """A generated package: the folder to import it from, its name, its client, and a resource of usual size."""

    folder: Path
    name: str
    client: str
    resource: str


def make_package(spec: Path, folder: Path) -> Package:
    """Generates the SDK of a document below ``folder``, as an installer leaves it: compiled."""
    made = generate(spec, None, report=Report())
    for path, file in made.files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(file.content, "utf-8")
    compileall.compile_dir(folder / "src", quiet=1)
    group = sorted(made.api.groups, key=lambda group: len(group.operations))[len(made.api.groups) // 2]
    return Package(folder / "src", made.package.import_name, made.package.client, group.path[0])


def make_peer(spec: Path, folder: Path, home: Path) -> Path:
    """Generates the same document's client with the peer of the environment ``home``; its package, compiled.

    Raises ``FailedError`` where it makes none.
    """
    run(
        [home / "bin/openapi-python-client", "generate", "--path", spec.resolve(), "--output-path", folder],
        cwd=folder.parent,
    )
    compileall.compile_dir(folder, quiet=1)
    return next(path.parent for path in folder.glob("*/client.py"))


@dataclass(frozen=True)
class Question:
    """A probe, the arguments that it is run with, and the interpreter that runs it."""

    probe: str
    arguments: tuple[object, ...] = ()
    python: str | Path = sys.executable

    def ask(self) -> dict[str, float]:
        """What the probe finds in a fresh process."""
        command = [str(self.python), str(PROBES), self.probe, *map(str, self.arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{self.probe}: {done.stderr[-2000:]}")
        found: dict[str, float] = json.loads(done.stdout)
        return found


def ask(*questions: Question, tries: int) -> list[dict[str, float]]:
    """What each question finds, asked in turns: the median of several tries for each figure."""
    rounds = [[question.ask() for question in questions] for _ in range(tries)]
    return [{name: median(found[name] for found in tried) for name in tried[0]} for tried in zip(*rounds, strict=True)]
