"""Every hostile document is refused with a diagnostic, or gives an SDK that holds nothing but declarations."""

from __future__ import annotations

import ast
import re
import resource
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile import CORPUS

from generator.diagnostics import InputError, Report
from generator.output.paths import check_path
from generator.pipeline import generate
from generator.tree import Tree

_ROOTS = {
    "__future__", "builtins", "collections", "datetime", "decimal", "enum", "functools", "httpx2", "importlib",
    "pydantic", "typing", "typing_extensions", "uuid",
}  # fmt: skip
_CALLED = {
    "__getattr__", "append", "cached_property", "deprecated", "dict", "frozenset", "getattr", "globals", "impatient",
    "import_module", "lambda", "load", "preload", "read_payload", "sorted", "super", "type", "float",
}  # fmt: skip
"""What generated code may call beside classes and what begins with an underscore."""
_DEVICES = {"con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(10))}


def test_there_are_enough_of_them() -> None:
    assert len(CORPUS) >= 150


@pytest.mark.parametrize("name", CORPUS)
def test_a_hostile_document(name: str, tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    spec.write_bytes(CORPUS[name])
    files = _files(spec)
    if files is None:
        return
    _check_paths(files)
    for path, file in files.items():
        file.content.encode("utf-8")
        if path.endswith(".py") and "/_runtime/" not in path:
            assert list(_undeclared(path, file.content)) == []
    assert not Path("BROKEN_OUT").exists()


def _files(spec: Path) -> Tree | None:
    """The SDK; ``None`` where the document is refused, and told why."""
    try:
        return generate(spec, None, report=Report()).files
    except InputError as error:
        if all(d.message and d.kind.remedy for d in error.diagnostics):
            return None
        raise


def _check_paths(files: Tree) -> None:
    """All stay in the tree, and on every file system apart from each other."""
    for path in files:
        check_path(path)
        for part in path.split("/"):
            assert len(part.encode()) <= 255
            assert part.split(".")[0].casefold() not in _DEVICES
            assert unicodedata.normalize("NFC", part) == part
    folded = [path.casefold() for path in files]
    assert len(set(folded)) == len(folded)
    packages = [path for path in files if path.endswith(".py")]
    assert all(re.fullmatch(r"src/[\w/]+\.py", path) for path in packages)


def _undeclared(path: str, source: str) -> Iterator[str]:
    """What a generated module does beside declaring: calls of what is none of its own, and foreign imports."""
    compile(source, path, "exec")
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from (f"{path}: import {n.name}" for n in names if n.name.split(".")[0] not in _ROOTS)
            case ast.ImportFrom(module=module, level=0) if module and module.split(".")[0] not in _ROOTS:
                yield f"{path}: from {module}"
            case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called)):
                if called not in _CALLED and called[0].islower():
                    if not called.startswith("parse_"):
                        yield f"{path}:{node.lineno}: calls {called}"
                elif called.startswith("__") and called not in {"__init__", "__getattr__"}:
                    yield f"{path}:{node.lineno}: calls {called}"


_IMPORTED = (
    "a description breaks out",
    "a default breaks out",
    "a constant breaks out",
    "a value of an enum breaks out",
    "a path breaks out",
    "a component breaks out",
    "all names are all that breaks out",
    "all names are an expression",
)
_IMPORTER = """
import importlib, os, pkgutil, sys

FORBIDDEN = ("os.system", "os.exec", "os.posix_spawn", "subprocess", "socket.connect", "shutil", "os.remove", "os.mkdir")

def hook(event, args):
    writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
    if writes or event.startswith(FORBIDDEN):
        os.write(2, f"did {event} {args}".encode())
        os._exit(3)

sys.dont_write_bytecode = True
package = importlib.import_module(sys.argv[1])
def load_below(package):
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(found.name)

load_below(importlib.import_module(sys.argv[1] + "._runtime"))  # holds nothing of the document
sys.addaudithook(hook)
load_below(package)
package.models.preload()
print("imported")
"""


@pytest.mark.parametrize("name", _IMPORTED)
def test_importing_executes_nothing(name: str, tmp_path: Path) -> None:
    spec, config = tmp_path / "spec.yaml", tmp_path / "sdk.toml"
    spec.write_bytes(CORPUS[name])
    config.write_text('[package]\nname = "hostile_sdk"\n')
    for path, file in generate(spec, config, report=Report()).files.items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.content.encode())
    command = [sys.executable, "-c", _IMPORTER, "hostile_sdk"]
    run = subprocess.run(command, cwd=tmp_path / "src", capture_output=True, text=True, check=False)
    assert (run.stdout, run.returncode) == ("imported\n", 0), run.stderr
    assert not (tmp_path / "src/BROKEN_OUT").exists()


@pytest.mark.parametrize("name", ["a billion laughs", "allOf that doubles", "all combinations of alternatives"])
def test_bombs_take_little_memory(name: str, tmp_path: Path) -> None:
    """A run in two gigabytes of address space ends with its exit code, not with a signal."""
    (tmp_path / "spec.yaml").write_bytes(CORPUS[name])
    run = subprocess.run(
        [sys.executable, "-m", "generator", "inspect", str(tmp_path / "spec.yaml")],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30)),
    )
    assert run.returncode in {0, 3}, run.stderr[-2000:]
