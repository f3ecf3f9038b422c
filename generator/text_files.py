"""Text files beside a document or in an SDK, replaced in one step."""

from __future__ import annotations

from pathlib import Path


def replace_text(path: Path, text: str) -> None:
    """Replaces a file in one step; an empty text removes it. Raises ``OSError``."""
    if not text:
        path.unlink(missing_ok=True)
        return
    draft = path.with_name(f".{path.name}.tmp")
    try:
        draft.write_text(text, "utf-8", newline="\n")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
