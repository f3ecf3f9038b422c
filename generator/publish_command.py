"""The command that builds an SDK for a package index, and uploads it."""

from __future__ import annotations

from pathlib import Path

import click

from .console import DRIFT, EXIT_CODES, PUBLISHING, counts, note, plan
from .options import OUT, READING, SPEC


@click.command(epilog=EXIT_CODES)
@SPEC
@OUT
@READING
@click.option("--upload", is_flag=True, help="Upload what was built. Without it nothing leaves this machine.")
@click.option("--no-isolation", is_flag=True, help="Build with the hatchling that is installed here, not a fresh one.")
def publish(
    spec: Path, out: Path | None, config: Path | None, strict: bool, verbose: bool, upload: bool, no_isolation: bool
) -> None:
    """Builds the archives of the SDK, checks them, and with --upload gives them to the package index.

    The folder must be what SPEC gives. The index and the credentials are those of twine's own environment
    variables: TWINE_REPOSITORY_URL, TWINE_USERNAME, TWINE_PASSWORD. The same files give the same bytes.

    \b
    Examples:
      sdkwright publish spec/maestro.yaml
      sdkwright publish spec/maestro.yaml --upload
    """
    from . import publishing

    changes, names = plan(spec, out, config, strict, verbose)
    if changes or names.changed:
        note(f"{changes.folder} is not what {spec} gives: {counts(changes, done=False)}. Run generate, and commit it.")
        raise click.exceptions.Exit(DRIFT)
    try:
        made = publishing.build(changes.folder, isolated=not no_isolation)
        for archive in made.archives:
            click.echo(archive)
        if upload:
            publishing.upload(made)
    except publishing.PublishError as error:
        note(str(error))
        raise click.exceptions.Exit(PUBLISHING) from error
    click.echo(f"uploaded to {made.index}" if upload else f"a dry run: --upload gives them to {made.index}")
