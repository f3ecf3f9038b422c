"""The command that makes a site of the pages of an SDK."""

from __future__ import annotations

import time
from importlib.util import find_spec
from pathlib import Path

import click

from .console import PUBLISHING, note, number
from .options import FolderPath

_NEEDED = ("sphinx", "myst_parser", "linkify_it", "furo")


@click.command()
@click.argument("folder", required=False, type=FolderPath(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--to",
    default=Path("build/site"),
    show_default=True,
    type=FolderPath(file_okay=False, path_type=Path),
    help="The folder of the site. One that an earlier run made is replaced.",
)
def site(folder: Path | None, to: Path) -> None:
    """Builds a site of the pages in FOLDER, the project folder of an SDK (default: the one below generated/).

    It has search, navigation by resource, and a light and a dark look. It loads nothing from other hosts,
    and is read from the disk or from any server of files: open index.html. Needs Sphinx with a theme: pip
    install "sdkwright[site]".

    \b
    Example:
      sdkwright site generated/docusign-iam-sdk --to build/site
    """
    if not all(map(find_spec, _NEEDED)):
        raise click.ClickException('Sphinx, MyST and Furo must be installed: pip install "sdkwright[site]"')
    from .site import SiteError, build_site

    project = folder or _only_project()
    if not (project / "README.md").is_file():
        raise click.BadParameter(f"{project} has no README.md: generate the SDK first", param_hint="FOLDER")
    if to.exists() and any(to.iterdir()) and not (to / "searchindex.js").is_file():
        raise click.BadParameter(f"{to} holds something else than a site", param_hint="--to")
    started = time.perf_counter()
    try:
        pages, warnings = build_site(project, to)
    except (SiteError, OSError) as error:
        note(str(error))
        raise click.exceptions.Exit(PUBLISHING) from error
    for line in warnings:
        note(click.unstyle(line))
    click.echo(f"{to}/index.html: {number(pages, 'page')}, {time.perf_counter() - started:.1f} seconds")


def _only_project() -> Path:
    found = sorted(lock.parent for lock in Path("generated").glob("*/.sdkwright.lock"))
    if len(found) != 1:
        raise click.BadParameter(f"there are {len(found) or 'no'} SDKs below generated/", param_hint="FOLDER")
    return found[0]
