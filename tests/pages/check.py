"""Checks every line of the pages of documents, and prints a table: ``python -m tests.pages.check [document ...]``."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .outline import faults as outline_faults
from .project import ROOT, SPECS, make_project

NAMES = (
    "alertmanager-swagger2.yaml",
    "bolt.yaml",
    "box-2025.json",
    "digitalocean.yaml",
    "docusign-workspaces.json",
    "intercom-2.11.yaml",
    "lob.yaml",
    "meilisearch.json",
    "mistral.yaml",
    "netlify-swagger2.yaml",
    "redocly-museum.yaml",
    "scalar-galaxy.json",
    "spotify-fixed.yaml",
    "twilio-messaging.json",
    "xero-projects.yaml",
)
"""Documents of different kinds: each one's every page is checked."""

_ROW = "{:<28}{:>7}{:>8}{:>8}{:>8}"
_MOST = 20


def main(names: list[str]) -> int:
    print(_ROW.format("document", "pages", "fences", "faults", "unsaid"))
    failed = 0
    for name in names or ["spec/maestro.yaml", *NAMES]:
        own = ROOT / name
        spec = own if own.is_file() else SPECS / name
        config = spec.with_name(f"{spec.stem}.sdk.toml")
        with tempfile.TemporaryDirectory() as folder:
            project = make_project(spec, Path(folder), config if config.is_file() else None)
            ran = project.run()
            faults = [*project.type_errors(), *_told(ran["problems"]), *outline_faults(project.pages)]
        unjudged = sum(ran["unjudged"].values())
        print(_ROW.format(spec.name, len(project.pages), ran["ran"], len(faults), unjudged))
        for reason, count in ran["unjudged"].items():
            print(f"    not judged, {count} times: {reason}")
        for fault in faults[:_MOST]:
            print(f"    {fault}")
        sys.stdout.flush()
        failed += bool(faults)
    return min(failed, 1)


def _told(problems: dict[str, list[str]]) -> Iterator[str]:
    for fence, said in problems.items():
        yield f"{fence}: {'; '.join(said)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
