"""One document through the whole program: what was emitted, said and spent."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from .processes import run

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_HERE = Path(__file__).parent


@dataclass
class Row:
    """The figures of one document. ``numbered`` are names that end in a number that the document does not have."""

    name: str
    version: str = "?"
    written: int = 0
    emitted: int = 0
    models: int = 0
    diagnostics: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    peak: float = 0.0
    modules: int = 0
    type_errors: int | None = None
    numbered: int = 0
    faults: list[str] = field(default_factory=list)
    """What must not be, in a line each."""


def measure(path: Path, *, types: bool) -> Row:
    """Generates the SDK of a document in a folder of its own, imports all of it, and checks its types."""
    row = Row(path.name)
    with TemporaryDirectory() as folder:
        place = Path(folder)
        done = run(["-m", "generator", "generate", path, "--out", "sdk", "--verbose"], cwd=place)
        row.seconds, row.peak = done.seconds, done.peak
        row.diagnostics = Counter(re.findall(r"(?:error|warning|note)\[([a-z]+/[a-z0-9-]+)\]: ", done.err))
        if done.code != 0:
            row.faults.append(f"generate ended with {done.code}: {_last(done.err)}")
            return row
        _compare(row, path, place)
        _import(row, place)
        if types:
            _check_types(row, place)
    return row


def _compare(row: Row, path: Path, place: Path) -> None:
    """Counts what the document has, read without the generator, against what the SDK has."""
    done = run(["-m", "generator", "inspect", path, "--json"], cwd=place)
    if done.code != 0:
        row.faults.append(f"inspect ended with {done.code}: {_last(done.err)}")
        return
    facts = json.loads(done.out)
    data = _read(path)
    row.version = str(data.get("openapi") or data.get("swagger"))
    wanted = set(_operations(data))
    found = [(operation["method"], operation["path"]) for operation in facts["operations"]]
    row.written, row.emitted, row.models = len(wanted), len(found), len(facts["models"])
    missing = sorted(wanted - set(found))
    row.faults.extend(f"missing: {method} {path_}" for method, path_ in missing[:5])
    if len(missing) > 5:
        row.faults.append(f"missing: {len(missing) - 5} operations more")
    said = path.read_text("utf-8").casefold()
    names = [str(model["name"]) for model in facts["models"]]
    names.extend(operation["accessor"].rpartition(".")[2] for operation in facts["operations"])
    row.numbered = sum(1 for name in names if _is_numbered(name, said))


def _is_numbered(name: str, said: str) -> bool:
    """Whether a name ends in a number that stands nowhere in the document after the same letters."""
    found = re.fullmatch(r".*?([A-Za-z]+)_?(\d+)", name)
    if found is None:
        return False
    return re.search(rf"{found[1][-3:].casefold()}\W*_*{found[2]}", said) is None


def _import(row: Row, place: Path) -> None:
    package = next(folder.name for folder in (place / "sdk/src").iterdir())
    done = run(["-W", "error", _HERE / "import_package.py", place / "sdk/src", package], cwd=place)
    if done.code != 0:
        row.faults.append(f"import: {_last(done.err)}")
        return
    row.modules = json.loads(done.out)["modules"]


def _check_types(row: Row, place: Path) -> None:
    settings = ["--strict", "--no-incremental", "--cache-dir", "/dev/null", "--python-version", "3.11"]
    done = run(["-m", "mypy", *settings, "sdk/src"], cwd=place, environment={"PYTHONPATH": ""})
    errors = [line for line in done.out.splitlines() if ": error: " in line]
    row.type_errors = len(errors)
    row.faults.extend(f"types: {line}" for line in errors[:5])
    if done.code not in (0, 1):
        row.faults.append(f"mypy ended with {done.code}: {_last(done.err or done.out)}")


def _read(path: Path) -> dict[str, Any]:
    text = path.read_text("utf-8")
    found: dict[str, Any] = json.loads(text) if path.suffix == ".json" else yaml.load(text, yaml.CBaseLoader)
    return found


def _operations(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for path, written in (data.get("paths") or {}).items():
        item = _resolved(data, written)
        for method in item:
            if method in _METHODS:
                yield method.upper(), path
        yield from ((method.upper(), path) for method in item.get("additionalOperations", ()))


def _resolved(data: dict[str, Any], node: Any) -> dict[str, Any]:
    for _ in range(10):
        reference = node.get("$ref", "") if isinstance(node, dict) else ""
        if not reference.startswith("#/"):
            break
        node = data
        for token in reference[2:].split("/"):
            node = node[token.replace("~1", "/").replace("~0", "~")]
    return node if isinstance(node, dict) else {}


def _last(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1] if lines else ""
