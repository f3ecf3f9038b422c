"""Programs run as users run them, with the memory and time that they and all their children take."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PAUSE = 0.05


@dataclass(frozen=True)
class Done:
    """How a program ended. ``peak`` is the most memory in MiB that it and its children had at one time."""

    code: int
    out: str
    err: str
    seconds: float
    peak: float


def run(arguments: Sequence[str | Path], *, cwd: Path, environment: Mapping[str, str] | None = None) -> Done:
    """Runs Python with these arguments; the generator can be imported."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    watch = _Watch(process.pid)
    watch.start()
    out, err = process.communicate()
    seconds = time.perf_counter() - started
    return Done(process.returncode, out, err, seconds, watch.stop())


class _Watch(threading.Thread):
    """Looks again and again at how much memory a process and its children have (Linux; elsewhere 0)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._ended = threading.Event()
        self._peak = 0.0

    def run(self) -> None:
        while not self._ended.wait(_PAUSE):
            self._peak = max(self._peak, _memory(self._pid))

    def stop(self) -> float:
        self._ended.set()
        self.join()
        return self._peak


def _memory(pid: int) -> float:
    """The proportional set size of a process tree in MiB: what forked children share is counted once."""
    total = 0.0
    for each in _tree(pid):
        try:
            lines = Path(f"/proc/{each}/smaps_rollup").read_text("ascii").splitlines()
        except OSError:
            continue
        total += next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
    return total


def _tree(pid: int) -> list[int]:
    found = [pid]
    for each in found:
        try:
            children = Path(f"/proc/{each}/task/{each}/children").read_text("ascii")
        except OSError:
            continue
        found.extend(map(int, children.split()))
    return found
