"""What an SDK costs, as ratios to bare httpx2 and pydantic: ``python -m tests.performance.sdk.bench [DOCUMENT]``.

Prints a table of what was measured beside its budget. It ends with 1 where a budget is exceeded.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .packages import Package, ask, make_package

HERE = Path(__file__).parent
LARGE = HERE.parents[3] / "shared/specs/github.json"


@dataclass(frozen=True)
class Row:
    """A figure, its budget, and where the two stand in words."""

    what: str
    value: float
    budget: float
    unit: str = "x"


def main(arguments: Sequence[str]) -> int:
    spec = Path(arguments[0]) if arguments else LARGE if LARGE.is_file() else HERE / "items.yaml"
    with tempfile.TemporaryDirectory() as folder:
        items = make_package(HERE / "items.yaml", Path(folder, "items"))
        large = make_package(spec, Path(folder, "large"))
        rows = [*_loading(large), *_calling(items)]
    width = max(len(row.what) for row in rows)
    print(f"{spec.name}\n{'':{width}}  {'found':>9}  {'budget':>9}")
    for row in rows:
        mark = "" if row.value <= row.budget else "  over"
        print(f"{row.what:{width}}  {row.value:>7.2f} {row.unit:2} {row.budget:>7.2f} {row.unit}{mark}")
    return int(any(row.value > row.budget for row in rows))


def _loading(package: Package) -> Iterator[Row]:
    bare = ask("bare", tries=7)
    names = (package.folder, package.name)
    found = ask("imports", *names, package.client, package.resource, tries=7)
    yield Row("import of root, client and a resource", found["seconds"] / bare["seconds"], 1.25)
    yield Row("resources that a resource loads", found["resources"], 1, "")
    yield Row("models that a resource loads", found["models"], 0, "")
    for name in _models(package):
        used = ask("first_use", *names, name, tries=3)
        allowed = 2 * used["reached"] + 30
        what = f"first use of {name} ({used['reached']} modules)"
        yield Row(what, used["seconds"] * 1000, allowed, "ms")
        yield Row(f"memory after {name}", (used["memory"] - bare["memory"]) / 2**20, 50, "MB")


def _models(package: Package) -> list[str]:
    """A few models, evenly spread over the alphabet."""
    modules = sorted((package.folder / package.name / "models").glob("[a-z]*.py"))
    chosen = modules[:: max(1, len(modules) // 4)][:4]
    return [name for module in chosen if (name := _class_in(module))]


def _class_in(module: Path) -> str:
    lines = module.read_text("utf-8").splitlines()
    return next((line[6:].partition("(")[0] for line in lines if line.startswith("class ") and "(Model)" in line), "")


def _calling(package: Package) -> Iterator[Row]:
    found = ask("calls", package.folder, tries=3)
    yield Row("a call of a small answer", found["call"] / found["bare call"], 1.15)
    yield Row("1,000 items decoded", found["decode"] / found["bare decode"], 1.1)
    at_once = ask("concurrent", package.folder, tries=3)
    yield Row("100 calls at once", at_once["sdk"] / at_once["bare"], 1.1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
