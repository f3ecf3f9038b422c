"""What a command costs: wall time, processor time, and the memory of the whole tree of processes at its peak."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.05
"""Seconds between two looks at the memory."""


class FailedError(Exception):
    """A command that did not end with 0."""


@dataclass(frozen=True)
class Cost:
    """Seconds of the wall and of the processors, and MiB."""

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, cwd: Path | None = None) -> Cost:
    """Runs a command to its end. Raises ``FailedError`` with its last words where that is not 0."""
    words = [str(word) for word in command]
    started = time.perf_counter()
    with subprocess.Popen(
        words,
        env=dict(env or os.environ),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        watch = _Watch(process.pid)
        said = bytearray()
        assert process.stderr is not None
        for line in process.stderr:
            said += line
            del said[:-4000]
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = max(watch.stop(), used.ru_maxrss / 1024)
    if process.returncode:
        raise FailedError(f"{Path(words[0]).name} ended with {process.returncode}: {said.decode('utf-8', 'replace')}")
    return Cost(wall, used.ru_utime + used.ru_stime, peak)


class _Watch:
    """Adds up, again and again, the memory of a process and all below it (Linux; elsewhere it finds nothing).

    Pages that processes share count once: by the proportional set size.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """The peak in MiB."""
        self._ended.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._ended.wait(_EVERY):
            self._peak = max(self._peak, sum(_memory(pid) for pid in _below(self._pid)))


def _below(pid: int) -> Iterator[int]:
    yield pid
    try:
        threads = os.listdir(f"/proc/{pid}/task")
        children = [Path(f"/proc/{pid}/task/{thread}/children").read_text().split() for thread in threads]
    except OSError:
        return
    for child in [int(child) for found in children for child in found]:
        yield from _below(child)


def _memory(pid: int) -> float:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return next((int(row.split()[1]) / 1024 for row in text.splitlines() if row.startswith("Pss:")), 0.0)
