"""A README that its maintainer may add to: regions between markers are generated, the rest is theirs."""

from __future__ import annotations

import re

from ..tree import REGION

_UNWANTED = re.compile(r"<!-- No (?P<name>[^\n]+?) -->")


def merge_regions(existing: str, generated: str) -> str:
    """``existing`` with the regions of ``generated`` in the places of those that it has.

    A region that is new goes below the one it follows in ``generated``, or to the end where there is none;
    one that is no longer generated goes away. A maintainer who does not want a region writes
    ``<!-- No <name> -->`` anywhere outside the regions. An empty file becomes ``generated``.
    """
    if not existing.strip():
        return generated
    regions = {found["name"]: found[0] for found in REGION.finditer(generated)}
    unwanted = {found["name"] for found in _UNWANTED.finditer(REGION.sub("", existing))}
    kept = {name: text for name, text in regions.items() if name not in unwanted}
    text = _replaced(existing, kept)
    present = [found["name"] for found in REGION.finditer(text)]
    previous = ""
    for name, region in kept.items():
        if name not in present:
            text = _inserted(text, region, previous)
        previous = name
    return text


def _replaced(existing: str, regions: dict[str, str]) -> str:
    """The regions exchanged for those of the same name, each once; others are taken out with the gap they leave."""
    done: set[str] = set()

    def replace(found: re.Match[str]) -> str:
        name = found["name"]
        if name not in regions or name in done:
            return ""
        done.add(name)
        return regions[name] + found["gap"]

    return re.sub(rf"{REGION.pattern}(?P<gap>\n*)", replace, existing, flags=re.DOTALL)


def _inserted(text: str, region: str, previous: str) -> str:
    end = f"<!-- End {previous} -->"
    if previous and end in text:
        before, _, after = text.partition(end)
        return f"{before}{end}\n\n{region}{after}"
    return f"{text.rstrip()}\n\n{region}\n"
