"""What a run that ended well leaves: what it depended on, what it made, and what it said."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .digests import digest_of_file, program_digest
from .store import Store


@dataclass(frozen=True, slots=True)
class Said:
    """A diagnostic as it was printed."""

    code: str
    severity: str
    text: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """A run after which there is nothing to do as long as nothing changes.

    ``inputs`` are absolute paths with the digests of the files, empty for those that were not there;
    ``outputs`` are paths below ``folder`` with the digests of the files whose lines end in line feeds.
    ``shown`` is the folder as people are told of it, ``head`` what a summary says of the document, and ``said``
    are the diagnostics.
    """

    folder: str
    shown: str
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    head: tuple[str, ...]
    said: tuple[Said, ...]

    def holds(self) -> bool:
        """Whether all files are as they were. Symbolic links and the rest of an interrupted run are a change."""
        folders = {parent for path in self.outputs for parent in _parents(path)}
        return (
            not os.path.lexists(os.path.join(self.folder, ".sdkwright-tmp"))
            and all(digest_of_file(path) == sha for path, sha in self.inputs.items())
            and all(self._kind(folder) == stat.S_IFDIR for folder in folders)
            and all(self._stands(path, sha) for path, sha in self.outputs.items())
        )

    def _stands(self, path: str, sha: str) -> bool:
        place = os.path.join(self.folder, path)
        return self._kind(path) == stat.S_IFREG and digest_of_file(place, plain=True) == sha

    def _kind(self, path: str) -> int:
        try:
            return stat.S_IFMT(os.lstat(os.path.join(self.folder, path)).st_mode)
        except (OSError, ValueError):
            return 0


def receipt_key(spec: Path, out: Path | None, config: Path | None, flags: Sequence[str]) -> str:
    """Names a run by the program and by what was asked of it, where it was asked."""
    asked = [str(spec), str(out or ""), str(config or ""), *flags]
    return json.dumps(["receipt", program_digest(), os.getcwd(), *asked])


def find_receipt(store: Store, key: str) -> Receipt | None:
    """The receipt of a run that did all that the run of this key would do; ``None`` where work is to be done."""
    entry = store.get(key)
    try:
        receipt = _read(entry) if entry else None
    except (KeyError, TypeError, AttributeError, ValueError):
        return None
    return receipt if receipt and receipt.holds() else None


def leave_receipt(store: Store, key: str, receipt: Receipt) -> None:
    """Keeps a receipt, unless something changed since the run read it: that run has nothing to say of what is now."""
    if receipt.holds():
        store.put(key, asdict(receipt))


def _read(entry: dict[str, Any]) -> Receipt:
    return Receipt(
        folder=str(entry["folder"]),
        shown=str(entry["shown"]),
        inputs={str(path): str(sha) for path, sha in entry["inputs"].items()},
        outputs={str(path): str(sha) for path, sha in entry["outputs"].items()},
        head=tuple(map(str, entry["head"])),
        said=tuple(Said(str(said["code"]), str(said["severity"]), str(said["text"])) for said in entry["said"]),
    )


def _parents(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path
