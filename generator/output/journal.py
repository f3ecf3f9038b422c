"""What a run has still to do once its new files are complete."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from .paths import check_path

JOURNAL = "journal.json"


@dataclass(frozen=True, slots=True)
class Journal:
    """Top-level directories to swap, single files to move in, and files to remove; paths below the project."""

    directories: tuple[str, ...]
    files: tuple[str, ...]
    removed: tuple[str, ...]

    def left_out(self, directory: str) -> frozenset[str]:
        """The removed files below a directory, relative to it."""
        return frozenset(p.removeprefix(f"{directory}/") for p in self.removed if p.startswith(f"{directory}/"))

    def write(self, place: Path) -> None:
        """Writes it as JSON."""
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps(asdict(self)), "utf-8")

    @classmethod
    def read(cls, place: Path) -> Journal | None:
        """The journal at ``place``; ``None`` where there is none, or one that no run can have written."""
        try:
            data = json.loads(place.read_text("utf-8"))
            journal = cls(*(tuple(map(str, data[key])) for key in ("directories", "files", "removed")))
            for path in (*journal.directories, *journal.files, *journal.removed):
                check_path(path)
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None
        return journal
