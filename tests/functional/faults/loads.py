"""Kinds of calls that are made many times at once, what is to come of each, and the table of what did."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .scripts import FAULTS, LATE, STREAMS

CALLS = int(os.environ.get("SDKWRIGHT_SOAK", "64"))
IS_SOAK = CALLS >= 1000
PATIENCE = 60.0
"""The deadline, in seconds, of calls that are not to reach it."""
SHORT = 0.3
"""That of calls which never end by themselves."""


@dataclass(frozen=True)
class Load:
    """One kind: the method and its arguments, the deadline, and the class and attempts of the outcome.

    ``also`` are outcomes that come of other calls on the same connection.
    """

    outcome: tuple[str, int]
    script: str
    method: str = "get_thing"
    total: float = PATIENCE
    options: dict[str, Any] = field(default_factory=dict)
    body: dict[str, Any] = field(default_factory=dict)
    also: frozenset[tuple[str, int]] = frozenset()

    def arguments(self, number: int) -> dict[str, Any]:
        """Those of one call. Every other one has no deadline, if it ends without."""
        has_end = self.total < PATIENCE or number % 2
        options = {**self.options, **({"total_timeout": self.total} if has_end else {})}
        counted = {"call": str(number)} if self.method == "get_thing" else {}
        return {"name": self.script, "options": options, **counted, **self.body}


AFTER_EXCESS = frozenset({("ResponseValidationError", 2), ("ResponseValidationError", 3), ("APIConnectionError", 3)})


def _faults() -> dict[str, Load]:
    found = {}
    for name, (_, expected) in FAULTS.items():
        # Sixteen threads would unpack a gigabyte by what is allowed as a rule.
        options = {"max_unpacked": 2**20} if name.endswith("bomb") else {}
        # What is left of an answer that is longer than it says stays in the buffer of the HTTP client, which
        # takes it for the beginning of the next answer: that attempt fails, and is made again.
        also = AFTER_EXCESS if name == "longer-than-said" else frozenset()
        found[name] = Load((expected.error, expected.attempts), name, options=options, also=also)
    return found


LOADS: dict[str, Load] = {
    "fine": Load(("Thing", 0), "fine"),
    **_faults(),
    **{name: Load(("APITimeoutError", 1), name, total=SHORT) for name in LATE},
    # The status comes at once, but many tasks on a busy machine must all have read it before the deadline.
    "slow-error": Load(("InternalServerError", 1), "slow-error", total=10 * SHORT),
    **{name: Load(("APIConnectionError", 1), name, "watch_things") for name in STREAMS},
    "cut-download": Load(("APIConnectionError", 1), "cut-short", "load_thing"),
    "cut-upload": Load(("APIConnectionError", 3), "reads-then-reset", "upload_thing", body={"body": b"x" * 70_000}),
    "refused-upload": Load(("ServerError", 3), "reads-then-503", "upload_thing", body={"body": b"x" * 70_000}),
    "away": Load(("Thing", 0), "away"),
}
SOME = [
    "fine",
    "reset-before",
    "closed-before",
    "reset-in-headers",
    "cut-short",
    "no-http",
    "no-gzip",
    "no-utf-8",
    "always-429",
    "always-503-ms",
    "500-cut",
    "redirect-loop",
    "slow-body",
    "slow-error",
    "cut-event",
    "cut-download",
    "away",
]
"""One for each way out of the runtime: what is tried in every run. A soak tries them all."""
NAMES = list(LOADS) if IS_SOAK else SOME


@dataclass
class Row:
    """What came of one load with one kind of client."""

    name: str
    client: str
    seen: Counter[tuple[str, int]] = field(default_factory=Counter)
    slowest: float = 0.0
    seconds: float = 0.0
    sockets: int = 0
    grown: int = 0

    def note(self, outcome: tuple[str, int], seconds: float) -> None:
        self.seen[outcome] += 1
        self.slowest = max(self.slowest, seconds)

    def __str__(self) -> str:
        seen = ", ".join(f"{count} {error} after {tries}" for (error, tries), count in self.seen.items())
        return (
            f"{self.name:20} {self.client:8} {self.seen.total():7} calls {self.seconds:7.1f} s"
            f" (slowest {self.slowest:5.2f}) {self.sockets:3} sockets left {self.grown:+7} KiB  {seen}"
        )


ROWS: list[Row] = []
"""What a soak prints at its end."""


def sockets() -> int:
    """How many sockets this process holds."""
    found = 0
    for entry in Path("/proc/self/fd").iterdir():
        try:
            found += os.readlink(entry).startswith("socket:")
        except OSError:
            continue
    return found


def resident() -> int:
    """KiB of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024
