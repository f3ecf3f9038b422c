"""Building and publishing an SDK with the standard tools: build, twine, and the package's own build backend."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

DEFAULT_INDEX = "https://upload.pypi.org/legacy/"
"""Where twine uploads to where nothing else is said."""


class PublishError(Exception):
    """A tool is missing or failed. The message is for people; what the tool said stands before it."""


@dataclass(frozen=True, slots=True)
class Publication:
    """The archives of a release, in the folder ``dist`` of the SDK, and the index that they go to."""

    archives: tuple[Path, ...]
    index: str


def build(folder: Path, *, isolated: bool = True) -> Publication:
    """Builds sdist and wheel, and checks that an index takes them (``twine check --strict``).

    The same files give the same bytes: the backend takes times from ``SOURCE_DATE_EPOCH``, and without it a
    fixed one. ``isolated`` installs the backend into an environment of its own. Raises ``PublishError``.
    """
    missing = [tool for tool in ("build", "twine") if find_spec(tool) is None]
    if missing:
        raise PublishError(f'{" and ".join(missing)} must be installed: pip install "sdkwright[publish]"')
    with TemporaryDirectory() as made:
        _run("build", "--outdir", made, *([] if isolated else ["--no-isolation"]), str(folder))
        archives = sorted(Path(made).iterdir())
        _run("twine", "check", "--strict", *map(str, archives))
        kept = tuple(_moved(archives, folder / "dist"))
    return Publication(kept, _index())


def upload(publication: Publication) -> None:
    """Gives the archives to the index. Twine reads who we are from ``TWINE_USERNAME``, ``TWINE_PASSWORD`` and the like.

    Raises ``PublishError``.
    """
    _run("twine", "upload", "--non-interactive", "--disable-progress-bar", *map(str, publication.archives))


def _moved(archives: Sequence[Path], folder: Path) -> Iterator[Path]:
    folder.mkdir(exist_ok=True)
    for archive in archives:
        yield Path(shutil.copyfile(archive, folder / archive.name))


def _index() -> str:
    return os.environ.get("TWINE_REPOSITORY_URL") or os.environ.get("TWINE_REPOSITORY") or DEFAULT_INDEX


def _run(tool: str, *arguments: str) -> None:
    """Runs a tool of this interpreter; what it says is only shown where it fails."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", tool, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        text=True,
        errors="replace",
    )
    if done.returncode:
        raise PublishError(f"{done.stdout.rstrip()}\n{tool} failed")
