"""The commands that tell what changes for users of the SDK, and that release it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .beside import settings_beside
from .console import DRIFT, EXIT_CODES, counts, faults, folder_of, generated_sdk, harmless, note, plan, print_diff
from .diagnostics import Report
from .options import OUT, READING, SPEC, remote_files
from .progress import Progress

if TYPE_CHECKING:
    from .releasing import Release
    from .render import Package
    from .review import Review
    from .reviewing import Side

_FORMATS = ("text", "markdown", "json", "html")


@click.command(epilog=EXIT_CODES)
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option(
    "--spec",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The document that is meant where OLD and NEW are revisions. Default: the one in spec/.",
)
@OUT
@READING
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", help="How to write the report.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if something breaks for users.")
@click.option("--files", is_flag=True, help="After the report, say how many files of the folder generate would change.")
@click.option("--patch", is_flag=True, help="Instead of the report, print what generate would change as a patch.")
def diff(
    old: str | None,
    new: str | None,
    spec: Path | None,
    out: Path | None,
    config: Path | None,
    strict: bool,
    verbose: bool,
    form: str,
    exit_code: bool,
    files: bool,
    patch: bool,
) -> None:
    """Tells what changes for users of the SDK from OLD to NEW, and which version follows. Writes nothing.

    OLD and NEW are documents, revisions of git, or both: REVISION:PATH. Without NEW it is the document as it
    is now, and without OLD as the last commit has it.

    \b
    Examples:
      sdkwright diff                                      the last commit and the document in spec/
      sdkwright diff v1.2 --format html > changes.html
      sdkwright diff main:spec/pets.yaml spec/pets.yaml --format markdown --exit-code
      sdkwright diff spec/pets.yaml --patch > sdk.patch   for git apply, in the folder
    """
    from .reviewing import find_sides

    report = Report(strict=strict)
    with faults(report, verbose=verbose):
        if patch and new is None:
            document = Path(old) if old and Path(old).is_file() else find_sides(old, None, spec)[1].spec
            changes, names = plan(document, out, config, strict, verbose)
            print_diff(changes, names, None)
            note(f"{changes.folder}: {counts(changes, done=False)}")
            return
        if patch:
            raise click.UsageError("--patch compares a document with the folder: give one document")
        sides = find_sides(old, new, spec)
    made = _reviewed(sides, out, config, report, verbose)
    _print_review(made, form, verbose)
    if files and sides[1].revision is None:
        changes, _ = plan(sides[1].spec, out, config, strict, verbose)
        click.echo(f"{changes.folder}: {counts(changes, done=False)}", err=form != "text")
    if exit_code and made.is_breaking:
        raise click.exceptions.Exit(DRIFT)


def _reviewed(sides: tuple[Side, Side], out: Path | None, config: Path | None, report: Report, verbose: bool) -> Review:
    from .reviewing import Places, review

    with faults(report, verbose=verbose), Progress(note) as progress:
        fetch = remote_files(sides[1].spec).fetch
        return review(sides, Places(config, out, fetch), progress)[0]


def _print_review(made: Review, form: str, verbose: bool) -> None:
    if form == "text":
        _print_text(made, verbose)
        return
    from .review import as_markdown, as_page, review_facts

    writers: dict[str, Callable[[Review], str]] = {
        "markdown": as_markdown,
        "html": as_page,
        "json": lambda review: json.dumps(review_facts(review), indent=2) + "\n",
    }
    click.echo(writers[form](made).encode("utf-8", "backslashreplace"), nl=False)


def _print_text(made: Review, verbose: bool) -> None:
    from rich.console import Console

    from .review import as_text

    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    for line in as_text(made, all_rows=verbose):
        line.plain = harmless(line.plain)
        console.print(line)


@click.command(epilog=EXIT_CODES)
@SPEC
@OUT
@READING
@click.option("--since", help="The revision of git that was released last. Default: the tag of the present version.")
@click.option("--bump", type=click.Choice(("major", "minor", "patch")), help="Which part of the version goes up.")
@click.option("--dry-run", is_flag=True, help="Print the entry of the changelog, and write nothing.")
def release(
    spec: Path,
    out: Path | None,
    config: Path | None,
    strict: bool,
    verbose: bool,
    since: str | None,
    bump: str | None,
    dry_run: bool,
) -> None:
    """Gives the SDK the version that follows from what changed since the last release.

    The version is written into the settings, and the SDK is generated with it; CHANGELOG.md gets an entry with
    a note for each breaking change. Nothing is tagged, committed or published. The folder must be what SPEC
    gives before.

    \b
    Examples:
      sdkwright release spec/maestro.yaml --dry-run
      sdkwright release spec/maestro.yaml --since v1.2 --bump major
    """
    from .releasing import plan_release
    from .review import Bump
    from .reviewing import Places

    report = Report(strict=strict)
    with faults(report, verbose=verbose), Progress(note) as progress:
        remote = remote_files(spec)
        package = _settled(spec, out, config, report, progress)
        places = Places(config, out, remote.fetch)
        planned = plan_release(spec, package, places, since, Bump(bump) if bump else None, progress)
    if not planned.is_due:
        click.echo(f"{package.distribution} {package.version}: {planned.review.headline}; there is nothing to release")
        return
    if not dry_run:
        with faults(Report(), verbose=verbose), Progress(note) as progress:
            _write(planned, spec, out, config, progress)
    click.echo(planned.entry, nl=False)
    click.echo(f"{package.distribution} {package.version} becomes {planned.version}", err=True)


def _settled(spec: Path, out: Path | None, config: Path | None, report: Report, progress: Progress) -> Package:
    """The package as it is, whose folder must be what the document gives."""
    from .output import plan_changes
    from .render.readme import merge_regions

    generated = generated_sdk(spec, out, config, report, progress, remote_files(spec))
    folder = folder_of(out, generated.package)
    changes = plan_changes(generated.files, folder, merge=merge_regions)
    if changes or generated.names.changed:
        note(f"{folder} is not what {spec} gives: {counts(changes, done=False)}. Run generate, and commit it.")
        raise click.exceptions.Exit(DRIFT)
    return generated.package


def _write(planned: Release, spec: Path, out: Path | None, config: Path | None, progress: Progress) -> None:
    """Writes the version, the SDK and the changelog; the settings are as they were where that fails."""
    from .output import write_tree
    from .releasing import CHANGELOG, with_release, with_version
    from .render.readme import merge_regions

    settings = settings_beside(spec, config) or spec.with_name(f"{spec.stem}.sdk.toml")
    before = settings.read_text("utf-8") if settings.is_file() else None
    folder = folder_of(out, planned.package)
    changelog = with_release(folder / CHANGELOG, planned)
    settings.write_text(with_version(before or "", planned.version), "utf-8", newline="\n")
    try:
        generated = generated_sdk(spec, out, settings, Report(), progress, remote_files(spec))
        write_tree(generated.files, folder, merge=merge_regions)
        (folder / CHANGELOG).write_text(changelog, "utf-8", newline="\n")
    except BaseException:
        if before is None:
            settings.unlink()
        else:
            settings.write_text(before, "utf-8", newline="\n")
        raise
