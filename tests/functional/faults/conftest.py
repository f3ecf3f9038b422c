"""A package that is generated once, its clients of each kind, and a server that fails on demand."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from generator.diagnostics import Report
from generator.pipeline import generate

from .faulty_server import FaultyServer
from .loads import IS_SOAK, ROWS
from .scripts import SCRIPTS
from .users import USERS, User

DOCUMENT = """\
openapi: 3.1.0
info: {title: Faults, version: '1'}
servers: [{url: https://api.example}]
security: [{key: []}]
paths:
  /things/{name}:
    parameters:
      - {name: name, in: path, required: true, schema: {type: string}}
      - {name: call, in: query, schema: {type: string}}
    get:
      operationId: getThing
      tags: [things]
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
        default: {description: no, content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
    post:
      operationId: addThing
      tags: [things]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
    put:
      operationId: uploadThing
      tags: [things]
      requestBody: {content: {application/octet-stream: {schema: {type: string, format: binary}}}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
  /events/{name}:
    get:
      operationId: watchThings
      tags: [things]
      parameters: [{name: name, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: ok, content: {text/event-stream: {schema: {$ref: '#/components/schemas/Thing'}}}}
  /files/{name}:
    get:
      operationId: loadThing
      tags: [things]
      parameters: [{name: name, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: ok, content: {application/octet-stream: {schema: {type: string, format: binary}}}}
components:
  securitySchemes: {key: {type: http, scheme: bearer}}
  schemas:
    Thing: {type: object, required: [id, name], properties: {id: {type: integer}, name: {type: string}}}
    Problem: {type: object, required: [code], properties: {code: {type: string}, message: {type: string}}}
"""


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The generated package."""
    folder = tmp_path_factory.mktemp("faults")
    spec, config = folder / "spec.yaml", folder / "sdk.toml"
    spec.write_text(DOCUMENT, "utf-8")
    config.write_text('[package]\nname = "faults_sdk"\nclient = "FaultsClient"\n', "utf-8")
    for path, file in generate(spec, config, report=Report()).files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(file.content, "utf-8")
    sys.path.insert(0, str(folder / "src"))
    yield importlib.import_module("faults_sdk")
    sys.path.remove(str(folder / "src"))


@pytest.fixture(scope="module")
def server() -> Iterator[FaultyServer]:
    running = FaultyServer(SCRIPTS)
    yield running
    running.close()


@pytest.fixture(autouse=True)
def forgotten(request: pytest.FixtureRequest) -> None:
    """Each test counts its own attempts."""
    if "server" in request.fixturenames:
        request.getfixturevalue("server").forget()


@pytest.fixture(params=USERS)
def user(request: pytest.FixtureRequest, package: ModuleType) -> User:
    """A program that calls: with threads, under asyncio, or under trio."""
    made: Any = request.param
    return User(made, package)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table of a soak."""
    if IS_SOAK and ROWS:
        terminalreporter.section("what came of each kind of call")
        for row in sorted(ROWS, key=str):
            terminalreporter.write_line(str(row))
