"""sdkwright beside other generators: ``python -m tests.performance.program.bench [DOCUMENT ...]``.

Prints a table for each document: the median of several runs, taken in turns, with the ratios that the
targets are about. ``SDKWRIGHT_BENCH_RUNS`` says how many (3), ``SDKWRIGHT_BENCH_PEERS=0`` leaves the others
out. It ends with 1 where a target is missed.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from . import runs
from .edits import Versions, versions
from .measure import Cost, FailedError
from .peers import FIRST, JAVA, MODELS, PEERS, Peer, install, shared_cache

SPECS = runs.ROOT.parent / "shared/specs"
INSTANCE = runs.ROOT / "spec/maestro.yaml"
LIBRARIES = "import of the libraries"
MEMORY = 600

TARGETS: tuple[tuple[str, str, float], ...] = (
    ("cold", FIRST.name, 0.8),
    ("cold", JAVA.name, 0.5),
    ("cold", MODELS.name, 0.3),
    ("no change", FIRST.name, 0.02),
    ("no change, check", FIRST.name, 0.02),
    ("one schema changed", FIRST.name, 0.12),
    ("one operation changed", FIRST.name, 0.12),
)
"""A run, what it is compared with, and the ratio of their wall times that it may reach."""
SMALL: tuple[tuple[str, str, float], ...] = (("cold", LIBRARIES, 2.5),)
"""The same for the document of the instance API, whose runs are mostly start."""
NO_CHANGE_SECONDS = 0.3


@dataclass
class Found:
    """What was measured of one document, by the name of the run."""

    costs: dict[str, list[Cost]] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)

    def add(self, what: str, cost: Cost) -> None:
        self.costs.setdefault(what, []).append(cost)

    def median(self, what: str) -> Cost | None:
        found = self.costs.get(what)
        if not found:
            return None
        middle = (statistics.median(getattr(cost, name) for cost in found) for name in ("wall", "cpu"))
        return Cost(*middle, max(cost.memory for cost in found))


def main(arguments: Sequence[str]) -> int:
    specs = [Path(argument) for argument in arguments]
    specs = specs or [INSTANCE, *(path for n in ("digitalocean.yaml", "github.json") if (path := SPECS / n).is_file())]
    homes, absent = _peers()
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        for spec in specs:
            found = Found(skipped=dict(absent))
            texts = versions(spec)
            for _ in range(int(os.environ.get("SDKWRIGHT_BENCH_RUNS", "3"))):
                _round(spec, texts, homes, Path(folder), found)
            missed += _print(spec, found)
    return int(missed > 0)


def _peers() -> tuple[dict[Peer, Path], dict[str, str]]:
    """The peers that can be run, and why the others cannot."""
    if os.environ.get("SDKWRIGHT_BENCH_PEERS") == "0":
        return {}, {peer.name: "not asked for" for peer in PEERS}
    cache = shared_cache()
    homes, absent = {}, {}
    for peer in PEERS:
        try:
            homes[peer] = install(peer, cache)
        except FailedError as error:
            absent[peer.name] = str(error)
    return homes, absent


def _round(spec: Path, texts: Versions, homes: dict[Peer, Path], folder: Path, found: Found) -> None:
    for kind, cost in runs.measure(spec, texts, folder / "sdkwright"):
        found.add(kind, cost)
    found.add(LIBRARIES, runs.libraries())
    for peer, home in homes.items():
        if peer.name in found.skipped:
            continue
        document = folder / spec.name
        document.write_text(texts.unchanged, "utf-8")
        try:
            found.add(peer.name, peer.measure(home, document, folder / "peer"))
        except FailedError as error:
            found.skipped[peer.name] = str(error)


def _print(spec: Path, found: Found) -> int:
    """Prints the tables of a document; how many targets were missed."""
    print(f"\n## {spec.name}\n\n| run | seconds | CPU seconds | peak MiB |\n|---|---:|---:|---:|")
    for what in (*runs.KINDS, LIBRARIES, *(peer.name for peer in PEERS)):
        cost = found.median(what)
        if cost is not None:
            print(f"| {what} | {cost.wall:.2f} | {cost.cpu:.2f} | {cost.memory:.0f} |")
    print("\n| target | ratio of wall | ratio of CPU | allowed | met |\n|---|---:|---:|---:|---|")
    rows = list(_rows(found, is_small=spec.resolve() == INSTANCE))
    for what, wall, cpu, allowed in rows:
        print(f"| {what} | {wall:.3f} | {cpu} | {allowed:g} | {'yes' if wall <= allowed else 'no'} |")
    for name, reason in found.skipped.items():
        print(f"\nskipped: {name}: {' '.join(reason.split())[:200]}")
    sys.stdout.flush()
    return sum(1 for _, wall, _, allowed in rows if wall > allowed)


def _rows(found: Found, *, is_small: bool) -> Iterator[tuple[str, float, str, float]]:
    for kind, other, allowed in SMALL if is_small else TARGETS:
        ours, theirs = found.median(kind), found.median(other)
        if ours and theirs:
            yield f"{kind} / {other}", ours.wall / theirs.wall, f"{ours.cpu / theirs.cpu:.3f}", allowed
    for kind in ("no change", "no change, check") if is_small else ():
        if ours := found.median(kind):
            yield f"{kind}, seconds", ours.wall, f"{ours.cpu:.3f}", NO_CHANGE_SECONDS
    if cold := found.median("cold"):
        yield "cold, peak MiB", cold.memory, "", MEMORY


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
