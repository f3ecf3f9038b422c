"""The commands. With what they share (``console``) it is the only code that prints.

What a command needs is imported when it runs, so that ``--help`` is quick.
"""

from __future__ import annotations

import json
import sys
import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import __version__
from .beside import settings_beside
from .console import (
    DRIFT,
    EXIT_CODES,
    INTERNAL,
    INTERRUPTED,
    SHOWN_DIFF_LINES,
    counts,
    faults,
    folder_of,
    generated_sdk,
    harmless,
    note,
    number,
    plan,
    print_again,
    print_diff,
)
from .diagnostics import Coded, Report, by_code, facts
from .earlier import earlier
from .options import CACHED, OUT, READING, SPEC, keep_remote, remote_files
from .patch_command import patch
from .progress import Progress
from .publish_command import publish
from .review_commands import diff, release
from .samples_command import samples
from .site_command import site
from .stages import Stages
from .watch_command import watch

if TYPE_CHECKING:
    from .document import LeftOut
    from .pipeline import Generated


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


@click.group(epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sdkwright")
def commands() -> None:
    """Turns an OpenAPI document into a typed Python SDK, its models and its Markdown reference.

    \b
    The usual round:
      sdkwright init petstore.yaml pets     start a project from a document
      sdkwright generate spec/petstore.yaml write the SDK
      sdkwright diff                        what changes for users of the SDK since the last commit?
      sdkwright check spec/petstore.yaml    in CI: is what is committed what the document gives?
      sdkwright release spec/petstore.yaml  give the SDK its next version

    SPEC is OpenAPI 3.0, 3.1 or 3.2 or Swagger 2.0, as YAML or JSON. "sdkwright COMMAND --help" says more.
    """


@commands.command(epilog=EXIT_CODES)
@SPEC
@OUT
@READING
@CACHED
@click.option("--force", is_flag=True, help="Overwrite files that were edited by hand or that are not ours.")
@click.option("--profile", is_flag=True, help="Do all the work, and say how long each stage took.")
def generate(
    spec: Path, out: Path | None, config: Path | None, strict: bool, verbose: bool, force: bool, profile: bool
) -> None:
    """Writes the SDK that SPEC describes.

    Only files that change are written, and all of them at once: an interrupted run leaves the folder as
    it was. Files that the last run made and this one does not are removed. Files of your own are never
    touched, and a generated file that you edited stops the run.

    \b
    Examples:
      sdkwright generate spec/maestro.yaml
      sdkwright generate api.json --out ../pets-sdk --config pets.toml
    """
    started = time.perf_counter()
    before = earlier(spec, out, settings_beside(spec, config), strict=strict)
    if not profile and (done := before.find()):
        print_again(done.said, verbose=verbose)
        nothing = f"{number(0, 'file')} written, {len(done.outputs)} unchanged, 0 removed"
        _print_summary(done.head, nothing, done.said, started)
        return
    from .naming import written
    from .output import write_tree
    from .render.readme import merge_regions

    report = Report(strict=strict)
    with faults(report, verbose=verbose), Progress(note) as progress:
        remote = remote_files(spec)
        stages = Stages(progress)
        generated = generated_sdk(spec, out, config, report, stages, remote)
        folder = folder_of(out, generated.package)
        stages(f"Writing {folder}")
        with written(generated.names, report):
            changes = write_tree(generated.files, folder, merge=merge_regions, force=force)
        keep_remote(remote)
    head = tuple(_head(generated, changes.folder))
    if not generated.names.changed:
        before.leave(changes, report, remote, head)
    _print_summary(head, counts(changes), report, started)
    for line in stages.lines() if profile else ():
        note(line)


@commands.command(epilog=EXIT_CODES)
@SPEC
@OUT
@READING
@CACHED
def check(spec: Path, out: Path | None, config: Path | None, strict: bool, verbose: bool) -> None:
    """Fails with a diff if the folder is not what SPEC gives. Writes nothing.

    \b
    Example, in CI:
      sdkwright check spec/maestro.yaml
    """
    if done := earlier(spec, out, settings_beside(spec, config), strict=strict).find():
        print_again(done.said, verbose=verbose)
        _print_same(done.shown, len(done.outputs), spec)
        return
    changes, names = plan(spec, out, config, strict, verbose)
    if not changes and not names.changed:
        _print_same(changes.folder, len(changes.unchanged), spec)
        return
    print_diff(changes, names, SHOWN_DIFF_LINES)
    click.echo(f"{changes.folder} is not what {spec} gives: {counts(changes, done=False)}. Run generate.", err=True)
    raise click.exceptions.Exit(DRIFT)


@commands.command(epilog=EXIT_CODES)
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
    with faults(report, verbose=verbose), Progress(note) as progress:
        remote = remote_files(spec)
        found = pipeline.read(spec, settings_beside(spec, config), report=report, progress=progress, fetch=remote.fetch)
    told = inspection(found.api, found.package)
    if as_json:
        told["diagnostics"] = [facts(each, report.locate) for each in report]
        click.echo(json.dumps(told, indent=2))
    else:
        _print_facts(told)


@commands.command(epilog=EXIT_CODES)
@SPEC
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
def init(spec: Path, folder: Path | None) -> None:
    """Starts a project for the SDK of SPEC in FOLDER (default: named after the SDK).

    The document goes to spec/, with the files of its folder that it refers to and a settings file that
    documents every key; a Makefile and a README stand above. Files that are there already are never overwritten.

    \b
    Example:
      sdkwright init petstore.yaml pets
    """
    from . import pipeline, starter
    from .document.remote import RemoteFiles

    report = Report()
    with faults(report, verbose=False), Progress(note) as progress:
        config = settings_beside(spec, None)
        fetch = RemoteFiles(spec, allow=False).fetch
        package = pipeline.read(spec, config, report=report, progress=progress, fetch=fetch).package
        target = folder or Path(package.distribution)
        started = starter.start_project(spec, config, target, package, report.inputs)
    for words, paths in (
        ("written", started.written),
        ("kept as they were", started.kept),
        ("outside the document's folder, not copied", started.outside),
    ):
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


def _head(generated: Generated, folder: Path) -> Iterator[str]:
    """The lines of a summary that tell of the document."""
    operations = sum(1 for _ in generated.api.operations())
    yield f"{generated.package.distribution} {generated.package.version} in {folder}"
    yield f"  {number(operations, 'operation')}, {number(len(generated.api.models), 'model')}"
    if generated.api.left_out:
        yield f"  left out by the document: {number(generated.api.left_out, 'operation')}"
    if generated.left_out:
        yield f"  left out by the settings: {_left_out(generated.left_out)}"


def _print_summary(head: Iterable[str], files: str, said: Iterable[Coded], started: float) -> None:
    for line in head:
        click.echo(line)
    click.echo(f"  {files}")
    if found := by_code(said):
        click.echo("  diagnostics: " + ", ".join(f"{count} {code}" for code, count in found.items()))
    click.echo(f"  {time.perf_counter() - started:.1f} seconds")


def _print_same(folder: str | Path, files: int, spec: Path) -> None:
    click.echo(f"{folder}: {number(files, 'file')}, all as {spec} gives them")


def _left_out(left_out: LeftOut) -> str:
    calls = ((left_out.operations, "operation"), (left_out.webhooks, "webhook"))
    parts = [number(count, thing) for count, thing in calls if count]
    parts.extend(f"{count} of the {kind}" for kind, count in left_out.parts.items())
    parts.extend(f"{count} of components/{kind}" for kind, count in left_out.components.items())
    return ", ".join(parts)


def _print_facts(told: dict[str, Any]) -> None:
    named = f"{told['title']} {told['version']}: package {told['package']}, client {told['client']}"
    click.echo(harmless(named))
    click.echo(f"{number(len(told['operations']), 'operation')}, {number(len(told['models']), 'model')}\n")
    width = max((len(operation["accessor"]) for operation in told["operations"]), default=0)
    for operation in told["operations"]:
        click.echo(harmless(f"{operation['accessor']:{width}}  {operation['method']:7} {operation['path']}"))


commands.add_command(diff)
commands.add_command(patch)
commands.add_command(publish)
commands.add_command(release)
commands.add_command(samples)
commands.add_command(site)
commands.add_command(watch)
