"""Real documents: each one generates a package that imports whole and calls every operation rightly.

The document's operations, servers and media types are read here by a plain reader of YAML and JSON, so that
the generator is not compared with itself. A document that cannot be generated must end in diagnostics.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from .conftest import ROOT

SPECS = ROOT.parent / "shared/specs"
NAMES = sorted(path.name for path in SPECS.glob("*.*") if path.suffix in {".json", ".yaml"})
METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}

FAILING: dict[str, str] = {}
"""Documents that do not pass, and why. An entry that is no longer needed fails the test."""

SMALL = 740_000
"""Bytes of the documents that always run; `make corpus` runs the others too."""


OUR_BASE_URL = "https://api.test/base"
"""Given where the document names no host."""


class CrashError(Exception):
    """The program ended in neither success nor diagnostics."""


def parameters() -> list[Any]:
    found = []
    for name in NAMES:
        marks = []
        if name in FAILING:
            marks.append(pytest.mark.xfail(raises=AssertionError, reason=FAILING[name], strict=True))
        if (SPECS / name).stat().st_size > SMALL and not os.environ.get("SDKWRIGHT_ALL_DOCUMENTS"):
            marks.append(pytest.mark.skip(reason="large: make corpus runs it"))
        found.append(pytest.param(name, marks=marks))
    return found


def sdkwright(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command, as its users run it. Raises ``CrashError`` unless it did its work or explained itself."""
    command = [sys.executable, "-m", "generator", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "random"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3) or "Traceback" in done.stderr:
        raise CrashError(f"exit {done.returncode}\n{done.stderr[-3000:]}")
    if done.returncode == 3:
        assert re.search(r"error\[[a-z-]+/[a-z-]+\]: ", done.stderr), done.stderr[-3000:]
        raise AssertionError(done.stderr[-3000:])
    return done


class Document:
    """What a document offers, read without the generator."""

    def __init__(self, path: Path) -> None:
        text = path.read_text("utf-8")
        self.data = json.loads(text) if path.suffix == ".json" else yaml.load(text, yaml.CBaseLoader)
        self.operations: dict[tuple[str, str], dict[str, Any]] = {}
        self.items: dict[str, dict[str, Any]] = {}
        for template, written in self.data["paths"].items():
            self.items[template] = item = self.resolve(written)
            for method in METHODS & item.keys():
                self.operations[method.upper(), template] = item[method]

    def resolve(self, node: dict[str, Any]) -> dict[str, Any]:
        if "$ref" not in node:
            return node
        target: Any = self.data
        for token in node["$ref"].removeprefix("#/").split("/"):
            target = target[unquote(token).replace("~1", "/").replace("~0", "~")]
        return self.resolve(target)

    def base_url(self, method: str, template: str) -> str:
        """The base URL of an operation; "" where the document gives none with a host."""
        if "swagger" in self.data:
            if not self.data.get("host"):
                return ""
            schemes = self.data.get("schemes") or ["https"]
            scheme = "https" if "https" in schemes else schemes[0]
            return f"{scheme}://{self.data['host']}{self.data.get('basePath', '')}".rstrip("/")
        places = [self.operations[method, template], self.items[template], self.data]
        server = next((place["servers"][0] for place in places if place.get("servers")), {"url": ""})
        url = str(server["url"])
        for name, variable in server.get("variables", {}).items():
            url = url.replace("{" + name + "}", str(variable["default"]))
        return url.rstrip("/") if urlsplit(url).netloc else ""

    def request_types(self, method: str, template: str) -> set[str]:
        """The media types of a required body, in lower case; empty where there is none."""
        operation = self.operations[method, template]
        if "swagger" in self.data:
            parts = [
                self.resolve(p) for p in [*self.items[template].get("parameters", []), *operation.get("parameters", [])]
            ]
            if not any(p["in"] == "body" and str(p.get("required")).lower() == "true" for p in parts):
                return set()
            return {t.lower() for t in operation.get("consumes") or self.data.get("consumes") or ["application/json"]}
        body = self.resolve(operation.get("requestBody", {}))
        return {t.lower() for t in body.get("content", {})} if str(body.get("required")).lower() == "true" else set()


def problem(document: Document, operation: dict[str, Any], sent: dict[str, Any]) -> str:
    """What is wrong with the one request of an operation, or ""."""
    if "error" in sent:
        return str(sent["error"])
    method, template = operation["method"], operation["path"]
    base = document.base_url(method, template) or OUR_BASE_URL
    path = re.escape(template.partition("?")[0].partition("#")[0])
    expected = re.escape(unquote(base)) + re.sub(r"\\\{[^/]*?\\\}", "[^/]+", path)
    if sent["method"] != method:
        return f"method is {sent['method']}"
    if not re.fullmatch(expected, unquote(sent["url"].partition("?")[0])):
        return f"{sent['url']} does not match {base}{template}"
    types = document.request_types(method, template)
    sent_type = sent["content_type"].partition(";")[0].strip().lower()
    if types and not any(
        re.fullmatch(re.escape(t.partition(";")[0].strip()).replace(r"\*", ".+"), sent_type) for t in types
    ):
        return f"content type {sent_type!r} is none of {sorted(types)}"
    return ""


@pytest.mark.skipif(not NAMES, reason="the documents are not beside this checkout")
@pytest.mark.parametrize("name", parameters())
def test_document(name: str, tmp_path: Path) -> None:
    document = Document(SPECS / name)
    sdkwright("generate", SPECS / name, "--out", tmp_path / "sdk", cwd=tmp_path)
    command = [sys.executable, "-m", "black", "--check", "--quiet", tmp_path / "sdk/src"]
    assert subprocess.run(command, check=False).returncode == 0, "black would change the package"
    inspection = json.loads(sdkwright("inspect", SPECS / name, "--json", cwd=tmp_path).stdout)
    found = {(operation["method"], operation["path"]) for operation in inspection["operations"]}
    assert found == set(document.operations)
    assert len(inspection["operations"]) == len(found)

    homeless = {
        operation["accessor"]: OUR_BASE_URL
        for operation in inspection["operations"]
        if not document.base_url(operation["method"], operation["path"])
    }
    (tmp_path / "plan.json").write_text(json.dumps({"inspection": inspection, "base_urls": homeless}), "utf-8")
    command = [sys.executable, "-W", "error", Path(__file__).parent / "drive_sdk.py", tmp_path / "sdk/src", "plan.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    result = json.loads(done.stdout)
    assert len(result["modules"]) > len(inspection["models"]) / 4
    problems = {
        operation["id"]: said
        for operation in inspection["operations"]
        if (said := problem(document, operation, result["calls"][operation["accessor"]]))
    }
    assert problems == {}


@pytest.mark.skipif(not NAMES, reason="the documents are not beside this checkout")
def test_at_least_twenty_documents_pass() -> None:
    assert set(FAILING) <= set(NAMES)
    assert len(NAMES) - len(FAILING) >= 20
