"""The commands. This is the only module that prints: results to stdout, everything else to stderr.

What a command needs is imported when it runs, so that ``--help`` is quick.
"""

from __future__ import annotations

import json
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import __version__
from .diagnostics import Diagnostic, InputError, Locate, Report, Severity, render
from .options import OUT, READING, SHOWN_PER_CODE, SPEC, keep_remote, remote_files
from .progress import Progress

if TYPE_CHECKING:
    from .document import LeftOut
    from .document.remote import RemoteFiles
    from .names_file import Known
    from .naming import Names
    from .output import Changes
    from .pipeline import Generated
    from .render import Package

DRIFT, INPUT, REFUSED, DISK, INTERNAL, INTERRUPTED = 1, 3, 4, 5, 70, 130

_EXIT_CODES = """\
\b
Exit codes:
  0    done; for check: the folder is what the document gives
  1    check only: the folder is not what the document gives
  2    the command line is wrong
  3    the document or the settings cannot be used
  4    refused: files that were edited by hand, or are not ours, stand in the way
  5    the disk said no, or another run is writing to the same folder
  70   a fault of sdkwright itself
  130  interrupted; the folder is as it was
"""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SHOWN_DIFF_LINES = 400


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line and exits with the codes that ``--help`` lists."""
    try:
        status = commands.main(arguments, prog_name="sdkwright", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        status = INTERRUPTED
    except Exception:  # a crash must not look like the 1 of check
        traceback.print_exc()
        click.echo("This is a fault of sdkwright. Please report it with what is above.", err=True)
        status = INTERNAL
    sys.exit(status if isinstance(status, int) else 0)


@click.group(epilog=_EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sdkwright")
def commands() -> None:
    """Turns an OpenAPI document into a typed Python SDK, its models and its Markdown reference.

    \b
    The usual round:
      sdkwright init petstore.yaml pets     start a project from a document
      sdkwright generate spec/petstore.yaml write the SDK
      sdkwright check spec/petstore.yaml    in CI: is what is committed what the document gives?

    SPEC is OpenAPI 3.0, 3.1 or 3.2 or Swagger 2.0, as YAML or JSON. "sdkwright COMMAND --help" says more.
    """


@commands.command(epilog=_EXIT_CODES)
@SPEC
@OUT
@READING
@click.option("--force", is_flag=True, help="Overwrite files that were edited by hand or that are not ours.")
def generate(spec: Path, out: Path | None, config: Path | None, strict: bool, verbose: bool, force: bool) -> None:
    """Writes the SDK that SPEC describes.

    Only files that change are written, and all of them at once: an interrupted run leaves the folder as
    it was. Files that the last run made and this one does not are removed. Files of your own are never
    touched, and a generated file that you edited stops the run.

    \b
    Examples:
      sdkwright generate spec/maestro.yaml
      sdkwright generate api.json --out ../pets-sdk --config pets.toml
    """
    from .naming import written
    from .output import write_tree
    from .render.readme import merge_regions

    started = time.perf_counter()
    report = Report(strict=strict)
    with _faults(report, verbose=verbose), Progress(_note) as progress:
        remote = remote_files(spec)
        generated = _generate(spec, out, config, report, progress, remote)
        folder = _folder(out, generated.package)
        progress(f"Writing {folder}")
        with written(generated.names, report):
            changes = write_tree(generated.files, folder, merge=merge_regions, force=force)
        keep_remote(remote)
    _summary(generated, changes, report, time.perf_counter() - started)


@commands.command(epilog=_EXIT_CODES)
@SPEC
@OUT
@READING
def check(spec: Path, out: Path | None, config: Path | None, strict: bool, verbose: bool) -> None:
    """Fails with a diff if the folder is not what SPEC gives. Writes nothing.

    \b
    Example, in CI:
      sdkwright check spec/maestro.yaml
    """
    changes, names = _plan(spec, out, config, strict, verbose)
    if not changes and not names.changed:
        click.echo(f"{changes.folder}: {_number(len(changes.unchanged), 'file')}, all as {spec} gives them")
        return
    _print_diff(changes, names, _SHOWN_DIFF_LINES)
    click.echo(f"{changes.folder} is not what {spec} gives: {_counts(changes, done=False)}. Run generate.", err=True)
    raise click.exceptions.Exit(DRIFT)


@commands.command(epilog=_EXIT_CODES)
@SPEC
@OUT
@READING
def diff(spec: Path, out: Path | None, config: Path | None, strict: bool, verbose: bool) -> None:
    """Shows what generate would change in the folder, as a unified diff. Writes nothing.

    \b
    Examples:
      sdkwright diff spec/maestro.yaml | less
      sdkwright diff spec/maestro.yaml --out sdk > sdk.patch    (for git apply, in the folder)
    """
    changes, names = _plan(spec, out, config, strict, verbose)
    _print_diff(changes, names, None)
    click.echo(f"{changes.folder}: {_counts(changes, done=False)}", err=True)


@commands.command(epilog=_EXIT_CODES)
@SPEC
@READING
@click.option("--json", "as_json", is_flag=True, help="The operation model as JSON, for other tools; its fields stay.")
def inspect(spec: Path, config: Path | None, strict: bool, verbose: bool, as_json: bool) -> None:
    """Shows what SPEC offers under the names that the SDK gives it. Writes nothing.

    \b
    Examples:
      sdkwright inspect spec/maestro.yaml
      sdkwright inspect api.json --json | jq '.operations[].accessor'
    """
    from . import pipeline
    from .render.inspection import inspection

    report = Report(strict=strict)
    with _faults(report, verbose=verbose), Progress(_note) as progress:
        remote = remote_files(spec)
        found = pipeline.read(spec, _config(spec, config), report=report, progress=progress, fetch=remote.fetch)
    facts = inspection(found.api, found.package)
    if as_json:
        click.echo(json.dumps(facts, indent=2))
    else:
        _print_facts(facts)


@commands.command(epilog=_EXIT_CODES)
@SPEC
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
def init(spec: Path, folder: Path | None) -> None:
    """Starts a project for the SDK of SPEC in FOLDER (default: named after the SDK).

    The document goes to spec/, with a settings file beside it that documents every key, a Makefile and a
    README. Files that are there already are never overwritten.

    \b
    Example:
      sdkwright init petstore.yaml pets
    """
    from . import pipeline, starter

    report = Report()
    with _faults(report, verbose=False), Progress(_note) as progress:
        config = _config(spec, None)
        package = pipeline.read(spec, config, report=report, progress=progress).package
        started = starter.start_project(spec, config, folder or Path(package.distribution), package)
    for words, paths in (("written", started.written), ("kept as they were", started.kept)):
        if paths:
            click.echo(f"{words}: {', '.join(paths)}")
    click.echo("next:")
    for step in started.next_steps:
        click.echo(f"  {step}")


@commands.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Says what a diagnostic means, what brings it about and what to do; without CODE, lists all codes.

    \b
    Example:
      sdkwright explain document/reference
    """
    from .explanations import explanation, known_kinds

    kinds = known_kinds()
    if code is None:
        for kind in kinds.values():
            click.echo(f"{kind.code:34} {kind.severity:8} {kind.title}")
    elif code in kinds:
        click.echo(explanation(code))
    else:
        raise click.BadParameter(f'there is no {code}; "sdkwright explain" lists the codes', param_hint="CODE")


