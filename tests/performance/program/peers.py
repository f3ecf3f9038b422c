"""The generators that stand beside ours, each installed in an environment of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from .measure import Cost, FailedError, run


@dataclass(frozen=True)
class Peer:
    """``requirements`` are what pip installs, ``command`` what is run for a document and a folder.

    ``python`` holds the interpreter's folder, in which the peer's programs are.
    """

    name: str
    requirements: tuple[str, ...]
    command: Callable[[Path, Path], Sequence[str | Path]]
    needs: str = ""

    def measure(self, home: Path, spec: Path, out: Path) -> Cost:
        """One run. Raises ``FailedError`` where it made nothing."""
        programs = home / "bin"
        first, *rest = self.command(spec, out)
        path = os.pathsep.join([str(programs), os.environ.get("PATH", "")])
        shutil.rmtree(out, ignore_errors=True)
        try:
            cost = run([programs / first, *rest], env={**os.environ, "PATH": path}, cwd=out.parent)
        finally:
            made = sum(1 for _ in out.rglob("*.py")) if out.exists() else 0
            shutil.rmtree(out, ignore_errors=True)
        if not made:
            raise FailedError(f"{self.name} made no module of {spec.name}")
        return cost


def _openapi_python_client(spec: Path, out: Path) -> Sequence[str | Path]:
    return ["openapi-python-client", "generate", "--path", spec, "--output-path", out, "--overwrite"]


def _openapi_generator(spec: Path, out: Path) -> Sequence[str | Path]:
    options = ["--skip-validate-spec", "--global-property", "apiTests=false,modelTests=false"]
    return ["openapi-generator-cli", "generate", "-g", "python", "-i", spec, "-o", out, *options]


def _models_alone(spec: Path, out: Path) -> Sequence[str | Path]:
    kind = ["--input-file-type", "openapi", "--output-model-type", "pydantic_v2.BaseModel"]
    out.mkdir(parents=True, exist_ok=True)
    return ["datamodel-codegen", "--input", spec, *kind, "--output", out / "models.py"]


FIRST = Peer("openapi-python-client 0.29.1", ("openapi-python-client==0.29.1",), _openapi_python_client)
_LIBRARY = f"datamodel-code-generator=={version('datamodel-code-generator')}"
MODELS = Peer("datamodel-code-generator, models alone", (_LIBRARY, "black", "isort"), _models_alone)
JAVA = Peer("openapi-generator 7.26", ("openapi-generator-cli==7.26.0",), _openapi_generator, needs="java")
PEERS = (FIRST, JAVA, MODELS)


def shared_cache() -> Path:
    """Where the environments of peers are kept from one measurement to the next."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sdkwright-bench"


def install(peer: Peer, cache: Path) -> Path:
    """The environment of a peer, made where it is missing. Raises ``FailedError`` where that cannot be done."""
    if peer.needs and shutil.which(peer.needs) is None:
        raise FailedError(f"{peer.name} needs {peer.needs}, which is not here")
    home = cache / "peers" / peer.requirements[0].replace("==", "-")
    done = home / ".done"
    if not done.is_file():
        _quietly([sys.executable, "-m", "venv", home], peer)
        _quietly([home / "bin/python", "-m", "pip", "install", "--quiet", *peer.requirements], peer)
        done.touch()
    return home


def _quietly(command: Sequence[str | Path], peer: Peer) -> None:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise FailedError(f"{peer.name} cannot be installed: {done.stderr[-500:]}")
