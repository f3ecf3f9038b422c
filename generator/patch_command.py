"""The command that keeps edits of generated files as a patch."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import codes
from .console import EXIT_CODES, bare_sdk, counts, faults, folder_of, note, number
from .diagnostics import Diagnostic, Report
from .model import Source
from .options import OUT, READING, SPEC, keep_remote, remote_files
from .progress import Progress
from .tree import Ownership

if TYPE_CHECKING:
    from .patches import Kept
    from .tree import Tree


@click.command(epilog=EXIT_CODES)
@SPEC
@OUT
@READING
@click.option("--drop", multiple=True, metavar="PATH", help="Give up the kept edits of a file, PATH in the folder.")
def patch(
    spec: Path, out: Path | None, config: Path | None, strict: bool, verbose: bool, drop: tuple[str, ...]
) -> None:
    """Keeps the edits that were made by hand in generated files: each later run makes them again.

    They go to .sdkwright.patch in the folder of the SDK, a unified diff to be committed with it. Where an
    edit fits no more, because the generated lines are others, a run stops and names it.

    \b
    Examples:
      sdkwright patch spec/maestro.yaml
      sdkwright patch spec/maestro.yaml --drop src/docusign_iam/errors.py
    """
    from .naming import written
    from .output import write_tree
    from .patches import applied, load_patches
    from .render.readme import merge_regions

    report = Report(strict=strict)
    with faults(report, verbose=verbose), Progress(note) as progress:
        remote = remote_files(spec)
        generated = bare_sdk(spec, out, config, report, progress, remote)
        folder = folder_of(out, generated.package)
        kept = load_patches(folder, report)
        if unknown := [path for path in drop if path not in kept.patches]:
            known = ", ".join(kept.patches) or "no file"
            raise click.BadParameter(f"nothing is kept of {unknown[0]}, but of {known}", param_hint="--drop")
        kept = replace(kept, patches={path: hunks for path, hunks in kept.patches.items() if path not in drop})
        kept, found = _with_edits(generated.files, folder, kept)
        progress(f"Writing {folder}")
        _save(kept)
        with written(generated.names, report):
            changes = write_tree(applied(generated.files, kept), folder, merge=merge_regions)
        keep_remote(remote)
    for path in found:
        click.echo(
            f"{path}: {number(len(kept.patches[path]), 'edit')} kept" if path in kept.patches else f"{path}: none"
        )
    for path in drop:
        click.echo(f"{path}: given up")
    click.echo(f"{kept.place}: {number(sum(map(len, kept.patches.values())), 'edit')}; {counts(changes)}")


def _with_edits(tree: Tree, folder: Path, kept: Kept) -> tuple[Kept, list[str]]:
    """The patches with what was edited since the last run, and the paths of those files.

    Raises ``InputError`` where an earlier patch fits no more and its file was not edited since.
    """
    from .output import edited_files
    from .patches import applied, difference

    texts = {
        path: data.replace(b"\r\n", b"\n").decode("utf-8", "surrogateescape")
        for path, data in edited_files(folder).items()
        if path in tree and tree[path].ownership is Ownership.GENERATED
    }
    others = {path: hunks for path, hunks in kept.patches.items() if path not in texts}
    edited = {path: difference(tree[path].content, text) for path, text in texts.items()}
    applied(tree, replace(kept, patches=others))
    return replace(kept, patches={**others, **{path: hunks for path, hunks in edited.items() if hunks}}), sorted(texts)


def _save(kept: Kept) -> None:
    from .output import OutputError
    from .patches import save_patches

    try:
        save_patches(kept.place, kept.patches)
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        raise OutputError([Diagnostic(codes.OUTPUT_UNWRITABLE, message, Source(str(kept.place), ""))]) from error
