"""What the commands share: how they read their input, what they print, and their exit codes.

With the commands it is the only code that prints: results to stdout, everything else to stderr.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from .beside import settings_beside
from .diagnostics import Diagnostic, InputError, Locate, Report, Severity, render
from .options import remote_files
from .progress import Progress

if TYPE_CHECKING:
    from .cache import Said
    from .document.remote import RemoteFiles
    from .names_file import Known
    from .naming import Names
    from .output import Changes
    from .pipeline import Generated
    from .render import Package

DRIFT, INPUT, REFUSED, DISK, PUBLISHING, INTERNAL, INTERRUPTED = 1, 3, 4, 5, 6, 70, 130

EXIT_CODES = """\
\b
Exit codes:
  0    done; for check: the folder is what the document gives
  1    check only: the folder is not what the document gives; diff --exit-code: something breaks
  2    the command line is wrong
  3    the document or the settings cannot be used
  4    refused: files that were edited by hand, or are not ours, stand in the way
  5    the disk said no, or another run is writing to the same folder
  6    publish only: a tool that builds, checks or uploads failed
  70   a fault of sdkwright itself
  130  interrupted; the folder is as it was
"""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
SHOWN_DIFF_LINES = 400
"""Of a diff that nobody asked for."""
_SHOWN_WHOLE = {str(Severity.WARNING): 3, str(Severity.NOTE): 1}
"""How many diagnostics of one code are printed whole; all errors are."""
_SHOWN_BRIEFLY = 5
"""How many further ones are printed in a line each."""


def plan(spec: Path, out: Path | None, config: Path | None, strict: bool, verbose: bool) -> tuple[Changes, Names]:
    """What generate would do. Prints what is wrong with the input, and exits where it cannot be used."""
    from .output import plan_changes
    from .render.readme import merge_regions

    report = Report(strict=strict)
    with faults(report, verbose=verbose), Progress(note) as progress:
        generated = generated_sdk(spec, out, config, report, progress, remote_files(spec))
        folder = folder_of(out, generated.package)
        progress(f"Comparing {folder}")
        return plan_changes(generated.files, folder, merge=merge_regions), generated.names


def generated_sdk(
    spec: Path,
    out: Path | None,
    config: Path | None,
    report: Report,
    progress: Callable[[str], None],
    remote: RemoteFiles,
) -> Generated:
    """The SDK of a document, with the edits that are kept in its folder."""
    from .patches import applied, load_patches

    made = bare_sdk(spec, out, config, report, progress, remote)
    kept = load_patches(folder_of(out, made.package), report)
    return replace(made, files=applied(made.files, kept)) if kept.patches else made


def bare_sdk(
    spec: Path,
    out: Path | None,
    config: Path | None,
    report: Report,
    progress: Callable[[str], None],
    remote: RemoteFiles,
) -> Generated:
    """The SDK of a document as it comes, with the names that the last run into its folder knew."""
    from . import pipeline
    from .earlier import earlier_work
    from .names_file import load_record
    from .process import collect_rarely

    collect_rarely()

    def known(package: Package) -> Known:
        return load_record(folder_of(out, package))

    config = settings_beside(spec, config)
    memo = earlier_work(spec, config)
    made = pipeline.generate(spec, config, report=report, progress=progress, known=known, fetch=remote.fetch, memo=memo)
    memo.keep()
    return made


def folder_of(out: Path | None, package: Package) -> Path:
    """The project folder of a package."""
    return out or Path("generated") / package.distribution


@contextmanager
def faults(report: Report, *, verbose: bool) -> Iterator[None]:
    """Prints what was found in the input, and turns what ends the run into its exit code."""
    from .output import OutputError, RefusedError

    try:
        yield
    except InputError as error:
        _print_diagnostics([*_located(report, report.locate), *_located(error.diagnostics, error.locate)], verbose)
        raise click.exceptions.Exit(INPUT) from error
    except OutputError as error:
        _print_diagnostics([*_located(report, report.locate), *_located(error.diagnostics, error.locate)], verbose)
        note("nothing was written")
        raise click.exceptions.Exit(REFUSED if isinstance(error, RefusedError) else DISK) from error
    _print_diagnostics(_located(report, report.locate), verbose)


def _located(diagnostics: Iterable[Diagnostic], locate: Locate) -> list[tuple[Diagnostic, Locate]]:
    return [(diagnostic, locate) for diagnostic in diagnostics]


def _print_diagnostics(diagnostics: Sequence[tuple[Diagnostic, Locate]], verbose: bool) -> None:
    _print_found(
        (_Found(each.code, each.severity, partial(render, each, locate)) for each, locate in diagnostics), verbose
    )


def print_again(said: Iterable[Said], *, verbose: bool) -> None:
    """Prints the diagnostics of an earlier run."""
    _print_found((_Found(each.code, each.severity, partial(str, each.text)) for each in said), verbose)


class _Found(NamedTuple):
    """A diagnostic to be printed; its text is only made where it is shown."""

    code: str
    severity: str
    text: Callable[[], str]


def _print_found(diagnostics: Iterable[_Found], verbose: bool) -> None:
    """Prints diagnostics, those of a code together."""
    groups: dict[str, list[_Found]] = {}
    for each in diagnostics:
        groups.setdefault(each.code, []).append(each)
    for code, found in groups.items():
        for paragraph in _paragraphs(code, found, verbose):
            note(paragraph + "\n")
    if groups:
        note(f"For more about a diagnostic, run: sdkwright explain {next(iter(groups))}\n")


def _paragraphs(code: str, found: Sequence[_Found], verbose: bool) -> Iterator[str]:
    """The first diagnostics of a code in full, some more in a line each, and how many there are beside those."""
    whole = len(found) if verbose else _SHOWN_WHOLE.get(found[0].severity, len(found))
    yield from (each.text() for each in found[:whole])
    brief, rest = found[whole : whole + _SHOWN_BRIEFLY], len(found) - whole - _SHOWN_BRIEFLY
    lines = [each.text().partition("\n")[0] for each in brief]
    if rest > 0:
        lines.append(f"... and {rest} more of {code}; --verbose prints all")
    if lines:
        yield "\n".join(lines)


def counts(changes: Changes, *, done: bool = True) -> str:
    """The changes in numbers."""
    from .output import State

    written, removed = ("written", "removed") if done else ("to write", "to remove")
    parts = [
        f"{number(len(changes.written), 'file')} {written}",
        f"{len(changes.unchanged)} unchanged",
        f"{len(changes.removed)} {removed}",
    ]
    unwritable = {
        State.EDITED: "edited by hand",
        State.DAMAGED: "with a lone marker",
        State.FOREIGN: "not ours",
        State.BLOCKED: "blocked",
    }
    for state, words in unwritable.items():
        if count := len(changes.having(state)):
            parts.append(f"{count} {words}")
    return ", ".join(parts)


def print_diff(changes: Changes, names: Names, limit: int | None) -> None:
    """Prints what changes as a unified diff, at most about so many lines of it."""
    from .output import unified

    colours = {"+": "green", "-": "red", "@": "cyan"}
    for line in chain(names.diff(), unified(changes, limit=limit)):
        click.secho(harmless(line) if sys.stdout.isatty() else line, fg=colours.get(line[:1]))


def number(count: int, thing: str) -> str:
    """A number with what it counts."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def harmless(text: str) -> str:
    """Text of a document without what a terminal would obey: controls and marks that change the direction."""
    return _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def note(text: str) -> None:
    """Prints a line to stderr."""
    click.echo(harmless(text), err=True)
