"""The file with the patches, in the folder of the SDK."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from .. import codes
from ..diagnostics import Diagnostic, Excerpt, InputError, Report
from ..model import Source
from ..text_files import replace_text
from ..toml_places import excerpt
from .unified import Patches, format_patches, parse_patches

PATCH_NAME = ".sdkwright.patch"


@dataclass(frozen=True, slots=True)
class Kept:
    """The patches of an SDK; none where the file is absent."""

    place: Path
    text: str = ""
    patches: Patches = field(default_factory=dict)

    def locate(self, source: Source) -> Excerpt | None:
        """The line of a hunk in the file with the patches; ``None`` for another file."""
        if source.file != str(self.place):
            return None
        path, _, number = source.pointer.rpartition(", hunk ")
        hunks = self.patches.get(path, ())
        line = hunks[int(number) - 1].written if number and len(hunks) >= int(number) else 1
        return excerpt(source.file, self.text, (line, 1))


def source_of(place: Path, path: str, number: int) -> Source:
    """Where the hunk of that number, from 1, of a file is written."""
    return Source(str(place), f"{path}, hunk {number}")


def load_patches(folder: Path, report: Report) -> Kept:
    """The patches in the folder of an SDK.

    Raises ``InputError`` with the line that is no part of a unified diff, or where the file cannot be read.
    """
    place = folder / PATCH_NAME
    try:
        data: bytes | None = place.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        data = None
    except OSError as error:
        report.fail(codes.PATCH_INVALID, f"cannot be read: {error.strerror or error}", Source(str(place), ""))
    report.read(str(place), data)
    text = (data or b"").replace(b"\r\n", b"\n").decode("utf-8", "replace")
    try:
        kept = Kept(place, text, parse_patches(text))
    except ValueError as error:
        line = int(error.args[0])
        fault = Diagnostic(codes.PATCH_INVALID, f"line {line} is no part of a unified diff", Source(str(place), ""))
        raise InputError([fault], lambda source: excerpt(source.file, text, (line, 1))) from error
    report.locate_too(kept.locate)
    return kept


def save_patches(place: Path, patches: Patches) -> None:
    """Replaces the file in one step; without patches it goes away. Raises ``OSError``."""
    replace_text(place, format_patches(patches))
