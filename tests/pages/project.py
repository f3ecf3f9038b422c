"""The project of a document, made for a check of its pages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.diagnostics import Report
from generator.document import load_document
from generator.pipeline import generate

from .fences import Fence, find_fences

ROOT = Path(__file__).parents[2]
SPECS = ROOT.parent / "shared/specs"


@dataclass(frozen=True)
class Project:
    """An SDK on disk: its document, and the folder it was written to."""

    spec: Path
    folder: Path
    package: str
    pages: dict[str, str]

    @cached_property
    def fences(self) -> list[Fence]:
        """The programs of its pages."""
        return list(find_fences(self.pages))

    def run(self) -> dict[str, Any]:
        """Runs all programs against the document. See ``run_fences``."""
        document = load_document(self.spec, Report()).data
        plan = self.folder / "plan.json"
        plan.write_text(json.dumps({"document": document, "fences": [asdict(f) for f in self.fences]}, default=str))
        work = self.folder / "work"
        work.mkdir(exist_ok=True)
        command = [sys.executable, "-m", "tests.pages.run_fences", self.folder / "src", plan]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr[-3000:])
        result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return result

    def type_errors(self) -> list[str]:
        """What mypy --strict finds in the programs; the package itself is only looked at as far as they need it."""
        folder = self.folder / "fences"
        folder.mkdir(exist_ok=True)
        for number, fence in enumerate(self.fences):
            (folder / f"fence_{number}.py").write_text(f"{fence.text}\n# {fence.name}\n", "utf-8")
        settings = f"[mypy]\nstrict = True\n[mypy-{self.package}.*]\nfollow_imports = silent\n"
        (folder / "mypy.ini").write_text(settings, "utf-8")
        command = [sys.executable, "-m", "mypy", "--config-file", "mypy.ini", "--cache-dir", self.folder / "cache", "."]
        environment = os.environ | {"MYPYPATH": str(self.folder / "src")}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        if done.returncode > 1:
            return [done.stdout[-2000:] + done.stderr[-2000:]]
        return [line for line in done.stdout.splitlines() if ": error:" in line]


def make_project(spec: Path, folder: Path, config: Path | None = None) -> Project:
    """Generates the SDK of a document into a folder."""
    made = generate(spec, config, report=Report())
    for path, file in made.files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(file.content, "utf-8")
    pages = {path: file.content for path, file in made.files.items() if path.endswith(".md") and path != "CHANGELOG.md"}
    return Project(spec, folder, made.package.import_name, pages)
