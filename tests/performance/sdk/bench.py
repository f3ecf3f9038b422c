"""What an SDK costs, as ratios to bare httpx2 and pydantic: ``python -m tests.performance.sdk.bench [DOCUMENT]``.

Beside it stands the client that openapi-python-client makes of the same document, in an environment of its
own. Prints a table of what was measured, its budget, and whether that is met. It ends with 1 where a budget
is exceeded. Figures are medians of what was asked in turns.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..program.measure import FailedError
from ..program.peers import FIRST, install, shared_cache
from .packages import Package, Question, ask, make_package, make_peer

HERE = Path(__file__).parent
LARGE = HERE.parents[3] / "shared/specs/github.json"
MIB = 2**20


@dataclass(frozen=True)
class Row:
    """A figure and its budget, where it has one."""

    what: str
    value: float
    budget: float | None
    unit: str = "x"

    @property
    def verdict(self) -> str:
        """Whether the budget is met."""
        return "" if self.budget is None else "met" if self.value <= self.budget else "missed"


def main(arguments: Sequence[str]) -> int:
    spec = Path(arguments[0]) if arguments else LARGE if LARGE.is_file() else HERE / "items.yaml"
    with tempfile.TemporaryDirectory() as folder:
        items = make_package(HERE / "items.yaml", Path(folder, "items"))
        large = make_package(spec, Path(folder, "large"))
        rows = [*_loading(large), *_calling(items)]
        try:
            rows += _beside(spec, large, items, Path(folder))
        except FailedError as error:
            print(f"{FIRST.name} is not measured: {error}")
    width = max(len(row.what) for row in rows)
    print(f"{spec.name}\n{'':{width}}  {'found':>9}  {'budget':>9}")
    for row in rows:
        budget = "" if row.budget is None else f"{row.budget:.2f} {row.unit}"
        print(f"{row.what:{width}}  {row.value:>6.2f} {row.unit:3}{budget:>9}  {row.verdict}".rstrip())
    return int(any(row.verdict == "missed" for row in rows))


def _loading(package: Package) -> Iterator[Row]:
    names = (package.folder, package.name)
    imports = Question("imports", (*names, package.client, package.resource))
    bare, found = ask(Question("bare"), imports, tries=9)
    yield Row("import of root, client and a resource", found["seconds"] / bare["seconds"], 1.25)
    yield Row("resources that a resource loads", found["resources"], 1, "")
    yield Row("models that a resource loads", found["models"], 0, "")
    for name in _models(package):
        (used,) = ask(Question("first_use", (*names, name)), tries=3)
        allowed = 2 * used["reached"] + 30
        what = f"first use of {name} ({used['reached']:.0f} modules)"
        yield Row(what, used["seconds"] * 1000, allowed, "ms")
        yield Row(f"memory after {name}", (used["memory"] - bare["memory"]) / MIB, 50, "MB")


def _models(package: Package) -> list[str]:
    """A few models, evenly spread over the alphabet."""
    modules = sorted((package.folder / package.name / "models").glob("[a-z]*.py"))
    chosen = modules[:: max(1, len(modules) // 4)][:4]
    return [name for module in chosen if (name := _class_in(module))]


def _class_in(module: Path) -> str:
    lines = module.read_text("utf-8").splitlines()
    return next((line[6:].partition("(")[0] for line in lines if line.startswith("class ") and "(Model)" in line), "")


def _calling(package: Package) -> Iterator[Row]:
    found, at_once = ask(Question("calls", (package.folder,)), Question("concurrent", (package.folder,)), tries=5)
    yield Row("a call of a small answer", found["call ratio"], 1.15)
    yield Row("1,000 items decoded", found["decode ratio"], 1.1)
    yield Row("100 calls at once", at_once["ratio"], 1.1)


def _beside(spec: Path, large: Package, items: Package, folder: Path) -> Iterator[Row]:
    """The same things done by the peer's client. Raises ``FailedError`` where it is not to be had."""
    if os.environ.get("SDKWRIGHT_BENCH_PEERS") == "0":
        raise FailedError("it was not asked for")
    home = install(FIRST, shared_cache())
    theirs = make_peer(HERE / "items.yaml", folder / "peer-items", home).parent
    python = home / "bin/python"
    ours = (
        Question("imports", (large.folder, large.name, large.client, large.resource)),
        Question("calls", (items.folder,)),
        Question("concurrent", (items.folder,)),
    )
    made = make_peer(spec, folder / "peer-large", home)
    peers = (
        Question("peer_imports", (made.parent, made.name), python),
        Question("peer_calls", (theirs,), python),
        Question("peer_concurrent", (theirs,), python),
    )
    imports, calls, at_once, imports2, calls2, at_once2 = ask(*ours, *peers, tries=5)
    name = FIRST.name.partition(" ")[0]
    yield Row(f"import, of {name}'s", imports["seconds"] / imports2["seconds"], None)
    yield Row(f"a call, of {name}'s", calls["call"] / calls2["call"], None)
    yield Row(f"1,000 items decoded, of {name}'s call for them", calls["decode"] / calls2["many"], None)
    yield Row(f"100 calls at once, of {name}'s", at_once["call"] / at_once2["call"], None)
    yield Row("memory after calls", calls["memory"] / MIB, None, "MB")
    yield Row(f"memory after calls, {name}", calls2["memory"] / MIB, None, "MB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
