"""Every document of a folder through the program, as a table: python -m tests.corpus.run [FOLDER] [--types 0]

Ends with 1 where an operation is missing, a module does not import, a type is wrong, or a diagnostic is
not expected. What is expected of the known documents stands in ``allowed.json`` (document -> code ->
how many); an entry there that is no longer needed counts as a fault as well.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from .measure import Row, measure
from .processes import ROOT

SPECS = ROOT.parent / "shared/specs"
ALLOWED = Path(__file__).with_name("allowed.json")
_SUFFIXES = {".json", ".yaml", ".yml"}
_COLUMNS = ("document", "version", "ops", "emitted", "models", "modules", "numbered", "types", "seconds", "MiB")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs and prints; 1 where something is not as it must be."""
    parser = argparse.ArgumentParser(prog="corpus", description="Generates the SDK of every document of a folder.")
    parser.add_argument("--types", default="1", help="0: leave out mypy, which takes minutes for large documents")
    parser.add_argument("--update", action="store_true", help="write the diagnostics found to allowed.json")
    parser.add_argument("folder", nargs="?", type=Path, default=SPECS, help="default: ../shared/specs")
    options = parser.parse_args(arguments)
    documents = sorted(path for path in options.folder.glob("*.*") if path.suffix in _SUFFIXES)
    if not documents:
        print(f"corpus: skipped: there are no documents in {options.folder}")
        return 0
    allowed = json.loads(ALLOWED.read_text("utf-8"))
    print(_line(_COLUMNS))
    rows = []
    for path in documents:
        rows.append(measure(path.resolve(), types=options.types != "0"))
        print(_line(_cells(rows[-1])), flush=True)
    if options.update:
        allowed |= {row.name: dict(sorted(row.diagnostics.items())) for row in rows}
        ALLOWED.write_text(json.dumps(allowed, indent=1) + "\n", "utf-8")
    return _conclude(rows, allowed)


def _conclude(rows: list[Row], allowed: dict[str, dict[str, int]]) -> int:
    """Prints the diagnostics by code, then everything that must not be."""
    total = Counter[str]()
    for row in rows:
        total += row.diagnostics
    print("\ndiagnostics:")
    for code, number in sorted(total.items()):
        print(f"  {number:6} {code} in {sum(1 for row in rows if code in row.diagnostics)} documents")
    faults = [f"{row.name}: {fault}" for row in rows for fault in (*row.faults, *_unexpected(row, allowed))]
    print(f"\n{len(rows)} documents, {sum(row.emitted for row in rows)} operations, {len(faults)} faults")
    for fault in faults:
        print(f"  {fault}")
    return 1 if faults else 0


def _unexpected(row: Row, allowed: dict[str, dict[str, int]]) -> list[str]:
    expected = Counter(allowed.get(row.name, {}))
    return [
        f"{code}: {row.diagnostics[code]} found, {expected[code]} allowed"
        for code in sorted(row.diagnostics.keys() | expected.keys())
        if row.diagnostics[code] != expected[code]
    ]


def _cells(row: Row) -> tuple[str, ...]:
    types = "-" if row.type_errors is None else str(row.type_errors)
    counts = (row.written, row.emitted, row.models, row.modules, row.numbered)
    return row.name, row.version, *map(str, counts), types, f"{row.seconds:.1f}", f"{row.peak:.0f}"


def _line(cells: Sequence[str]) -> str:
    return f"{cells[0]:30} {cells[1]:8}" + "".join(f"{cell:>9}" for cell in cells[2:])


if __name__ == "__main__":
    sys.exit(main())
