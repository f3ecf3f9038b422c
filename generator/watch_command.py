"""The command that generates again whenever the document or what belongs to it changes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from .console import note
from .options import OUT, READING, SPEC

_INPUTS = (".yaml", ".yml", ".json", ".toml", ".patch")


@click.command()
@SPEC
@OUT
@READING
def watch(spec: Path, out: Path | None, config: Path | None, strict: bool, verbose: bool) -> None:
    """Generates the SDK, and again after each change of SPEC, its settings or the files beside them. Ctrl-C ends it.

    A run that fails leaves the SDK as it was, and the next change is waited for. Needs the package
    watchfiles: pip install "sdkwright[watch]".

    \b
    Example:
      sdkwright watch spec/maestro.yaml
    """
    try:
        import watchfiles
    except ModuleNotFoundError:
        raise click.ClickException('watchfiles must be installed: pip install "sdkwright[watch]"') from None

    given = list(_given(spec, out, config, strict, verbose))
    folders = {path.resolve().parent for path in (spec, config) if path}
    generated = str((out or Path("generated")).resolve())

    def is_input(_: watchfiles.Change, path: str) -> bool:
        return path.endswith(_INPUTS) and os.path.commonpath([generated, path]) != generated

    changes = watchfiles.watch(*folders, watch_filter=is_input)
    _generate(given)
    note(f"waiting for changes in {', '.join(sorted(map(os.path.relpath, folders)))}; Ctrl-C ends this")
    for changed in changes:
        note(f"changed: {', '.join(sorted({os.path.relpath(path) for _, path in changed}))}")
        _generate(given)


def _given(spec: Path, out: Path | None, config: Path | None, strict: bool, verbose: bool) -> Iterator[str]:
    """The command line of a single run."""
    yield str(spec)
    if out:
        yield f"--out={out}"
    if config:
        yield f"--config={config}"
    meta = click.get_current_context().meta
    flags = {"strict": strict, "verbose": verbose, "allow-remote": meta["allow_remote"]}
    yield from (f"--{name}" for name, is_set in flags.items() if is_set)


def _generate(given: list[str]) -> None:
    """Runs in a process of its own, so that no run knows anything of those before it."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", f"{__package__}", "generate", *given]
    subprocess.run(command, check=False, env=environment)  # noqa: S603
