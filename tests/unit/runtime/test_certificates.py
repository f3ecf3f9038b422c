"""Client certificates: shown where they are given, asked for where they are needed."""

from __future__ import annotations

import ssl
import subprocess
from pathlib import Path
from typing import Any

import httpx2
import pytest

from generator.runtime.client import AsyncClient, SyncClient
from generator.runtime.client_base import _verification
from generator.runtime.errors import ConfigurationError
from generator.runtime.operation import ClientTable, MutualTlsScheme, Server

from .support import Api, operation

TABLE = ClientTable(
    servers=(Server("https://api.test"),),
    schemes={"tls": MutualTlsScheme("client_certificate")},
    security=((("tls", ()),),),
    env_prefix="PETS",
)


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate and its key in one file."""
    folder = tmp_path_factory.mktemp("tls")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=client"]
    try:
        subprocess.run(
            [*command, "-keyout", folder / "key.pem", "-out", folder / "cert.pem"], check=True, capture_output=True
        )
    except FileNotFoundError:
        pytest.skip("openssl is not installed")
    both = folder / "both.pem"
    both.write_text((folder / "cert.pem").read_text() + (folder / "key.pem").read_text())
    return both


def test_without_one_nothing_is_sent(api: Api) -> None:
    api.table = TABLE
    client = AsyncClient if api.is_async else SyncClient
    sdk: Any = client(TABLE, credentials={"client_certificate": None})
    with pytest.raises(ConfigurationError, match=r"client_certificate= \(environment: PETS_CLIENT_CERTIFICATE\)"):
        sdk._start(operation(), {}, None)


def test_a_client_of_the_callers_own_is_taken_to_have_one(api: Api) -> None:
    api.table = TABLE
    api.call(operation(), credentials={"client_certificate": None})
    assert len(api.requests) == 1


def test_it_is_not_shown_to_other_origins(api: Api) -> None:
    api.table = TABLE
    api.answers = [httpx2.Response(302, headers={"location": "https://evil.test/"}), httpx2.Response(200)]
    with pytest.raises(Exception, match="302"):
        api.call(operation(), credentials={"client_certificate": None})
    api.answers = [httpx2.Response(302, headers={"location": "/else"}), httpx2.Response(200)]
    api.call(operation(), credentials={"client_certificate": None})
    assert [request.url.host for request in api.requests] == ["api.test"] * 3


def test_forms_of_a_certificate(pem: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    apart = (pem.with_name("cert.pem"), str(pem.with_name("key.pem")))
    for given in (pem, str(pem), apart, (*apart, "unused")):
        context = _verification(TABLE, {"client_certificate": given}, None)
        assert isinstance(context, ssl.SSLContext)
        assert context.verify_mode is ssl.CERT_REQUIRED
    own = ssl.create_default_context()
    assert _verification(TABLE, {"client_certificate": own}, None) is own
    monkeypatch.setenv("PETS_CLIENT_CERTIFICATE", str(pem))
    sdk = SyncClient(TABLE, credentials={"client_certificate": None})
    assert sdk._start(operation(), {}, None).authorization.shows_certificate


def test_what_is_no_certificate(pem: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.pem"
    other.write_text("nothing")
    for given in (tmp_path / "missing.pem", other, (pem, other)):
        with pytest.raises(ConfigurationError, match=r"^client_certificate: "):
            SyncClient(TABLE, credentials={"client_certificate": given})
