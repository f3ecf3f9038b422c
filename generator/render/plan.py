"""The plan: which part makes which files of an SDK, and whose each file is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from ..cache import absorb, recorded
from ..diagnostics import Report
from ..model import Api
from ..parallel import aside
from ..settings import Settings
from ..tree import OutputFile, Ownership, Tree
from .client import render_client
from .contracts import render_contracts
from .formatting import format_modules, nothing_is_known
from .package import Package
from .pages import render_pages
from .project import render_project
from .remarks import remark
from .testing import render_testing_page

_RUNTIME = Path(__file__).parents[1] / "runtime"
_MERGED = frozenset({"README.md"})
_MANY = 400
"""Models from which on the client is made in a process of its own, beside the pages."""


def render_sdk(api: Api, package: Package, settings: Settings, models: Mapping[str, str], report: Report) -> Tree:
    """Every file of the SDK's project, by its path. ``models`` are modules by their path in the package.

    Notes in ``report`` what of the document no file will show.
    """
    remark(api, report)
    root = f"src/{package.import_name}"
    worth = nothing_is_known() and len(api.models) > _MANY
    with aside(partial(recorded, _client), (api, package), worth=worth) as client:
        pages = {**render_pages(api, package, settings.docs), **render_testing_page(api, package)}
        modules, entries = client()
    absorb(entries)
    modules.update(format_modules(models))
    files = {f"{root}/{path}": OutputFile(source) for path, source in modules.items()}
    files.update({f"{root}/_runtime/{path}": OutputFile(source) for path, source in runtime_sources().items()})
    if package.has_contract_tests:
        files.update({path: OutputFile(source) for path, source in render_contracts(api, package).items()})
    for path, text in pages.items():
        files[path] = OutputFile(text, Ownership.MERGED if path in _MERGED else Ownership.GENERATED)
    return {**files, **render_project(package)}


def _client(of: tuple[Api, Package]) -> dict[str, str]:
    return render_client(*of)


def runtime_sources() -> dict[str, str]:
    """The client runtime, to be copied as it is."""
    return {path.name: path.read_text("utf-8") for path in sorted(_RUNTIME.glob("*.py"))}
