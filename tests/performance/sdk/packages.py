"""The packages that are measured: generated, compiled and asked in processes of their own."""

from __future__ import annotations

import compileall
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.diagnostics import Report
from generator.pipeline import generate

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


def ask(probe: str, *arguments: object, tries: int = 1) -> dict[str, Any]:
    """What a probe finds in a fresh process; the lowest of several tries for each figure."""
    found: dict[str, Any] = {}
    for _ in range(tries):
        command = [sys.executable, str(PROBES), probe, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{probe}: {done.stderr[-2000:]}")
        for name, value in json.loads(done.stdout).items():
            found[name] = min(found.get(name, value), value)
    return found
