"""Documents written in the test, read into the operation model."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build import build_api
from generator.diagnostics import Report
from generator.document import load_document
from generator.model import Api
from generator.settings import Settings

HEAD = """\
openapi: 3.1.0
info: {title: Test, version: '1'}
"""


class Built:
    """An API and what was reported while it was read."""

    def __init__(self, api: Api, report: Report) -> None:
        self.api = api
        self.codes = [diagnostic.code for diagnostic in report]
        self.messages = [diagnostic.message for diagnostic in report]
        self.operations = {operation.id: operation for operation in api.operations()}


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Built]:
    def run(text: str, settings: Settings | None = None) -> Built:
        path = tmp_path / "spec.yaml"
        path.write_text(HEAD + textwrap.dedent(text), "utf-8")
        report = Report()
        return Built(build_api(load_document(path, report), settings or Settings(), report), report)

    return run
