"""What the examples of diagnostics are, and what comes of them.

``examples/<stage>.<fault>.txt`` holds the files of one, each after a line ``>>> name``. The one called
``command`` holds shell commands, run one after the other in a folder of these files; without it that is
``sdkwright inspect api.yaml``, or whatever the first file is called.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from contextlib import chdir, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.cli import main

EXAMPLES = Path(__file__).with_name("examples")


@dataclass(frozen=True)
class Example:
    """Files by name, the commands, and the code that they are about."""

    code: str
    files: dict[str, str]
    commands: tuple[str, ...]

    def printed(self) -> str:
        """The first diagnostic of the code as the last command prints it, or "" if it prints none."""
        with TemporaryDirectory() as folder, chdir(folder):
            for name, text in self.files.items():
                Path(name).parent.mkdir(parents=True, exist_ok=True)
                Path(name).write_text(text, "utf-8")
            said = [_run(command) for command in self.commands]
        found = (block for block in said[-1].split("\n\n") if f"[{self.code}]: " in block.split("\n  |")[0])
        block = next(found, "")
        lines = block.splitlines()
        first = next((i for i, line in enumerate(lines) if f"[{self.code}]: " in line), 0)
        return "\n".join(lines[first:])


def read_examples() -> dict[str, Example]:
    """All examples by their code."""
    return {path.stem.replace(".", "/", 1): _read(path) for path in sorted(EXAMPLES.glob("*.txt"))}


def _read(path: Path) -> Example:
    parts = re.split(r"^>>> (\S+)\n", path.read_text("utf-8"), flags=re.MULTILINE)
    assert parts[0] == "", f"{path.name} does not start with >>>"
    files = dict(zip(parts[1::2], parts[2::2], strict=True))
    commands = files.pop("command", "").splitlines() or [f"sdkwright inspect {next(iter(files))}"]
    return Example(path.stem.replace(".", "/", 1), files, tuple(commands))


def _run(command: str) -> str:
    """What a command prints to stderr: ours runs in this process, because that is quicker."""
    if not command.startswith("sdkwright "):
        done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True, env=os.environ)
        return done.stderr
    errors = StringIO()
    with redirect_stderr(errors), redirect_stdout(StringIO()), suppress(SystemExit):
        main(shlex.split(command)[1:])
    return errors.getvalue()
