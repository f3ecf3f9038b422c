"""The mock server that the scenarios are checked by."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .scenarios import ROOT, SUITE

FOLDER = ROOT / ".sdkwright-cache/conformance-server"
_INSTALLED_WITHIN = 600


def obstacle() -> str:
    """Why the server cannot run here, or ""."""
    if not (SUITE / "serve.sh").is_file():
        return "the scenarios are not beside this checkout (../shared/conformance)"
    missing = [tool for tool in ("bash", "git", "node", "npm", "python3") if shutil.which(tool) is None]
    return f"{', '.join(missing)} not found: the mock server needs it" if missing else ""


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("localhost", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(port: int) -> Iterator[None]:
    """Runs the server, its coverage empty. Raises ``RuntimeError`` with its words where it does not start."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    log = FOLDER / "server.log"
    with log.open("wb") as output:
        command = ["bash", str(SUITE / "serve.sh"), str(FOLDER), str(port)]
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            _await(process, port, log)
            yield
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def passed(port: int) -> set[str]:
    """The scenarios whose requests were all right since the server was started."""
    with urllib.request.urlopen(_coverage(port), timeout=10) as answer:
        reports = json.load(answer)
    return {name for report in reports for name, result in report["results"].items() if result == "pass"}


def _await(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + _INSTALLED_WITHIN
    while process.poll() is None and time.monotonic() < until:
        try:
            passed(port)
        except (urllib.error.URLError, OSError, ValueError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the mock server did not start:\n{log.read_text('utf-8', 'replace')[-2000:]}")


def _coverage(port: int) -> str:
    return f"http://localhost:{port}/.coverage"
