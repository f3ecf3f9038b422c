"""What git shows of the difference between two generated trees."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

COUNTED_APART = (".sdkwright.lock", ".sdkwright.names")


@dataclass(frozen=True)
class Hunk:
    """Lines that follow each other, without their signs."""

    path: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    whole: bool
    """Whether it is a file that appears or goes away."""

    def __str__(self) -> str:
        lines = [f"{self.path}:", *(f"-{line}" for line in self.removed), *(f"+{line}" for line in self.added)]
        return "\n".join(lines)


def hunks(old: Mapping[str, str], new: Mapping[str, str]) -> list[Hunk]:
    """What ``git diff`` shows from one tree to the other; the lock and the record of names are left out."""
    differ = sorted(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))
    with tempfile.TemporaryDirectory() as folder:
        for side, tree in (("old", old), ("new", new)):
            Path(folder, side).mkdir()
            for path in differ:
                if path in tree and path not in COUNTED_APART:
                    place = Path(folder, side, path)
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_text(tree[path], "utf-8", newline="\n")
        command = ["git", "diff", "--no-index", "--unified=0", "--no-renames", "--no-color", "--no-prefix"]
        shown = subprocess.run([*command, "old", "new"], cwd=folder, capture_output=True, check=False)
        assert shown.returncode in (0, 1), shown.stderr
    return list(_hunks(shown.stdout.decode("utf-8")))


def _hunks(shown: str) -> Iterator[Hunk]:
    for part in re.split(r"^diff --git ", shown, flags=re.MULTILINE)[1:]:
        head, *bodies = re.split(r"^@@.*\n", part, flags=re.MULTILINE)
        path = head.split("\n", 1)[0].rpartition(" ")[2].partition("/")[2]
        whole = "\nnew file" in head or "\ndeleted file" in head
        for body in bodies:
            lines = body.splitlines()
            added, removed = (tuple(line[1:] for line in lines if line.startswith(sign)) for sign in "+-")
            yield Hunk(path, added, removed, whole)
