"""Sites that were built once for all tests, and a server of files for them."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.site.browser import MISSING, find_browser

ROOT = Path(__file__).parents[2]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory):
    """Builds the site of a folder; returns it and what was printed."""
    if not all(map(find_spec, ("sphinx", "myst_parser", "linkify_it", "furo"))):
        pytest.skip('no Sphinx: make check-site, or pip install "sdkwright[site]"')

    def run(project: Path) -> tuple[Path, subprocess.CompletedProcess[str]]:
        to = tmp_path_factory.mktemp("sites") / "site"
        command = [sys.executable, "-m", "generator", "site", str(project), "--to", str(to)]
        return to, subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    return run


@pytest.fixture(scope="session")
def maestro(build) -> Path:
    site, said = build(ROOT / "generated/docusign-iam-sdk")
    assert said.stderr == "", "Sphinx found a fault in the pages"
    return site


@pytest.fixture(scope="session")
def served(maestro: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(maestro))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> str:
    return find_browser() or pytest.skip(MISSING)
