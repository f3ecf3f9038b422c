"""Where the templates lie: inside an installed package, and beside it in a checkout."""

from __future__ import annotations

from pathlib import Path


def template_root() -> Path:
    """The folder that holds ``client/``, ``models/``, ``docs/`` and ``project/``."""
    package = Path(__file__).parents[1]
    installed = package / "_templates"
    return installed if installed.is_dir() else package.parent / "templates"
