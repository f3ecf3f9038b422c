"""The next release of an SDK: its version, and what its changelog says."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from packaging.version import Version

from . import codes
from .diagnostics import Diagnostic, InputError
from .model import Source
from .pipeline import Progress
from .python.toml import toml_string
from .render import Package
from .review import Bump, Review, changelog_entry, has_entry, with_entry
from .reviewing import Places, Side, review
from .revisions import find_revision, has_revision
from .toml_places import find_key

CHANGELOG = "CHANGELOG.md"

_STRING = re.compile(r"""=[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*')""")
_HEADER = re.compile(r"[ \t]*\[")


@dataclass(frozen=True, slots=True)
class Release:
    """What a release would be. ``version`` is that of the package as it is where nothing changed for users."""

    review: Review
    package: Package
    version: str
    entry: str

    @property
    def is_due(self) -> bool:
        """Whether there is anything to release."""
        return self.version != self.package.version


def plan_release(
    spec: Path, package: Package, places: Places, since: str | None, bump: Bump | None, progress: Progress
) -> Release:
    """Compares the document with that of the last release. Writes nothing.

    The last release is ``since``, else the tag of the version that the package has now. ``bump`` comes before
    what the changes ask for. Raises ``InputError`` where there is no such revision.
    """
    last = find_revision(since or _tag(package, places.config))
    made, found = review((Side(spec, last), Side(spec)), places, progress)
    if bump is not None:
        made = Review(made.old_name, made.new_name, made.version, bump, made.rows)
    version = made.next_version
    if Version(version) < Version(found.package.version):
        message = f"the version is {found.package.version} already, which is more than {version}"
        raise InputError([Diagnostic(codes.RELEASE_VERSION, message)])
    return Release(made, found.package, version, changelog_entry(made, version))


def _tag(package: Package, config: Path | None) -> str:
    tags = (f"{package.distribution}-v{package.version}", f"v{package.version}", package.version)
    found = next((tag for tag in tags if has_revision(f"refs/tags/{tag}")), None)
    if found is None:
        message = f"there is no tag {tags[1]} of the version that the SDK has now"
        raise InputError([Diagnostic(codes.RELEASE_SINCE, message, Source(str(config), "") if config else None)])
    return found


def with_release(place: Path, release: Release) -> str:
    """The text of a changelog with the entry of a release.

    Raises ``InputError`` where it tells of that version already, and ``OSError`` where it cannot be read.
    """
    changelog = place.read_text("utf-8")
    if has_entry(changelog, release.version):
        message = f"it tells of {release.version} already"
        raise InputError([Diagnostic(codes.RELEASE_VERSION, message, Source(str(place), ""))])
    return with_entry(changelog, release.entry)


def with_version(settings: str, version: str) -> str:
    """The text of a settings file with another version of the package; all else stays as it is.

    Raises ``InputError`` where the file is written in a way that has no line for it.
    """
    before = tomllib.loads(settings) if settings else {}
    package = before.get("package")
    lines = settings.splitlines(keepends=True)
    written = f"version = {toml_string(version)}"
    if package is None:
        lines.append(f"{'' if not settings or settings.endswith(chr(10)) else chr(10)}\n[package]\n{written}\n")
    else:
        at = find_key(["package", "version"], settings)[0] - 1
        if "version" in package:
            lines[at] = _STRING.sub(lambda _: f"= {toml_string(version)}", lines[at], count=1)
        elif _HEADER.match(lines[at]):
            lines.insert(at + 1, f"{written}\n")
        else:
            lines.insert(at, f"package.{written}\n")
    after = "".join(lines).lstrip("\n")
    if not _says(after, {**before, "package": {**(package or {}), "version": version}}):
        message = f"cannot write version = {version!r} into the settings"
        raise InputError([Diagnostic(codes.RELEASE_VERSION, message)])
    return after


def _says(text: str, wanted: dict[str, object]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False
