"""Programs of a document with types, bodies, credentials and answers of many kinds: type-checked, and run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.diagnostics import Report
from generator.pipeline import generate

from .checker import Page

DOCUMENT = """\
openapi: 3.1.0
info: {title: Pet Store, version: '1'}
servers: [{url: /v1}]
security: [{login: []}]
components:
  securitySchemes: {login: {type: http, scheme: basic}, key: {type: apiKey, in: header, name: X-Key}}
  schemas:
    Size: {type: string, enum: [small, large]}
    Cat: {type: object, required: [kind], properties: {kind: {const: cat}, size: {$ref: '#/components/schemas/Size'}}}
    Dog:
      type: object
      required: [kind, id, name]
      properties:
        kind: {const: dog}
        id: {type: string, readOnly: true}
        name: {type: string}
        bornAt: {type: [string, 'null'], format: date-time}
        nap: {type: string, format: duration}
        home: {type: object, required: [streetName], properties: {streetName: {type: string}}}
        photo: {type: string, format: byte}
        weight: {type: string, format: decimal}
        friends: {type: array, items: {$ref: '#/components/schemas/Animal'}}
    Animal:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog'}}
    Kennel: {type: object, additionalProperties: {type: array, items: {$ref: '#/components/schemas/Animal'}}}
    Anything: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/Size'}}, {type: object}]}
    Fault: {type: object, properties: {why: {type: string}}}
paths:
  /animals/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string, format: uuid}}]
    put:
      operationId: train
      tags: [zoo.animals]
      parameters:
        - {name: since, in: query, required: true, schema: {type: string, format: date}}
        - {name: sizes, in: query, required: true, schema: {type: array, items: {$ref: '#/components/schemas/Size'}}}
        - {name: filter, in: query, required: true, schema: {type: object}}
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Animal'}}}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Animal'}}}}
        '404': {description: no, content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}}
    post:
      operationId: rename
      tags: [zoo.animals]
      security: [{key: []}]
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Dog'}
            examples: {old: {value: {name: Rex, kind: dog, home: {streetName: Main}}}, new: {value: {name: Odin, kind: dog, nap: PT20M}}}
      responses: {'204': {description: done}}
  /kennels:
    put:
      operationId: send_kennel
      tags: [zoo]
      security: []
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Kennel'}}}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Anything'}}}}}
  /files:
    post:
      operationId: upload
      tags: [files]
      requestBody:
        required: true
        content:
          multipart/form-data: {schema: {type: object, required: [file], properties: {file: {type: string, format: binary}}}}
      responses: {'200': {description: ok, content: {application/octet-stream: {}}}}
"""

RUN = """
import json, sys, traceback
import httpx2

requests = []

def answer(request):
    requests.append(str(request.url))
    return httpx2.Response(200, json={}, request=request)

class Fake:
    def __init__(self, *args, **options): pass
    def handle_request(self, request):
        request.read()
        return answer(request)
    async def handle_async_request(self, request):
        await request.aread()
        return answer(request)
    def close(self): pass
    async def aclose(self): pass
    def __enter__(self): return self
    def __exit__(self, *exc): pass
    async def __aenter__(self): return self
    async def __aexit__(self, *exc): pass

for name in ("handle_request", "close", "__enter__", "__exit__"):
    setattr(httpx2.HTTPTransport, name, getattr(Fake, name))
for name in ("handle_async_request", "aclose", "__aenter__", "__aexit__"):
    setattr(httpx2.AsyncHTTPTransport, name, getattr(Fake, name))

failed = {}
for path in sys.argv[1:]:
    requests.clear()
    source = open(path, encoding="utf-8").read()
    try:
        exec(compile(source, path, "exec"), {"__name__": "__main__"})
        assert bool(requests) == ("as sdk:" in source), "no request was sent"
    except BaseException:
        failed[path] = traceback.format_exc()
print()
print(json.dumps(failed))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package of the document, and each program of its pages once."""
    where = tmp_path_factory.mktemp("programs")
    spec = where / "spec.yaml"
    spec.write_text(DOCUMENT, "utf-8")
    made = generate(spec, None, report=Report())
    programs: dict[str, None] = {}
    for path, file in made.files.items():
        if path.endswith(".md"):
            programs.update(dict.fromkeys(Page(file.content).programs()))
        elif path.startswith("src/"):
            target = where / path.removeprefix("src/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(file.content, "utf-8")
    for number, program in enumerate(programs):
        (where / f"program_{number:03}.py").write_text(program, "utf-8")
    assert len(programs) > 30
    return where


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.endswith("_BASE_URL")}
    environment = kept | {"PYTHONPATH": str(folder), "MYPYPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("program_*.py"))


def test_mypy_strict(folder: Path) -> None:
    found = run(folder, sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir=cache", *names(folder))
    assert (found.returncode, found.stderr) == (0, ""), found.stdout
    assert f"{len(names(folder))} source files" in found.stdout


def test_they_run(folder: Path) -> None:
    (folder / "run.py").write_text(RUN, "utf-8")
    found = run(folder, sys.executable, "-W", "error", "run.py", *names(folder))
    assert found.returncode == 0, found.stderr
    failed = json.loads(found.stdout.strip().split("\n")[-1])
    assert failed == {}, next(iter(failed.values()), "")
