"""A document written in the test becomes a package; calls go to a transport that keeps the request."""

from __future__ import annotations

import importlib
import itertools
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest

from generator.diagnostics import Report
from generator.pipeline import generate

HEAD = """\
openapi: 3.1.0
info: {title: Inline, version: '1'}
servers: [{url: https://api.example/base}]
"""
_numbers = itertools.count()


class Sdk:
    """A generated package, a sync client of it, and what it sent last."""

    def __init__(self, package: ModuleType, api: Any, client: str) -> None:
        self.package = package
        self._client = client
        self.models = package.models
        self.errors = package.errors
        self.api = api
        self.answer = httpx2.Response(204)
        self.sent: list[httpx2.Request] = []
        self.client = self.open()

    def open(self, **arguments: Any) -> Any:
        """A client whose calls are answered with ``answer``."""
        http = httpx2.Client(transport=httpx2.MockTransport(self._handle))
        return getattr(self.package, self._client)(http_client=http, **arguments)

    def _handle(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        self.sent.append(request)
        return self.answer

    @property
    def request(self) -> httpx2.Request:
        """The last request."""
        return self.sent[-1]

    @property
    def target(self) -> str:
        """Path and query of the last request, to the byte."""
        return self.request.url.raw_path.decode()

    def returns(self, status: int, json: Any = None, **more: Any) -> None:
        """Sets the answer to the calls that follow."""
        self.answer = httpx2.Response(status, json=json, **more)


@pytest.fixture
def make_sdk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Sdk]]:
    """Generates and imports the package of a document."""
    made: list[Sdk] = []

    def make(text: str, settings: str = "", client: str = "InlineClient") -> Sdk:
        name = f"inline_sdk_{next(_numbers)}"
        spec, config = tmp_path / "spec.yaml", tmp_path / "sdk.toml"
        spec.write_text(HEAD + textwrap.dedent(text), "utf-8")
        config.write_text(f'[package]\nname = "{name}"\nclient = "{client}"\n{settings}', "utf-8")
        generated = generate(spec, config, report=Report())
        for path, file in generated.files.items():
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(file.content, "utf-8")
        monkeypatch.syspath_prepend(str(tmp_path / "src"))
        sdk = Sdk(importlib.import_module(name), generated.api, client)
        made.append(sdk)
        return sdk

    yield make
    for sdk in made:
        sdk.client.close()
