"""Pages of documents: of the one in ``spec/``, and of documents written in the test."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from generator.build import build_api
from generator.diagnostics import Report
from generator.document import load_document
from generator.model import Api
from generator.render.package import Package, package_facts
from generator.render.pages import render_pages
from generator.settings import DocsSettings, Settings, load_settings

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
HEAD = """\
openapi: 3.1.0
info: {title: Pet Store, version: '1'}
servers: [{url: 'https://api.pets.test'}]
"""

Build = Callable[[str], Api]
Render = Callable[..., dict[str, str]]


def read(path: Path) -> Api:
    report = Report()
    return build_api(load_document(path, report), Settings(), report)


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Reads a document; a fragment without its head gets one."""

    def run(text: str) -> Api:
        path = tmp_path / "spec.yaml"
        fragment = textwrap.dedent(text)
        path.write_text(fragment if fragment.startswith(("openapi", "{")) else HEAD + fragment, "utf-8")
        return read(path)

    return run


@pytest.fixture
def render(build: Build) -> Render:
    def run(text: str, tables: str = "compact") -> dict[str, str]:
        api = build(text)
        return render_pages(api, package_facts(api, Settings()), DocsSettings.model_validate({"tables": tables}))

    return run


@cache
def maestro_api() -> tuple[Api, Package, Settings]:
    settings = load_settings(ROOT / "spec/maestro.sdk.toml")
    report = Report()
    api = build_api(load_document(ROOT / "spec/maestro.yaml", report), settings, report)
    return api, package_facts(api, settings), settings


@pytest.fixture(scope="session")
def maestro() -> dict[str, str]:
    """The pages of the committed document under its own settings."""
    api, package, settings = maestro_api()
    return render_pages(api, package, settings.docs)
