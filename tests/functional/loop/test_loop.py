"""The whole loop with real git and a real package index: change, generate, check, diff, release, publish, install, call."""

from __future__ import annotations

import email
import json
import os
import socket
import subprocess
import sys
import sysconfig
import tarfile
import threading
import time
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from generator.cli import main

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      operationId: listPets
      tags: [Pets]
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      responses:
        "200": {description: The pets., content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}}}}
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string}}}
"""
SETTINGS = '[package]\nlicense = "Apache-2.0"\nauthors = ["Pat <pat@example.com>"]\n'
MORE = SPEC.replace("[{name: limit,", "[{name: after, in: query, schema: {type: string}}, {name: limit,")
LESS = MORE.replace(", {name: limit, in: query, schema: {type: integer}}", "")
PROGRAM = """\
import sys, pets
from pets import PetsClient
with PetsClient(base_url=sys.argv[1]) as sdk:
    print(pets.__version__, [pet.name for pet in sdk.pets.list_pets(**{sys.argv[2]: "1"})])
"""


class Run:
    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        self.code = ended.value.code
        self.out, self.err = capsys.readouterr()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    Path("spec").mkdir()
    Path("spec/pets.sdk.toml").write_text(SETTINGS)
    git("init", "-q", ".")
    return lambda *arguments: Run(capsys, *arguments)


def git(*arguments: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    return subprocess.run(["git", *who, *arguments], check=True, capture_output=True, text=True).stdout


def commit(tag: str) -> None:
    git("add", ".")
    git("commit", "-q", "-m", tag)
    git("tag", tag)


@pytest.fixture
def index(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A package index on the loopback, which twine is told of as users tell it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "pypiserver", "run", "-p", str(port), "-i", "127.0.0.1", "-a", ".", "-P", "."]
    server = subprocess.Popen(
        [*command, str(tmp_path_factory.mktemp("index"))], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{url}/simple/")
        for name, value in (("TWINE_REPOSITORY_URL", url), ("TWINE_USERNAME", "a"), ("TWINE_PASSWORD", "b")):
            monkeypatch.setenv(name, value)
        yield url
    finally:
        server.terminate()
        server.wait()


def _wait(url: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"nothing answers at {url}")


@pytest.fixture
def api() -> Iterator[str]:
    """The server that the SDK is for. Its answer says what it was asked."""

    class Pets(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps([{"name": self.path}]).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Pets) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def listed(index: str) -> str:
    """The page of the index that lists all packages."""
    with urllib.request.urlopen(f"{index}/packages/") as answer:
        text: str = answer.read().decode()
    return text


def install_and_call(index: str, api: str, argument: str, folder: Path) -> str:
    """What a program prints in an environment that has the published package, and its dependencies from this one."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--no-cache-dir", "--no-deps", "--index-url", f"{index}/simple", "pets"], check=True)
    places = {"base": str(folder), "platbase": str(folder)}
    site = Path(sysconfig.get_path("purelib", vars=places))
    (site / "others.pth").write_text(sysconfig.get_path("purelib") + "\n")
    command = [str(python), "-W", "error", "-c", PROGRAM, api, argument]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder).stdout


def test_the_loop(run: Callable[..., Run], index: str, api: str, tmp_path: Path) -> None:
    spec = Path("spec/pets.yaml")
    spec.write_text(SPEC)
    assert run("generate", "spec/pets.yaml").code == 0
    commit("v0.1.0")
    for text, argument, told, version, status in (
        (MORE, "after", "after: new optional argument", "0.1.1", 0),
        (LESS, "after", "limit: argument removed", "0.2.0", 1),
    ):
        spec.write_text(text)
        assert run("check", "spec/pets.yaml").code == 1
        assert run("generate", "spec/pets.yaml").code == 0
        assert run("check", "spec/pets.yaml").code == 0
        done = run("diff", "--exit-code")
        assert done.code == status
        assert told in done.out
        assert run("release", "spec/pets.yaml").code == 0
        commit(f"v{version}")
        dry = run("publish", "spec/pets.yaml", "--no-isolation")
        assert dry.code == 0, dry.err
        assert f"a dry run: --upload gives them to {index}" in dry.out
        assert f"pets-{version}" not in listed(index)
        done = run("publish", "spec/pets.yaml", "--no-isolation", "--upload")
        assert done.code == 0, done.err
        assert f"uploaded to {index}" in done.out
        assert f"pets-{version}" in listed(index)
        assert git("status", "--porcelain") == ""
        printed = install_and_call(index, api, argument, tmp_path / f"env-{version}")
        assert printed == f"{version} ['/pets?after=1']\n"
    assert "argument removed" in Path("generated/pets/CHANGELOG.md").read_text()
    again = run("publish", "spec/pets.yaml", "--no-isolation", "--upload")
    assert again.code == 6
    assert "twine failed" in again.err


def test_archives(run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    """The same files give the same bytes, whenever; the wheel says what it is, and has the licence of the runtime."""
    Path("spec/pets.yaml").write_text(SPEC)
    run("generate", "spec/pets.yaml")
    made = []
    for when in (1_000_000_000, 1_700_000_000):
        for path in Path("generated").rglob("*"):
            os.utime(path, (when, when))
        assert run("publish", "spec/pets.yaml", "--no-isolation").code == 0
        made.append({path.name: path.read_bytes() for path in Path("generated/pets/dist").iterdir()})
    assert made[0] == made[1]
    assert sorted(made[0]) == ["pets-0.1.0-py3-none-any.whl", "pets-0.1.0.tar.gz"]
    with zipfile.ZipFile("generated/pets/dist/pets-0.1.0-py3-none-any.whl") as wheel:
        facts = email.message_from_bytes(wheel.read("pets-0.1.0.dist-info/METADATA"))
        licence = wheel.read("pets-0.1.0.dist-info/licenses/LICENSE").decode()
        assert "pets/py.typed" in wheel.namelist()
        assert not [name for name in wheel.namelist() if "__pycache__" in name or ".sdkwright" in name]
    assert facts["License-Expression"] == "Apache-2.0"
    assert facts["Author-email"] == "Pat <pat@example.com>"
    assert "Typing :: Typed" in facts.get_all("Classifier", [])
    assert "src/pets/_runtime" in licence
    assert "MIT" in licence
    with tarfile.open("generated/pets/dist/pets-0.1.0.tar.gz") as sdist:
        assert {"pets-0.1.0/README.md", "pets-0.1.0/CHANGELOG.md", "pets-0.1.0/LICENSE"} <= set(sdist.getnames())


def test_only_what_the_document_gives_is_published(run: Callable[..., Run]) -> None:
    Path("spec/pets.yaml").write_text(SPEC)
    run("generate", "spec/pets.yaml")
    Path("spec/pets.yaml").write_text(MORE)
    done = run("publish", "spec/pets.yaml", "--no-isolation")
    assert done.code == 1
    assert "Run generate" in done.err
    assert not Path("generated/pets/dist").exists()
