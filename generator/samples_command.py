"""The command that writes the programs of the pages as code samples of the document."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from . import codes
from .beside import settings_beside
from .console import EXIT_CODES, faults, note
from .diagnostics import Diagnostic, Report
from .model import Source
from .options import READING, SPEC, remote_files
from .progress import Progress

if TYPE_CHECKING:
    from .document import Json


@click.command(epilog=EXIT_CODES)
@SPEC
@click.option(
    "--out",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The overlay: JSON where its name ends so, else YAML. Default: YAML on the standard output.",
)
@READING
def samples(spec: Path, out: Path | None, config: Path | None, strict: bool, verbose: bool) -> None:
    """Writes an OpenAPI Overlay that gives each operation of SPEC its programs, as x-codeSamples.

    They are those of the SDK's pages, for the sync and the async client. Redoc, Scalar, Mintlify and others
    show them beside the operation once the overlay is applied. Samples of other languages stay; those
    that an earlier overlay of this command brought are replaced.

    \b
    Examples:
      sdkwright samples spec/maestro.yaml --out maestro.samples.yaml
      sdkwright samples api.json > samples.yaml
    """
    from . import pipeline
    from .samples import as_json, as_yaml, samples_overlay

    report = Report(strict=strict)
    with faults(report, verbose=verbose), Progress(note) as progress:
        fetch = remote_files(spec).fetch
        found = pipeline.read(spec, settings_beside(spec, config), report=report, progress=progress, fetch=fetch)
        progress("Writing the samples")
        document = (spec, _content(spec))
        overlay = samples_overlay(found.api, found.package, document, _reference(spec, out), report)
        text = (as_json if out and out.suffix == ".json" else as_yaml)(overlay)
        if out:
            _write(out, text)
    if out is None:
        click.echo(text.encode("utf-8", "backslashreplace"), nl=False)


def _content(spec: Path) -> Json:
    """The document as it is written, where it has samples; the model does not tell of those."""
    from .document.file import read_file
    from .samples import EXTENSION

    has_samples = EXTENSION in spec.read_text("utf-8", "replace")
    return read_file(spec, Report()).value if has_samples else {}


def _reference(spec: Path, out: Path | None) -> str:
    """The document as the overlay refers to it: from the overlay's folder, or the current one."""
    try:
        path = os.path.relpath(spec, out.parent if out else Path.cwd())
    except ValueError:  # another drive
        return spec.resolve().as_uri()
    return quote(PurePath(path).as_posix())


def _write(out: Path, text: str) -> None:
    from .output import OutputError

    try:
        out.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        raise OutputError([Diagnostic(codes.OUTPUT_UNWRITABLE, message, Source(str(out), ""))]) from error
