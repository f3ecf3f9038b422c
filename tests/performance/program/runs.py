"""The runs of sdkwright that are measured, each in a fresh process, with caches of their own."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from .edits import Versions
from .measure import Cost, run

ROOT = Path(__file__).parents[3]
KINDS = ("cold", "no change", "no change, check", "one schema changed", "one operation changed")


def measure(spec: Path, texts: Versions, folder: Path) -> Iterator[tuple[str, Cost]]:
    """One run of each kind. What comes before a run that is not measured prepares the next one."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    document = folder / spec.name
    document.write_text(texts.unchanged, "utf-8")
    settings = spec.with_suffix(".sdk.toml")
    if settings.is_file():
        shutil.copy(settings, folder / settings.name)
    for kind, command, text in (
        ("cold", "generate", texts.unchanged),
        ("no change", "generate", texts.unchanged),
        ("no change, check", "check", texts.unchanged),
        ("one schema changed", "generate", texts.schema),
        ("", "generate", texts.unchanged),
        ("one operation changed", "generate", texts.operation),
    ):
        document.write_text(text, "utf-8")
        cost = sdkwright(folder, command, document)
        if kind:
            yield kind, cost


def sdkwright(folder: Path, command: str, document: Path, *options: str) -> Cost:
    """One run, whose output and caches are below ``folder``."""
    env = {**os.environ, "SDKWRIGHT_CACHE_DIR": str(folder / "cache"), "PYTHONPATH": str(ROOT)}
    return run(
        [sys.executable, "-m", "generator", command, document, "--out", folder / "out", *options], env=env, cwd=folder
    )


def libraries() -> Cost:
    """Importing the libraries that a cold run uses, and nothing else."""
    names = (
        "black, click, datamodel_code_generator.parser.jsonschema, jinja2, markdown_it, openapi_spec_validator, yaml"
    )
    return run([sys.executable, "-c", f"import {names}"])
