"""Writes ``docs/licences.md``: the licence of everything that is pinned, as its own metadata tells it."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/licences.md"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
_HEAD = """# Licences of dependencies

Made by `make audit` from what is installed: the licences as the packages themselves tell them. What an SDK needs when it
runs is httpx2, pydantic and typing_extensions, and what these bring along.
"""
_LISTS = (
    ("The generator", "requirements/runtime.txt"),
    ("Its development", "requirements/dev.txt"),
)


def page() -> str:
    """The page, as it has to be."""
    seen: set[str] = set()
    parts = [_HEAD]
    for title, path in _LISTS:
        pins = [found for found in _PIN.findall((ROOT / path).read_text("utf-8")) if found[0] not in seen]
        seen |= {name for name, _ in pins}
        rows = "\n".join(f"| {name} | {version} | {_licence(name)} |" for name, version in pins)
        parts.append(f"## {title}\n\n| Package | Version | Licence |\n| --- | --- | --- |\n{rows}\n")
    return "\n".join(parts)


def _licence(name: str) -> str:
    """The expression (PEP 639), else the classifiers, else the first line of the field."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return "not installed here"
    classifiers = [c.rpartition(" :: ")[2] for c in told.get_all("Classifier") or [] if c.startswith("License :: ")]
    field = (told["License"] or "").strip().split("\n")[0]
    return (told["License-Expression"] or ", ".join(classifiers) or field or "not told").replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
