"""The files that belong to a document and stand beside it."""

from __future__ import annotations

from pathlib import Path


def settings_beside(spec: Path, config: Path | None) -> Path | None:
    """The settings file of a document: the one that is named, else the one beside it, if it is there."""
    beside = spec.with_name(f"{spec.stem}.sdk.toml")
    return config or (beside if beside.is_file() else None)


def remote_lock_beside(spec: Path) -> Path:
    """Where the lock of a document's remote references is."""
    return spec.with_name(f"{spec.stem}.refs.lock")


def remote_copies_beside(spec: Path) -> Path:
    """The folder with the copies of what a document refers to on the network."""
    return spec.with_name(f"{spec.stem}.refs")
