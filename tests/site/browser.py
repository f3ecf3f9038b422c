"""Headless Chromium, by its command line alone."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
MISSING = f"no browser: install one of {', '.join(NAMES)} (Debian: apt-get install chromium)"
_OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--no-first-run", "--enable-logging=stderr", "--virtual-time-budget=20000",
)  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """A page after its scripts ran, what it asked other hosts for, and what it said on the console."""

    dom: str
    foreign: list[str]
    console: list[str]


def find_browser() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def look(browser: str, url: str, folder: Path) -> Seen:
    log = folder / "net.json"
    command = [browser, *_OPTIONS, f"--user-data-dir={folder / 'profile'}", f"--log-net-log={log}", "--dump-dom", url]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=True)
    console = re.findall(r":CONSOLE[^\]]*\] (.*)", done.stderr)
    return Seen(done.stdout, _foreign(log, url), console)


def photograph(browser: str, url: str, target: Path, size: tuple[int, int], *, dark: bool) -> bytes:
    """A screenshot as PNG."""
    profile = target.with_suffix(".profile")
    looks = [f"--window-size={size[0]},{size[1]}", f"--blink-settings=preferredColorScheme={int(not dark)}"]
    command = [browser, *_OPTIONS, *looks, f"--user-data-dir={profile}", f"--screenshot={target}", url]
    subprocess.run(command, capture_output=True, timeout=180, check=True)
    return target.read_bytes()


def _foreign(log: Path, url: str) -> list[str]:
    """What the pages asked for elsewhere: requests that they initiated, not those of the browser's own."""
    own = urlsplit(url)
    found = set()
    for event in json.loads(log.read_text("utf-8"))["events"]:
        params = event.get("params") or {}
        if params.get("initiator", "not an origin") == f"{own.scheme}://{own.netloc}" and "url" in params:
            found.add(params["url"])
    return sorted(each for each in found if urlsplit(each).netloc != own.netloc)