def _plan(spec: Path, out: Path | None, config: Path | None, strict: bool, verbose: bool) -> tuple[Changes, Names]:
    from .output import plan_changes
    from .render.readme import merge_regions

    report = Report(strict=strict)
    with _faults(report, verbose=verbose), Progress(_note) as progress:
        generated = _generate(spec, out, config, report, progress, remote_files(spec))
        folder = _folder(out, generated.package)
        progress(f"Comparing {folder}")
        return plan_changes(generated.files, folder, merge=merge_regions), generated.names


def _generate(
    spec: Path, out: Path | None, config: Path | None, report: Report, progress: Progress, remote: RemoteFiles
) -> Generated:
    from . import pipeline
    from .names_file import load_record

    def known(package: Package) -> Known:
        return load_record(_folder(out, package))

    return pipeline.generate(
        spec, _config(spec, config), report=report, progress=progress, known=known, fetch=remote.fetch
    )


def _config(spec: Path, config: Path | None) -> Path | None:
    beside = spec.with_name(f"{spec.stem}.sdk.toml")
    return config or (beside if beside.is_file() else None)


def _folder(out: Path | None, package: Package) -> Path:
    return out or Path("generated") / package.distribution


@contextmanager
def _faults(report: Report, *, verbose: bool) -> Iterator[None]:
    """Prints what was found in the input, and turns what ends the run into its exit code."""
    from .output import OutputError, RefusedError

    try:
        yield
    except InputError as error:
        _print_diagnostics([*_located(report, report.locate), *_located(error.diagnostics, error.locate)], verbose)
        raise click.exceptions.Exit(INPUT) from error
    except OutputError as error:
        _print_diagnostics(_located([*report, *error.diagnostics], report.locate), verbose)
        _note("nothing was written")
        raise click.exceptions.Exit(REFUSED if isinstance(error, RefusedError) else DISK) from error
    _print_diagnostics(_located(report, report.locate), verbose)


