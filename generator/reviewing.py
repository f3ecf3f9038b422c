"""Two documents, wherever they are -> a review: what changes for users of the SDK from one to the other."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from . import codes
from .beside import settings_beside
from .diagnostics import Diagnostic, InputError, Report
from .document import Fetch, not_allowed
from .model import Source
from .names_file import Known, load_record, read_record
from .pipeline import Progress, Read, read
from .render import Package
from .review import KINDS, Bump, Place, Review, Severity, compare, make_review
from .revisions import Revision, export, find_revision
from .settings import ReleaseSettings

_DOCUMENTS = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class Side:
    """A document of a comparison: a file of the working tree, or with ``revision`` as it was there."""

    spec: Path
    revision: Revision | None = None

    @property
    def name(self) -> str:
        """As reports call it."""
        return f"{self.revision.name}:{_shown(self.revision.below(self.spec))}" if self.revision else str(self.spec)


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are that documents do not say: as the options of the command line have them."""

    config: Path | None = None
    out: Path | None = None
    fetch: Fetch = not_allowed


def find_sides(old: str | None, new: str | None, spec: Path | None) -> tuple[Side, Side]:
    """The sides that a command line names; without names, the last commit and the working tree.

    Each is the path of a document, a revision of git, or ``REVISION:PATH``. One path alone is compared with
    itself at the last commit, one revision alone with the working tree. Raises ``InputError``.
    """
    if new is None and old is not None and Path(old).is_file():
        return Side(Path(old), find_revision("HEAD")), Side(Path(old))
    named = [_parsed(text) for text in (old or "HEAD", new) if text is not None]
    paths = [path for path, _ in named if path is not None]
    document = spec or next(iter(paths), None) or _only_document()
    sides = [Side(path or document, revision) for path, revision in named]
    return (sides[0], sides[1]) if new is not None else (sides[0], Side(document))


def _parsed(text: str) -> tuple[Path | None, Revision | None]:
    if Path(text).is_file():
        return Path(text), None
    name, colon, path = text.partition(":")
    revision = find_revision(name or "HEAD")
    # as git has it: from the top of the repository, unless it starts with a dot
    return ((Path(path) if path.startswith(".") else revision.root / path) if colon else None), revision


def _only_document() -> Path:
    """The one document of the project: in ``spec/``, with its settings beside it where there are several."""
    found = sorted(path for path in Path("spec").glob("*") if path.suffix in _DOCUMENTS)
    with_settings = [path for path in found if path.with_name(f"{path.stem}.sdk.toml").is_file()]
    for some in (with_settings, found):
        if len(some) == 1:
            return some[0]
    message = f"there are {len(found)} documents in spec/" if found else "there is no document in spec/"
    raise InputError([Diagnostic(codes.REVIEW_DOCUMENT, message)])


def review(sides: tuple[Side, Side], places: Places, progress: Progress = lambda _: None) -> tuple[Review, Read]:
    """Compares two documents as one SDK has them: the second keeps the names that the first gave.

    Returns the review and the second document as read. Raises ``InputError`` where one cannot be read.
    """
    with ExitStack() as stack:
        texts = [_on_disk(side, places, stack) for side in sides]
        progress(f"Comparing {sides[0].name} and {sides[1].name}")
        old = texts[0].read(places, None)
        new = texts[1].read(places, read_record(old.names.record))
        rules, weights = _rules(new.settings.release, texts[1])
        found = compare((old.api, old.package), (new.api, new.package), weights)
        made = make_review(
            found,
            names=(sides[0].name, sides[1].name),
            version=old.package.version,
            locate=(texts[0].locate, texts[1].locate),
            rules=rules,
        )
    return made, new


@dataclass(slots=True)
class _Text:
    """A side on the disk. ``top`` is the folder that the files of a revision were written to."""

    side: Side
    spec: Path
    config: Path | None
    top: Path | None
    report: Report

    def read(self, places: Places, known: Known | None) -> Read:
        """The document. ``known`` is what had which names before it; else the record beside it tells."""

        def recorded(package: Package) -> Known:
            out = places.out or Path("generated") / package.distribution
            folder = self.top / self.side.revision.below(out) if self.top and self.side.revision else out
            return known if known is not None else load_record(folder)

        return read(self.spec, self.config, report=self.report, known=recorded, fetch=places.fetch)

    def locate(self, source: Source) -> Place:
        """The line of a source, in the file as the user knows it."""
        excerpt = self.report.locate(source)
        return Place(self._named(source.file), excerpt.line if excerpt else 0)

    def _named(self, file: str) -> str:
        revision = self.side.revision
        if self.top is None or revision is None:
            return file
        path = Path(file)
        inside = path.relative_to(self.top) if path.is_relative_to(self.top) else path
        return f"{revision.name}:{_shown(PurePosixPath(inside.as_posix()))}"


def _on_disk(side: Side, places: Places, stack: ExitStack) -> _Text:
    revision = side.revision
    if revision is None:
        return _Text(side, side.spec, settings_beside(side.spec, places.config), None, Report())
    top = Path(stack.enter_context(TemporaryDirectory(prefix="sdkwright-")))
    spec = export(revision, revision.below(side.spec), top)
    config = top / revision.below(places.config) if places.config else None
    return _Text(side, spec, settings_beside(spec, config if config and config.is_file() else None), top, Report())


def _shown(path: PurePosixPath) -> str:
    return os.fspath(path)


def _rules(settings: ReleaseSettings, text: _Text) -> tuple[Mapping[Severity, Bump], Mapping[str, Severity]]:
    """What the settings say of severities and kinds, over what is usual."""
    rules = {severity: Bump(rule) for severity in Severity if (rule := getattr(settings, severity)) != "auto"}
    weights: dict[str, Severity] = {}
    for severity in Severity:
        for at, kind in enumerate(getattr(settings, f"as_{severity}")):
            if kind not in KINDS:
                source = Source(str(text.config), f"/release/as_{severity}/{at}")
                remedy = f"There are: {', '.join(KINDS)}."
                message = f'there is no kind of change "{kind}"'
                text.report.fail(codes.SETTINGS_INVALID, message, source, remedy=remedy)
            weights[kind] = severity
    return rules, weights
