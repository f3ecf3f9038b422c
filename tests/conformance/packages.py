"""The generated packages: one for each document, all importable at once."""

from __future__ import annotations

import importlib
import re
import sys
import types
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.diagnostics import InputError, Report
from generator.document import load_document
from generator.output import write_tree
from generator.pipeline import generate
from generator.render.inspection import inspection
from generator.render.readme import merge_regions

from . import corrections
from .hints import Hints
from .scenarios import SUITE


@dataclass(frozen=True, slots=True)
class Sdk:
    """A generated package, and what ``inspect`` says about it."""

    package: types.ModuleType
    facts: Mapping[str, Any]
    document: Mapping[str, Any]
    hints: Hints

    def operation(self, method: str, path: str) -> Mapping[str, Any] | None:
        """The facts of an operation."""
        wanted = (method, path)
        return next((found for found in self.facts["operations"] if (found["method"], found["path"]) == wanted), None)

    def parameters(self, method: str, path: str) -> list[Mapping[str, Any]]:
        """The parameters of an operation as the document has them, references followed."""
        item = self.document["paths"][path]
        written = [*item.get("parameters", []), *item[method.lower()].get("parameters", [])]
        return [self._resolved(parameter) for parameter in written]

    def _resolved(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        while "$ref" in node:
            target: Any = self.document
            for token in node["$ref"].removeprefix("#/").split("/"):
                target = target[token.replace("~1", "/").replace("~0", "~")]
            node = target
        return node


class Packages:
    """Generates what is asked for, once.

    With ``is_corrected``, those that have an overlay are made with it, and ``others`` makes the rest.
    """

    def __init__(self, folder: Path, *, is_corrected: bool = False, others: Packages | None = None) -> None:
        self._folder = folder
        self._is_corrected = is_corrected
        self._others = others
        self._made: dict[str, Sdk | str] = {}

    def of(self, document: str) -> Sdk:
        """The SDK of a document. Raises ``RuntimeError`` where there is none."""
        if self._others is not None and corrections.overlay(document) is None:
            return self._others.of(document)
        if document not in self._made:
            try:
                self._made[document] = self._make(document)
            except InputError as error:
                self._made[document] = f"{document} is refused: {[d.message for d in error.diagnostics][:1]}"
            except Exception as error:
                self._made[document] = f"{document} breaks the generator: {type(error).__name__}: {error}"
        made = self._made[document]
        if isinstance(made, str):
            raise RuntimeError(made)
        return made

    def _make(self, document: str) -> Sdk:
        overlay = corrections.overlay(document) if self._is_corrected else None
        name = ("corrected_" if overlay else "sdk_") + re.sub(
            r"\W+", "_", document.removeprefix("documents/").removesuffix(".json")
        ).lower()
        folder = self._folder / name
        folder.mkdir()
        config = folder / "settings.toml"
        more = Path(__file__).with_name("settings") / f"{document.split('/')[1]}.toml"
        text = more.read_text("utf-8") if more.exists() else ""
        if overlay is not None:
            text = f'[document]\noverlays = ["{overlay.name}"]\n{text}'
            (folder / overlay.name).write_bytes(overlay.read_bytes())
        config.write_text(f'[package]\nname = "{name}"\n{text}', "utf-8")
        made = generate(SUITE / document, config, report=Report())
        write_tree(made.files, folder / "out", merge=merge_regions)
        sys.path.append(str(folder / "out/src"))
        package = importlib.import_module(name)
        facts = inspection(made.api, made.package)
        written = load_document(SUITE / document, Report(), overlays=[overlay] if overlay else []).raw
        return Sdk(package, facts, written, Hints(package.models))
