"""How runs grow with the document: ``python -m tests.performance.program.growth [OPERATIONS ...]``.

Prints a table of processor seconds for documents of 10 to 10,000 operations, and draws it into
``docs/growth.svg``. It ends with 1 where a document of twice the size costs more than twice as much.
"""

from __future__ import annotations

import itertools
import json
import math
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from . import runs
from .edits import versions

SIZES = (10, 20, 40, 80, 160, 320, 640, 1250, 2500, 5000, 10_000)
_SLACK = 1.1
"""What the noise of one run is allowed to add."""
_PLOT = runs.ROOT / "docs/growth.svg"
_COLOURS = ("#1f77b4", "#2ca02c", "#9467bd", "#d62728", "#ff7f0e")
_WIDTH, _HEIGHT, _MARGIN = 640, 400, 60


def main(arguments: Sequence[str]) -> int:
    sizes = [int(argument) for argument in arguments] or list(SIZES)
    found: dict[str, dict[int, float]] = {kind: {} for kind in runs.KINDS}
    print("| operations |" + "".join(f" {kind} |" for kind in runs.KINDS) + "\n|---:|" + "---:|" * len(runs.KINDS))
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            spec = Path(folder, "grown.json")
            spec.write_text(json.dumps(grown(size)))
            for kind, cost in runs.measure(spec, versions(spec), Path(folder, "run")):
                found[kind][size] = cost.cpu
            cells = "".join(f" {found[kind][size]:.2f} |" for kind in runs.KINDS)
            print(f"| {size:,} |{cells}", flush=True)
    _PLOT.write_text(_drawn(found), "utf-8")
    faults = [fault for kind, costs in found.items() for fault in _faults(kind, costs)]
    print("\n".join(["", *faults]) if faults else "\nNo document costs more than its size against the one before.")
    return int(bool(faults))


def grown(size: int) -> dict[str, Any]:
    """A document of so many operations, ten to a resource, each with models of its own."""
    schemas, paths = {}, {}
    for number in range(size):
        words = {"type": "string", "description": f"What thing {number} is called."}
        kinds = {"type": "string", "enum": ["large", "small"]}
        parts = {"type": "array", "items": {"$ref": f"#/components/schemas/Thing{max(0, number - 1)}"}}
        fields = {"name": words, "kind": kinds, "parts": parts, "size": {"type": "integer"}}
        schemas[f"Thing{number}"] = {"type": "object", "required": ["name"], "properties": fields}
        answer = {"schema": {"$ref": f"#/components/schemas/Thing{number}"}}
        media = {"application/json": answer}
        place = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
        paths[f"/things{number}/{{id}}"] = {
            "put": {
                "operationId": f"putThing{number}",
                "tags": [f"Part {number // 10}"],
                "summary": f"Replaces thing {number}.",
                "parameters": [place, {"name": "dry_run", "in": "query", "schema": {"type": "boolean"}}],
                "requestBody": {"required": True, "content": media},
                "responses": {"200": {"description": "The thing.", "content": media}},
            }
        }
    info = {"title": "Growing", "version": "1"}
    return {"openapi": "3.0.3", "info": info, "paths": paths, "components": {"schemas": schemas}}


def _faults(kind: str, costs: Mapping[int, float]) -> list[str]:
    sizes = sorted(costs)
    return [
        f"{kind}: {costs[after] / costs[before]:.2f} times as much for {after / before:.2f} times the operations ({after:,})"
        for before, after in itertools.pairwise(sizes)
        if costs[after] / costs[before] > _SLACK * after / before
    ]


def _drawn(found: Mapping[str, Mapping[int, float]]) -> str:
    """Both axes are logarithmic, so that what grows as the document does is a straight line."""
    sizes = sorted({size for costs in found.values() for size in costs})
    seconds = [cost for costs in found.values() for cost in costs.values()]
    across = _axis(min(sizes), max(sizes), _MARGIN, _WIDTH - 170)
    down = _axis(min(seconds), max(seconds), _HEIGHT - _MARGIN, 20)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="11">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
        f'<text x="{_MARGIN}" y="{_HEIGHT - 15}">operations (logarithmic)</text>',
        '<text x="5" y="12">processor seconds (logarithmic)</text>',
    ]
    labels = ((across(size), f"{size:,}") for size in sizes)
    parts += [f'<text x="{x:.1f}" y="{_HEIGHT - 38}" text-anchor="middle">{size}</text>' for x, size in labels]
    for exponent in range(math.ceil(math.log10(min(seconds))), math.floor(math.log10(max(seconds))) + 1):
        y = down(10**exponent)
        parts.append(f'<path d="M{_MARGIN} {y:.1f}H{_WIDTH - 170}" stroke="#ddd"/>')
        parts.append(f'<text x="{_MARGIN - 8}" y="{y + 4:.1f}" text-anchor="end">{10**exponent:g}</text>')
    for (kind, costs), colour in zip(found.items(), _COLOURS, strict=True):
        points = " ".join(f"{across(size):.1f},{down(cost):.1f}" for size, cost in sorted(costs.items()))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        y = down(costs[max(costs)]) + 4
        parts.append(f'<text x="{_WIDTH - 162}" y="{y:.1f}" fill="{colour}">{kind}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _axis(least: float, most: float, start: float, end: float) -> Any:
    low, span = math.log(least), math.log(most) - math.log(least) or 1.0
    return lambda value: start + (math.log(value) - low) / span * (end - start)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
