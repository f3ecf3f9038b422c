"""Servers that cannot be trusted are told nothing."""

from __future__ import annotations

import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from .faulty_server import FaultyServer
from .scripts import SCRIPTS
from .users import TOKEN, User


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that nobody signed but itself, and its key in the same file."""
    folder = tmp_path_factory.mktemp("tls")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"]
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"]
    try:
        subprocess.run([*command, *names], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not installed")
    both = folder / "both.pem"
    both.write_text((folder / "cert.pem").read_text() + (folder / "key.pem").read_text())
    return both


@pytest.fixture(scope="module")
def secure(certificate: Path) -> Iterator[FaultyServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = FaultyServer(SCRIPTS, context)
    yield server
    server.close()


def test_a_certificate_of_its_own_is_refused(user: User, secure: FaultyServer) -> None:
    error = user.caught(secure.url, "get_thing", name="fine")
    assert type(error).__name__ == "APIConnectionError"
    assert "certificate verify failed" in str(error).lower().replace("_", " ")
    assert error.sent is False
    assert secure.requests == []


def test_plain_text_where_tls_is_due(user: User, server: FaultyServer) -> None:
    error = user.caught(server.url.replace("http", "https"), "get_thing", name="fine")
    assert type(error).__name__ == "APIConnectionError"
    assert TOKEN not in str(error)


def test_one_that_is_trusted(
    user: User, secure: FaultyServer, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server of this module is fine but for its certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert user.caught(secure.url, "get_thing", name="fine").id == 1
    secure.forget()
