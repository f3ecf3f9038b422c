"""The whole run, from a document to the files of an SDK. It is pure: it returns a tree and writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from . import codes
from .aliases import with_aliases
from .build import check_closed
from .cache import Memo
from .diagnostics import Report
from .document import Fetch, LeftOut, check_validity, drop_repeats, filter_document, load_document, not_allowed
from .model import Api
from .names_file import RECORD_NAME, load_names, names_path
from .naming import Names, build_named
from .process import deep_calls
from .python.pins import Pin
from .render import Package, package_facts, render_sdk
from .schemas import render_models
from .settings import Settings, load_settings, locate_settings
from .tree import OutputFile, Ownership, Tree

Progress: TypeAlias = Callable[[str], None]
"""Told what a run is about to do."""

Known: TypeAlias = Callable[[Package], Container[Pin]]
"""Tells what had an exposed name at the last run for a package."""


@dataclass(frozen=True, slots=True)
class Read:
    """A document as the model sees it, what its SDK is called, and what the settings leave out of it."""

    api: Api
    package: Package
    settings: Settings
    left_out: LeftOut
    names: Names


@dataclass(frozen=True, slots=True)
class Generated:
    """A finished run: ``files`` by their path below the project folder, ``names`` for the names file."""

    files: Tree
    api: Api
    package: Package
    left_out: LeftOut
    names: Names


@deep_calls()
def read(
    spec: Path,
    config: Path | None,
    *,
    report: Report,
    progress: Progress = lambda _: None,
    known: Known = lambda _: frozenset(),
    fetch: Fetch = not_allowed,
) -> Read:
    """Reads a document into the operation model. Raises ``InputError`` where that cannot be done.

    ``known`` tells of a package what had which names at its last run; ``fetch`` gets what the document
    refers to on the network.
    """
    settings = load_settings(config) if config else Settings()
    progress("Reading the document")
    overlays = [config.parent / name for name in settings.document.overlays] if config else []
    document = load_document(spec, report, overlays=overlays, fetch=fetch)
    if config:
        report.locate_too(locate_settings(config))
    document, left_out = filter_document(document, settings, config, report)
    progress("Checking it against the OpenAPI specification")
    check_validity(document, report)
    progress("Building the operation model")
    file = load_names(names_path(spec))
    api, names = build_named(document, settings, file, lambda api: known(package_facts(api, settings)), report)
    drop_repeats(report)
    if config:
        api = with_aliases(api, settings.aliases, str(config), locate_settings(config))
        check_closed(settings.enums, api.models.values(), str(config), report)
    report.stop(codes.STRICT, f"{spec} has faults")
    return Read(api, package_facts(api, settings), settings, left_out, names)


@deep_calls()
def generate(
    spec: Path,
    config: Path | None,
    *,
    report: Report,
    progress: Progress = lambda _: None,
    known: Known = lambda _: frozenset(),
    fetch: Fetch = not_allowed,
    memo: Memo | None = None,
) -> Generated:
    """Makes the SDK of a document. Raises ``InputError`` where none can be made.

    ``memo`` has what earlier runs made, and gets what this one makes; the files are the same without it.
    """
    with (memo or Memo()).in_use():
        return _generate(spec, config, report=report, progress=progress, known=known, fetch=fetch)


def _generate(
    spec: Path, config: Path | None, *, report: Report, progress: Progress, known: Known, fetch: Fetch
) -> Generated:
    found = read(spec, config, report=report, progress=progress, known=known, fetch=fetch)
    progress("Generating the models")
    models = render_models(found.api)
    progress("Writing the client and its pages")
    files = render_sdk(found.api, found.package, found.settings, models, report)
    record = {RECORD_NAME: OutputFile(found.names.record, Ownership.MEMORY)}
    return Generated({**files, **record}, found.api, found.package, found.left_out, found.names)