def _located(diagnostics: Iterable[Diagnostic], locate: Locate) -> list[tuple[Diagnostic, Locate]]:
    return [(diagnostic, locate) for diagnostic in diagnostics]


def _print_diagnostics(diagnostics: Sequence[tuple[Diagnostic, Locate]], verbose: bool) -> None:
    found: Counter[str] = Counter()
    for diagnostic, locate in diagnostics:
        found[diagnostic.code] += 1
        if verbose or found[diagnostic.code] <= SHOWN_PER_CODE or diagnostic.severity is Severity.ERROR:
            _note(render(diagnostic, locate) + "\n")
        elif found[diagnostic.code] == SHOWN_PER_CODE + 1:
            _note(f"... more of {diagnostic.code}; --verbose prints all\n")
    if found:
        _note(f"For more about a diagnostic, run: sdkwright explain {next(iter(found))}\n")


def _summary(generated: Generated, changes: Changes, report: Report, seconds: float) -> None:
    operations = sum(1 for _ in generated.api.operations())
    click.echo(f"{generated.package.distribution} {generated.package.version} in {changes.folder}")
    click.echo(f"  {_number(operations, 'operation')}, {_number(len(generated.api.models), 'model')}")
    if generated.api.left_out:
        click.echo(f"  left out by the document: {_number(generated.api.left_out, 'operation')}")
    if generated.left_out:
        click.echo(f"  left out by the settings: {_left_out(generated.left_out)}")
    click.echo(f"  {_counts(changes)}")
    if len(report):
        click.echo("  diagnostics: " + ", ".join(f"{count} {code}" for code, count in report.by_code().items()))
    click.echo(f"  {seconds:.1f} seconds")


def _left_out(left_out: LeftOut) -> str:
    calls = ((left_out.operations, "operation"), (left_out.webhooks, "webhook"))
    parts = [_number(count, thing) for count, thing in calls if count]
    parts.extend(f"{count} of components/{kind}" for kind, count in left_out.components.items())
    return ", ".join(parts)


def _counts(changes: Changes, *, done: bool = True) -> str:
    from .output import State

    written, removed = ("written", "removed") if done else ("to write", "to remove")
    parts = [
        f"{_number(len(changes.written), 'file')} {written}",
        f"{len(changes.unchanged)} unchanged",
        f"{len(changes.removed)} {removed}",
    ]
    for state, words in ((State.EDITED, "edited by hand"), (State.FOREIGN, "not ours"), (State.BLOCKED, "blocked")):
        if count := len(changes.having(state)):
            parts.append(f"{count} {words}")
    return ", ".join(parts)


def _print_diff(changes: Changes, names: Names, limit: int | None) -> None:
    from .output import unified

    colours = {"+": "green", "-": "red", "@": "cyan"}
    for line in chain(names.diff(), unified(changes, limit=limit)):
        click.secho(_harmless(line) if sys.stdout.isatty() else line, fg=colours.get(line[:1]))


def _print_facts(facts: dict[str, Any]) -> None:
    named = f"{facts['title']} {facts['version']}: package {facts['package']}, client {facts['client']}"
    click.echo(_harmless(named))
    click.echo(f"{_number(len(facts['operations']), 'operation')}, {_number(len(facts['models']), 'model')}\n")
    width = max((len(operation["accessor"]) for operation in facts["operations"]), default=0)
    for operation in facts["operations"]:
        click.echo(_harmless(f"{operation['accessor']:{width}}  {operation['method']:7} {operation['path']}"))


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _harmless(text: str) -> str:
    """Text of a document without what a terminal would obey: controls and marks that change the direction."""
    return _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _note(text: str) -> None:
    click.echo(_harmless(text), err=True)
