"""The plan: which part makes which files of an SDK, and whose each file is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..model import Api
from ..settings import Settings
from ..tree import OutputFile, Ownership, Tree
from .client import render_client
from .formatting import format_modules
from .package import Package
from .pages import render_pages
from .project import render_project

_RUNTIME = Path(__file__).parents[1] / "runtime"
_MERGED = frozenset({"README.md"})


def render_sdk(api: Api, package: Package, settings: Settings, models: Mapping[str, str]) -> Tree:
    """Every file of the SDK's project, by its path. ``models`` are modules by their path in the package."""
    root = f"src/{package.import_name}"
    modules = {**render_client(api, package), **format_modules(models)}
    files = {f"{root}/{path}": OutputFile(source) for path, source in modules.items()}
    files.update({f"{root}/_runtime/{path}": OutputFile(source) for path, source in runtime_sources().items()})
    for path, text in render_pages(api, package, settings.docs).items():
        files[path] = OutputFile(text, Ownership.MERGED if path in _MERGED else Ownership.GENERATED)
    return {**files, **render_project(package)}


def runtime_sources() -> dict[str, str]:
    """The client runtime, to be copied as it is."""
    return {path.name: path.read_text("utf-8") for path in sorted(_RUNTIME.glob("*.py"))}
