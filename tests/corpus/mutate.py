"""Real documents with random parts deleted, replaced and retyped: none may make the program crash.

python -m tests.corpus.mutate [--count N] [--seed S] [--document NAME] [FOLDER]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from generator import pipeline
from generator.diagnostics import InputError, Report, render

from .processes import ROOT

SPECS = ROOT.parent / "shared/specs"
MAX_BYTES = 200_000
_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 10**30, "", "x", "/x", "#/x", "{x}", "\u0000", "$ref", "\U0001f600", "a" * 300, [], [None], [[]],
    ["x", "x"], {}, {"": None}, {"x": 1}, {"$ref": "#/x"}, {"$ref": "#"}, {"$ref": 1}, {"$ref": ""}, {"type": "x"},
    {"type": ["object", "null"]}, {"allOf": []}, {"oneOf": [{}]}, {"enum": []}, {"const": None}, "object", "array",
    "null", "application/json", "path", "query", "2XX", "default",
)  # fmt: skip
_KEYS = (
    "",
    "$ref",
    "type",
    "x-y",
    "get",
    "/{",
    "200",
    "allOf",
    "properties",
    "class",
    "items",
    "\n",
    "schema",
    "a/b~c",
)


def documents(folder: Path) -> Iterator[tuple[str, Any]]:
    """The names and values of the documents that are small enough to be tried often."""
    for path in sorted(folder.glob("*.*")):
        if path.suffix in (".json", ".yaml") and path.stat().st_size <= MAX_BYTES:
            text = path.read_text("utf-8")
            yield path.name, json.loads(text) if path.suffix == ".json" else yaml.load(text, yaml.CBaseLoader)


def mutated(document: Any, chance: random.Random) -> Any:
    """A copy of the document with one to six changes."""
    made = json.loads(json.dumps(document))
    for _ in range(chance.randint(1, 6)):
        places = list(_containers(made))
        _change(chance.choice(places), places, chance)
    return made


def _containers(value: Any) -> Iterator[Any]:
    rest = [value]
    while rest:
        found = rest.pop()
        if isinstance(found, dict | list) and found:
            yield found
            rest.extend(found.values() if isinstance(found, dict) else found)


def _change(place: Any, others: list[Any], chance: random.Random) -> None:
    keys = list(place) if isinstance(place, dict) else list(range(len(place)))
    if not keys:
        return
    key = chance.choice(keys)
    match chance.randrange(6):
        case 0:
            del place[key]
        case 1 | 2:
            place[key] = chance.choice(_VALUES)
        case 3:
            place[key] = json.loads(json.dumps(chance.choice(others)))
        case 4 if isinstance(place, dict):
            place[chance.choice(_KEYS)] = place.pop(key)
        case _:
            place[key] = [place[key]] if chance.random() < 0.5 else {chance.choice(_KEYS): place[key]}


def crash(document: Any, *, whole: bool) -> str:
    """The traceback of generating a document, or "": what is printed is made as well. ``whole``: models and files too."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "api.json"
        path.write_text(json.dumps(document), "utf-8")
        report = Report()
        try:
            (pipeline.generate if whole else pipeline.read)(path, None, report=report)
        except InputError as error:
            for diagnostic in error.diagnostics:
                render(diagnostic, error.locate)
        except Exception:
            return traceback.format_exc()
        for diagnostic in report:
            render(diagnostic, report.locate)
    return ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Tries as many mutations as asked for; 1 where one crashes."""
    parser = argparse.ArgumentParser(prog="mutate", description="Tries documents with random faults.")
    parser.add_argument("--count", type=int, default=100, help="mutations of each document")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--read", action="store_true", help="stop at the operation model")
    parser.add_argument("--document", default="", help="the name of the only one to try")
    parser.add_argument("folder", nargs="?", type=Path, default=SPECS)
    options = parser.parse_args(arguments)
    seen: dict[str, tuple[str, str]] = {}
    for name, document in documents(options.folder):
        for number in range(options.count) if options.document in ("", name) else ():
            seed = f"{name}:{options.seed + number}"
            found = crash(mutated(document, random.Random(seed)), whole=not options.read)
            if found:
                last = "\n".join(found.strip().splitlines()[-3:])
                if last not in seen:
                    seen[last] = (seed, found)
                    print(f"{seed}\n{found}", flush=True)
    print(f"{len(seen)} crashes")
    return 1 if seen else 0


if __name__ == "__main__":
    sys.exit(main())
